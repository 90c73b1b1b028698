package dev.chainrule.lines;

import static dev.chainrule.testing.MessageAssertions.assertMessage;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chainrule.autograd.SourceLines;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.graph.Cut.Reason;
import dev.chainrule.autograd.graph.NoGradient;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Parameter;
import dev.chainrule.nn.optim.Lbfgs;
import dev.chainrule.nn.optim.Sgd;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A loop of a user's own, in which a parameter gets no gradient. */
class ParameterLinesTest {
  private final Parameter a = Parameter.of(Tensor.of(1.0, 2));
  private final Parameter b = Parameter.of(Tensor.of(3.0, 4));
  private final Sgd sgd = Sgd.of(Map.of("a", a, "b", b), 0.1);

  private Value detachLine() {
    return a.value().mul(b.value().detach()).sum();
  }

  @Test
  void aDetachedParameter_isToldWithItsLine() {
    assertMessage(
        IllegalStateException.class,
        "or freeze() those that are not to learn: detach() cut it off at dev.chainrule.lines."
            + "ParameterLinesTest.detachLine(ParameterLinesTest.java:",
        () -> sgd.step(SourceLines.recorded(this::detachLine)));
    assertMessage(
        IllegalStateException.class,
        "its numbers may have been copied into a constant [2], which holds the same tensor",
        () -> sgd.step(detachLine()));
    assertMessage(
        IllegalArgumentException.class,
        "minimize: the loss does not depend on b, of shape [2], as it stands now: detach() cut it",
        () -> Lbfgs.of(sgd.parameters()).minimize(this::detachLine));
  }

  @Test
  void aLossOfBeforeAnUpdate_isToldToBe() {
    Value before = b.value();
    Value stale = a.value().mul(before).sum();
    b.update(Tensor.of(5.0, 6));
    assertMessage(
        IllegalStateException.class,
        "the result was made of the variable that stood in its place before or after an update",
        () -> sgd.step(stale));
    sgd.step(a.value().mul(b.value()).sum());
    sgd.step(a.value().mul(b.value()).sum());
    NoGradient why = NoGradient.of(stale, b.value()).orElseThrow();
    assertEquals(Reason.REPLACED, why.reason());
  }

  @Test
  void aNameStays_whateverBecomesOfTheParameter() {
    a.value().named("first");
    sgd.step(a.value().mul(b.value()).sum());
    assertEquals(Optional.of("first"), a.value().name());
    a.freeze();
    assertEquals(Optional.of("first"), a.value().name());
    a.update(Tensor.of(0.0, 0));
    a.unfreeze();
    assertEquals(Optional.of("first"), a.value().name());
    assertEquals(Optional.of("b"), b.value().name(), "by the optimiser");
  }
}
