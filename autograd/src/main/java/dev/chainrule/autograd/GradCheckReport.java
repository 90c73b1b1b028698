package dev.chainrule.autograd;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.shape.Shape;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a {@link GradCheck} found. */
public final class GradCheckReport {
  private final ImmutableList<Element> elements;

  GradCheckReport(ImmutableList<Element> elements) {
    this.elements = elements;
  }

  /**
   * One derivative, from both sides.
   *
   * @param order 1 for the gradient, 2 for the derivative of a directional derivative, and so on
   * @param input which of the function's inputs
   * @param shape the input's shape
   * @param at which of its elements, in row-major order
   * @param analytic the derivative by the backward sweep
   * @param numeric the derivative by differences
   * @param errorEstimate how wrong the numeric one may be, by its own account
   * @param tolerance by how much the two may differ
   */
  public record Element(
      int order,
      int input,
      Shape shape,
      int at,
      double analytic,
      double numeric,
      double errorEstimate,
      double tolerance) {
    /** Whether the two agree; a NaN never does. */
    public boolean passed() {
      return Math.abs(analytic - numeric) <= tolerance;
    }

    /** By how many times the tolerance the two differ; infinitely for a NaN. */
    private double excess() {
      double excess = Math.abs(analytic - numeric) / tolerance;
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

    /** One line: where, both numbers, the error estimate and the tolerance. */
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "order %d, input %d, element %s: analytic %.15g, numeric %.15g (error estimate %.2g), "
              + "difference %.3g, tolerance %.3g",
          order,
          input,
          place(),
          analytic,
          numeric,
          errorEstimate,
          Math.abs(analytic - numeric),
          tolerance);
    }
  }

  /** Every derivative that was checked. */
  public List<Element> elements() {
    return elements;
  }

  /** The derivatives that do not agree. */
  public List<Element> failures() {
    return elements.stream().filter(element -> !element.passed()).toList();
  }

  /** The element that differs the most, in units of its tolerance; none if there was nothing. */
  public Optional<Element> worst() {
    return elements.stream().max(Comparator.comparingDouble(Element::excess));
  }

  /** Whether all derivatives agree. */
  public boolean passed() {
    return elements.stream().allMatch(Element::passed);
  }

  /** Throws an {@link AssertionError} that holds this report, unless all derivatives agree. */
  public void assertPassed() {
    if (!passed()) {
      throw new AssertionError(toString());
    }
  }

  /** How many derivatives agree, and the worst of them. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d of %d derivatives agree%s",
        elements.size() - failures().size(),
        elements.size(),
        worst().map(element -> "; the worst: " + element).orElse(""));
  }
}
