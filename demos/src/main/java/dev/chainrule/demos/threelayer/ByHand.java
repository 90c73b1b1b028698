package dev.chainrule.demos.threelayer;

import dev.chainrule.autograd.tensor.Tensor;

/**
 * One iteration of backpropagation as it is done with pencil and paper, in plain matrices. A delta
 * is the derivative of the cost, half the sum of the squared errors, with respect to what goes into
 * a sigmoid.
 */
record ByHand(
    Tensor hidden,
    Tensor output,
    Tensor error,
    Tensor outputDelta,
    Tensor hiddenError,
    Tensor hiddenDelta,
    Tensor toOutputGradient,
    Tensor toHiddenGradient) {

  static ByHand iteration(Tensor inputs, Tensor expected, Tensor toHidden, Tensor toOutput) {
    Tensor hidden = inputs.matMul(toHidden).sigmoid();
    Tensor output = hidden.matMul(toOutput).sigmoid();
    Tensor error = output.sub(expected);
    Tensor outputDelta = error.mul(slope(output));
    // Each hidden neuron is blamed for the next layer's deltas, as far as its weights carried it.
    Tensor hiddenError = outputDelta.matMul(toOutput.transpose());
    Tensor hiddenDelta = hiddenError.mul(slope(hidden));
    return new ByHand(
        hidden,
        output,
        error,
        outputDelta,
        hiddenError,
        hiddenDelta,
        hidden.transpose().matMul(outputDelta),
        inputs.transpose().matMul(hiddenDelta));
  }

  /** The sigmoid's slope, from its value y: y (1 - y). */
  private static Tensor slope(Tensor y) {
    return y.mul(y.neg().add(1));
  }
}
