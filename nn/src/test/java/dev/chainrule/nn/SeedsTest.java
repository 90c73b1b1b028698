package dev.chainrule.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SeedsTest {
  /** Java's own SplitMix64 is the reference. */
  private static long mixed(long seed) {
    return new SplittableRandom(seed).nextLong();
  }

  @Test
  void eachNumberIsMixedIn() {
    assertEquals(0xe220a8397b1dcdafL, Seeds.of(0)); // as published with the algorithm
    for (long seed : new long[] {0, 1, -1, 1234567, Long.MIN_VALUE}) {
      assertEquals(mixed(seed), Seeds.of(seed));
      assertEquals(mixed(mixed(mixed(seed) + 3) - 7), Seeds.of(seed, 3, -7));
    }
  }
}
