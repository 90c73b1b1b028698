package dev.chainrule.demos.threelayer;

import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.demos.console.Figures;
import dev.chainrule.demos.console.Matrices;
import dev.chainrule.demos.console.Prose;
import java.io.PrintStream;

/** One pattern on its way through a network and back, with every number and shape. */
final class OnePattern {
  private final Tensor inputs;
  private final Tensor expected;
  private final Tensor toHidden;
  private final Tensor toOutput;
  private final ByHand hand;

  /**
   * Follows a pattern.
   *
   * @param inputs shape [patterns, inputs]
   * @param expected shape [patterns, outputs]
   * @param row the number of the pattern
   */
  OnePattern(Network network, Tensor inputs, Tensor expected, int row) {
    this.inputs = inputs.slice(0, row, row + 1);
    this.expected = expected.slice(0, row, row + 1);
    this.toHidden = network.toHidden.value().data();
    this.toOutput = network.toOutput.value().data();
    this.hand = ByHand.iteration(this.inputs, this.expected, toHidden, toOutput);
  }

  /** Prints the way forward, the cost, and the way back. */
  void show(PrintStream out) {
    out.printf(
        "1. One pattern, forward and backward: %.0f + %.0f = %.0f, carry %.0f%n%n",
        inputs.at(0, 0), inputs.at(0, 1), expected.at(0, 0), expected.at(0, 1));
    showForward(out);
    showBackward(out);
  }

  private void showForward(PrintStream out) {
    out.println("   Forward propagation: from the inputs to the outputs");
    out.println();
    Matrices.print(out, "inputs x (the two bits, and the 1)", inputs);
    Matrices.print(out, "weights W1, from each input (row) to each hidden neuron", toHidden);
    Matrices.printProduct(out, "hidden layer h = sigmoid(x W1)", inputs, toHidden, hand.hidden());
    Matrices.print(out, "weights W2, from each hidden neuron (row) to each output", toOutput);
    Matrices.printProduct(out, "output y = sigmoid(h W2)", hand.hidden(), toOutput, hand.output());
    Matrices.print(out, "expected", expected);
    Matrices.print(out, "error e = y - expected", hand.error());
    double squares = hand.error().square().sum().item();
    out.println(
        Prose.lines(
            "The cost is what training makes small: half the sum of the squares of the errors, here"
                + " %s / 2 = %s. Half, because then its derivative with respect to an output is that"
                + " output's error.",
            Figures.of(squares, 4), Figures.of(squares / 2, 4)));
    out.println();
  }

  private void showBackward(PrintStream out) {
    out.println("   Backward propagation: from the errors to the weights");
    out.println();
    out.println(
        Prose.lines(
            "A delta is the cost's derivative with respect to a sum that goes into a sigmoid. By the"
                + " chain rule, it is the derivative with respect to what comes out, times the"
                + " sigmoid's slope, which is y (1 - y) where its value is y."));
    out.println();
    Matrices.print(out, "output delta d2 = e * y (1 - y)", hand.outputDelta());
    out.println(
        Prose.lines(
            "A hidden error is the cost's derivative with respect to a hidden neuron's value. It"
                + " reaches the cost by way of each output: the sum of the outputs' deltas, each"
                + " times the weight on the way to it. That takes W2 the other way round,"
                + " transposed."));
    out.println();
    Tensor back = toOutput.transpose();
    Matrices.printProduct(
        out, "hidden error = d2 W2^T", hand.outputDelta(), back, hand.hiddenError());
    Matrices.print(out, "hidden delta d1 = hidden error * h (1 - h)", hand.hiddenDelta());
    showOneHiddenDelta(out);
    out.println(
        Prose.lines(
            "What this pattern has to say on a weight is the cost's derivative with respect to it:"
                + " the value that goes into the weight times the delta at its end. There is a number"
                + " for each weight, so the shapes are those of W2 and W1."));
    out.println();
    Matrices.printProduct(
        out,
        "on W2: h^T d2",
        hand.hidden().transpose(),
        hand.outputDelta(),
        hand.toOutputGradient());
    Matrices.printProduct(
        out, "on W1: x^T d1", inputs.transpose(), hand.hiddenDelta(), hand.toHiddenGradient());
  }

  private void showOneHiddenDelta(PrintStream out) {
    double error = hand.hiddenError().at(0, 0);
    double y = hand.hidden().at(0, 0);
    out.println(
        Prose.lines("The error and the delta of the first hidden neuron, number by number:"));
    out.println();
    out.printf(
        "     %.4f * %.4f + %.4f * %.4f = %.4f%n",
        hand.outputDelta().at(0, 0),
        toOutput.at(0, 0),
        hand.outputDelta().at(0, 1),
        toOutput.at(0, 1),
        error);
    out.printf("     %.4f * %.4f (1 - %.4f) = %.4f%n%n", error, y, y, hand.hiddenDelta().at(0, 0));
  }
}
