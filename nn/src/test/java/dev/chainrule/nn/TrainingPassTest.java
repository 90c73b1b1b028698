package dev.chainrule.nn;

import static dev.chainrule.testing.TensorAssertions.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class TrainingPassTest {
  private final Buffer buffer = Buffer.of(Tensor.of(1, 2));
  private final TrainingPass pass = TrainingPass.seeded(1);

  @Test
  void anUpdate_isNoted_andWaitsForWhoeverTrains() {
    assertEquals(Map.of(), pass.updates());
    pass.update(buffer, Tensor.of(3, 4));
    assertIdentical(Tensor.of(1, 2), buffer.tensor());
    assertIdentical(Tensor.of(3, 4), pass.tensor(buffer));
    pass.updates().forEach(Buffer::update);
    assertIdentical(Tensor.of(3, 4), buffer.tensor());
  }

  @Test
  void theSecondUpdate_replacesTheFirst_andSeesIt() {
    Buffer other = Buffer.of(Tensor.of(0));
    pass.update(buffer, pass.tensor(buffer).mul(10));
    pass.update(other, Tensor.of(5));
    pass.update(buffer, pass.tensor(buffer).add(1));
    assertEquals(List.of(buffer, other), List.copyOf(pass.updates().keySet()));
    assertIdentical(Tensor.of(11, 21), pass.tensor(buffer));
    assertEquals("TrainingPass(updates of buffers: 2)", pass.toString());
  }

  @Test
  void whatDoesNotFit_isRefusedAtOnce() {
    assertRefused(
        "update: shape [3] of float64 for a buffer of shape [2] of float64",
        () -> pass.update(buffer, Tensor.zeros(Shape.of(3))));
    assertRefused(
        "update: shape [2] of float32 for a buffer of shape [2] of float64",
        () -> pass.update(buffer, Tensor.of(1, 2).to(DType.FLOAT32)));
    assertEquals(Map.of(), pass.updates());
  }

  private static void assertRefused(String message, Executable mistake) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, mistake).getMessage());
  }
}
