package dev.chainrule.autograd.graph;

import dev.chainrule.autograd.Value;

/**
 * Something about a gradient that a reader of its numbers should know.
 *
 * @param kind what it is
 * @param value where it is: the result of the operation
 * @param text what it is, in a sentence
 */
public record Finding(Kind kind, Value value, String text) {
  /** Kinds of findings. */
  public enum Kind {
    /** A cotangent is NaN or infinite from here on. */
    NOT_FINITE,
    /**
     * Units of a rectifier or its like are off in every row: nothing flows through them. Each
     * element of a vector is taken as a unit.
     */
    DEAD,
    /** Elements where an activation is flat, so that hardly anything flows. */
    SATURATED,
    /** A path's contribution is exactly 0 from here on. */
    ENDS,
    /** Contributions of paths are much larger than their sum. */
    CANCELS,
    /** A path's cotangent becomes smaller by orders of magnitude. */
    VANISHES,
    /** A path's cotangent becomes larger by orders of magnitude. */
    EXPLODES,
    /** An input is exactly where there is no derivative, and one was chosen by convention. */
    KINK,
    /** Inputs are equal where one of them is chosen, and the gradient is divided by convention. */
    TIE
  }

  @Override
  public String toString() {
    return text;
  }
}
