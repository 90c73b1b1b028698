package dev.chainrule.autograd.kernel;

/** The pointwise functions for which there may be a loop faster than one call for each element. */
public enum Opcode {
  /** -x. */
  NEG,
  /** |x|. */
  ABS,
  /** x². */
  SQUARE,
  /** √x. */
  SQRT,
  /** 1 / x. */
  RECIPROCAL,
  /** eˣ. */
  EXP,
  /** The natural logarithm. */
  LOG,
  /** The natural logarithm of 1 + x. */
  LOG1P,
  /** The hyperbolic tangent. */
  TANH,
  /** The sine. */
  SIN,
  /** The cosine. */
  COS,
  /** 1 / (1 + e⁻ˣ). */
  SIGMOID,
  /** max(x, 0). */
  RELU,
  /** -1, 0 or 1; a zero keeps its sign. */
  SIGN,
  /** x + y. */
  ADD,
  /** x - y. */
  SUB,
  /** x y. */
  MUL,
  /** x / y. */
  DIV,
  /** The larger. */
  MAX,
  /** The smaller. */
  MIN,
  /** 1 where x = y, else 0. */
  EQUAL,
  /** 1 where x and y differ, else 0. */
  NOT_EQUAL,
  /** 1 where x > y, else 0. */
  GREATER,
  /** 1 where x ≥ y, else 0. */
  GREATER_OR_EQUAL,
  /** 1 where x < y, else 0. */
  LESS,
  /** 1 where x ≤ y, else 0. */
  LESS_OR_EQUAL,
  /** x where y is not 0, else 0. */
  MASK,
  /** x, but 0 where it is NaN and y is 0. */
  LINK;

  /** Whether a result is worth keeping: computing it again costs more than memory does. */
  public boolean isCostly() {
    return switch (this) {
      case EXP, LOG, LOG1P, TANH, SIN, COS, SIGMOID -> true;
      default -> false;
    };
  }
}
