package dev.chainrule.nn.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Parameter;
import dev.chainrule.nn.layer.Initializer;
import dev.chainrule.nn.layer.Linear;
import dev.chainrule.nn.loss.Losses;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LbfgsTest {
  private static Value rosenbrock(Parameter parameter) {
    Value x = parameter.value();
    int n = x.shape().size(0);
    Value here = x.slice(0, 0, n - 1);
    Value next = x.slice(0, 1, n);
    return next.sub(here.square()).square().mul(100).add(here.neg().add(1).square()).sum();
  }

  @Test
  void rosenbrock_ofTwoAndOfAHundred_isMinimalWhereAllAreOne() {
    for (int n : new int[] {2, 100}) {
      Parameter x = Parameter.of(Tensor.full(Shape.of(n), -0.5));
      Lbfgs.Result result = Lbfgs.of(Map.of("x", x)).tolerance(1e-9).minimize(() -> rosenbrock(x));
      assertTrue(result.hasConverged(), result::toString);
      assertTrue(result.iterations() < 5 * n + 50, result::toString);
      assertTrue(x.value().data().sub(1).abs().max().item() < 1e-9, result::toString);
    }
  }

  @Test
  void aQuadratic_ofFiveDimensions_takesFewSteps() {
    Tensor scale = Tensor.of(1, 10, 100, 1000, 10_000);
    Tensor minimum = Tensor.of(1, -2, 3, -4, 5);
    Parameter x = Parameter.of(Tensor.zeros(Shape.of(5)));
    Lbfgs.Result result =
        Lbfgs.of(Map.of("x", x))
            .minimize(
                () ->
                    x.value()
                        .sub(Value.constant(minimum))
                        .square()
                        .mul(Value.constant(scale))
                        .sum());
    assertTrue(result.hasConverged() && result.iterations() < 40, result::toString);
    assertTrue(x.value().data().sub(minimum).abs().max().item() < 1e-7, x.value()::toString);
  }

  @Test
  void severalParameters_ofEitherPrecision() {
    Random random = new Random(1);
    Tensor inputs = Tensor.uniform(Shape.of(50, 3), -1, 1, random);
    Tensor targets = inputs.matMul(Tensor.of(1, -2, 3)).add(0.5).reshape(50, 1);
    for (DType dtype : DType.values()) {
      Linear linear = Linear.of(3, 1, Initializer.he(), random, dtype);
      Lbfgs.Result result =
          Lbfgs.of(linear)
              .tolerance(1e-6)
              .minimize(
                  () ->
                      Losses.mse(
                          linear.apply(Value.constant(inputs.to(dtype))),
                          Value.constant(targets.to(dtype))));
      assertTrue(result.loss() < 1e-10, result::toString);
      Tensor weight = linear.weight().value().data().to(DType.FLOAT64);
      assertTrue(weight.sub(Tensor.of(1, -2, 3)).abs().max().item() < 1e-5, weight::toString);
      assertEquals(dtype, linear.bias().value().dtype());
    }
  }

  @Test
  void wherever_theLossIsNotFinite_itGoesBack() {
    Parameter x = Parameter.of(Tensor.of(new double[] {30}));
    Lbfgs.Result result =
        Lbfgs.of(Map.of("x", x)).minimize(() -> x.value().sub(x.value().log()).sum());
    assertTrue(result.hasConverged(), result::toString);
    assertEquals(1, x.value().item(), 1e-6);
    Parameter outside = Parameter.of(Tensor.of(new double[] {-1}));
    Lbfgs lbfgs = Lbfgs.of(Map.of("x", outside));
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> lbfgs.minimize(() -> outside.value().log().sum()));
    assertEquals("minimize: the loss is NaN where it begins", e.getMessage());
  }

  private record OnCurve(double step, double value, double slope) implements LineSearch.Point {
    static OnCurve at(double s, double a, double b) {
      double angle = a * s + 1; // so that there are flat places above the start, too
      double value = Math.cos(angle) - b * s + 0.01 * s * s;
      return new OnCurve(s, value, -a * Math.sin(angle) - b + 0.02 * s);
    }
  }

  @Property
  void theLineSearch_satisfiesTheStrongWolfeConditions(
      @ForAll @DoubleRange(min = 0.1, max = 20) double a,
      @ForAll @DoubleRange(min = 0.01, max = 2) double b,
      @ForAll @IntRange(min = -4, max = 4) int magnitude) {
    OnCurve start = OnCurve.at(0, a, b);
    OnCurve found = new LineSearch<>(s -> OnCurve.at(s, a, b), start).from(Math.pow(10, magnitude));
    assertTrue(found.step > 0);
    assertTrue(found.value <= start.value + 1e-4 * found.step * start.slope, found::toString);
    assertTrue(Math.abs(found.slope) <= 0.9 * Math.abs(start.slope), found::toString);
  }

  @Test
  void mistakes_areToldAtOnce() {
    Lbfgs lbfgs = Lbfgs.of(Map.of("x", Parameter.of(Tensor.of(new double[] {1}))));
    assertThrows(IllegalArgumentException.class, () -> lbfgs.history(0));
    assertThrows(IllegalArgumentException.class, () -> lbfgs.iterations(0));
    assertThrows(IllegalArgumentException.class, () -> lbfgs.tolerance(-1));
    Value other = Value.of(1);
    assertThrows(IllegalArgumentException.class, () -> lbfgs.minimize(() -> other));
  }
}
