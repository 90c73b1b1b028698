package dev.chainrule.autograd;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A value of a function and its derivative along a direction, computed together by forward mode: a
 * Jacobian-vector product. It costs a small multiple of the function itself, however many results
 * there are, and can be differentiated again, forward and backward.
 *
 * <pre>{@code
 * Jvp jvp = Jvp.of(x -> x.square().sum(), Value.constant(Tensor.of(3.0, 4.0)),
 *     Value.constant(Tensor.of(1.0, 0.0)));
 * jvp.tangent().item(); // 2 * 3 * 1 + 2 * 4 * 0 = 6
 * }</pre>
 *
 * @param value of the function
 * @param tangent the derivative of the function along the direction, shaped like the value
 */
public record Jvp(Value value, Value tangent) {
  /**
   * Differentiates a function of one value.
   *
   * @param x where
   * @param direction along which, shaped like x and of its precision
   * @throws IllegalArgumentException if it is not
   */
  public static Jvp of(UnaryOperator<Value> function, Value x, Value direction) {
    checkArgument(function != null, "jvp: the function is null");
    return of(inputs -> function.apply(inputs.get(0)), List.of(x), List.of(direction));
  }

  /**
   * Differentiates a function of several values along a direction in all of them at once.
   *
   * @param inputs where
   * @param directions along which: one for each input, shaped like it and of its precision
   * @throws IllegalArgumentException if they are not
   */
  public static Jvp of(
      Function<List<Value>, Value> function, List<Value> inputs, List<Value> directions) {
    checkArgument(function != null, "jvp: the function is null");
    check(inputs, directions);
    long level = Level.next();
    List<Value> duals = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      duals.add(Dual.variable(level, inputs.get(i), directions.get(i)));
    }
    Value result = function.apply(ImmutableList.copyOf(duals));
    checkArgument(result != null, "jvp: the function gave null");
    return result instanceof Dual dual && dual.level() == level
        ? new Jvp(dual.primal(), dual.tangent())
        : new Jvp(result, result.filled(0));
  }

  /**
   * Differentiates what was computed already, by its record: nothing of it runs again. The
   * directions of an input that is given twice are added up; so are the direction of an input that
   * was computed of another one, and what that one's direction makes of it. What a choice cut off
   * is 0, also where it is multiplied by infinity. An input that the result does not depend on, be
   * it a constant, adds nothing, as everywhere: {@link Value#derivatives(List)} gives zeros for it.
   *
   * <pre>{@code
   * Value x = Value.of(3);
   * Value y = x.square();
   * Jvp.along(y, List.of(x), List.of(Value.constant(1))).item(); // 2 * 3 * 1 = 6
   * }</pre>
   *
   * @param result what to differentiate
   * @param inputs with respect to which values, of which it was computed
   * @param directions along which: one for each input, shaped like it and of its precision
   * @return the derivative along the directions, shaped like the result: zeros where it does not
   *     depend on the inputs
   * @throws IllegalArgumentException if there are no inputs, or directions are not as they should
   *     be
   */
  public static Value along(Value result, List<Value> inputs, List<Value> directions) {
    checkArgument(!inputs.isEmpty(), "jvp: there are no inputs to differentiate by");
    check(inputs, directions);
    return ForwardSweep.tangent(result, inputs, directions);
  }

  /**
   * Tells at which elements of a result a tangent arrives that begins at some elements of the
   * inputs, if no choice on its way cuts it off. A tangent that is 0 by its numbers arrives, too.
   *
   * @param result of what was computed
   * @param inputs of which it was computed
   * @param masks for each input 1 where a tangent begins, 0 elsewhere; shaped like the input and of
   *     its precision
   * @return shaped like the result: 1 where a tangent arrives, 0 elsewhere
   * @throws IllegalArgumentException if masks are not as they should be
   */
  public static Value flow(Value result, List<Value> inputs, List<Value> masks) {
    check(inputs, masks);
    Guarded<Value> reached =
        ForwardSweep.careful(result, inputs, Lists.transform(masks, Guarded::begun));
    Value live = reached.live();
    return live == null ? result.filled(1) : live.notEqualTo(0);
  }

  private static void check(List<Value> inputs, List<Value> directions) {
    checkArgument(
        inputs.size() == directions.size(),
        "jvp: %s directions for %s inputs",
        directions.size(),
        inputs.size());
    for (int i = 0; i < inputs.size(); i++) {
      check(inputs.get(i), directions.get(i));
    }
  }

  private static void check(Value input, Value direction) {
    checkArgument(
        direction.shape().equals(input.shape()) && direction.dtype() == input.dtype(),
        "jvp: a direction of shape %s and %s for an input of shape %s and %s",
        direction.shape(),
        direction.dtype(),
        input.shape(),
        input.dtype());
  }
}
