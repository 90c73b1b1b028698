package dev.chainrule.autograd.graph;

/**
 * A place where the way of a gradient from a result to a variable ends.
 *
 * @param reason why it ends there
 * @param site of the operation, constant or variable at which it ends, as seen from the variable:
 *     the first one that no gradient flows through
 */
public record Cut(Reason reason, Site site) {
  /** Why a variable gets no gradient. */
  public enum Reason {
    /** What was asked for is a constant itself, or was made of constants alone. */
    CONSTANT,
    /** The result was not made of it, as far as was recorded. */
    NEVER_USED,
    /** The result was made of a variable whose place this one has taken, or the other way round. */
    REPLACED,
    /** {@code detach()}. */
    DETACHED,
    /** {@code Recording.off}. */
    RECORDING_OFF,
    /** Its numbers, {@code data()}, were given to a new constant or variable. */
    COPIED,
    /** The derivative of an operation is 0 everywhere, as that of a comparison is. */
    FLAT,
    /** An operation that chooses, such as relu, where or slice, chose something else. */
    NOT_CHOSEN,
    /** A derivative is 0 at just this point. */
    ZERO_DERIVATIVE,
    /** Several paths cancel each other out. */
    CANCELLED
  }

  /** Says in one sentence where and why the way ends. */
  @Override
  public String toString() {
    return switch (reason) {
      case CONSTANT -> site.call() + " wants no gradient" + made();
      case NEVER_USED -> "the result was never made of " + site.call() + made();
      case REPLACED ->
          "the result was made of the variable that stood in its place before or after an update"
              + made()
              + ": compute it again, after the last update";
      case DETACHED -> "detach() cut it off" + site.atLine();
      case RECORDING_OFF -> site.call() + " was computed with recording off" + site.atLine();
      case COPIED -> "its numbers were copied into " + site.call() + made();
      case FLAT -> site.call() + " is flat: its derivative is 0 everywhere" + site.atLine();
      case NOT_CHOSEN -> site.call() + " chooses nothing that was made of it" + site.atLine();
      case ZERO_DERIVATIVE -> site.call() + " has a derivative of 0 here" + site.atLine();
      case CANCELLED -> "the paths through " + site.call() + " cancel each other" + site.atLine();
    };
  }

  private String made() {
    return site.line().isPresent() ? ", made" + site.atLine() : "";
  }
}
