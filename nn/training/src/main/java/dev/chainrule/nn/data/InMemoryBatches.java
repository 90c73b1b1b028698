package dev.chainrule.nn.data;

import dev.chainrule.nn.Seeds;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes batches of examples that are all in memory. */
public final class InMemoryBatches implements Batches {
  private final Examples examples;
  private final int size;
  private final OptionalLong seed;
  private final boolean dropsLast;

  private InMemoryBatches(Examples examples, int size, OptionalLong seed, boolean dropsLast) {
    this.examples = examples;
    this.size = size;
    this.seed = seed;
    this.dropsLast = dropsLast;
  }

  static InMemoryBatches of(Examples examples, int size) {
    return new InMemoryBatches(examples, size, OptionalLong.empty(), false);
  }

  /**
   * Puts the examples into another random order in each epoch. It depends on the seed and the
   * number of the epoch alone, so that training can be taken up anywhere.
   */
  public InMemoryBatches shuffled(long seed) {
    return new InMemoryBatches(examples, size, OptionalLong.of(seed), dropsLast);
  }

  /** Leaves out the last batch if it is smaller than the others. */
  public InMemoryBatches dropLast() {
    return new InMemoryBatches(examples, size, seed, true);
  }

  @Override
  public OptionalInt count() {
    int whole = examples.count() / size;
    return OptionalInt.of(dropsLast || examples.count() % size == 0 ? whole : whole + 1);
  }

  @Override
  public Stream<Examples> epoch(int epoch) {
    int all = examples.count();
    if (seed.isEmpty()) {
      return places().mapToObj(from -> examples.slice(from, Math.min(from + size, all)));
    }
    int[] order = Shuffle.order(all, new Random(Seeds.of(seed.getAsLong(), epoch)));
    return places()
        .mapToObj(
            from -> examples.rows(Arrays.copyOfRange(order, from, Math.min(from + size, all))));
  }

  /** Gives how many batches an epoch has, of what size, of which examples, and in which order. */
  @Override
  public String toString() {
    return "Batches("
        + count().orElseThrow()
        + " of "
        + size
        + (seed.isPresent() ? ", shuffled with seed " + seed.getAsLong() : ", in order")
        + (dropsLast ? ", all of one size" : "")
        + ", from "
        + examples
        + ")";
  }

  private IntStream places() {
    return IntStream.range(0, count().orElseThrow()).map(batch -> batch * size);
  }
}
