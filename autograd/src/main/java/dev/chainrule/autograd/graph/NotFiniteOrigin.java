package dev.chainrule.autograd.graph;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.Value;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The first number of a calculation, or of its backward sweep, that was NaN or infinite.
 *
 * @param direction whether it was found in a value or in a cotangent
 * @param holder the value that holds it or, backward, whose cotangent does
 * @param index of the element in the holder, one entry for each axis
 * @param number NaN or an infinity
 * @param sites forward, the operation that gave the number, or a variable or a constant that held
 *     it from the start; backward, the operation whose derivative gave it, or several if only the
 *     sum of their derivatives did
 * @param operands forward, the numbers that a pointwise operation made this one of; backward, the
 *     holder's own element
 * @param becameNaN forward, where this infinity was made NaN, if it was on its way to the result
 * @param isCertain whether it is known that the result's number comes from here; if not, it comes
 *     from here or from one of the others
 * @param others forward, a few more origins: if this one is certain, those without which it would
 *     have been harmless, as one infinity is without the one it is subtracted from
 */
public record NotFiniteOrigin(
    Direction direction,
    Value holder,
    List<Integer> index,
    double number,
    List<Site> sites,
    List<Double> operands,
    Optional<Site> becameNaN,
    boolean isCertain,
    List<NotFiniteOrigin> others) {
  private static final int SITES_SHOWN = 3;

  /** Which way a calculation is followed. */
  public enum Direction {
    /** From variables to the result. */
    FORWARD,
    /** From the result's cotangent to those of variables. */
    BACKWARD
  }

  /** Copies the lists. */
  public NotFiniteOrigin {
    index = ImmutableList.copyOf(index);
    sites = ImmutableList.copyOf(sites);
    operands = ImmutableList.copyOf(operands);
    others = ImmutableList.copyOf(others);
  }

  /**
   * Says it in one line, such as {@code log(w [2] from -4.0 to 1.0) was the first operation to give
   * NaN: in element [0], of -4.0, at Fit.loss(Fit.java:12)}.
   */
  @Override
  public String toString() {
    return text(NotFiniteOrigin::forward);
  }

  /**
   * Says it in one line.
   *
   * @param leaf what to say of a variable or a constant that holds such a number itself
   */
  String text(Function<NotFiniteOrigin, String> leaf) {
    Stream<NotFiniteOrigin> all = Stream.concat(Stream.of(this), others.stream());
    String text =
        all.map(origin -> origin.one(leaf))
            .distinct()
            .collect(joining(isCertain ? "; and " : "; or "));
    return isCertain ? text : "one of these: " + text;
  }

  private String one(Function<NotFiniteOrigin, String> leaf) {
    if (direction == Direction.BACKWARD) {
      return backward();
    }
    return sites.get(0).operation().isPresent() ? forward() : leaf.apply(this);
  }

  NotFiniteOrigin with(boolean certain, List<NotFiniteOrigin> more) {
    return new NotFiniteOrigin(
        direction, holder, index, number, sites, operands, becameNaN, certain, more);
  }

  private String forward() {
    Site site = sites.get(0);
    String what = isNaN() ? "NaN" : "an infinity";
    String said =
        site.operation().isPresent()
            ? site.call() + " was the first operation to give " + what
            : site.call() + " holds " + what + " from the start";
    String after =
        becameNaN.map(next -> "; " + next.call() + " made NaN of it" + next.atLine()).orElse("");
    String of = operands.isEmpty() || index.isEmpty() ? "" : "of " + numbers();
    return said + details(inElement(), of, site.atLine().strip()) + after;
  }

  private String backward() {
    String derivatives =
        sites.stream().limit(SITES_SHOWN).map(Site::call).collect(joining(" or of "));
    String more =
        sites.size() > SITES_SHOWN ? " or of " + (sites.size() - SITES_SHOWN) + " more" : "";
    String lines =
        sites.stream()
            .limit(SITES_SHOWN)
            .map(Site::atLine)
            .filter(line -> !line.isEmpty())
            .distinct()
            .collect(joining(" or"));
    String where =
        "where " + holder.name().map(Quoted::name).orElse("its input") + " is " + numbers();
    String number = this.number + (index.isEmpty() ? "" : " " + inElement());
    return "the derivative of "
        + derivatives
        + more
        + " was the first not to be finite"
        + details(number, where, lines.strip());
  }

  private boolean isNaN() {
    return Double.isNaN(number);
  }

  private String inElement() {
    return index.isEmpty() ? "" : "in element " + index;
  }

  private String numbers() {
    return operands.stream().map(String::valueOf).collect(joining(" and "));
  }

  private static String details(String... parts) {
    String text = Stream.of(parts).filter(part -> !part.isEmpty()).collect(joining(", "));
    return text.isEmpty() ? "" : ": " + text;
  }
}
