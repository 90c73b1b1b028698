package dev.chainrule.autograd.op;

import static dev.chainrule.testing.TensorAssertions.assertIdentical;

import dev.chainrule.autograd.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The names that Kotlin and Groovy have for operators. */
class OperatorsTest {
  @Test
  void doWhatJavasNamesDo() {
    Tensor x = Tensor.of(1.5, -2, 0.25);
    Tensor y = Tensor.of(4, 0.5, -3);
    assertIdentical(x.add(y), x.plus(y));
    assertIdentical(x.add(3), x.plus(3));
    assertIdentical(x.sub(y), x.minus(y));
    assertIdentical(x.sub(3), x.minus(3));
    assertIdentical(x.mul(y), x.times(y));
    assertIdentical(x.mul(3), x.times(3));
    assertIdentical(x.mul(y), x.multiply(y));
    assertIdentical(x.mul(3), x.multiply(3));
    assertIdentical(x.neg(), x.unaryMinus());
    assertIdentical(x.neg(), x.negative());
  }
}
