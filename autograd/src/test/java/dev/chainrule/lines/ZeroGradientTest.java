package dev.chainrule.lines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.SourceLines;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.graph.Cut;
import dev.chainrule.autograd.graph.Cut.Reason;
import dev.chainrule.autograd.graph.NoGradient;
import dev.chainrule.autograd.op.Numeric;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.autograd.tensor.TensorNary;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Programs in which a gradient is zero, and where it becomes so. */
class ZeroGradientTest {
  private final Value w = Value.of(Tensor.of(2.0, -1)).named("w");
  private final Value v = Value.of(Tensor.of(1.0, 3)).named("v");

  private Value line(Supplier<Value> step) {
    return step.get();
  }

  @Test
  void zero_becauseOfAChoice() {
    Value dead = w.sub(5);
    NoGradient why =
        NoGradient.of(SourceLines.recorded(() -> line(dead::relu).mul(v).sum()), w).orElseThrow();
    Cut cut = why.cuts().get(0);
    assertEquals(Reason.NOT_CHOSEN, cut.reason());
    assertEquals("line", cut.site().line().orElseThrow().getMethodName());
    assertTrue(
        why.toString()
            .startsWith("relu([2] from -6.0 to -3.0) chooses nothing that was made of it at"),
        why::toString);
    Value branch = v.where(v.greater(0), w);
    assertEquals("maskedBy", operation(NoGradient.of(branch.sum(), w).orElseThrow()));
    Value slice = Value.concat(List.of(w, v), 0).slice(0, 2, 4);
    assertEquals(Reason.NOT_CHOSEN, NoGradient.of(slice.sum(), w).orElseThrow().reason());
    assertTrue(operation(NoGradient.of(slice.sum(), w).orElseThrow()).startsWith("slice"));
  }

  @Test
  void zero_becauseOfAFactor_orByChance() {
    Value zero = Value.constant(Tensor.of(0.0, 0));
    assertEquals("mul", operation(NoGradient.of(w.mul(zero).add(v).sum(), w).orElseThrow()));
    assertEquals(
        Reason.ZERO_DERIVATIVE, NoGradient.of(w.mul(zero).sum(), w).orElseThrow().reason());
    Value saturated = w.abs().add(1000).tanh().mul(v).sum();
    assertEquals("tanh", operation(NoGradient.of(saturated, w).orElseThrow()));
    NoGradient cancelled =
        NoGradient.of(w.sub(w).add(w.mul(3)).sub(w.mul(3)).sum(), w).orElseThrow();
    assertEquals(Reason.CANCELLED, cancelled.reason());
    assertEquals("the paths through the variable w [2] cancel each other", cancelled.toString());
  }

  private static void assertReason(Reason reason, String call, Value result, Value variable) {
    NoGradient why = NoGradient.of(result, variable).orElseThrow();
    assertEquals(reason, why.reason(), why::toString);
    assertEquals(1, why.cuts().size(), why::toString);
    assertTrue(why.cuts().get(0).site().call().startsWith(call), why::toString);
  }

  @Test
  void whatAddsUpToZeroInsideOfAnOperation_cancels() {
    Value number = Value.of(2);
    Value signs = Value.constant(Tensor.of(1.0, -1));
    assertReason(Reason.CANCELLED, "mul", number.mul(signs).sum(), number);
    assertReason(Reason.CANCELLED, "add", number.add(v).mul(signs).sum(), number);
    Value rows = Value.constant(Tensor.of(new double[][] {{1, -1}, {2, -2}}));
    assertReason(Reason.CANCELLED, "matMul", w.matMul(rows).sum(), w);
    assertReason(Reason.CANCELLED, "softmax", w.softmax(0).sum(), w);
    Value twice = w.indexSelect(0, 0, 0, 1, 1).mul(Value.constant(Tensor.of(1.0, -1, 1, -1)));
    assertReason(Reason.CANCELLED, "indexSelect", twice.sum(), w);
    List<Value> pair = number.apply(new SumAndDifference(), List.of(Value.constant(5)));
    assertTrue(NoGradient.of(pair.get(0).add(pair.get(1)), number).isEmpty());
    Value other = Value.of(5);
    pair = number.apply(new SumAndDifference(), List.of(other));
    assertReason(Reason.CANCELLED, "sumAndDifference", pair.get(0).add(pair.get(1)), other);
    assertReason(Reason.CANCELLED, "the variable", w.sub(w.mean()).sum(), w);
  }

