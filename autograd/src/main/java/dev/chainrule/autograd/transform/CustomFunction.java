package dev.chainrule.autograd.transform;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import dev.chainrule.autograd.Recording;
import dev.chainrule.autograd.Value;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A function of any number of values with a derivative rule of its own, in place of the one that
 * follows from its operations: because that would be inaccurate, slow, or another one is wanted.
 * The rule is given backward, forward, or both; of one alone, the other one follows. Rules are
 * functions of values, too, and are themselves differentiated for derivatives of higher order.
 *
 * <pre>{@code
 * CustomFunction rounded = CustomFunction.of("rounded", in -> in.get(0).round())
 *     .backward((cotangent, in, result) -> List.of(cotangent)); // straight through
 * Value y = rounded.apply(x);
 * }</pre>
 */
public final class CustomFunction {
  private final String name;
  private final Function<List<Value>, Value> function;
  private final @Nullable Backward backward;
  private final @Nullable Forward forward;

  private CustomFunction(
      String name,
      Function<List<Value>, Value> function,
      @Nullable Backward backward,
      @Nullable Forward forward) {
    this.name = name;
    this.function = function;
    this.backward = backward;
    this.forward = forward;
  }

  /** A rule for the backward sweep. */
  @FunctionalInterface
  public interface Backward {
    /**
     * Gives the cotangent of each input.
     *
     * @param cotangent of the result, shaped like it
     * @param inputs of the function
     * @param result of the function
     * @return one for each input, shaped like it; linear in the cotangent
     */
    List<Value> cotangents(Value cotangent, List<Value> inputs, Value result);
  }

  /** A rule for forward mode. */
  @FunctionalInterface
  public interface Forward {
    /**
     * Gives the tangent of the result.
     *
     * @param tangents of the inputs, each shaped like its input
     * @param inputs of the function
     * @param result of the function
     * @return shaped like the result; linear in the tangents
     */
    Value tangent(List<Value> tangents, List<Value> inputs, Value result);
  }

  /**
   * Takes a function; it needs a rule before it can be applied.
   *
   * @param name for graphs and messages
   * @param function of inputs of one precision, with a result of that precision; a variable that it
   *     uses beside its inputs is refused when it is applied
   */
  public static CustomFunction of(String name, Function<List<Value>, Value> function) {
    checkArgument(name != null, "CustomFunction: the name is null");
    checkArgument(!name.isEmpty(), "CustomFunction: the name is empty");
    checkArgument(function != null, "%s: the function is null", name);
    return new CustomFunction(name, function, null, null);
  }

  /** Sets the rule for the backward sweep, and leaves this one as it is. */
  public CustomFunction backward(Backward rule) {
    checkArgument(rule != null, "%s: the backward rule is null", name);
    return new CustomFunction(name, function, rule, forward);
  }

  /** Sets the rule for forward mode, and leaves this one as it is. */
  public CustomFunction forward(Forward rule) {
    checkArgument(rule != null, "%s: the forward rule is null", name);
    return new CustomFunction(name, function, backward, rule);
  }

  /**
   * Applies the function.
   *
   * @param inputs at least one
   * @throws IllegalArgumentException if there are none, or the function uses a variable that is not
   *     among them
   * @throws IllegalStateException if there is no rule
   */
  public Value apply(Value... inputs) {
    return apply(Arrays.asList(inputs));
  }

  /**
   * Applies the function.
   *
   * @param inputs at least one
   * @throws IllegalArgumentException if there are none, or the function uses a variable that is not
   *     among them
   * @throws IllegalStateException if there is no rule
   */
  public Value apply(List<Value> inputs) {
    checkState(
        backward != null || forward != null,
        "%s: has no derivative rule: give it one by backward(...) or forward(...)",
        name);
    return Segment.run(
            name, in -> Collections.singletonList(function.apply(in)), rules(inputs.size()), inputs)
        .get(0);
  }

  private Segment.Rules rules(int count) {
    Backward back = backward;
    Forward fore = forward;
    return new Segment.Rules(
        in -> {
          List<Value> at = in.subList(1, 1 + count);
          Value result = in.get(1 + count);
          return back == null
              ? transposed(in.get(0), at, result)
              : sent(back, in.get(0), at, result);
        },
        fore == null
            ? null
            : in ->
                List.of(
                    pushed(
                        fore,
                        in.subList(0, count),
                        in.subList(count, 2 * count),
                        in.get(2 * count))));
  }

  private Value pushed(Forward rule, List<Value> tangents, List<Value> at, Value result) {
    Value pushed = rule.tangent(tangents, at, result);
    checkState(
        pushed != null,
        "%s: its forward rule gave null: where nothing flows, give zeros: result.filled(0)",
        name);
    checkFits("forward rule", pushed, "the result", result);
    return pushed;
  }

  private void checkFits(String rule, Value given, String to, Value wanted) {
    checkState(
        given.shape().equals(wanted.shape()) && given.dtype() == wanted.dtype(),
        "%s: its %s gave shape %s and %s for %s of shape %s and %s",
        name,
        rule,
        given.shape(),
        given.dtype(),
        to,
        wanted.shape(),
        wanted.dtype());
  }

  private List<Value> sent(Backward rule, Value cotangent, List<Value> at, Value result) {
    List<Value> sent = rule.cotangents(cotangent, at, result);
    checkState(
        sent != null && sent.stream().noneMatch(Objects::isNull),
        "%s: its backward rule gave null: where nothing flows, give zeros: input.filled(0)",
        name);
    checkState(
        sent.size() == at.size(),
        "%s: its backward rule gave %s cotangents for %s inputs",
        name,
        sent.size(),
        at.size());
    for (int i = 0; i < sent.size(); i++) {
      checkFits("backward rule", sent.get(i), "input " + i, at.get(i));
    }
    return sent;
  }

  /** The forward rule is linear in its tangents; backward goes its transpose. */
  private List<Value> transposed(Value cotangent, List<Value> at, Value result) {
    Forward rule = forward;
    checkState(rule != null, "%s: has no rule", name);
    List<Value> zeros = at.stream().map(input -> input.filled(0)).toList();
    Vjp vjp = Vjp.of(tangents -> pushed(rule, tangents, at, result), zeros);
    return Recording.on(() -> vjp.pullBack(cotangent));
  }
}
