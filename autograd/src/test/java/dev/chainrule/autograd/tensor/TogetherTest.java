package dev.chainrule.autograd.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Results computed together are those that each gives by itself, and share what they share. */
class TogetherTest {
  private static Tensor random(DType dtype, int... sizes) {
    return Tensor.normal(Shape.of(sizes), 0, 1, new Random(3)).to(dtype);
  }

  @Test
  void whatIsSharedIsComputedOnce() {
    Counted counted = new Counted();
    Tensor x = random(DType.FLOAT64, 3000);
    Tensor shared = x.apply(counted);
    Tensor wanted = shared.mul(2);
    Together together = new Together();
    Tensor sum = Together.sum(shared);
    Tensor other = Together.sum(shared.mul(x));
    assertTrue(Together.isLateNumber(sum) && Together.isLateNumber(other));
    together.add(sum);
    together.add(other);
    together.add(wanted);
    together.compute();
    assertNull(wanted.lazy());
    assertFalse(Together.isLateNumber(sum));
    double[] numbers = wanted.toArray();
    assertEquals(x.apply(new Counted()).sum().item(), sum.item());
    assertEquals(x.apply(new Counted()).mul(x).sum().item(), other.item());
    assertEquals(3000, counted.count());
    assertArrayEquals(x.apply(new Counted()).mul(2).toArray(), numbers);
    together.compute();
    assertEquals(3000, counted.count());
  }

  /** One operation on the same tensors, asked for twice, is one step, whoever keeps its result. */
  @Test
  void whatIsAskedForTwiceIsComputedOnce() {
    Counted counted = new Counted();
    Tensor x = random(DType.FLOAT64, 3000);
    Tensor first = x.add(1).apply(counted);
    Tensor second = x.add(1).apply(counted);
    Tensor wanted = first.mul(second);
    Tensor turned = second.mul(first);
    Tensor sum = Together.sum(second);
    Together together = new Together();
    List.of(wanted, turned, sum, first, second).forEach(together::add);
    together.addForAMoment(x.add(1).apply(counted).mul(3));
    together.compute();
    assertEquals(3000, counted.count());
    double[] expected = x.add(1).apply(new Counted()).toArray();
    assertArrayEquals(expected, first.toArray());
    assertArrayEquals(expected, second.toArray());
    assertEquals(x.add(1).apply(new Counted()).sum().item(), sum.item());
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i] * expected[i], wanted.at(i));
      assertEquals(expected[i] * expected[i], turned.at(i));
    }
  }

  /** Of other shapes and precisions, computed before, asked for twice, without elements, scalar. */
  @Test
  void anythingMayBeAskedForTogether() {
    for (int length : new int[] {0, 1, 15, 256, 272, 1023, 1025, 1040, 1041, 5000, 200_000}) {
      List<Tensor> waiting = waiting(length);
      Together together = new Together();
      List<Tensor> sums = new ArrayList<>();
      waiting.forEach(tensor -> sums.add(Together.sum(tensor)));
      waiting.forEach(tensor -> sums.add(Together.sum(tensor)));
      waiting.forEach(together::add);
      sums.forEach(together::add);
      together.compute();
      List<Tensor> alone = waiting(length);
      for (int i = 0; i < alone.size(); i++) {
        double[] numbers = alone.get(i).toArray();
        Tensor sum = alone.get(i).sum();
        assertFalse(Together.isLateNumber(sum));
        assertFalse(Together.isLateNumber(sums.get(i)));
        assertEquals(sum.item(), sums.get(i).item());
        assertEquals(sum.item(), sums.get(i + alone.size()).item());
        assertEquals(sum.dtype(), sums.get(i).dtype());
        assertEquals(alone.get(i).shape().elements(), numbers.length);
        assertArrayEquals(alone.get(i).toArray(), waiting.get(i).toArray());
      }
    }
  }

  private static List<Tensor> waiting(int length) {
    List<Tensor> waiting = new ArrayList<>();
    for (DType dtype : DType.values()) {
      Tensor x = random(dtype, length);
      Tensor row = random(dtype, 2, length);
      Tensor column = random(dtype, 2, 1);
      Tensor computed = x.exp();
      double[] unused = computed.toArray();
      Tensor shared = x.square().add(1);
      waiting.add(shared);
      waiting.add(shared.mul(computed).tanh());
      waiting.add(computed);
      waiting.add(row.mul(column).add(x.sum().broadcastTo(Shape.of(2, length))));
      waiting.add(x.sum());
      waiting.add(row.flip(1).neg());
      waiting.add(shared.reciprocal().broadcastTo(Shape.of(2, length)).mul(row));
    }
    return waiting;
  }

  /** More than a pass holds are computed in several. */
  @Test
  void thereMayBeMany() {
    Tensor x = random(DType.FLOAT64, 300);
    Together together = new Together();
    List<Tensor> waiting = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Tensor next = x.mul(i).add(1).square().neg();
      assertNotNull(next.lazy());
      waiting.add(next);
      together.add(next);
    }
    together.compute();
    for (int i = 0; i < 100; i++) {
      assertNull(waiting.get(i).lazy());
      assertArrayEquals(x.mul(i).add(1).square().neg().toArray(), waiting.get(i).toArray());
    }
  }
}
