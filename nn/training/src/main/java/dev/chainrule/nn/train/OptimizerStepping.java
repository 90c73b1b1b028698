package dev.chainrule.nn.train;

import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Parameter;
import dev.chainrule.nn.optim.LearningRate;
import dev.chainrule.nn.optim.Optimizer;
import java.util.Map;

/** Steps by the gradients of each batch. */
record OptimizerStepping(Optimizer optimizer) implements Stepping {
  @Override
  public Map<String, Parameter> parameters() {
    return optimizer.parameters();
  }

  @Override
  public BatchGradients step(TrainingBatch batch, GradientSource source) {
    BatchGradients found = source.find(batch);
    FiniteCheck.checkLoss(batch, found);
    try {
      optimizer.step(found.gradients(), found.updates());
    } catch (ArithmeticException e) { // a gradient that is not finite
      throw new NotFiniteException(batch + ": " + e.getMessage());
    }
    return found;
  }

  @Override
  public double learningRate() {
    return optimizer.learningRate();
  }

  @Override
  public LearningRate schedule() {
    return optimizer.schedule();
  }

  @Override
  public long steps() {
    return optimizer.steps();
  }

  @Override
  public Map<String, Tensor> state() {
    return optimizer.state();
  }

  @Override
  public void restore(Map<String, Tensor> state, long steps) {
    optimizer.restore(state, steps);
  }

  @Override
  public String description() {
    return optimizer.description();
  }

  @Override
  public String toString() {
    return optimizer.toString();
  }
}
