package dev.chainrule.nn.layer;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A multilayer perceptron neuron by neuron, every number a value of its own: what an {@link Mlp}
 * does with tensors, to look at. Outputs and gradients are the same but for rounding.
 */
public final class ScalarMlp {
  private final ImmutableList<Stage> stages;

  private record Stage(ImmutableList<Neuron> neurons, Activation activation) {}

  private record Neuron(String name, ImmutableList<Parameter> weights, Parameter bias) {
    Value apply(List<Value> inputs, Activation activation) {
      checkArgument(
          inputs.size() == weights.size(),
          "ScalarMlp.apply: %s inputs for %s weights of %s",
          inputs.size(),
          weights.size(),
          name);
      Value sum = bias.value();
      for (int i = 0; i < inputs.size(); i++) {
        sum = sum.add(weights.get(i).value().mul(inputs.get(i)));
      }
      return activation.apply(sum);
    }
  }

  private ScalarMlp(ImmutableList<Stage> stages) {
    this.stages = stages;
  }

  /**
   * Makes a network with the present numbers of another one.
   *
   * @param mlp in float64, and without a softmax, which looks at several neurons
   * @throws IllegalArgumentException if it is not like that
   */
  public static ScalarMlp of(Mlp mlp) {
    ImmutableList.Builder<Stage> stages = ImmutableList.builder();
    for (Mlp.Stage stage : mlp.stages()) {
      Tensor weight = stage.linear().weight().value().data();
      Tensor bias = stage.linear().bias().value().data();
      checkArgument(
          weight.dtype() == DType.FLOAT64 && stage.activation() != Activation.SOFTMAX,
          "ScalarMlp.of: %s is of %s, and its activation is %s; it must be of float64, and no softmax",
          stage.name(),
          weight.dtype(),
          stage.activation());
      ImmutableList.Builder<Neuron> neurons = ImmutableList.builder();
      for (int i = 0; i < weight.shape().size(0); i++) {
        neurons.add(neuron(stage.name() + "[" + i + "]", weight, bias, i));
      }
      stages.add(new Stage(neurons.build(), stage.activation()));
    }
    return new ScalarMlp(stages.build());
  }

  private static Neuron neuron(String name, Tensor weight, Tensor bias, int row) {
    ImmutableList.Builder<Parameter> weights = ImmutableList.builder();
    for (int column = 0; column < weight.shape().size(1); column++) {
      weights.add(Parameter.of(Tensor.of(weight.at(row, column))));
    }
    return new Neuron(name, weights.build(), Parameter.of(Tensor.of(bias.at(row))));
  }

  /**
   * Computes the outputs for one example.
   *
   * @param inputs scalars, as many as the network has inputs
   * @return scalars, as many as the network has outputs
   * @throws IllegalArgumentException if there are more inputs or fewer
   */
  public List<Value> apply(List<Value> inputs) {
    List<Value> values = inputs;
    for (Stage stage : stages) {
      List<Value> next = new ArrayList<>();
      for (Neuron neuron : stage.neurons) {
        next.add(neuron.apply(values, stage.activation));
      }
      values = next;
    }
    return values;
  }

  /**
   * Gives every weight and bias by name, a scalar each, such as {@code hidden1[3].weight[0]},
   * {@code hidden1[3].bias}.
   */
  public Map<String, Parameter> parameters() {
    ImmutableMap.Builder<String, Parameter> all = ImmutableMap.builder();
    for (Stage stage : stages) {
      for (Neuron neuron : stage.neurons) {
        for (int i = 0; i < neuron.weights.size(); i++) {
          all.put(neuron.name + ".weight[" + i + "]", neuron.weights.get(i));
        }
        all.put(neuron.name + ".bias", neuron.bias);
      }
    }
    return all.buildOrThrow();
  }

  /** Gives the widths and how many values are learned, in a line. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("ScalarMlp(");
    text.append(stages.get(0).neurons.get(0).weights.size());
    for (Stage stage : stages) {
      text.append(" -> ").append(stage.neurons.size());
    }
    return text.append(", ").append(parameters().size()).append(" parameters)").toString();
  }
}
