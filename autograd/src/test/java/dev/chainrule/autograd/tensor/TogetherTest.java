package dev.chainrule.autograd.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.chainrule.autograd.op.Numeric;
import dev.chainrule.autograd.op.PointwiseUnary;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Results computed together are those that each gives by itself, and share what they share. */
class TogetherTest {
  /** A function that counts how often it is computed. */
  private static final class Counted extends PointwiseUnary {
    private final AtomicInteger count = new AtomicInteger();

    Counted() {
      super("counted");
    }

    @Override
    public double value(double x) {
      count.incrementAndGet();
      return x * x - 1;
    }

    @Override
    public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
      return cotangent.mul(x).mul(2);
    }

    @Override
    public boolean isPure() {
      return true;
    }
  }

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
    together.addSum(shared);
    together.addSum(shared.mul(x));
    together.add(wanted);
    List<Tensor> sums = together.compute();
    assertNull(wanted.lazy());
    assertEquals(3000, counted.count.get());
    assertEquals(x.apply(new Counted()).sum().item(), sums.get(0).item());
    assertEquals(x.apply(new Counted()).mul(x).sum().item(), sums.get(1).item());
    assertArrayEquals(x.apply(new Counted()).mul(2).toArray(), wanted.toArray());
    assertEquals(List.of(), together.compute());
  }

  /** Of other shapes and precisions, computed before, asked for twice, without elements, scalar. */
  @Test
  void anythingMayBeAskedForTogether() {
    for (int length : new int[] {0, 1, 15, 256, 272, 1023, 1025, 1040, 1041, 5000, 200_000}) {
      List<Tensor> waiting = waiting(length);
      Together together = new Together();
      waiting.forEach(together::add);
      waiting.forEach(together::addSum);
      waiting.forEach(together::addSum);
      List<Tensor> sums = together.compute();
      assertEquals(2 * waiting.size(), sums.size());
      List<Tensor> alone = waiting(length);
      for (int i = 0; i < alone.size(); i++) {
        Tensor sum = alone.get(i).sum();
        assertEquals(sum.item(), sums.get(i).item());
        assertEquals(sum.item(), sums.get(i + alone.size()).item());
        assertEquals(sum.dtype(), sums.get(i).dtype());
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
    assertEquals(List.of(), together.compute());
    for (int i = 0; i < 100; i++) {
      assertNull(waiting.get(i).lazy());
      assertArrayEquals(x.mul(i).add(1).square().neg().toArray(), waiting.get(i).toArray());
    }
  }
}
