package dev.chainrule.nn.layer;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A multilayer perceptron: linear layers, each followed by an activation.
 *
 * <pre>{@code
 * Mlp mlp = Mlp.builder(784)
 *     .hidden(16, Activation.SIGMOID)
 *     .hidden(16, Activation.SIGMOID)
 *     .output(10, Activation.SIGMOID)
 *     .seed(42)
 *     .build();
 * }</pre>
 */
public final class Mlp implements Layer {
  private final ImmutableList<Stage> stages;
  private final ImmutableMap<String, Parameter> parameters;

  /**
   * A linear layer and the activation after it.
   *
   * @param name what its parameters' names begin with
   */
  public record Stage(String name, Linear linear, Activation activation) {}

  private Mlp(ImmutableList<Stage> stages) {
    this.stages = stages;
    ImmutableMap.Builder<String, Parameter> all = ImmutableMap.builder();
    for (Stage stage : stages) {
      stage.linear.parameters().forEach((name, p) -> all.put(stage.name + "." + name, p));
    }
    this.parameters = all.buildOrThrow();
  }

  /** Begins a network with this many inputs. */
  public static Builder builder(int inputs) {
    return new Builder(inputs);
  }

  /** From shape [batch, inputs] to shape [batch, outputs]. */
  @Override
  public Value apply(Value x) {
    Value y = x;
    for (Stage stage : stages) {
      y = stage.activation.apply(stage.linear.apply(y));
    }
    return y;
  }

  /** What it is made of, from the inputs to the outputs. */
  public List<Stage> stages() {
    return stages;
  }

  /**
   * {@code hidden1.weight}, {@code hidden1.bias}, ..., {@code output.weight}, {@code output.bias}.
   */
  @Override
  public Map<String, Parameter> parameters() {
    return parameters;
  }

  /** The number of numbers that are learned. */
  public int parameterCount() {
    return Summary.of(this).parameterCount();
  }

  /** The parameters as a table. */
  public Summary summary() {
    return Summary.of(this);
  }

  /** Collects what a network is made of, from the inputs to the outputs. */
  public static final class Builder {
    private record Plan(String name, int width, Activation activation) {}

    private final int inputs;
    private final List<Plan> plans = new ArrayList<>();
    private boolean hasOutput;
    private long seed;
    private DType dtype = DType.FLOAT64;
    private @Nullable Initializer initializer;

    private Builder(int inputs) {
      this.inputs = inputs;
    }

    /**
     * Adds a hidden layer.
     *
     * @throws IllegalStateException if there is an output layer already
     */
    @CanIgnoreReturnValue
    public Builder hidden(int width, Activation activation) {
      add("hidden" + (plans.size() + 1), width, activation);
      return this;
    }

    /**
     * Adds the last layer.
     *
     * @throws IllegalStateException if there is an output layer already
     */
    @CanIgnoreReturnValue
    public Builder output(int width, Activation activation) {
      add("output", width, activation);
      hasOutput = true;
      return this;
    }

    private void add(String name, int width, Activation activation) {
      checkState(!hasOutput, "Mlp: %s comes after the output layer", name);
      checkArgument(width >= 1, "Mlp: %s has width %s; it must be at least 1", name, width);
      plans.add(new Plan(name, width, activation));
    }

    /** The seed of the random weights; 0 unless it is set. The same seed gives the same network. */
    @CanIgnoreReturnValue
    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /** The precision of the parameters, and so of the inputs; float64 unless it is set. */
    @CanIgnoreReturnValue
    public Builder dtype(DType dtype) {
      this.dtype = dtype;
      return this;
    }

    /** How all weights begin; He before a rectifier and Glorot before anything else, unless set. */
    @CanIgnoreReturnValue
    public Builder initializer(Initializer initializer) {
      this.initializer = initializer;
      return this;
    }

    /**
     * The network.
     *
     * @throws IllegalStateException if it has no output layer
     * @throws IllegalArgumentException if it has no inputs
     */
    public Mlp build() {
      checkState(hasOutput, "Mlp: there is no output layer; call output(...)");
      Random random = new Random(seed);
      ImmutableList.Builder<Stage> stages = ImmutableList.builder();
      int width = inputs;
      for (Plan plan : plans) {
        Linear linear =
            Linear.of(width, plan.width, initializerBefore(plan.activation), random, dtype);
        stages.add(new Stage(plan.name, linear, plan.activation));
        width = plan.width;
      }
      return new Mlp(stages.build());
    }

    private Initializer initializerBefore(Activation activation) {
      if (initializer != null) {
        return initializer;
      }
      return activation == Activation.RELU ? Initializer.he() : Initializer.glorot();
    }
  }
}
