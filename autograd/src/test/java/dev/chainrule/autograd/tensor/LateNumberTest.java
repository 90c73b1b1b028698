package dev.chainrule.autograd.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Sums that wait until somebody looks, and what is made of them. */
class LateNumberTest {
  private static Tensor numbers(DType dtype) {
    return Tensor.normal(Shape.of(3000), 0, 1, new Random(5)).to(dtype);
  }

  @Test
  void aSumOfWhatWaitsWaits_andSoDoesAMean() {
    for (DType dtype : DType.values()) {
      Tensor x = numbers(dtype);
      Tensor mean = x.square().mean();
      Tensor loss = mean.mul(3).add(x.neg().sum());
      assertTrue(Together.isLateNumber(loss));
      Tensor computed = x.square();
      double[] unused = computed.toArray();
      Tensor expected = computed.mean().mul(3).add(x.mul(-1).copy().sum());
      assertFalse(Together.isLateNumber(expected));
      assertEquals(expected.item(), loss.item());
      assertEquals(expected.item(), loss.at());
      assertEquals(dtype, loss.dtype());
      assertFalse(Together.isLateNumber(loss));
      assertFalse(Together.isLateNumber(mean));
    }
  }

  @Test
  void whoeverLooksFindsTheNumber() {
    UnaryOperator<Tensor> sum = x -> x.square().sum();
    Tensor x = numbers(DType.FLOAT64);
    double expected = sum.apply(x).item();
    assertArrayEquals(new double[] {expected}, sum.apply(x).toArray());
    assertEquals(sum.apply(x).toString(), Tensor.of(expected).toString());
    assertEquals(expected, sum.apply(x).copy().item());
    assertFalse(Together.isLateNumber(sum.apply(x).copy()));
    assertEquals(expected, sum.apply(x).reshape(Shape.of(1)).at(0));
    assertEquals((float) expected, sum.apply(x).to(DType.FLOAT32).item());
    assertEquals(expected * x.at(7), x.mul(sum.apply(x)).at(7));
    assertEquals(expected, sum.apply(x).stack(0, List.of(Tensor.of(1))).at(0));
    assertFalse(sum.apply(x).hasNaN());
    assertTrue(x.mul(Double.NaN).sum().hasNaN());
    assertEquals(expected, Value.of(sum.apply(x)).item());
    assertEquals(expected, Value.constant(sum.apply(x)).item());
  }

  /** However many operations follow on each other, few of them wait: or the stack would end. */
  @Test
  void fewWaitForEachOther() {
    Tensor total = numbers(DType.FLOAT64).square().sum();
    double expected = numbers(DType.FLOAT64).square().sum().item();
    for (int i = 0; i < 100_000; i++) {
      total = total.add(1);
      expected += 1;
    }
    assertEquals(expected, total.item());
  }

  /** Nor do sums wait for sums through elements. */
  @Test
  void elementsDoNotWaitForSums() {
    Tensor weights = Tensor.zeros(100).add(0.01).copy();
    Tensor sum = Tensor.of(1);
    for (int i = 0; i < 10_000; i++) {
      sum = weights.mul(sum).sum();
    }
    assertEquals(1, sum.item(), 1e-9);
    Value start = Value.of(1);
    Value end = start;
    for (int i = 0; i < 10_000; i++) {
      end = Value.constant(weights).mul(end).sum();
    }
    assertEquals(1, end.derivative(start).item(), 1e-9);
  }

  @Test
  void aSweepComputesTheResultAlongWithTheGradients() {
    for (DType dtype : DType.values()) {
      Value x = Value.of(numbers(dtype));
      Value sum = x.mul(0.3).tanh().mul(x.square().neg().exp()).sum();
      Value loss = sum.div(-3000);
      assertTrue(Together.isLateNumber(sum.data()));
      Gradients gradients = loss.gradients();
      assertFalse(Together.isLateNumber(sum.data()));
      Value again = Value.of(numbers(dtype));
      Value looked = again.mul(0.3).tanh().mul(again.square().neg().exp()).sum().div(-3000);
      assertEquals(looked.item(), loss.item());
      assertArrayEquals(looked.gradients().of(again).toArray(), gradients.of(x).toArray());
    }
  }

  /** What only a sweep needed is not kept, until it is asked for a second time. */
  @Test
  void whatNobodyElseNeedsIsForgottenOnce() {
    Value x = Value.of(numbers(DType.FLOAT64));
    Value exp = x.exp();
    Value loss = exp.mul(2).sum();
    Tensor first = loss.gradients().of(x);
    assertNotNull(exp.data().lazy());
    Tensor second = loss.gradients().of(x);
    assertNull(exp.data().lazy());
    assertArrayEquals(first.toArray(), second.toArray());
    assertArrayEquals(numbers(DType.FLOAT64).exp().toArray(), exp.data().toArray());
  }

  @Test
  void whatSomebodyElseWaitsForIsRemembered() {
    Value x = Value.of(numbers(DType.FLOAT64));
    Value exp = x.exp();
    Value other = exp.add(1);
    Tensor unused = exp.mul(2).sum().gradients().of(x);
    assertNull(exp.data().lazy());
    assertNotNull(other.data().lazy());
  }
}
