package dev.chainrule.autograd;

import static dev.chainrule.testing.MessageAssertions.assertMessage;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Forward mode along a record, and what it leaves behind; each operation is held to MixedModes. */
class ForwardSweepTest {
  private static final Value ONE = Value.constant(1);

  private static double along(Value result, Value... inputs) {
    return Jvp.along(result, List.of(inputs), List.of(inputs).stream().map(x -> ONE).toList())
        .item();
  }

  @Test
  void alongARecord() {
    Value x = Value.of(3);
    Value y = x.square();
    assertEquals(6, along(y, x));
    assertEquals(1, along(y, y));
    assertEquals(0, along(y, Value.of(5)));
    assertEquals(0, along(Value.constant(7), x));
    assertEquals(0, along(y.detach(), x));
  }

  @Test
  void directionsAddUpAsCotangentsDo() {
    Value x = Value.of(3);
    Value y = x.square();
    Value z = x.mul(y);
    assertEquals(27, along(z, x));
    assertEquals(3, along(z, y));
    assertEquals(27 + 3, along(z, x, y));
    assertEquals(27 + 3, along(z, y, x));
    assertEquals(27 + 27, along(z, x, x));
    assertEquals(6 + 1, along(y, y, x));
  }

  @Test
  void anInputMayBeOneOfSeveralResults() {
    Value x = Value.of(Tensor.of(1.0, 2.0));
    List<Value> parts = x.mul(2).unstack(0);
    Value product = parts.get(0).mul(parts.get(1));
    List<Value> inputs = List.of(x, parts.get(0));
    Value along = Value.constant(Tensor.of(10.0, 100.0));
    assertEquals(80 + 400 + 4, Jvp.along(product, inputs, List.of(along, ONE)).item());
    Value none = along.mul(0);
    assertEquals(4, Jvp.along(product, inputs, List.of(none, ONE)).item());
    assertEquals(4, Jvp.along(product, List.of(parts.get(0)), List.of(ONE)).item());
  }

  @Test
  void isDifferentiatedAgain() {
    Value x = Value.of(3);
    Value slope = Jvp.along(x.pow(3), List.of(x), List.of(ONE));
    assertEquals(27, slope.item());
    assertEquals(18, slope.derivative(x).item());
    assertEquals(18, along(slope, x));
    assertEquals(
        18, Jvp.of(v -> Jvp.along(v.pow(3), List.of(v), List.of(ONE)), x, ONE).tangent().item());
    Value w = Value.of(2);
    Value direction = w.square();
    Value pushed = Jvp.along(x.square(), List.of(x), List.of(direction));
    assertEquals(24, pushed.derivative(w).item());
  }

  @Test
  void ofSeveralResultsSomeMayBeUnused() {
    Value x = Value.of(Tensor.of(new double[][] {{1, 2}, {3, 4}}));
    Value direction = Value.constant(Tensor.of(new double[][] {{1, 0}, {2, 5}}));
    List<Value> rows = x.unstack(0);
    Value second = rows.get(1).square().sum();
    for (int times = 0; times < 2; times++) {
      assertEquals(2 * 3 * 2 + 2 * 4 * 5, Jvp.along(second, List.of(x), List.of(direction)).item());
    }
    Value first = rows.get(0).sum();
    assertEquals(1, Jvp.along(first, List.of(x), List.of(direction)).item());
    assertEquals(7, Jvp.along(rows.get(1), List.of(x), List.of(direction)).sum().item());
  }

  /** It uses the room that values have for a sweep's notes. */
  @Test
  void leavesNothingBehind() {
    Value x = Value.of(Tensor.of(0.3, 1.2));
    Value t = Value.constant(Tensor.of(1.0, -2.0));
    Value shared = x.mul(2).sin();
    Value y = shared.mul(x).add(shared.square()).sum();
    double[] before = y.gradients(x).of(x).toArray();
    double tangent = Jvp.along(y, List.of(x), List.of(t)).item();
    assertEquals(before[0] - 2 * before[1], tangent, 1e-14);
    assertArrayEquals(before, y.gradients(x).of(x).toArray());
    assertEquals(tangent, Jvp.along(y, List.of(x), List.of(t)).item());
    assertEquals(2 * before[1], -Jvp.along(y, List.of(x), List.of(t)).item() + before[0], 1e-14);
    for (Value value : List.of(x, shared, y)) {
      assertEquals(0, value.usesLeft);
      assertEquals(null, value.cotangent);
    }
  }

  @Test
  void aLongChainTakesNoStack() {
    Value x = Value.of(0.5);
    Value y = x;
    for (int i = 0; i < 100_000; i++) {
      y = y.add(1e-6);
    }
    assertEquals(1, along(y, x));
  }

  @Test
  void nothingIsRecordedWhereRecordingIsOff() {
    Value x = Value.of(Tensor.of(0.3, 1.2));
    Value y = x.square();
    assertFalse(Recording.off(() -> Jvp.along(y, List.of(x), List.of(x))).isConnected());
  }

  @Test
  void mistakesAreNamed() {
    Value x = Value.of(Tensor.zeros(2));
    assertEquals(Shape.of(2), x.shape());
    assertMessage(
        IllegalArgumentException.class,
        "jvp: there are no inputs to differentiate by",
        () -> Jvp.along(x, List.of(), List.of()));
    assertMessage(
        IllegalArgumentException.class,
        "jvp: 2 directions for 1 inputs",
        () -> Jvp.along(x, List.of(x), List.of(x, x)));
    assertMessage(
        IllegalArgumentException.class,
        "jvp: a direction of shape [] and float64 for an input of shape [2] and float64",
        () -> Jvp.along(x, List.of(x), List.of(ONE)));
  }
}
