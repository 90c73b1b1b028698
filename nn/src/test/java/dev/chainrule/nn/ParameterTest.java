package dev.chainrule.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ParameterTest {
  @Test
  void anUpdateLeavesEarlierExpressionsAlone() {
    Parameter p = Parameter.of(Tensor.of(3));
    Value square = p.value().square();
    Value before = p.value();
    p.update(Tensor.of(5));
    assertEquals(5, p.value().item());
    assertEquals(6, square.gradients().of(before).item());
    assertEquals(
        "update: shape [1] for a parameter of shape []",
        assertThrows(IllegalArgumentException.class, () -> p.update(Tensor.of(new double[] {1})))
            .getMessage());
  }
}
