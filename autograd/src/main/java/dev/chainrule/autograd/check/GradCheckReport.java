package dev.chainrule.autograd.check;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.shape.Shape;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a {@link GradCheck} found. */
public final class GradCheckReport {
  private final ImmutableList<Element> elements;
  private final boolean isWeighted;

  /** Takes what was found, and whether the derivatives are of a weighted sum. */
  GradCheckReport(ImmutableList<Element> elements, boolean isWeighted) {
    this.elements = elements;
    this.isWeighted = isWeighted;
  }

  /** What became of one comparison. */
  public enum Verdict {
    /** The two agree. */
    PASSED("they agree"),
    /** The two differ, and nothing excuses it. */
    MISMATCH("look at how the derivative is written, or at what is detached"),
    /**
     * The slopes to the left and to the right differ, or an operation was at its kink; beside it
     * the gradient is right.
     */
    KINK("the function has a kink here, or an operation was evaluated at its tie; check it beside"),
    /** The function is not finite to both sides, or its slopes do not settle as steps shrink. */
    NOT_DIFFERENTIABLE("the function has no finite derivative here; check it where it has one"),
    /** The function does not repeat, moves in stairs, or its differences are all rounding. */
    NOISY(
        "the function does not repeat, or its digits cancel; fix its seed, or loosen the tolerance"),
    /** The result changes with the input, but nothing of that was recorded. */
    NOT_CONNECTED("no operation was recorded from this input on; look for detach, item or data");

    private final String advice;

    Verdict(String advice) {
      this.advice = advice;
    }

    /** Says what to look at. */
    public String advice() {
      return advice;
    }
  }

  /**
   * One derivative, from both sides.
   *
   * @param order 1 for the gradient, 2 for the derivative of a directional derivative, and so on
   * @param input the name of the function's input, or its place, from 0, where it has none; empty
   *     where the function is one of an array
   * @param shape the input's shape
   * @param at which of its elements, in row-major order
   * @param analytic the derivative by the backward sweep
   * @param numeric the derivative by differences
   * @param errorEstimate how wrong the numeric one may be, by its own account
   * @param tolerance by how much the two may differ
   * @param verdict what to think of it
   * @param evidence what was measured, in words; empty where there was nothing to find out
   */
  public record Element(
      int order,
      String input,
      Shape shape,
      int at,
      double analytic,
      double numeric,
      double errorEstimate,
      double tolerance,
      Verdict verdict,
      String evidence) {
    static Element of(
        int order, String input, Shape shape, int at, double analytic, Finding finding) {
      return new Element(
          order,
          input,
          shape,
          at,
          analytic,
          finding.numeric(),
          finding.error(),
          finding.tolerance(),
          finding.verdict(),
          finding.evidence());
    }

    /** Tells whether the two agree; a NaN never does. */
    public boolean passed() {
      return verdict == Verdict.PASSED;
    }

    /** Measures by how many times the tolerance the two differ; infinitely for a NaN. */
    private double excess() {
      double difference = Math.abs(analytic - numeric);
      double excess = difference == 0 ? 0 : difference / tolerance;
      return Double.isNaN(excess) ? Double.POSITIVE_INFINITY : excess;
    }

    private String place() {
      int[] index = new int[shape.rank()];
      int rest = at;
      for (int axis = index.length - 1; axis >= 0; axis--) {
        index[axis] = rest % shape.size(axis);
        rest /= shape.size(axis);
      }
      return Shape.of(index).toString();
    }

    /**
     * Gives a line: where, both numbers, the error estimate, the tolerance, and what to look at.
     */
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%selement %s: analytic %.15g, numeric %.15g (error estimate %.2g), "
              + "difference %.3g, tolerance %.3g%s: %s, %s",
          input.isEmpty() ? "" : "order " + order + ", input " + input + ", ",
          place(),
          analytic,
          numeric,
          errorEstimate,
          Math.abs(analytic - numeric),
          tolerance,
          evidence.isEmpty() ? "" : "; " + evidence,
          verdict,
          verdict.advice());
    }
  }

  /** Gives every derivative that was checked. */
  public List<Element> elements() {
    return elements;
  }

  /** Gives the derivatives that do not agree. */
  public List<Element> failures() {
    return elements.stream().filter(element -> !element.passed()).toList();
  }

  /**
   * Gives the element that differs the most, in units of its tolerance; one that did not pass, if
   * there is one; none if there was nothing.
   */
  public Optional<Element> worst() {
    return elements.stream()
        .max(
            Comparator.comparing((Element element) -> !element.passed())
                .thenComparingDouble(Element::excess));
  }

  /** Tells whether all derivatives agree. */
  public boolean passed() {
    return elements.stream().allMatch(Element::passed);
  }

  /** Throws an {@link AssertionError} that holds this report, unless all derivatives agree. */
  public void assertPassed() {
    if (!passed()) {
      throw new AssertionError(toString());
    }
  }

  /** Tells how many derivatives agree, and which is the worst of them. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d of %d derivatives agree%s%s",
        elements.size() - failures().size(),
        elements.size(),
        worst().map(element -> "; the worst: " + element).orElse(""),
        isWeighted && !passed()
            ? " (of all elements of the result, each times a random weight)"
            : "");
  }
}
