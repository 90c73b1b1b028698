package dev.chainrule.autograd.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.op.Numeric;
import dev.chainrule.autograd.op.PointwiseUnary;
import dev.chainrule.autograd.shape.Shape;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is found again instead of being computed again, and what is not. */
class RecentResultsTest {
  private static final int MANY = 1000;

  private static Tensor random() {
    return Tensor.normal(Shape.of(MANY), 0, 1, new Random(3));
  }

  /** A costly function that counts how many numbers it computes; its own slope, as exp is. */
  private static final class Counted extends PointwiseUnary {
    private final AtomicInteger count = new AtomicInteger();
    private final boolean isPure;

    Counted(boolean isPure) {
      super("counted");
      this.isPure = isPure;
    }

    @Override
    public double value(double x) {
      count.incrementAndGet();
      return Math.exp(x);
    }

    @Override
    public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
      return cotangent.mul(x.apply(this));
    }

    @Override
    public boolean isPure() {
      return isPure;
    }

    @Override
    public int cost() {
      return 20;
    }
  }

  @Test
  void aRuleFindsWhatTheForwardPassHas() {
    Counted function = new Counted(true);
    Value x = Value.of(random());
    Value y = x.apply(function);
    assertArrayEquals(y.data().toArray(), y.sum().gradients().of(x).toArray());
    assertEquals(MANY, function.count.get(), "the slope is the result");
  }

  @Test
  void whatHasSideEffectsIsComputedEachTime() {
    Counted function = new Counted(false);
    Tensor x = random();
    Tensor first = x.apply(function);
    assertNotSame(first, x.apply(function));
    assertEquals(2 * MANY, function.count.get());
  }

  @Test
  void onlyTheSameFunctionOfTheSameTensorIsFound() {
    Tensor x = random();
    Tensor sine = x.sin();
    assertSame(sine, x.sin());
    assertNotSame(sine, random().sin());
    assertArrayEquals(random().sin().toArray(), sine.toArray());
    assertArrayEquals(random().cos().toArray(), x.cos().toArray());
    assertSame(sine, x.sin(), "computed by now");
  }

  @Test
  void onlyTheLastOnesAreFound() {
    Tensor x = random();
    Tensor sine = x.sin();
    for (int i = 0; i < 7; i++) {
      Tensor unused = random().sin();
    }
    assertSame(sine, x.sin());
    Tensor unused = random().sin();
    assertNotSame(sine, x.sin());
  }

  @Test
  void aResultThatNobodyHoldsIsLetGo() throws InterruptedException {
    ReferenceQueue<Tensor> released = new ReferenceQueue<>();
    Tensor x = random();
    WeakReference<Tensor> sine = new WeakReference<>(x.sin(), released);
    Tensor other = random();
    WeakReference<Tensor> input = new WeakReference<>(other, released);
    Tensor cosine = other.cos();
    cosine.compute(); // and so needs its input no more
    other = null;
    System.gc();
    assertNotNull(released.remove(10_000));
    assertNotNull(released.remove(10_000));
    assertNull(sine.get());
    assertNull(input.get());
    assertEquals(Math.sin(x.at(1)), x.sin().at(1), 1e-15);
    assertEquals(MANY, cosine.shape().elements());
  }
}
