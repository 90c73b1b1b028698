package dev.chainrule.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chainrule.autograd.check.GradCheck;
import org.junit.jupiter.api.Test;

/** What a person sees who prints things. */
class PrintingTest {
  @Test
  void gradientsShowWhatWasAskedFor() {
    Value v = Value.of(2);
    Value w = Value.of(3);
    assertEquals("3.0,\n2.0", v.mul(w).gradients().toString());
    assertEquals("3.0", v.mul(w).gradients(v).toString());
    assertEquals(
        "no gradients: the result depends on none of the values",
        v.square().gradients(w).toString());
  }

  @Test
  void valuesShowTheirOperation() {
    assertEquals("6.0 = mul", Value.of(2).mul(Value.of(3)).toString());
    assertEquals("[1.0, 2.0]", Value.of(1, 2).toString());
  }

  @Test
  void checksShowTheirSettings() {
    assertEquals(
        "GradCheck up to order 2, tolerances 1.0E-7 relative and 0.0 absolute, seed 0",
        GradCheck.standard().order(2).toString());
  }
}
