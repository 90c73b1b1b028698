package dev.chainrule.autograd.graph;

import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Order;
import dev.chainrule.autograd.UseSweep;
import dev.chainrule.autograd.UseSweep.Use;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.graph.NotFiniteOrigin.Direction;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds where in a calculation, or in its backward sweep, a number first was not finite. The line
 * of the program is known for what was calculated in a {@link dev.chainrule.autograd.SourceLines}
 * scope:
 *
 * <pre>{@code
 * Value loss = SourceLines.recorded(() -> loss(w, x));
 * NotFinite.forwardOrigin(loss).ifPresent(System.out::println);
 * // log(w [2] from -4.0 to 1.0) was the first operation to give NaN:
 * // in element [0], of -4.0, at Fit.loss(Fit.java:12)
 * NotFinite.backwardOrigin(loss).ifPresent(System.out::println);
 * }</pre>
 */
public final class NotFinite {
  private NotFinite() {}

  /** Tells whether NaN or an infinity is among the elements of a tensor. */
  public static boolean isIn(Tensor tensor) {
    return tensor.shape().elements() > 0 && !Double.isFinite(tensor.abs().max().item());
  }

  /**
   * Finds the operation that was the first to give NaN or an infinity on the way to a result. If
   * the result is not finite itself, that is where its own NaN or infinity comes from, element by
   * element: operations are run again with their inputs changed to find out. If the result is
   * finite, it is one that did no harm, such as exp(-infinity).
   *
   * @return nothing if all values on the way are finite
   */
  public static Optional<NotFiniteOrigin> forwardOrigin(Value result) {
    return Element.notFinite(result).or(() -> harmless(result)).map(ForwardTrace::from);
  }

  /** Finds one that did not reach the result: a NaN first, then an infinity that was computed. */
  private static Optional<Element> harmless(Value result) {
    return Ancestors.of(result).stream()
        .flatMap(value -> Element.notFinite(value).stream())
        .min(
            Comparator.comparing((Element element) -> !element.isNaN())
                .thenComparing(element -> Ancestors.operation(element.value()).isEmpty()));
  }

  /**
   * Says which operation, on what inputs, was the first to give NaN or an infinity on the way to a
   * result; nothing if all values on the way are finite.
   *
   * @param leaf what to say of a variable or a constant that holds such a number itself
   */
  public static Optional<String> forward(Value result, Function<Value, String> leaf) {
    return forwardOrigin(result).map(origin -> origin.text(found -> leaf.apply(found.holder())));
  }

  /**
   * Says which operation's derivative rule was the first to give NaN or an infinity in the backward
   * sweep from a result; nothing if all cotangents are finite.
   *
   * @throws IllegalStateException if the result has not exactly one element
   */
  public static Optional<String> backward(Value result) {
    return backwardOrigin(result).map(NotFiniteOrigin::toString);
  }

  /**
   * Finds the operation whose derivative rule was the first to give NaN or an infinity in the
   * backward sweep from a result. What a choice cut off is not blamed.
   *
   * @return nothing if all cotangents are finite
   * @throws IllegalStateException if the result has not exactly one element
   */
  public static Optional<NotFiniteOrigin> backwardOrigin(Value result) {
    List<Value> order = Order.of(result);
    Gradients cotangents = result.gradients(order.toArray(Value[]::new));
    return order.stream()
        .flatMap(value -> Element.notFinite(value, cotangents.of(value)).stream())
        .findFirst()
        .map(element -> backwardOrigin(result, element));
  }

  private static NotFiniteOrigin backwardOrigin(Value result, Element element) {
    Value holder = element.value();
    int[] index = element.index().stream().mapToInt(i -> i).toArray();
    return new NotFiniteOrigin(
        Direction.BACKWARD,
        holder,
        element.index(),
        element.number(),
        guilty(UseSweep.of(result, result.data().filled(1), holder), index),
        List.of(holder.data().at(index)),
        Optional.empty(),
        true,
        List.of());
  }

  /** Gives the uses that sent what is not finite; all that sent something, if only the sum is. */
  private static List<Site> guilty(List<Use> uses, int[] index) {
    List<Use> guilty =
        uses.stream().filter(use -> !Double.isFinite(use.cotangent().at(index))).toList();
    List<Use> found =
        guilty.isEmpty()
            ? uses.stream().filter(use -> use.cotangent().at(index) != 0).toList()
            : guilty;
    return found.stream().map(Use::user).distinct().map(Site::of).toList();
  }
}
