package dev.chainrule.nn;

/**
 * Makes seeds of a seed and some numbers, such as those of an epoch and a batch: then no random
 * state has to be kept, and training can be taken up anywhere.
 */
public final class Seeds {
  private Seeds() {}

  /** Gives another seed for every seed and sequence of numbers; the same on every platform. */
  public static long of(long seed, int... numbers) {
    long mixed = mixed(seed);
    for (int number : numbers) {
      mixed = mixed(mixed + number);
    }
    return mixed;
  }

  /** Applies the step and finaliser of SplitMix64 (G. Steele, D. Lea, C. Flood, OOPSLA 2014). */
  private static long mixed(long number) {
    long z = number + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
