package dev.chainrule.autograd.kernel;

/** Shares out things that are counted: neighbours to each part, and about as many to each. */
final class Split {
  private Split() {}

  /** Some of what is counted, from a first one to before an end. */
  @FunctionalInterface
  interface Range {
    void run(int first, int end);
  }

  /** Runs the parts, in several threads if these are worth so many, and returns when all have. */
  static void run(int count, long worth, Range body) {
    if (count > 0) {
      int parts = Math.min(Threads.parts(worth), count);
      Threads.run(
          parts,
          part -> {
            int first = (int) ((long) count * part / parts);
            body.run(first, (int) (count * (part + 1L) / parts));
          });
    }
  }
}
