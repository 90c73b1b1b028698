package dev.chainrule.autograd.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.op.Numeric;
import dev.chainrule.autograd.op.PointwiseUnary;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * What waits, what is computed in one pass, what is remembered and when, and that nobody can tell
 * from the numbers.
 */
class LazinessTest {
  private static final int BLOCK = 1024;

  /** A function that writes down each time it is computed. */
  private static final class Noted extends PointwiseUnary {
    private final List<String> notes;
    private final boolean isPure;
    private final int cost;

    Noted(String name, List<String> notes, boolean isPure, int cost) {
      super(name);
      this.notes = notes;
      this.isPure = isPure;
      this.cost = cost;
    }

    static Noted cheap(String name, List<String> notes) {
      return new Noted(name, notes, true, 1);
    }

    static Noted costly(String name, List<String> notes) {
      return new Noted(name, notes, true, 20);
    }

    @Override
    public double value(double x) {
      notes.add(name());
      return x + 1;
    }

    @Override
    public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
      return cotangent;
    }

    @Override
    public boolean isPure() {
      return isPure;
    }

    @Override
    public int cost() {
      return cost;
    }
  }

  private static List<String> notes() {
    return Collections.synchronizedList(new ArrayList<>());
  }

  private static long count(List<String> notes, String name) {
    return notes.stream().filter(name::equals).count();
  }

  private static Tensor random(int... sizes) {
    return Tensor.normal(Shape.of(sizes), 0, 1, new Random(3));
  }

  @Test
  void nothingIsComputedBeforeSomebodyLooks() {
    List<String> notes = notes();
    Tensor y = random(100).apply(Noted.cheap("f", notes)).mul(2).exp();
    assertEquals(0, notes.size());
    assertNotNull(y.lazy());
    double unused = y.at(3);
    assertEquals(100, notes.size());
    assertNull(y.lazy());
  }

  /** To note what waits would take longer. */
  @Test
  void whatIsSmallIsComputedAtOnce() {
    List<String> notes = notes();
    Tensor small = random(64).apply(Noted.cheap("f", notes));
    assertEquals(64, notes.size());
    assertNull(small.lazy());
    assertNotNull(random(65).apply(Noted.cheap("f", notes)).lazy());
    assertEquals(64, notes.size());
  }

  @Test
  void smallResultsAreThoseOfPartsOfLargeOnes() {
    Tensor x = random(1, 40);
    Tensor row = random(40);
    Tensor column = random(2, 1);
    Tensor large = x.broadcastTo(Shape.of(50, 40)).slice(0, 0, 2);
    double[] small = x.mul(row).add(column.slice(0, 0, 1)).tanh().toArray();
    double[] all = large.mul(row).add(column).tanh().toArray();
    assertArrayEquals(small, Arrays.copyOf(all, 40));
    Tensor turned = random(6, 8).transpose();
    assertArrayEquals(
        turned.mul(3).toArray(), turned.copy().add(turned).add(turned.copy()).toArray(), 1e-15);
  }

  /**
   * Both steps for the first block, then both for the second one: memory is walked through once.
   */
  @Test
  void aChainIsOnePass() {
    List<String> notes = notes();
    Tensor y = random(2 * BLOCK).apply(Noted.cheap("f", notes)).apply(Noted.cheap("g", notes));
    double[] unused = y.toArray();
    List<String> expected = new ArrayList<>();
    for (String name : List.of("f", "g", "f", "g")) {
      expected.addAll(Collections.nCopies(BLOCK, name));
    }
    assertEquals(expected, notes);
  }

  /** Everything pure joins: none of these breaks the chain. */
  @Test
  void everyPureOperationJoinsAChain() {
    List<UnaryOperator<Tensor>> operations =
        List.of(
            Tensor::tan,
            x -> x.pow(3),
            x -> x.pow(x),
            Tensor::softplus,
            Tensor::erf,
            Tensor::expm1,
            Tensor::logSigmoid,
            Tensor::atan,
            x -> x.atan2(x),
            x -> x.hypot(x),
            Tensor::sinh,
            Tensor::floor,
            x -> x.logAddExp(x),
            Tensor::asin);
    for (UnaryOperator<Tensor> operation : operations) {
      List<String> notes = notes();
      Tensor y = operation.apply(random(2 * BLOCK).apply(Noted.cheap("f", notes)));
      double[] unused = y.apply(Noted.cheap("g", notes)).toArray();
      assertEquals("g", notes.get(BLOCK), "the second step came right after the first block");
    }
  }

  @Test
  void whatIsNotPureIsComputedAtOnce() {
    List<String> notes = notes();
    Tensor y = random(10).apply(new Noted("f", notes, false, 1));
    assertEquals(10, notes.size());
    assertNull(y.lazy());
  }

  @Test
  void aSumOfAChainIsOnePassAndKeepsNothing() {
    List<String> notes = notes();
    Tensor y = random(2 * BLOCK).apply(Noted.cheap("f", notes));
    double unused = y.sum().item();
    assertEquals(2 * BLOCK, notes.size());
    assertNotNull(y.lazy());
    double again = y.sum().item();
    assertEquals(4 * BLOCK, notes.size(), "cheap: it is computed again");
    assertEquals(unused, again);
  }

  @Test
  void whatIsCostlyIsRememberedByWhateverPassComesBy() {
    List<String> notes = notes();
    Tensor costly = random(100).apply(Noted.costly("f", notes));
    double[] first = costly.mul(2).toArray();
    assertNull(costly.lazy());
    double[] second = costly.mul(2).toArray();
    assertEquals(100, notes.size());
    assertArrayEquals(first, second);
  }

  @Test
  void whatIsCheapIsComputedForEachOfItsUsers() {
    List<String> notes = notes();
    Tensor cheap = random(100).apply(Noted.cheap("f", notes));
    double[] first = cheap.mul(2).toArray();
    double[] second = cheap.mul(3).toArray();
    assertEquals(200, notes.size());
    assertNotNull(cheap.lazy());
    assertEquals(first.length, second.length);
  }

  /** So many cheap steps cost more than memory does: the second user has them remembered. */
  @Test
  void aLongChainIsRememberedForItsSecondUser() {
    List<String> notes = notes();
    Tensor y = random(100);
    for (int i = 0; i < 5; i++) {
      y = y.apply(Noted.cheap("f", notes));
    }
    Tensor first = y.mul(2);
    assertNotNull(y.lazy(), "one user: it waits");
    Tensor second = y.mul(3);
    assertNull(y.lazy(), "two users: it is computed, and remembered");
    double unused = first.sum().item() + second.sum().item();
    assertEquals(500, notes.size());
  }

  /** What a chain began with may have been computed since: then what is left of it is cheap. */
  @Test
  void aChainOfWhichMostIsRememberedIsCheap() {
    Tensor y = random(100);
    for (int i = 0; i < 4; i++) {
      y = y.apply(Noted.cheap("f", notes()));
    }
    Tensor more = y.neg();
    double[] first = more.mul(2).toArray();
    double[] unused = y.toArray();
    double[] second = more.mul(3).toArray();
    assertNotNull(more.lazy());
    assertEquals(first[17] * 1.5, second[17], 1e-14);
  }

  @Test
  void aProductWithOnesIsTheOtherFactor() {
    Tensor x = Tensor.of(-0.0, Double.NaN, Double.POSITIVE_INFINITY).broadcastTo(Shape.of(50, 3));
    for (DType dtype : DType.values()) {
      Tensor factor = x.to(dtype);
      assertSame(factor, factor.mul(1));
      assertSame(factor, factor.filled(1).mul(factor));
    }
    Tensor one = Tensor.of(1.0);
    assertArrayEquals(Tensor.ones(100).toArray(), one.mul(Tensor.ones(100)).toArray());
    assertEquals(Shape.of(100), one.mul(one.broadcastTo(Shape.of(100))).shape());
  }

  @Test
  void aChainDoesNotGrowForEver() {
    List<String> notes = notes();
    Tensor y = random(10);
    for (int i = 0; i < 200; i++) {
      y = y.apply(Noted.cheap("f", notes));
      Lazy lazy = y.lazy();
      assertTrue(lazy == null || lazy.steps() <= Fusion.MAX_STEPS);
    }
    double[] unused = y.toArray();
    assertEquals(2000, notes.size(), "each step once");
  }

  @Test
  void whatIsRepeatedIsComputedOnceForAllRepetitions() {
    List<String> notes = notes();
    Tensor row = random(4).apply(Noted.cheap("f", notes));
    double unused = random(100, 4).add(row).sum().item();
    assertEquals(4, count(notes, "f"));
  }

  @Test
  void whatIsOneNumberEverywhereIsComputedOnce() {
    List<String> notes = Collections.synchronizedList(new ArrayList<>());
    Shape shape = Shape.of(1 << 15, 1 << 15); // would take 8 GB each
    Tensor sum = Tensor.full(shape, 3).mul(2).sub(Tensor.ones(shape));
    assertEquals(6, sum.apply(Noted.costly("f", notes)).at(17, -1));
    assertEquals(List.of("f"), notes);
  }

  @Test
  void inputsAreLetGoOnceSomebodyHasLooked() throws InterruptedException {
    Tensor input = random(1000).mul(2).copy();
    WeakReference<Tensor> reference = new WeakReference<>(input);
    Tensor y = input.add(1);
    input = null;
    System.gc();
    assertNotNull(reference.get(), "it is still needed");
    double unused = y.at(0);
    for (int i = 0; i < 50 && reference.get() != null; i++) {
      System.gc();
      Thread.sleep(10);
    }
    assertNull(reference.get());
    assertEquals(1000, y.shape().elements());
  }

  @Test
  void aCopyLetsGoOfWhatItWasCutFrom() {
    Tensor base = random(1000);
    Tensor part = base.slice(0, 10, 20);
    assertEquals(1000, part.array().storage().length());
    assertEquals(10, part.copy().array().storage().length());
    assertArrayEquals(part.toArray(), part.copy().toArray());
    assertSame(base.array().storage(), base.copy().array().storage(), "it stands by itself");
    Tensor waiting = base.add(1);
    assertNull(waiting.copy().lazy());
    assertEquals(5, Tensor.of(5).copy().item());
  }

  /** At every length around those of blocks, in both precisions, contiguous or turned over. */
  @Test
  void lookingChangesNothingNotABit() {
    for (DType dtype : DType.values()) {
      for (int n : new int[] {1, 7, 127, 129, 255, 256, 271, 272, 273, 528, 1000, 5000, 70_000}) {
        Tensor x = random(n).to(dtype);
        for (double factor : new double[] {0.3, 0.7, 1.1, 1.3}) { // one may agree by chance
          Tensor unseen = x.mul(factor).exp().add(x);
          Tensor seen = x.mul(factor).exp().add(x);
          double[] elements = seen.toArray();
          assertEquals(seen.sum().item(), unseen.sum().item(), dtype + " " + n);
          assertArrayEquals(elements, unseen.toArray());
        }
        String text = x.neg().toString();
        assertFalse(text.isEmpty());
      }
    }
  }

  @Test
  void twoThreadsThatLookGetTheSameBits() throws InterruptedException {
    for (int i = 0; i < 20; i++) {
      Tensor y = random(3000).mul(0.7).sin().add(1);
      double[] sums = new double[2];
      Thread other = new Thread(() -> sums[0] = y.sum().item());
      other.start();
      double unused = y.at(i);
      sums[1] = y.sum().item();
      other.join();
      assertEquals(sums[0], sums[1]);
    }
  }

  /** A number that is repeated may stand anywhere in an array. */
  @Test
  void oneNumberEverywhere_isThatOfItsPlace() {
    Tensor numbers = Tensor.of(1.0, 2, 5);
    Tensor five = numbers.sliceFrom(0, 2).broadcastTo(Shape.of(100));
    Tensor two = numbers.slice(0, 1, 2).broadcastTo(Shape.of(100));
    assertEquals(25, five.square().at(7));
    assertEquals(-5, five.neg().at(99));
    assertEquals(3, five.sub(two).at(0));
    assertEquals(-3, two.sub(five).at(0));
    assertEquals(300, five.sub(two).sum().item());
  }
}
