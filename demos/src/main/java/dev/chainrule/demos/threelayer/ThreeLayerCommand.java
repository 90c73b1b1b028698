package dev.chainrule.demos.threelayer;

import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.demos.console.Limits;
import dev.chainrule.demos.console.Matrices;
import dev.chainrule.demos.console.Milestones;
import dev.chainrule.demos.console.Prose;
import dev.chainrule.demos.console.UserError;
import dev.chainrule.nn.optim.Sgd;
import java.io.PrintStream;
import java.util.Arrays;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The {@code three-layer} example. */
@Command(
    name = "three-layer",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "Teach a network to add two bits; backpropagation by hand beside the engine's.")
public final class ThreeLayerCommand implements Runnable {
  private static final Tensor INPUTS = NamedIteration.INPUTS;
  private static final Tensor EXPECTED = NamedIteration.EXPECTED;
  private static final int HIDDEN = NamedIteration.HIDDEN;
  private static final int MAX_ITERATIONS = 10_000_000;

  @Option(names = "--learning-rate", paramLabel = "RATE", description = "The step's size.")
  private double learningRate = NamedIteration.LEARNING_RATE;

  @Option(names = "--iterations", paramLabel = "N", description = "How long to train.")
  private int iterations = NamedIteration.ITERATIONS;

  @Option(names = "--seed", paramLabel = "N", description = "Of the first weights.")
  private long seed = NamedIteration.SEED;

  private final PrintStream out;

  /** That prints to a stream. */
  public ThreeLayerCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public void run() {
    Limits.checkPositive("--learning-rate", learningRate);
    Limits.check("--iterations", iterations, 1, MAX_ITERATIONS);
    Network network = new Network(INPUTS.shape().size(1), HIDDEN, EXPECTED.shape().size(1), seed);
    showTask();
    showFirstIteration(network);
    train(network);
    showPredictions(network);
  }

  private void showTask() {
    out.println("== three-layer: adding two bits; backpropagation by hand, and by the engine ==");
    out.println();
    out.println(
        Prose.lines(
            "Two bits are added: 0 + 0 = 0, 0 + 1 = 1, 1 + 0 = 1, and 1 + 1 = 0, carry 1. The"
                + " network has three layers of neurons: 3 inputs (the two bits, and a 1 that is"
                + " always on), %d hidden neurons, and 2 outputs (the sum and the carry). Each hidden"
                + " neuron, and each output, adds up what comes in, times a weight on each way, and"
                + " squeezes the sum between 0 and 1 by the sigmoid, 1 / (1 + e^-sum). The weights"
                + " are what is learned. They are drawn at random to begin with.",
            HIDDEN));
    out.println();
  }

  private void showFirstIteration(Network network) {
    Tensor toHidden = network.toHidden.value().data();
    Tensor toOutput = network.toOutput.value().data();
    ByHand hand = ByHand.iteration(INPUTS, EXPECTED, toHidden, toOutput);
    out.println("1. The first iteration; a row for each of the four examples");
    out.println();
    out.println(
        Prose.lines(
            "An iteration takes all four examples through the network, finds out how the error"
                + " depends on each weight, and changes the weights. A B is the product of two"
                + " matrices, A * B multiplies number by number, A^T has A's rows as columns."));
    out.println();
    out.println("   Forward propagation");
    out.println();
    Matrices.print(out, "inputs X (the third is always 1: its weights shift the sums)", INPUTS);
    Matrices.print(out, "weights W1", toHidden);
    Matrices.print(out, "hidden layer H = sigmoid(X W1)", hand.hidden());
    Matrices.print(out, "weights W2", toOutput);
    Matrices.print(out, "output Y = sigmoid(H W2)", hand.output());
    out.println("   Error and deltas, backwards");
    out.println();
    Matrices.print(out, "error E = Y - expected", hand.error());
    double squares = hand.error().square().sum().item();
    out.println(
        Prose.lines(
            "The cost is what training makes small: half the sum of the squares of all errors, here"
                + " %.4f / 2 = %.4f. Half, because then its derivative with respect to an output is"
                + " that output's error. A delta is the cost's derivative with respect to a sum"
                + " that goes into a sigmoid: the error times the sigmoid's slope, which is"
                + " y (1 - y) where its value is y.",
            squares, squares / 2));
    out.println();
    Matrices.print(out, "output delta D2 = E * Y (1 - Y)", hand.outputDelta());
    Matrices.print(out, "hidden error = D2 W2^T", hand.hiddenError());
    Matrices.print(out, "hidden delta D1 = hidden error * H (1 - H)", hand.hiddenDelta());
    showOneHiddenDelta(hand, toOutput);
    showThatTheEngineAgrees(network, hand);
    out.println(
        Prose.lines(
            "Weight update: each weight goes against its gradient, by the learning rate %s times"
                + " it",
            learningRate));
    out.println();
    showUpdate("W2 - rate * H^T D2", toOutput, hand.toOutputGradient());
    showUpdate("W1 - rate * X^T D1", toHidden, hand.toHiddenGradient());
  }

