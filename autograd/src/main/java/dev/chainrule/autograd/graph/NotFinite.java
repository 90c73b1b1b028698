package dev.chainrule.autograd.graph;

import static com.google.common.base.Preconditions.checkState;

import dev.chainrule.autograd.SweepStep;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.graph.NotFiniteOrigin.Direction;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

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
    checkState(
        result.shape().elements() == 1,
        "NotFinite: the result must have one element, not shape %s",
        result.shape());
    List<SweepStep<Tensor>> steps =
        result.isConnected()
            ? SweepStep.carefully(result, result.data().filled(1), Value::data)
            : List.of();
    return IntStream.range(0, steps.size())
        .mapToObj(i -> backwardOrigin(steps.subList(0, i + 1)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Looks at the last of some steps: what it sent, and the sum of that and what came before. */
  private static Optional<NotFiniteOrigin> backwardOrigin(List<SweepStep<Tensor>> steps) {
    SweepStep<Tensor> last = steps.get(steps.size() - 1);
    Value to = last.to();
    return Element.notFinite(to, last.contribution())
        .map(element -> backwardOrigin(element, List.of(last)))
        .or(
            () ->
                Element.notFinite(to, last.sum())
                    .map(element -> backwardOrigin(element, to(to, element, steps))));
  }

  /** Lists the steps that sent something to an element. */
  private static List<SweepStep<Tensor>> to(
      Value value, Element element, List<SweepStep<Tensor>> steps) {
    return steps.stream()
        .filter(step -> step.to() == value)
        .filter(step -> step.contribution().at(index(element)) != 0)
        .toList();
  }

  private static NotFiniteOrigin backwardOrigin(Element element, List<SweepStep<Tensor>> senders) {
    Value holder = element.value();
    return new NotFiniteOrigin(
        Direction.BACKWARD,
        holder,
        element.index(),
        element.number(),
        senders.stream().map(step -> step.results().get(0)).distinct().map(Site::of).toList(),
        List.of(holder.data().at(index(element))),
        Optional.empty(),
        true,
        List.of());
  }

  private static int[] index(Element element) {
    return element.index().stream().mapToInt(i -> i).toArray();
  }
}
