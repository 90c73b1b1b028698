package dev.chainrule.demos.threelayer;

import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.demos.console.Figures;
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
  private static final int SHOWN = 1; // the pattern that is followed alone
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
    new OnePattern(network, INPUTS, EXPECTED, SHOWN).show(out);
    showFirstIteration(network);
    train(network);
    showPredictions(network);
  }

  private void showTask() {
    out.println("== three-layer: adding two bits; backpropagation by hand, and by the engine ==");
    out.println();
    out.println(
        Prose.lines(
            "Two bits are added: 0 + 0 = 0, 0 + 1 = 1, 1 + 0 = 1, and 1 + 1 = 0, carry 1. Two bits"
                + " together with the answer that is expected are a pattern: there are four to learn"
                + " from."));
    out.println();
    out.println(
        Prose.lines(
            "The network has three layers of neurons: 3 inputs (the two bits, and a 1 that is always"
                + " on), %d hidden neurons, and 2 outputs (the sum and the carry). Each hidden"
                + " neuron, and each output, adds up what comes in, times a weight on each way, and"
                + " squeezes the sum between 0 and 1 by the sigmoid, 1 / (1 + e^-sum). The weights"
                + " are what is learned. They are drawn at random to begin with.",
            HIDDEN));
    out.println();
    out.println(
        Prose.lines(
            "Numbers stand in matrices; beside the name of each stands its shape, [rows, columns]. A"
                + " B is the product of two matrices: each row of A by each column of B, so that"
                + " [1, 3] by [3, 4] gives [1, 4]. A * B multiplies number by number. A^T, transposed,"
                + " has A's rows as columns."));
    out.println();
  }

  private void showFirstIteration(Network network) {
    Tensor toHidden = network.toHidden.value().data();
    Tensor toOutput = network.toOutput.value().data();
    ByHand hand = ByHand.iteration(INPUTS, EXPECTED, toHidden, toOutput);
    out.println("2. The first iteration: all four patterns, a row for each");
    out.println();
    out.println(
        Prose.lines(
            "An iteration takes all patterns through the network, finds out how the cost depends on"
                + " each weight, and changes the weights. The formulas are the same as above; row %d"
                + " of each matrix is the pattern from there, except in gradients and weights: these"
                + " have a row for each value that a weight starts from.",
            SHOWN + 1));
    out.println();
    out.println("   Forward propagation");
    out.println();
    Matrices.print(out, "inputs X (the third is always 1: its weights shift the sums)", INPUTS);
    Matrices.print(out, "hidden layer H = sigmoid(X W1)", hand.hidden());
    Matrices.print(out, "output Y = sigmoid(H W2)", hand.output());
    Matrices.print(out, "error E = Y - expected", hand.error());
    double squares = hand.error().square().sum().item();
    out.println(
        Prose.lines(
            "The cost of all patterns is half the sum of the squares of all errors, here %.4f / 2 ="
                + " %.4f.",
            squares, squares / 2));
    out.println();
    out.println("   Backward propagation");
    out.println();
    Matrices.print(out, "output delta D2 = E * Y (1 - Y)", hand.outputDelta());
    Matrices.print(out, "hidden error = D2 W2^T", hand.hiddenError());
    Matrices.print(out, "hidden delta D1 = hidden error * H (1 - H)", hand.hiddenDelta());
    out.println(
        Prose.lines(
            "A weight's gradient, the cost's derivative with respect to it, adds up over the"
                + " patterns. The products of matrices do that by themselves, for they add up over"
                + " what both matrices share, here the patterns:"));
    out.println();
    Matrices.print(out, "gradient of W2 = H^T D2", hand.toOutputGradient());
    Matrices.print(out, "gradient of W1 = X^T D1", hand.toHiddenGradient());
    showThatTheEngineAgrees(network, hand);
    out.println(
        Prose.lines(
            "Now each weight goes against its gradient. How far is said by the learning rate, rate"
                + " for short, which is %s here.",
            Figures.brief(learningRate)));
    out.println();
    showUpdate("new W2 = W2 - rate * gradient", toOutput, hand.toOutputGradient());
    showUpdate("new W1 = W1 - rate * gradient", toHidden, hand.toHiddenGradient());
  }

  /** Backward gives the same gradients, and the same deltas for what goes into the sigmoids. */
  private void showThatTheEngineAgrees(Network network, ByHand hand) {
    NamedIteration all = NamedIteration.of(network.toHidden.value(), network.toOutput.value());
    Gradients engine = all.cost().gradients(all.h(), all.z1(), all.z2(), all.w1(), all.w2());
    out.println(
        Prose.lines(
            "The same by the engine, Chainrule: its backward sweep knows no more than the formulas"
                + " for Y and the cost. The largest difference from the above (1e-16 stands"
                + " for 10^-16):"));
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
    out.println("3. Training: the cost, from iteration to iteration");
    out.println();
    out.printf("   %10s %12s%n", "iteration", "cost");
    Sgd sgd = Sgd.of(network.parameters(), learningRate);
    double first = 0;
    double last = 0;
    for (int iteration = 0; iteration <= iterations; iteration++) {
      Value cost = cost(network.output(network.hidden(Value.constant(INPUTS))));
      if (!Double.isFinite(cost.item())) {
        throw new UserError(
            "the cost is %s after %d iterations; try a smaller --learning-rate"
                .formatted(cost.item(), iteration));
      }
      first = iteration == 0 ? cost.item() : first;
      last = cost.item();
      if (Milestones.isOne(iteration, iterations)) {
        out.printf("   %10d %12.6f%n", iteration, cost.item());
      }
      if (iteration < iterations) {
        sgd.step(cost);
      }
    }
    out.println();
    out.println(Prose.lines("%s", outcome(first, last)));
    out.println();
  }

  /** Says how the cost went, by the digits that are printed. */
  private static String outcome(double first, double last) {
    String from = Figures.brief(first);
    String to = Figures.brief(last);
    if (from.equals(to)) {
      return "The cost hardly changed: it was "
          + from
          + " and is "
          + to
          + "; try a larger --learning-rate or more --iterations.";
    }
    return last < first
        ? "The cost fell from " + from + " to " + to + "."
        : "The cost did not fall: it went from "
            + from
            + " to "
            + to
            + "; try a smaller --learning-rate.";
  }

  private static Value cost(Value output) {
    return NamedIteration.cost(output, Value.constant(EXPECTED));
  }

  private void showPredictions(Network network) {
    Tensor output = network.output(network.hidden(Value.constant(INPUTS))).data();
    out.println("4. Predictions");
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
