package dev.chainrule.autograd;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.shape.Shape;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A function of one example, applied to many of them at once: each of its operations runs once, on
 * all examples. Derivatives that the function takes inside are each example's own, and the whole
 * can be differentiated again, forward and backward.
 *
 * <pre>{@code
 * Value slopes = Vmap.of(x -> x.mul(w).tanh().sum().derivative(w), examples); // one for each
 * }</pre>
 *
 * <p>Inside the function a value has the shape of one example. Its numbers can't be looked at
 * there, so a function can't branch on them; {@code where} chooses for each example. An operation
 * that has no form for many examples, such as a user's, is applied to one after the other.
 */
public final class Vmap {
  private Vmap() {}

  /**
   * Applies a function to each example.
   *
   * @param examples along the first axis: [n, a, b] for n of shape [a, b]
   * @return the results, along the first axis: [n, c] if one is of shape [c]
   * @throws IllegalArgumentException if the examples are a scalar
   */
  public static Value of(UnaryOperator<Value> function, Value examples) {
    checkArgument(function != null, "vmap: the function is null");
    return of(inputs -> function.apply(inputs.get(0)), List.of(examples));
  }

  /**
   * Applies a function of several inputs to each example.
   *
   * @param examples for each input, along their first axes, which are of one size; what is the same
   *     for all examples need not be here: the function may use any value
   * @return the results, along the first axis
   * @throws IllegalArgumentException if there are none, one is a scalar, or they are not of one
   *     number
   */
  public static Value of(Function<List<Value>, Value> function, List<Value> examples) {
    checkArgument(function != null, "vmap: the function is null");
    return all(inputs -> Collections.singletonList(function.apply(inputs)), examples).get(0);
  }

  /**
   * Applies a function of several inputs and with several results to each example.
   *
   * @param examples as for {@link #of(Function, List)}
   * @return each result, along its first axis
   * @throws IllegalArgumentException if there are none, one is a scalar, or they are not of one
   *     number
   */
  public static List<Value> all(Function<List<Value>, List<Value>> function, List<Value> examples) {
    checkArgument(function != null, "vmap: the function is null");
    int count = count(examples);
    long level = Level.next();
    List<Value> inputs =
        examples.stream()
            .<Value>map(stacked -> Batched.variable(level, stacked))
            .collect(ImmutableList.toImmutableList());
    return function.apply(inputs).stream().map(result -> stacked(result, level, count)).toList();
  }

  private static int count(List<Value> examples) {
    checkArgument(!examples.isEmpty(), "vmap: there are no inputs");
    Shape first = examples.get(0).shape();
    for (Value stacked : examples) {
      Shape shape = stacked.shape();
      checkArgument(
          shape.rank() > 0, "vmap: examples lie along the first axis, and a scalar has none");
      checkArgument(
          shape.size(0) == first.size(0),
          "vmap: %s examples of one input and %s of another: shapes %s and %s",
          first.size(0),
          shape.size(0),
          first,
          shape);
    }
    return first.size(0);
  }

  /** A result for all examples, also one that depends on none. */
  private static Value stacked(Value result, long level, int count) {
    checkArgument(result != null, "vmap: the function gave null");
    if (result instanceof Batched batched && batched.level() == level) {
      return batched.stacked();
    }
    return result.expandDims(0).broadcastTo(result.shape().stacked(count));
  }
}