  private void showOneHiddenDelta(ByHand hand, Tensor toOutput) {
    double error = hand.hiddenError().at(0, 0);
    double y = hand.hidden().at(0, 0);
    out.println(
        Prose.lines(
            "A hidden error is the cost's derivative with respect to a hidden neuron's value: the"
                + " sum of the next layer's deltas, each times the weight on the way to it. Its"
                + " delta is that times the sigmoid's slope. For the first example and the first"
                + " hidden neuron:"));
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

  /** Backward gives the same gradients, and the same deltas for what goes into the sigmoids. */
  private void showThatTheEngineAgrees(Network network, ByHand hand) {
    NamedIteration all = NamedIteration.of(network.toHidden.value(), network.toOutput.value());
    Gradients engine = all.cost().gradients(all.h(), all.z1(), all.z2(), all.w1(), all.w2());
    out.println(
        Prose.lines(
            "Every weight's gradient, the cost's derivative with respect to it, is the value that"
                + " goes into it times the delta at its end, added up over the examples: H^T D2"
                + " for W2, X^T D1 for W1. The same by the engine's backward sweep, which knows no"
                + " more than the formulas for Y and the cost; the largest difference from the"
                + " above:"));
    out.println();
    showDifference("hidden error", engine.of(all.h()), hand.hiddenError());
    showDifference("D2", engine.of(all.z2()), hand.outputDelta());
    showDifference("D1", engine.of(all.z1()), hand.hiddenDelta());
    showDifference("H^T D2, for W2", engine.of(all.w2()), hand.toOutputGradient());
    showDifference("X^T D1, for W1", engine.of(all.w1()), hand.toHiddenGradient());
    out.println();
  }

  private void showDifference(String name, Tensor engine, Tensor hand) {
    double largest = Arrays.stream(engine.sub(hand).toArray()).map(Math::abs).max().orElse(0);
    out.printf("     %-16s %.1e%n", name, largest);
  }

  private void showUpdate(String name, Tensor weights, Tensor gradient) {
    Matrices.print(out, name, weights.sub(gradient.mul(learningRate)));
  }

  private void train(Network network) {
    out.println("2. Training");
    out.println();
    out.printf("   %10s %12s%n", "iteration", "cost");
    Sgd sgd = Sgd.of(network.parameters(), learningRate);
    for (int iteration = 0; iteration <= iterations; iteration++) {
      Value cost = cost(network.output(network.hidden(Value.constant(INPUTS))));
      if (!Double.isFinite(cost.item())) {
        throw new UserError(
            "the cost is %s after %d iterations; try a smaller --learning-rate"
                .formatted(cost.item(), iteration));
      }
      if (Milestones.isOne(iteration, iterations)) {
        out.printf("   %10d %12.6f%n", iteration, cost.item());
      }
      if (iteration < iterations) {
        sgd.step(cost);
      }
    }
    out.println();
  }

  private static Value cost(Value output) {
    return NamedIteration.cost(output, Value.constant(EXPECTED));
  }

  private void showPredictions(Network network) {
    Tensor output = network.output(network.hidden(Value.constant(INPUTS))).data();
    out.println("3. Predictions");
    out.println();
    out.printf("   %-6s  %-12s  %s%n", "bits", "expected", "predicted");
    for (int i = 0; i < INPUTS.shape().size(0); i++) {
      out.printf(
          "   %.0f, %.0f    %.0f, carry %.0f    %.4f, carry %.4f%n",
          INPUTS.at(i, 0),
          INPUTS.at(i, 1),
          EXPECTED.at(i, 0),
          EXPECTED.at(i, 1),
          output.at(i, 0),
          output.at(i, 1));
    }
    out.println();
    double wrong = output.round().notEqualTo(EXPECTED).sum().item();
    out.println(
        Prose.lines(
            "%s",
            wrong == 0
                ? "Rounded, all eight outputs are right."
                : "Rounded, %.0f of the eight outputs are wrong: try more --iterations, or another"
                        .formatted(wrong)
                    + " --learning-rate or --seed."));
    out.println();
  }
}