  /** Gives x + y and x - y. */
  private static final class SumAndDifference extends TensorNary {
    SumAndDifference() {
      super("sumAndDifference");
    }

    @Override
    public List<Shape> shapes(List<Shape> inputs) {
      return List.of(inputs.get(0), inputs.get(0));
    }

    @Override
    public List<Tensor> values(List<Tensor> inputs) {
      return List.of(inputs.get(0).add(inputs.get(1)), inputs.get(0).sub(inputs.get(1)));
    }

    @Override
    public <T extends Numeric<T>> List<T> cotangents(
        List<T> cotangents, List<T> inputs, List<T> results) {
      T sum = cotangents.get(0);
      T difference = cotangents.get(1);
      return List.of(sum.add(difference), sum.sub(difference));
    }
  }

  @Test
  void aProductThatIsTooSmall_underflows() {
    assertReason(Reason.UNDERFLOW, "mul(w", w.mul(1e-200).mul(1e-200).sum(), w);
    Value number = Value.of(3);
    assertReason(Reason.UNDERFLOW, "mul(3.0", number.mul(1e-200).mul(1e-200), number);
    Value single = Value.of(Tensor.of(1.0, 1).to(DType.FLOAT32));
    assertReason(Reason.UNDERFLOW, "mul", single.mul(1e-30).mul(1e-30).sum(), single);
    Value rows = Value.constant(Tensor.of(new double[][] {{1e-200, 0}, {0, 1e-200}}));
    assertReason(Reason.UNDERFLOW, "matMul", w.matMul(rows).mul(1e-200).sum(), w);
    assertReason(Reason.ZERO_DERIVATIVE, "mul(w", w.mul(0).mul(1e-200).sum(), w);
  }

  @Test
  void theWayIsFollowedByElement() {
    Value number = Value.of(1);
    Value steps = number.add(Value.constant(Tensor.of(-5.0, 5)));
    assertReason(Reason.NOT_CHOSEN, "relu", steps.relu().get(0), number);
    assertEquals(
        "relu([2] from -4.0 to 6.0) chooses something else in element [0]",
        NoGradient.of(steps.relu().get(0), number).orElseThrow().toString());
    Value half = number.mul(Value.constant(Tensor.of(0.0, 5)));
    assertReason(Reason.ZERO_DERIVATIVE, "mul", half.get(0), number);
    assertTrue(NoGradient.of(half.get(1), number).isEmpty());
    Value padded = w.pad(new int[] {2}, new int[] {0}, 0);
    assertReason(Reason.NOT_CHOSEN, "slice", padded.slice(0, 0, 2).sum(), w);
    Value others = Value.concat(List.of(w, v), 0).slice(0, 2, 4);
    assertReason(Reason.ZERO_DERIVATIVE, "mul", others.mul(0).sum(), w);
    NoGradient both =
        NoGradient.of(w.relu().mul(Value.constant(Tensor.of(0.0, 1))).sum(), w).orElseThrow();
    assertEquals(
        List.of(Reason.NOT_CHOSEN, Reason.ZERO_DERIVATIVE),
        both.cuts().stream().map(Cut::reason).toList());
    assertEquals(1, both.cuts().get(0).elements().get(0));
    assertEquals(0, both.cuts().get(1).elements().get(0));
  }

  private static String operation(NoGradient why) {
    return why.cuts().get(0).site().operation().orElseThrow().name();
  }
}
