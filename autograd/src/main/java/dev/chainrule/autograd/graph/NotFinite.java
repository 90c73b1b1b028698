package dev.chainrule.autograd.graph;

import com.google.common.collect.ImmutableSet;
import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Order;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.graph.NotFiniteOrigin.Direction;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds where in a calculation, or in its backward sweep, a number first was not finite. The line
 * of the program is known for what was calculated in a {@link dev.chainrule.autograd.SourceLines}
 * scope:
 *
 * <pre>{@code
 * Value loss = SourceLines.recorded(() -> loss(w, x));
 * NotFinite.forward(loss).ifPresent(System.out::println);
 * // log(w [2] from -4.0 to 1.0) was the first operation to give NaN:
 * // in element [0], of -4.0, at Fit.loss(Fit.java:12)
 * NotFinite.backward(loss).ifPresent(System.out::println);
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
   * the result is not finite itself, that is where its own NaN or infinity comes from; an infinity
   * that did no harm, such as exp(-infinity), is found only where there is nothing worse.
   *
   * @return nothing if all values on the way are finite
   */
  public static Optional<NotFiniteOrigin> forward(Value result) {
    return Element.notFinite(result)
        .or(
            () ->
                Ancestors.of(result).stream()
                    .flatMap(value -> Element.notFinite(value).stream())
                    .findFirst())
        .map(NotFinite::traced);
  }

  /** Goes from an element to the one that it has its NaN or infinity from, as long as there is. */
  private static NotFiniteOrigin traced(Element from) {
    Element at = from;
    Optional<Site> becameNaN = Optional.empty();
    for (Optional<Element> source = at.source(); source.isPresent(); source = at.source()) {
      if (at.isNaN() && !source.get().isNaN()) {
        becameNaN = Optional.of(Site.of(at.value()));
      }
      at = source.get();
    }
    return new NotFiniteOrigin(
        Direction.FORWARD,
        at.value(),
        at.index(),
        at.number(),
        List.of(Site.of(at.value())),
        at.operands(),
        becameNaN);
  }

  /**
   * Says which operation, on what inputs, was the first to give NaN or an infinity on the way to a
   * result; nothing if all values on the way are finite.
   *
   * @param leaf what to say of a variable or a constant that holds such a number itself
   */
  public static Optional<String> forward(Value result, Function<Value, String> leaf) {
    return forward(result)
        .map(
            origin ->
                origin.sites().get(0).operation().isPresent()
                    ? origin.toString()
                    : leaf.apply(origin.holder()));
  }

  /**
   * Finds the operation whose derivative rule was the first to give NaN or an infinity in the
   * backward sweep from a result.
   *
   * @return nothing if all cotangents are finite
   * @throws IllegalStateException if the result has not exactly one element
   */
  public static Optional<NotFiniteOrigin> backward(Value result) {
    List<Value> order = Order.of(result);
    Gradients cotangents = result.gradients(order.toArray(Value[]::new));
    return order.stream()
        .flatMap(value -> Element.notFinite(value, cotangents.of(value)).stream())
        .findFirst()
        .map(element -> origin(element, order, cotangents));
  }

  private static NotFiniteOrigin origin(Element element, List<Value> order, Gradients cotangents) {
    Value holder = element.value();
    int[] index = element.index().stream().mapToInt(i -> i).toArray();
    return new NotFiniteOrigin(
        Direction.BACKWARD,
        holder,
        element.index(),
        element.number(),
        users(holder, order, cotangents),
        List.of(holder.data().at(index)),
        Optional.empty());
  }

  /** Gives the uses of a value whose derivatives are not finite; all, if only their sum is not. */
  private static List<Site> users(Value value, List<Value> order, Gradients cotangents) {
    Set<Value> users = new LinkedHashSet<>(); // one for each use, even if that has several results
    for (Value user : order) {
      if (user.inputs().contains(value)) {
        users.add(user.siblings().get(0));
      }
    }
    Set<Value> reached = ImmutableSet.copyOf(order);
    Function<Value, Tensor> cotangent =
        sibling -> reached.contains(sibling) ? cotangents.of(sibling) : sibling.data().filled(0);
    List<Value> guilty =
        users.stream()
            .filter(user -> Contribution.anyMatch(user, value, cotangent, NotFinite::isIn))
            .toList();
    Collection<Value> found = guilty.isEmpty() ? users : guilty;
    return found.stream().map(Site::of).toList();
  }
}
