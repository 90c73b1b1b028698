package dev.chainrule.autograd.tensor;

/** How the elements of a tensor are computed when somebody looks at them. */
sealed interface Waiting permits Lazy, Scattered {
  /**
   * Whether what waits is scattered, or made of what is. That is computed before it is scattered
   * again, for each waits on the stack for the one before.
   */
  boolean isOfScattered();

  /** Computes what waits, and has the result remember it. */
  void compute(Tensor result);
}
