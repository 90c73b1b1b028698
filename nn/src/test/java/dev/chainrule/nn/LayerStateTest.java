package dev.chainrule.nn;

import static dev.chainrule.testing.MessageAssertions.assertRefused;
import static dev.chainrule.testing.TensorAssertions.assertIdentical;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LayerStateTest {
  /** Two parameters, of which one has two names, and a buffer. */
  private static final class Tied implements Layer {
    final Parameter a = Parameter.of(Tensor.of(1.0, 2));
    final Parameter b = Parameter.of(3);
    final Buffer buffer = Buffer.of(Tensor.of(4));

    @Override
    public Value apply(Value x) {
      return x;
    }

    @Override
    public Map<String, Parameter> parameters() {
      return ImmutableMap.of("a", a, "b", b, "again", a);
    }

    @Override
    public Map<String, Buffer> buffers() {
      return ImmutableMap.of("buffer", buffer);
    }
  }

  private static Map<String, Tensor> state(Tensor a, Tensor b, Tensor again, Tensor buffer) {
    return ImmutableMap.of("a", a, "b", b, "again", again, "buffer", buffer);
  }

  @Test
  void whatWasTaken_isPutBack() {
    Tied layer = new Tied();
    Map<String, Tensor> before = LayerState.of(layer);
    assertEquals(Set.of("a", "b", "again", "buffer"), before.keySet());
    Tensor two = Tensor.of(5.0, 6);
    LayerState.restore(layer, state(two, Tensor.of(7), two, Tensor.of(8)));
    assertIdentical(two, layer.a.value().data());
    assertEquals(7, layer.b.value().item());
    assertEquals(8, layer.buffer.tensor().item());
    LayerState.restore(layer, before);
    LayerState.of(layer)
        .forEach((name, tensor) -> assertIdentical(tensor, requireNonNull(before.get(name))));
  }

  @Test
  void whatDoesNotFit_isRefused_andChangesNothing() {
    Tied layer = new Tied();
    Map<String, Tensor> before = LayerState.of(layer);
    Tensor two = Tensor.of(5.0, 6);
    Tensor one = Tensor.of(7);
    assertRefused(
        "restore: it is of another layer: missing are [b, again, buffer], and unknown are [c]",
        () -> LayerState.restore(layer, Map.of("a", two, "c", one)));
    assertRefused(
        "restore: b has shape [2]; the layer's has []",
        () -> LayerState.restore(layer, state(two, two, two, one)));
    assertRefused(
        "restore: buffer is of float32; the layer's is of float64",
        () -> LayerState.restore(layer, state(two, one, two, one.to(DType.FLOAT32))));
    assertRefused(
        "restore: a and again are one parameter here, but hold different numbers there",
        () -> LayerState.restore(layer, state(two, one, two.add(1), one)));
    LayerState.of(layer)
        .forEach((name, tensor) -> assertIdentical(tensor, requireNonNull(before.get(name))));
  }
}
