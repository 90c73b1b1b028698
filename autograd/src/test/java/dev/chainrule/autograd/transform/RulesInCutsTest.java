package dev.chainrule.autograd.transform;

import static dev.chainrule.testing.MessageAssertions.assertMessage;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.Vmap;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Users' rules of every kind, inside of checkpoints, where a sweep meets NaN and looks at cuts. */
class RulesInCutsTest {
  private static final CustomFunction SAME = CustomFunction.of("same", in -> in.get(0).mul(1));

  private static CustomFunction ruled(UnaryOperator<Value> rule) {
    return SAME.backward((g, in, y) -> List.of(rule.apply(g)));
  }

  private static final CustomFunction CLIPPED = ruled(g -> g.clamp(-0.5, 0.5));

  /** Rules that are not linear, or whose graph does not show what they do; what is left of 1. */
  static Stream<Arguments> rules() {
    return Stream.of(
        arguments("clipped", CLIPPED, 0.5),
        arguments("by where", ruled(g -> g.where(g.abs().less(0.5), g.sign().mul(0.5))), 0.5),
        arguments("by numbers", ruled(g -> Value.constant(g.data())), 1),
        arguments("detached", ruled(Value::detach), 1),
        arguments("sign", ruled(Value::sign), 1),
        arguments("rounded", ruled(g -> g.mul(4).round().div(4)), 1));
  }

  /** Adds what is 0, and makes NaN in a sweep that does not look at cuts. */
  private static Value withNaN(Value sum, Value x) {
    return sum.add(x.sub(x.detach()).sqrt().maskedBy(x.less(0)).sum());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void aCheckpointLosesNoGradient(String name, CustomFunction rule, double left) {
    Value x = Value.of(4.0, 1);
    Value inside = Checkpoint.of(v -> rule.apply(v.sqrt()), x);
    double[] expected = rule.apply(x.sqrt()).sum().gradients().of(x).toArray();
    assertArrayEquals(new double[] {left / 4, left / 2}, expected, name);
    assertArrayEquals(expected, inside.sum().gradients().of(x).toArray());
    assertArrayEquals(expected, withNaN(inside.sum(), x).gradients().of(x).toArray());
    assertArrayEquals(expected, withNaN(inside.sum(), x).derivative(x).data().toArray());
  }

  @Test
  void aClippedGradientThatMeetsNaNItselfStays() {
    Value x = Value.of(4.0, 0);
    Value inside = Checkpoint.of(v -> CLIPPED.apply(v.sqrt()), x);
    Value cut = inside.where(x.greater(0), Value.constant(0)).sum();
    assertArrayEquals(new double[] {0.125, 0}, cut.gradients().of(x).toArray());
  }

  @Test
  void nanOfARuleByNumbersStays() {
    CustomFunction steep =
        SAME.backward(
            (g, in, y) ->
                List.of(Value.constant(g.data()).mul(in.get(0).sqrt().reciprocal().mul(0))));
    Value x = Value.of(0.0, 1);
    double[] slopes = steep.apply(x.mul(1)).relu().sum().gradients().of(x).toArray();
    assertArrayEquals(new double[] {Double.NaN, 0}, slopes);
  }

  @Test
  void aFunctionThatDifferentiatesDoesSoUnderVmapToo() {
    CustomFunction slope =
        CustomFunction.of("slope", in -> in.get(0).square().derivative(in.get(0)))
            .backward((g, in, y) -> List.of(g.mul(2)));
    Value x = Value.constant(Tensor.of(1.0, 2, 3));
    assertArrayEquals(new double[] {2, 4, 6}, Vmap.of(slope::apply, x).data().toArray());
  }

  @Test
  void implicitRefusesWhatItCapturesUnderVmapToo() {
    Value w = Value.of(2);
    Value x = Value.of(1.0, 2, 3);
    String message =
        "implicit: the function, or its rule, uses a value beside its inputs that gradients or"
            + " tangents flow into: give it as an input, parameters of a layer by Bound";
    assertMessage(
        IllegalArgumentException.class,
        message,
        () ->
            Vmap.of(q -> Implicit.root((z, p) -> z.mul(w).sub(p.get(0)), q.div(2), List.of(q)), x));
    Value roots =
        Vmap.of(
            q ->
                Implicit.root(
                    (z, p) -> z.mul(p.get(1)).sub(p.get(0)), q.div(2).detach(), List.of(q, w)),
            x);
    assertEquals(-1.5, roots.sum().derivative(w).item(), 1e-15);
  }

  @Test
  void nestedCheckpointsThatMeetNaNTakeTwiceAsLong() {
    AtomicInteger calls = new AtomicInteger();
    UnaryOperator<Value> nested =
        v -> {
          calls.getAndIncrement();
          return v.sin();
        };
    for (int level = 0; level < 12; level++) {
      UnaryOperator<Value> inner = nested;
      nested = v -> Checkpoint.of(inner, v);
    }
    Value x = Value.of(4.0, 1);
    Value y = withNaN(nested.apply(x).sum(), x);
    double[] slopes = y.gradients().of(x).toArray();
    assertArrayEquals(new double[] {Math.cos(4), Math.cos(1)}, slopes, 1e-15);
    assertEquals(1 + 2 * 12, calls.get());
  }
}
