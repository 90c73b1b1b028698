package dev.chainrule.autograd.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NotFiniteTest {
  private static final Value X = Value.of(Tensor.of(0.0, 4.0));

  @Test
  void theFirstOperationForwardIsNamed() {
    Value result = X.add(1).log().sub(X.sub(1).log()).sum();
    assertEquals(
        Optional.of(
            "log([2] from -1.0 to 3.0) was the first operation to give NaN: in element [0], of"
                + " -1.0"),
        NotFinite.forward(result, leaf -> "a leaf"));
    Value infinite = X.mul(3).reciprocal().sum();
    assertEquals(
        Optional.of(
            "reciprocal([2] from 0.0 to 12.0) was the first operation to give an infinity: in"
                + " element [0], of 0.0"),
        NotFinite.forward(infinite, leaf -> "a leaf"));
  }

  @Test
  void aLeafThatHoldsOneIsNamed() {
    Value bad = Value.constant(Tensor.of(1.0, Double.NaN));
    assertEquals(
        Optional.of("it is bad"),
        NotFinite.forward(X.add(1).mul(bad).sum(), leaf -> leaf == bad ? "it is bad" : "no"));
    assertEquals(Optional.of("alone"), NotFinite.forward(bad, leaf -> "alone"));
  }

  @Test
  void theFirstOperationBackwardIsNamed() {
    Value result = X.mul(2).sqrt().sum();
    assertEquals(Optional.empty(), NotFinite.forward(result, leaf -> "a leaf"));
    assertEquals(
        Optional.of(
            "the derivative of sqrt([2] from 0.0 to 8.0) was the first not to be finite: Infinity in"
                + " element [0], where its input is 0.0"),
        NotFinite.backward(result));
    assertEquals(Optional.empty(), NotFinite.backward(X.square().sum()));
  }

  @Test
  void whereOneIs() {
    assertTrue(NotFinite.isIn(Tensor.of(1.0, Double.NEGATIVE_INFINITY)));
    assertTrue(NotFinite.isIn(Tensor.of(Double.NaN, 1.0)));
    assertFalse(NotFinite.isIn(Tensor.of(1.0, 2.0)));
    assertFalse(NotFinite.isIn(Tensor.of(new double[0])));
  }
}
