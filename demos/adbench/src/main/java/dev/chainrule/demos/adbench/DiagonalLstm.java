package dev.chainrule.demos.adbench;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * How badly layers of long short-term memory predict each next character of a sequence: the
 * objective "lstm". All weights are diagonal matrices, so that only the characters' bits of equal
 * place are connected, across layers and time.
 */
public final class DiagonalLstm {
  private final List<Tensor> start;
  private final Tensor states; // [2 layers, bits]: the hidden state and the cell of each
  private final Value inputs; // [characters - 1, bits]
  private final Value targets; // each is the next input

  /**
   * Makes an objective.
   *
   * @param start where to evaluate it: [2 layers, 4 bits], of each layer the weights and then the
   *     biases, side by side those of the gates forget, in, out, and of the change; [3, bits], the
   *     weights of the input, of the output, and its biases
   * @param states [2 layers, bits], the hidden state and the cell that each layer begins with
   * @param sequence [characters, bits]
   */
  public DiagonalLstm(List<Tensor> start, Tensor states, Tensor sequence) {
    this.start = List.copyOf(start);
    this.states = states;
    this.inputs = Value.constant(sequence.slice(0, 0, sequence.shape().size(0) - 1));
    this.targets = Value.constant(sequence.sliceFrom(0, 1));
  }

  /** Reads data of ADBench that come along, such as {@code lstm_l2_c1024}. */
  public static DiagonalLstm read(String name) {
    NumberFile file = NumberFile.named(name);
    int layers = file.count();
    int characters = file.count();
    int bits = file.count();
    List<Tensor> start = List.of(file.tensor(2 * layers, 4 * bits), file.tensor(3, bits));
    Tensor states = file.tensor(2 * layers, bits);
    return new DiagonalLstm(start, states, file.tensor(characters, bits));
  }

  /** Makes up data of any size, of two characters at least. */
  public static DiagonalLstm random(int layers, int characters, int bits, Random random) {
    List<Tensor> start =
        List.of(
            Tensor.uniform(Shape.of(2 * layers, 4 * bits), 0, 1, random),
            Tensor.uniform(Shape.of(3, bits), 0, 1, random));
    Tensor states = Tensor.uniform(Shape.of(2 * layers, bits), 0, 1, random);
    Tensor sequence = Tensor.uniform(Shape.of(characters, bits), 0, 1, random);
    return new DiagonalLstm(start, states, sequence.greater(0.5));
  }

  /** Gives new variables at the start: the layers' parameters, those around them. */
  public List<Value> variables() {
    return start.stream().map(Value::of).toList();
  }

  /** Computes the objective at variables as {@link #variables} gives them. */
  public Value objective(List<Value> variables) {
    List<Value> layers = variables.get(0).unstack(0);
    List<Value> around = variables.get(1).unstack(0);
    Value x = inputs.mul(around.get(0));
    for (int i = 0; i < layers.size(); i += 2) {
      x = layer(x, layers.get(i), layers.get(i + 1), states.get(i), states.get(i + 1));
    }
    Value scores = x.mul(around.get(1)).add(around.get(2));
    Value normalizers = scores.exp().sum(true, 1).add(2).log(); // 2: so ADBench defines it
    return targets.mul(scores.sub(normalizers)).mean().neg();
  }

  /**
   * A layer's output for each character. What depends on the input alone is computed for the whole
   * sequence, so that little remains to be done step by step.
   */
  private static Value layer(Value x, Value weights, Value biases, Tensor hidden0, Tensor cell0) {
    int bits = x.shape().size(1);
    List<Value> weight = weights.reshape(4, bits).unstack(0);
    List<Value> bias = biases.reshape(4, bits).unstack(0);
    List<Value> forget = x.mul(weight.get(0)).add(bias.get(0)).sigmoid().unstack(0);
    List<Value> out = x.mul(weight.get(2)).add(bias.get(2)).sigmoid().unstack(0);
    Value hidden = Value.constant(hidden0);
    Value cell = Value.constant(cell0);
    List<Value> outputs = new ArrayList<>();
    for (int t = 0; t < forget.size(); t++) {
      Value in = hidden.mul(weight.get(1)).add(bias.get(1)).sigmoid();
      Value change = hidden.mul(weight.get(3)).add(bias.get(3)).tanh();
      cell = cell.mul(forget.get(t)).add(in.mul(change));
      hidden = out.get(t).mul(cell.tanh());
      outputs.add(hidden);
    }
    return Value.stack(outputs, 0);
  }
}
