package dev.chainrule.nn.layer;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A multilayer perceptron: linear layers, each followed by an activation.
 *
 * <pre>{@code
 * Mlp small = Mlp.of(Activation.TANH, 2, 8, 1);
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
    Parameter.name(parameters);
  }

  /**
   * Makes a network with one activation after every layer but the last, which has none; all else as
   * {@link #builder} has it.
   *
   * @param hidden the activation of the hidden layers
   * @param widths of the inputs, the hidden layers and the outputs: at least two
   * @throws IllegalArgumentException if there are fewer than two, or one is below 1
   */
  public static Mlp of(Activation hidden, int... widths) {
    checkArgument(
        widths.length >= 2,
        "Mlp.of: %s widths; there must be at least 2, of the inputs and the outputs",
        widths.length);
    for (int i = 0; i < widths.length; i++) {
      checkArgument(
          widths[i] >= 1,
          "Mlp.of: width %s of %s must be at least 1, in widths %s",
          widths[i],
          i == 0 ? "the inputs" : i == widths.length - 1 ? "the output layer" : "hidden layer " + i,
          Arrays.toString(widths));
    }
    Builder builder = builder(widths[0]);
    for (int i = 1; i < widths.length - 1; i++) {
      builder = builder.hidden(widths[i], hidden);
    }
    return builder.output(widths[widths.length - 1]).build();
  }

  /**
   * Begins a network with this many inputs.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static Builder builder(int inputs) {
    checkArgument(inputs >= 1, "Mlp.builder: %s inputs; there must be at least 1", inputs);
    return new Builder(inputs, ImmutableList.of(), 0, DType.FLOAT64, null);
  }

  /**
   * Computes the outputs.
   *
   * @param x shape [batch, inputs]
   * @return shape [batch, outputs]
   */
  @Override
  public Value apply(Value x) {
    Value y = x;
    for (Stage stage : stages) {
      y = stage.activation.apply(stage.linear.apply(y));
    }
    return y;
  }

  /** Gives what the network is made of, from the inputs to the outputs. */
  public List<Stage> stages() {
    return stages;
  }

  /**
   * Gives {@code hidden1.weight}, {@code hidden1.bias}, ..., {@code output.weight}, {@code
   * output.bias}; shapes as in {@link Linear#parameters()}.
   */
  @Override
  public Map<String, Parameter> parameters() {
    return parameters;
  }

  /** Counts the numbers of all parameters, frozen ones among them. */
  public int parameterCount() {
    return Summary.of(this).parameterCount();
  }

  /** Gives the parameters as a table. */
  public Summary summary() {
    return Summary.of(this);
  }

  /** Gives widths and activations in a line, such as {@code Mlp(784 -> 16 relu -> 10)}. */
  @Override
  public String toString() {
    Stage first = stages.get(0);
    StringBuilder text = new StringBuilder("Mlp(" + first.linear.weight().value().shape().size(1));
    for (Stage stage : stages) {
      text.append(" -> ").append(stage.linear.bias().value().shape().size(0));
      if (stage.activation != Activation.IDENTITY) {
        text.append(' ').append(stage.activation.name().toLowerCase(Locale.ROOT));
      }
    }
    return text.append(LayerText.precision(first.linear.bias().value().dtype())) + ")";
  }

  /**
   * What a network is to be made of, from the inputs to the outputs. Each method gives another
   * builder and leaves this one as it is.
   */
  public static final class Builder {
    private static final String OUTPUT = "output";

    private final int inputs;
    private final ImmutableList<Plan> plans;
    private final long seed;
    private final DType dtype;
    private final @Nullable Initializer initializer;

    private record Plan(String name, int width, Activation activation) {}

    private Builder(
        int inputs,
        ImmutableList<Plan> plans,
        long seed,
        DType dtype,
        @Nullable Initializer initializer) {
      this.inputs = inputs;
      this.plans = plans;
      this.seed = seed;
      this.dtype = dtype;
      this.initializer = initializer;
    }

    /**
     * Adds a hidden layer.
     *
     * @throws IllegalArgumentException if the width is below 1
     * @throws IllegalStateException if there is an output layer already
     */
    public Builder hidden(int width, Activation activation) {
      return with("hidden", new Plan("hidden" + (plans.size() + 1), width, activation));
    }

    /**
     * Adds the last layer, with an activation after it.
     *
     * @throws IllegalArgumentException if the width is below 1
     * @throws IllegalStateException if there is an output layer already
     */
    public Builder output(int width, Activation activation) {
      return with(OUTPUT, new Plan(OUTPUT, width, activation));
    }

    /**
     * Adds the last layer, with nothing after it: for regression, and for logits.
     *
     * @throws IllegalArgumentException if the width is below 1
     * @throws IllegalStateException if there is an output layer already
     */
    public Builder output(int width) {
      return output(width, Activation.IDENTITY);
    }

    private Builder with(String method, Plan plan) {
      checkState(!hasOutput(), "%s: %s comes after the output layer", method, plan.name);
      checkArgument(
          plan.width >= 1,
          "%s: %s has width %s; it must be at least 1",
          method,
          plan.name,
          plan.width);
      ImmutableList<Plan> more = ImmutableList.<Plan>builder().addAll(plans).add(plan).build();
      return new Builder(inputs, more, seed, dtype, initializer);
    }

    private boolean hasOutput() {
      return !plans.isEmpty() && plans.get(plans.size() - 1).name.equals(OUTPUT);
    }

    /** Draws weights from another seed than 0. The same seed gives the same network. */
    public Builder seed(long seed) {
      return new Builder(inputs, plans, seed, dtype, initializer);
    }

    /** Takes another precision of the parameters, and so of the inputs, than float64. */
    public Builder dtype(DType dtype) {
      return new Builder(inputs, plans, seed, dtype, initializer);
    }

    /**
     * Begins all weights so; otherwise by {@link Initializer#he} before a {@link Activation#RELU}
     * and by {@link Initializer#glorot} before anything else.
     */
    public Builder initializer(Initializer initializer) {
      return new Builder(inputs, plans, seed, dtype, initializer);
    }

    /**
     * Makes the network, and draws its weights.
     *
     * @throws IllegalStateException if it has no output layer
     */
    public Mlp build() {
      checkState(hasOutput(), "build: there is no output layer; call output(...)");
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

    /** Gives what there is so far, such as {@code Mlp.builder(784, hidden1: 16 RELU)}. */
    @Override
    public String toString() {
      StringBuilder text = new StringBuilder("Mlp.builder(" + inputs);
      for (Plan plan : plans) {
        text.append(", ").append(plan.name).append(": ").append(plan.width);
        text.append(' ').append(plan.activation);
      }
      return text + ")";
    }
  }
}
