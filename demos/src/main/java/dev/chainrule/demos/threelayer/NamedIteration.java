package dev.chainrule.demos.threelayer;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.loss.Losses;

/**
 * One iteration as a graph in which every matrix has its name: X W1 = Z1, H = sigmoid(Z1), H W2 =
 * Z2, Y = sigmoid(Z2), and the cost, half the sum of the squares of Y - T.
 *
 * @param w1 the weights from the inputs to the hidden neurons, [3, 4]
 * @param z1 what goes into the hidden neurons, [4, 4]: a row for each example
 * @param h the hidden neurons' values, [4, 4]
 * @param w2 the weights from the hidden neurons to the outputs, [4, 2]
 * @param z2 what goes into the outputs, [4, 2]
 * @param y the outputs, [4, 2]
 * @param cost a scalar
 */
public record NamedIteration(Value w1, Value z1, Value h, Value w2, Value z2, Value y, Value cost) {
  /** How much of the gradient a step takes. */
  public static final double LEARNING_RATE = 1;

  /** How many steps the training takes. */
  public static final int ITERATIONS = 10_000;

  static final long SEED = 1;

  /** The third input is always 1: its weights are the biases. */
  static final Tensor INPUTS =
      Tensor.of(new double[][] {{0, 0, 1}, {0, 1, 1}, {1, 0, 1}, {1, 1, 1}});

  /** The two bits' sum, and what is carried: 1 + 1 is 0, carry 1. */
  static final Tensor EXPECTED = Tensor.of(new double[][] {{0, 0}, {1, 0}, {1, 0}, {0, 1}});

  static final int HIDDEN = 4;

  /** Runs the first iteration: that of weights drawn at random. */
  public static NamedIteration first() {
    Network network = new Network(INPUTS.shape().size(1), HIDDEN, EXPECTED.shape().size(1), SEED);
    return of(network.toHidden.value(), network.toOutput.value());
  }

  /** Runs an iteration with the weights given. */
  public static NamedIteration of(Value w1, Value w2) {
    Value z1 = Value.constant(INPUTS).named("X").matMul(w1.named("W1")).named("Z1");
    Value h = z1.sigmoid().named("H");
    Value z2 = h.matMul(w2.named("W2")).named("Z2");
    Value y = z2.sigmoid().named("Y");
    Value cost = cost(y, Value.constant(EXPECTED).named("T")).named("cost");
    return new NamedIteration(w1, z1, h, w2, z2, y, cost);
  }

  /** Half the sum of the squared errors. */
  static Value cost(Value output, Value expected) {
    return Losses.sumOfSquaredResiduals(output, expected).div(2);
  }
}
