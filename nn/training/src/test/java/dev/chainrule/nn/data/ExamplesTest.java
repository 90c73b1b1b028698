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
}
