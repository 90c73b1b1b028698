package dev.chainrule.nn.train;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Parameter;
import dev.chainrule.nn.Updates;
import dev.chainrule.nn.optim.Lbfgs;
import dev.chainrule.nn.optim.LearningRate;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Minimises the loss of each batch by itself; nothing is kept from one to the next. */
final class LbfgsStepping implements Stepping {
  private final Lbfgs lbfgs;
  private long steps;

  LbfgsStepping(Lbfgs lbfgs) {
    this.lbfgs = lbfgs;
  }

  @Override
  public Map<String, Parameter> parameters() {
    return lbfgs.parameters();
  }

  @Override
  public BatchGradients step(TrainingBatch batch, GradientSource source) {
    BatchGradients first = source.find(batch);
    FiniteCheck.checkLoss(batch, first);
    Updates buffers = new Updates();
    buffers.putAll(first.updates());
    Lbfgs.Result unused =
        lbfgs.minimizeBy(
            new Supplier<>() {
              private boolean isBegun;

              @Override
              public Lbfgs.Evaluated get() {
                BatchGradients here = isBegun ? tried(batch, source) : first;
                isBegun = true;
                return new Lbfgs.Evaluated(here.loss(), here.gradients());
              }
            });
    buffers.apply();
    steps++;
    return first;
  }

  /** Evaluates a point that is tried; where the loss is not finite, the search goes back. */
  private BatchGradients tried(TrainingBatch batch, GradientSource source) {
    try {
      return source.find(batch);
    } catch (NotFiniteException e) {
      Map<String, Tensor> none =
          Maps.transformValues(parameters(), parameter -> parameter.value().data().filled(0));
      return new BatchGradients(Double.POSITIVE_INFINITY, none, ImmutableMap.of());
    }
  }

  @Override
  public double learningRate() {
    return 1;
  }

  @Override
  public @Nullable LearningRate schedule() {
    return null;
  }

  @Override
  public long steps() {
    return steps;
  }

  @Override
  public Map<String, Tensor> state() {
    return Map.of();
  }

  @Override
  public void restore(Map<String, Tensor> state, long steps) {
    checkArgument(state.isEmpty(), "restore: Lbfgs keeps nothing, and there is %s", state.keySet());
    this.steps = steps;
  }

  @Override
  public String description() {
    return lbfgs.toString();
  }

  @Override
  public String toString() {
    return lbfgs.toString();
  }
}
