package dev.chainrule.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.autograd.tensor.Together;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Sums that wait until somebody looks, and what is made of them. */
class LateNumberTest {
  private static Tensor numbers(DType dtype) {
    return Tensor.normal(Shape.of(3000), 0, 1, new Random(5)).to(dtype);
  }

  private static boolean waits(Value value) {
    return Together.isLateNumber(value.numbers());
  }

  @Test
  void aSumOfWhatWaitsWaits_andSoDoesAMean() {
    for (DType dtype : DType.values()) {
      Value x = Value.of(numbers(dtype));
      Value mean = x.square().mean();
      Value loss = mean.mul(3).add(x.neg().sum());
      assertTrue(waits(mean) && waits(loss));
      Tensor computed = x.data().square();
      double[] unused = computed.toArray();
      Tensor expected = computed.mean().mul(3).add(x.data().mul(-1).copy().sum());
      assertEquals(expected.item(), loss.item());
      assertEquals(dtype, loss.dtype());
      assertFalse(waits(loss) || waits(mean));
    }
  }

  /** What waits holds memory: so nothing does where no sweep will come, and nothing given away. */
  @Test
  void onlyRecordedValuesWait() {
    Value x = Value.of(numbers(DType.FLOAT64));
    assertFalse(Together.isLateNumber(x.data().square().sum()));
    assertFalse(Together.isLateNumber(x.data().square().mean().mul(2)));
    assertFalse(Together.isLateNumber(x.square().mean().data()));
    assertFalse(waits(Value.constant(x.data()).square().sum()));
    assertFalse(waits(Recording.off(() -> x.square().mean())));
    assertFalse(waits(x.square().sum().detach()));
  }

  /**
   * A sweep computes its result along with gradients of the same shape, but takes no pass for it.
   */
  @Test
  void aSweepComputesItsResultOnlyAlongWithGradients() {
    Value x = Value.of(numbers(DType.FLOAT64));
    Value alike = x.square().sum();
    Tensor gradient = alike.gradients().of(x);
    assertFalse(waits(alike));
    Value wider = x.mul(Value.constant(Tensor.ones(2, 3000)).exp()).sum();
    Tensor other = wider.gradients().of(x);
    assertTrue(waits(wider));
    assertEquals(2 * x.data().at(17), gradient.at(17));
    assertEquals(2 * Math.E, other.at(17), 1e-15);
    assertEquals(2 * Math.E * x.data().sum().item(), wider.item(), 1e-9);
  }

  @Test
  void whoeverLooksFindsTheNumber() {
    Value x = Value.of(numbers(DType.FLOAT64));
    Supplier<Value> sum = () -> x.square().sum();
    double expected = x.data().square().sum().item();
    assertEquals(expected, sum.get().item());
    assertEquals(expected, sum.get().data().at());
    assertEquals(expected, sum.get().reshape(Shape.of(1)).data().at(0));
    assertEquals((float) expected, sum.get().to(DType.FLOAT32).item());
    assertEquals(expected * x.data().at(7), x.mul(sum.get()).data().at(7));
    assertEquals(expected, Value.stack(List.of(sum.get(), x.sum()), 0).data().at(0));
    assertEquals(expected, sum.get().detach().item());
    assertEquals(sum.get().data().toString(), Tensor.of(expected).toString());
  }

  /** However many operations follow on each other, few of them wait: or the stack would end. */
  @Test
  void fewWaitForEachOther() {
    Value total = Value.of(numbers(DType.FLOAT64)).square().sum();
    double expected = numbers(DType.FLOAT64).square().sum().item();
    for (int i = 0; i < 100_000; i++) {
      total = i % 2 == 0 ? total.add(1) : Value.constant(1).add(total);
      expected += 1;
    }
    assertEquals(expected, total.item());
  }

  /** Nor do sums wait for sums through elements. */
  @Test
  void elementsDoNotWaitForSums() {
    Tensor weights = Tensor.zeros(100).add(0.01).copy();
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
      assertTrue(waits(sum));
      Gradients gradients = loss.gradients();
      assertFalse(waits(sum));
      Value again = Value.of(numbers(dtype));
      Value looked = again.mul(0.3).tanh().mul(again.square().neg().exp()).sum().div(-3000);
      assertEquals(looked.item(), loss.item());
      assertArrayEquals(looked.gradients().of(again).toArray(), gradients.of(x).toArray());
    }
  }

  /** Also where gradients for numbers, which are sums, too, go along. */
  @Test
  void aSweepComputesTheResultAlongWithGradientsForNumbers() {
    for (DType dtype : DType.values()) {
      Value x = Value.of(numbers(dtype));
      Value a = Value.of(Tensor.of(0.7).to(dtype));
      Value b = Value.of(Tensor.of(0.1).to(dtype));
      Value sum = a.mul(x).add(b).tanh().mul(x.square().neg().exp()).sum();
      assertTrue(waits(sum));
      Gradients gradients = sum.gradients();
      assertFalse(waits(sum));
      Tensor tanh = x.data().mul(a.data()).add(b.data()).tanh();
      Tensor exp = x.data().square().neg().exp();
      assertEquals(tanh.mul(exp).sum().item(), sum.item());
      Tensor slopes = tanh.square().neg().add(1).mul(exp);
      assertEquals(slopes.sum().item(), gradients.of(b).item(), 1e-4);
      assertEquals(slopes.mul(x.data()).sum().item(), gradients.of(a).item(), 1e-4);
    }
  }

  /** However often a costly result is needed, or forgotten, it is the same. */
  @Test
  void whatIsForgottenIsComputedAgain() {
    Value x = Value.of(numbers(DType.FLOAT64));
    Value exp = x.exp();
    Value other = exp.add(1);
    Value loss = exp.mul(2).sum();
    double[] expected = x.data().exp().mul(2).toArray();
    for (int i = 0; i < 3; i++) {
      assertArrayEquals(expected, loss.gradients().of(x).toArray());
    }
    assertArrayEquals(numbers(DType.FLOAT64).exp().toArray(), exp.data().toArray());
    assertArrayEquals(numbers(DType.FLOAT64).exp().add(1).toArray(), other.data().toArray());
  }
}
