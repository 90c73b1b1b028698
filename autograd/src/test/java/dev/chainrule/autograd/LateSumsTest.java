package dev.chainrule.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Scalars that tensors were computed with, and whose gradients are sums for the end of a sweep. */
class LateSumsTest {
  private static Tensor numbers(DType dtype) {
    return Tensor.normal(Shape.of(5000), 0, 1, new Random(7)).to(dtype);
  }

  /** Gradients of a sum of many terms; each scalar is used by tensors, by scalars, and twice. */
  private static List<Tensor> gradients(
      DType dtype, int scalars, boolean isConnected, UnaryOperator<Value> look) {
    Tensor numbers = numbers(dtype);
    Value x = isConnected ? Value.of(numbers) : Value.constant(numbers);
    List<Value> variables = new ArrayList<>();
    Value sum = x.mul(0).sum();
    for (int i = 0; i < scalars; i++) {
      Value scalar = Value.of(Tensor.of(0.3 * i - 1).to(dtype));
      variables.add(scalar);
      Value line = look.apply(x.mul(scalar).add(scalar));
      Value bent = look.apply(line.tanh()).mul(look.apply(line.square().neg().exp()));
      sum = sum.add(scalar.square()).add(bent.sum()).add(x.sub(scalar).square().sum());
    }
    Gradients gradients = sum.gradients();
    List<Tensor> found = new ArrayList<>();
    for (Value variable : variables) {
      found.add(gradients.of(variable));
    }
    found.add(gradients.of(isConnected ? x : variables.get(0)));
    return found;
  }

  @Test
  void theyAreTheDerivative() {
    Tensor numbers = numbers(DType.FLOAT64);
    double expectedA = 0;
    double expectedB = 0;
    for (double x : numbers.toArray()) {
      double line = 0.7 * x + 0.1;
      double slope = (1 - Math.pow(Math.tanh(line), 2)) * Math.exp(-x * x);
      expectedA += slope * x;
      expectedB += slope;
    }
    Value a = Value.of(0.7);
    Value b = Value.of(0.1);
    Value x = Value.of(numbers);
    Gradients gradients = a.mul(x).add(b).tanh().mul(x.square().neg().exp()).sum().gradients();
    assertEquals(expectedA, gradients.of(a).item(), 1e-10);
    assertEquals(expectedB, gradients.of(b).item(), 1e-10);
    assertEquals(2, a.mul(Value.constant(Tensor.of(-1.0, 3))).sum().derivative(a).item());
  }

  @Test
  void nobodyCanTellWhetherSomebodyLooked() {
    for (DType dtype : DType.values()) {
      for (int scalars : new int[] {1, 2, 9, 30}) {
        for (boolean isConnected : new boolean[] {true, false}) {
          List<Tensor> plain = gradients(dtype, scalars, isConnected, value -> value);
          List<Tensor> looked =
              gradients(
                  dtype,
                  scalars,
                  isConnected,
                  value -> {
                    double[] unused = value.data().toArray();
                    return value;
                  });
          for (int i = 0; i < plain.size(); i++) {
            assertEquals(dtype, plain.get(i).dtype());
            assertArrayEquals(plain.get(i).toArray(), looked.get(i).toArray());
          }
        }
      }
    }
  }

  /** What waits is computed before there is too much of it: and everything arrives. */
  @Test
  void thereMayBeMany() {
    Value x = Value.constant(Tensor.of(1.0, 2, 3));
    Value scalar = Value.of(2);
    Value sum = Value.constant(0);
    for (int i = 1; i <= 100; i++) {
      sum = sum.add(x.mul(scalar).mul(i).sum());
    }
    assertEquals(6 * 5050, sum.derivative(scalar).item());
  }

  @Test
  void whatAScalarWasMadeOfGetsItsPart() {
    Value scalar = Value.of(3);
    Value x = Value.of(Tensor.of(1.0, 2, 3));
    Value y = x.mul(scalar.square()).add(scalar).sum();
    assertEquals(6 * 6 + 3, y.gradients().of(scalar).item());
  }
}
