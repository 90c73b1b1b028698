package dev.chainrule.nn.data;

import static dev.chainrule.testing.MessageAssertions.assertRefused;
import static dev.chainrule.testing.TensorAssertions.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ExamplesTest {
  /** Example i has inputs (10 i, 10 i + 1) and target i. */
  private static Examples examples(int count) {
    Tensor numbers = Tensor.arange(0, count, 1);
    return Examples.of(
        numbers.mul(10).reshape(count, 1).add(Tensor.of(0, 1)), numbers.reshape(count, 1));
  }

  private static double[] targets(Stream<Examples> batches) {
    try (batches) {
      return batches
          .peek(batch -> assertIdentical(batch.targets().mul(10), batch.inputs().slice(1, 0, 1)))
          .flatMapToDouble(batch -> Arrays.stream(batch.targets().toArray()))
          .toArray();
    }
  }

  @Property
  void batches_areTheWhole_inOrder(
      @ForAll @IntRange(min = 1, max = 40) int count,
      @ForAll @IntRange(min = 1, max = 40) int size) {
    if (size <= count) {
      InMemoryBatches batches = examples(count).batches(size);
      double[] all = DoubleStream.iterate(0, i -> i + 1).limit(count).toArray();
      assertArrayEquals(all, targets(batches.epoch(0)));
      assertEquals(batches.count().orElseThrow(), batches.epoch(0).count());
      InMemoryBatches whole = batches.dropLast();
      assertEquals(count / size, whole.count().orElseThrow());
      assertArrayEquals(Arrays.copyOf(all, count / size * size), targets(whole.epoch(3)));
    }
  }

  @Property
  void shuffled_isAPermutation_thatSeedAndEpochDetermine(
      @ForAll @IntRange(min = 2, max = 40) int count, @ForAll long seed, @ForAll short epoch) {
    InMemoryBatches batches = examples(count).batches(2).shuffled(seed);
    double[] order = targets(batches.epoch(epoch));
    assertArrayEquals(order, targets(examples(count).batches(2).shuffled(seed).epoch(epoch)));
    Arrays.sort(order);
    assertArrayEquals(examples(count).targets().toArray(), order);
  }

  @Test
  void everyEpoch_andEverySeed_hasAnOrderOfItsOwn() {
    InMemoryBatches batches = examples(100).batches(10).shuffled(1);
    List<double[]> orders =
        List.of(
            targets(batches.epoch(0)),
            targets(batches.epoch(1)),
            targets(batches.shuffled(2).epoch(0)),
            targets(batches.shuffled(2).epoch(2)),
            examples(100).targets().toArray());
    assertEquals(5, orders.stream().map(Arrays::toString).distinct().count());
  }

  @Property
  void split_isAPartition(
      @ForAll @IntRange(min = 2, max = 60) int count,
      @ForAll @IntRange(min = 1, max = 99) int percent,
      @ForAll long seed) {
    int out = (int) Math.round(percent * 0.01 * count);
    if (out >= 1 && out < count) {
      Examples.Split split = examples(count).split(percent * 0.01, seed);
      assertEquals(out, split.heldOut().count());
      double[] both = targets(Stream.of(split.training(), split.heldOut()));
      Arrays.sort(both);
      assertArrayEquals(examples(count).targets().toArray(), both);
    }
  }

  private static Examples classes(int... counts) {
    double[] classes =
        IntStream.range(0, counts.length)
            .flatMap(c -> IntStream.generate(() -> c).limit(counts[c]))
            .asDoubleStream()
            .toArray();
    return Examples.of(Tensor.arange(0, classes.length, 1), Tensor.of(classes));
  }

  private static int[] counts(Examples examples, int classes) {
    int[] counts = new int[classes];
    Arrays.stream(examples.targets().toArray()).forEach(c -> counts[(int) c]++);
    return counts;
  }

  private static void assertPartition(Examples whole, Examples... parts) {
    double[] all =
        Arrays.stream(parts).flatMapToDouble(p -> Arrays.stream(p.inputs().toArray())).toArray();
    Arrays.sort(all);
    assertArrayEquals(whole.inputs().toArray(), all);
  }

  @Property
  void folds_holdEachExampleOutOnce(
      @ForAll @IntRange(min = 2, max = 40) int count,
      @ForAll @IntRange(min = 2, max = 40) int folds,
      @ForAll long seed) {
    if (folds <= count) {
      Examples examples = classes(count);
      List<Examples.Split> splits = examples.folds(folds, seed);
      assertEquals(folds, splits.size());
      for (Examples.Split split : splits) {
        assertPartition(examples, split.training(), split.heldOut());
        int size = split.heldOut().count();
        assertTrue(size == count / folds || size == (count + folds - 1) / folds, "size " + size);
      }
      assertPartition(
          examples, splits.stream().map(Examples.Split::heldOut).toArray(Examples[]::new));
    }
  }

  @Property
  void stratifiedFolds_spreadEachClassEvenly(
      @ForAll @IntRange(min = 4, max = 30) int first,
      @ForAll @IntRange(min = 4, max = 30) int second,
      @ForAll @IntRange(min = 2, max = 4) int folds,
      @ForAll long seed) {
    Examples examples = classes(first, second, 7);
    List<Examples.Split> splits = examples.stratifiedFolds(folds, seed);
    for (Examples.Split split : splits) {
      assertPartition(examples, split.training(), split.heldOut());
      int[] counts = counts(split.heldOut(), 3);
      for (int c = 0; c < 3; c++) {
        double share = new int[] {first, second, 7}[c] / (double) folds;
        assertTrue(Math.abs(counts[c] - share) < 1, Arrays.toString(counts));
      }
      double size = examples.count() / (double) folds;
      assertTrue(Math.abs(split.heldOut().count() - size) < 1);
    }
    assertPartition(
        examples, splits.stream().map(Examples.Split::heldOut).toArray(Examples[]::new));
  }

  @Test
  void aStratifiedSplit_holdsTheSameShareOfEachClassOut() {
    Examples examples = classes(100, 10, 2);
    Examples.Split split = examples.stratifiedSplit(0.2, 1);
    assertArrayEquals(new int[] {20, 2, 1}, counts(split.heldOut(), 3));
    assertPartition(examples, split.training(), split.heldOut());
    assertArrayEquals(
        split.heldOut().inputs().toArray(),
        examples.stratifiedSplit(0.2, 1).heldOut().inputs().toArray());
    assertFalse(
        Arrays.equals(
            split.heldOut().inputs().toArray(),
            examples.stratifiedSplit(0.2, 2).heldOut().inputs().toArray()));
    assertArrayEquals(
        new int[] {99, 9, 1}, counts(examples.stratifiedSplit(0.999, 1).heldOut(), 3));
    Examples column = examples.map(x -> x, y -> y.reshape(112, 1));
    assertEquals(23, column.stratifiedSplit(0.2, 1).heldOut().count());
    Examples signed = examples.map(x -> x, y -> y.mul(-1)); // 0.0 and -0.0 are one class
    assertEquals(23, signed.stratifiedSplit(0.2, 1).heldOut().count());
    assertRefused(
        "stratifiedSplit: class 1.0 has 1 of the 4 examples; each must have at least 2",
        () -> classes(3, 1).stratifiedSplit(0.5, 1));
    assertRefused(
        "stratifiedFolds: class 0.0 has 3 of the 9 examples; each must have at least 4",
        () -> classes(3, 6).stratifiedFolds(4, 1));
    assertRefused(
        "stratifiedSplit: the share to hold out is 1.0", () -> examples.stratifiedSplit(1, 1));
    assertRefused("stratifiedFolds: 1 folds", () -> examples.stratifiedFolds(1, 1));
    assertRefused("folds: 1 folds of 112 examples", () -> examples.folds(1, 1));
    assertRefused("folds: 113 folds of 112 examples", () -> examples.folds(113, 1));
    Examples wide = Examples.of(Tensor.zeros(Shape.of(4, 1)), Tensor.zeros(Shape.of(4, 2)));
    assertRefused(
        "stratifiedSplit: targets of shape [4, 2]; there must be one class an example",
        () -> wide.stratifiedSplit(0.5, 1));
  }

  @Test
  void holdOutEvery_takesTheLastOfEachGroup() {
    Examples.Split split = examples(7).holdOutEvery(3);
    assertArrayEquals(new double[] {2, 5}, split.heldOut().targets().toArray());
    assertArrayEquals(new double[] {0, 1, 3, 4, 6}, split.training().targets().toArray());
  }

  @Test
  void rows_mayBeRepeated_andConverted() {
    Examples some = examples(4).rows(3, 1, 3).to(DType.FLOAT32);
    assertArrayEquals(new double[] {3, 1, 3}, some.targets().toArray());
    assertEquals(DType.FLOAT32, some.inputs().dtype());
    assertEquals(Shape.of(3, 2), some.inputs().shape());
  }

  @Test
  void map_changesInputsAndTargets_apart() {
    Examples mapped = examples(3).map(x -> x.add(1), y -> y.neg());
    assertIdentical(examples(3).inputs().add(1), mapped.inputs());
    assertIdentical(examples(3).targets().neg(), mapped.targets());
    Examples three = examples(3);
    assertThrows(IllegalArgumentException.class, () -> three.map(x -> x.slice(0, 0, 2), y -> y));
  }

  @Test
  void mistakes_areToldAtOnce() {
    Tensor three = Tensor.zeros(Shape.of(3, 2));
    assertRefused(
        "Examples: inputs [3, 2] and targets [2] must have as many rows",
        () -> Examples.of(three, Tensor.zeros(Shape.of(2))));
    assertThrows(IllegalArgumentException.class, () -> Examples.of(three, Tensor.of(1)));
    Examples examples = examples(5);
    assertRefused(
        "batches: size 6 is more than the 5 examples; choose a smaller one",
        () -> examples.batches(6));
    assertRefused("batches: size 0 must be at least 1", () -> examples.batches(0));
    assertRefused(
        "split: to hold out 0.05 of 5 examples leaves nothing on one side",
        () -> examples.split(0.05, 1));
    assertThrows(IllegalArgumentException.class, () -> examples.split(1, 1));
    assertThrows(IllegalArgumentException.class, () -> examples.split(Double.NaN, 1));
    assertThrows(IllegalArgumentException.class, () -> examples.holdOutEvery(1));
    assertThrows(IllegalArgumentException.class, () -> examples.holdOutEvery(6));
    assertThrows(IllegalArgumentException.class, () -> examples.rows(5));
    assertThrows(IllegalArgumentException.class, () -> examples.slice(3, 2));
    assertFalse(examples.slice(2, 2).count() > 0);
    assertTrue(examples.slice(0, 5).count() == 5);
  }

  @Test
  void whatIsNoClass_isNotStratified() {
    for (double wrong : new double[] {0.5, Double.NaN, Double.POSITIVE_INFINITY}) {
      Tensor targets = Tensor.of(wrong, wrong, 1, 1);
      Examples examples = Examples.of(Tensor.zeros(Shape.of(4, 1)), targets);
      assertRefused(
          "stratifiedFolds: a class is " + wrong + "; it must be a whole number",
          () -> examples.stratifiedFolds(2, 1));
      assertRefused(
          "stratifiedSplit: a class is " + wrong + "; it must be a whole number",
          () -> examples.stratifiedSplit(0.5, 1));
    }
  }
}
