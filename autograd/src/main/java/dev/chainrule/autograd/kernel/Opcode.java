package dev.chainrule.autograd.kernel;

/**
 * Names the pointwise functions for which there is a loop faster than one call for each element.
 */
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
  /** The hyperbolic tangent. */
  TANH,
  /** 1 / (1 + e⁻ˣ). */
  SIGMOID,
  /** x / (1 + e⁻ˣ). */
  SILU,
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
  /** The derivative of the sigmoid at x, which is y there. */
  SIGMOID_SLOPE,
  /** The derivative of the hyperbolic tangent at x, which is y there. */
  TANH_SLOPE
}
