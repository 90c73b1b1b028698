package dev.chainrule.autograd.kernel;

/**
 * x y + z, rounded once where the processor has an instruction for it. Java computes the same
 * without one, but ten thousand times slower; there, it is rounded twice instead.
 */
final class Fma {
  private static final int TRIES = 100;

  /** An instruction takes some nanoseconds, even in the interpreter; anything else, many more. */
  private static final long SLOW_NANOS = 1_000;

  static final boolean IS_FAST = isFast();

  private Fma() {}

  private static boolean isFast() {
    double sum = 1;
    long least = Long.MAX_VALUE;
    for (int i = 0; i < TRIES && least >= SLOW_NANOS; i++) {
      long begin = System.nanoTime();
      sum = Math.fma(sum, 1.000001, -1e-6);
      least = Math.min(least, System.nanoTime() - begin);
    }
    return least < SLOW_NANOS && !Double.isNaN(sum);
  }

  static double of(double x, double y, double z) {
    return IS_FAST ? Math.fma(x, y, z) : x * y + z;
  }

  static float of(float x, float y, float z) {
    return IS_FAST ? Math.fma(x, y, z) : x * y + z;
  }
}
