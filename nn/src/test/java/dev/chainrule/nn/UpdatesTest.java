package dev.chainrule.nn;

import static dev.chainrule.testing.MessageAssertions.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.layer.Residual;
import dev.chainrule.nn.layer.Sequential;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Several parameters and buffers that change together. */
class UpdatesTest {
  private final Parameter parameter = Parameter.of(1);
  private final Buffer buffer = Buffer.of(Tensor.of(1, 2));

  @Test
  void untilTheyAreApplied_nothingChanges() {
    Value before = parameter.value();
    Updates updates = new Updates();
    updates.put(parameter, Tensor.of(5));
    updates.putAll(Map.of(buffer, Tensor.of(3, 4)));
    assertSame(before, parameter.value());
    assertEquals("Updates(2)", updates.toString());
    updates.apply();
    assertEquals(5, parameter.value().item());
    assertEquals(Tensor.of(3, 4).toString(), buffer.tensor().toString());
  }

  @Test
  void whatDoesNotFit_isRefusedWhenItIsNoted() {
    Updates updates = new Updates();
    assertRefused("update: shape [2]", () -> updates.put(parameter, Tensor.of(1, 2)));
    assertRefused("update: shape []", () -> updates.put(buffer, Tensor.of(1)));
  }

  /** One number that is multiplied with, under two names. */
  private static final class Tied implements Layer {
    final Parameter factor = Parameter.of(2);

    @Override
    public Value apply(Value x) {
      return x.mul(factor.value());
    }

    @Override
    public Map<String, Parameter> parameters() {
      return ImmutableMap.of("in", factor, "out", factor);
    }
  }

  @Test
  void aTiedParameter_isRestoredFromOneNumber_notFromTheLastOfTwo() {
    Tied tied = new Tied();
    LayerState.restore(tied, Map.of("in", Tensor.of(7), "out", Tensor.of(7)));
    assertEquals(7, tied.factor.value().item());
    assertRefused(
        "restore: in and out are one parameter here, but hold different numbers there",
        () -> LayerState.restore(tied, Map.of("in", Tensor.of(8), "out", Tensor.of(9))));
    assertEquals(7, tied.factor.value().item());
  }

  @Test
  void namesThatRunIntoEachOther_areRefused() {
    Layer inner = Sequential.of(Map.of("b", new Tied()));
    assertRefused(
        "Sequential.of: two things are called a.b.in",
        () -> Sequential.of(ImmutableMap.of("a", Residual.of(inner), "a.b", new Tied())));
  }

  @Test
  void under_takesWholeNamesAndBeginningsUpToAPoint() {
    Parameter p = Parameter.of(1);
    Map<String, Parameter> all = ImmutableMap.of("a.w", p, "a.b.w", p, "ab.w", p, "a", p);
    assertEquals("[a.w, a.b.w, a]", Parameter.under("a", all).keySet().toString());
    assertEquals("[a.w]", Parameter.under("a.w", all).keySet().toString());
    assertEquals(4, Parameter.under("", all).size());
    assertRefused(
        "under: no parameter is called b, or b. and then more; there are [a.w, a.b.w, ab.w, a]",
        () -> Parameter.under("b", all));
  }
}
