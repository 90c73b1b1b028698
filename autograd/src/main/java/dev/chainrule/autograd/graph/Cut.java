package dev.chainrule.autograd.graph;

import com.google.common.primitives.ImmutableIntArray;
import java.util.List;
import java.util.Optional;

/**
 * A place where the way of a gradient from a result to a variable ends.
 *
 * @param reason why it ends there
 * @param site of the operation, constant or variable at which it ends, as seen from the variable:
 *     the first one that no gradient flows through
 * @param elements of the site's value in which it ends, by their places in row-major order; none
 *     are listed if it ends in all, or nobody looked at single elements
 * @param input of the site's operation through which the way leads, if its derivative with respect
 *     to that one, not to others, is the reason
 */
public record Cut(
    Reason reason, Site site, ImmutableIntArray elements, Optional<InputSummary> input) {
  /** Why a variable gets no gradient. */
  public enum Reason {
    /** What was asked for is a constant itself, or was made of constants alone. */
    CONSTANT,
    /** No operation on the way to the result was applied to it, as far as was recorded. */
    NEVER_USED,
    /** The result was made of a variable whose place this one has taken, or the other way round. */
    REPLACED,
    /** {@code detach()}. */
    DETACHED,
    /** {@code Recording.off}. */
    RECORDING_OFF,
    /** The numbers of what was made of it, {@code data()}, were given to a new constant. */
    COPIED,
    /**
     * A constant, or another variable, holds the same tensor: copied by {@code data()} or {@code
     * detach()}, or both were made of that tensor.
     */
    SAME_TENSOR,
    /** The derivative of an operation is 0 everywhere, as that of a comparison is. */
    FLAT,
    /** An operation that chooses, such as relu, where or slice, chose something else. */
    NOT_CHOSEN,
    /** A derivative is 0 at just this point, as computed. */
    ZERO_DERIVATIVE,
    /** A product of derivatives that are not 0 is too small to be told from 0. */
    UNDERFLOW,
    /** Several paths cancel each other out. */
    CANCELLED,
    /** The gradient is zero, but where it became so could not be found out. */
    UNKNOWN
  }

  /** Makes one that is not about single elements, or about one input among others. */
  Cut(Reason reason, Site site) {
    this(reason, site, ImmutableIntArray.of(), Optional.empty());
  }

  /** Says in one sentence where and why the way ends. */
  @Override
  public String toString() {
    return switch (reason) {
      case CONSTANT -> site.call() + " wants no gradient" + made();
      case NEVER_USED ->
          "no recorded operation on the way to the result was applied to " + site.call() + made();
      case REPLACED ->
          "the result was made of the variable that stood in its place before or after an update"
              + made()
              + ": compute it again, after the last update";
      case DETACHED -> "detach() cut it off" + site.atLine();
      case RECORDING_OFF -> site.call() + " was computed with recording off" + site.atLine();
      case COPIED -> "its numbers were copied into " + site.call() + made();
      case SAME_TENSOR ->
          "no recorded operation on the way to the result was applied to it, but its numbers may"
              + " have been copied into "
              + site.call()
              + made()
              + ", which holds the same tensor";
      case FLAT -> "the derivative of " + site.call() + by() + " is 0 everywhere" + site.atLine();
      case NOT_CHOSEN ->
          elements.isEmpty()
              ? site.call() + " chooses nothing that was made of it" + site.atLine()
              : site.call() + " chooses something else" + inElements() + site.atLine();
      case ZERO_DERIVATIVE ->
          "the derivative of " + site.call() + ", as computed, is 0 here" + where();
      case UNDERFLOW ->
          "the gradient that goes back through "
              + site.call()
              + " is too small for a number that is not 0"
              + where();
      case CANCELLED -> "the paths through " + site.call() + " cancel each other" + where();
      case UNKNOWN -> "the gradient is 0; where it became so could not be found out";
    };
  }

  private String where() {
    return inElements() + site.atLine();
  }

  private String inElements() {
    if (elements.isEmpty()) {
      return "";
    }
    List<Integer> first = Element.index(elements.get(0), site.value().shape());
    int more = elements.length() - 1;
    return " in element " + first + (more > 0 ? " and " + more + " more" : "");
  }

  private String by() {
    return input.map(known -> " with respect to " + known).orElse("");
  }

  private String made() {
    return site.line().isPresent() ? ", made" + site.atLine() : "";
  }
}
