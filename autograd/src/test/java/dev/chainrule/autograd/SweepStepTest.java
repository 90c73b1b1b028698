package dev.chainrule.autograd;

import static dev.chainrule.testing.TensorAssertions.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.op.OperationTable;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.IdentityHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A backward sweep, step by step. */
class SweepStepTest {
  private static List<SweepStep<Tensor>> steps(Value result) {
    return SweepStep.of(result, result.data().filled(1), Value::data);
  }

  @Test
  void eachStepIsOneUseOfAValue() {
    Value x = Value.of(3);
    Value square = x.mul(x);
    Value y = square.add(x);
    List<SweepStep<Tensor>> steps = steps(y);
    assertEquals(4, steps.size());
    List<Double> toX =
        steps.stream()
            .filter(step -> step.to() == x)
            .map(step -> step.contribution().item())
            .sorted()
            .toList();
    assertEquals(List.of(1.0, 3.0, 3.0), toX);
    SweepStep<Tensor> last = steps.get(steps.size() - 1);
    assertEquals(7, last.sum().item());
    SweepStep<Tensor> first = steps.get(0);
    assertEquals(List.of(y), first.results());
    assertEquals(1, first.cotangents().get(0).item());
  }

  /** The contributions to a value add up to its gradient, and the last sum is that. */
  @Test
  void contributionsAddUpToTheGradient() {
    for (OperationTable.Sample sample : OperationTable.samples()) {
      List<Value> inputs = sample.inputs().stream().map(Value::of).toList();
      Value result = sample.apply(inputs).sum();
      if (!result.isConnected()) {
        continue;
      }
      IdentityHashMap<Value, Tensor> sums = new IdentityHashMap<>();
      IdentityHashMap<Value, Tensor> last = new IdentityHashMap<>();
      for (SweepStep<Tensor> step : steps(result)) {
        Tensor sum = sums.merge(step.to(), step.contribution(), Tensor::add);
        assertClose(sum, step.sum(), 1e-12);
        Tensor unused = last.put(step.to(), step.sum());
      }
      Gradients gradients = result.gradients();
      for (Value input : inputs) {
        Tensor found = last.getOrDefault(input, input.data().filled(0));
        assertClose(gradients.of(input), found, 1e-12);
      }
    }
  }

  @Test
  void carefulStepsKeepAtZeroWhatAChoiceCutOff() {
    Value x = Value.of(0.0);
    Value y = x.sqrt().maskedBy(x.greater(1)).add(x);
    assertTrue(SweepStep.hasChoice(y));
    assertTrue(steps(y).stream().anyMatch(step -> step.contribution().hasNaN()));
    List<SweepStep<Tensor>> careful = SweepStep.carefully(y, y.data().filled(1), Value::data);
    assertFalse(careful.stream().anyMatch(step -> step.contribution().hasNaN()));
    assertEquals(1, careful.get(careful.size() - 1).sum().item());
  }

  @Test
  void noChoiceAmongWhatWasGiven() {
    Value x = Value.of(2.0);
    assertFalse(SweepStep.hasChoice(x.relu()));
    assertTrue(SweepStep.hasChoice(x.exp().relu()));
    assertFalse(SweepStep.hasChoice(x.alias().relu()), "an alias is its variable");
    assertTrue(SweepStep.hasChoice(x.exp().alias().relu()));
  }
}
