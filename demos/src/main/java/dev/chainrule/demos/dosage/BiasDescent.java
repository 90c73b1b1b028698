package dev.chainrule.demos.dosage;

import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Value;
import dev.chainrule.demos.console.UserError;
import dev.chainrule.nn.Parameter;
import dev.chainrule.nn.optim.Sgd;
import java.io.OutputStream;
import java.io.PrintStream;

/** Six of the seven parameters are known; gradient descent finds the last bias, step by step. */
final class BiasDescent {
  private static final double[] KNOWN = {3.34, -1.43, -3.53, 0.57, -1.22, -2.30, 0};
  private static final double SMALL_STEP = 0.001; // the textbook stops here
  private static final double NO_STEP = 1e-12;
  private static final double DIFFERENCE = 1e-5;
  private static final PrintStream SILENT = new PrintStream(OutputStream.nullOutputStream());

  private final Observations observed;
  private final double learningRate;
  private final Network network = new Network(KNOWN);
  private final Parameter b3 = network.parameter("b3");

  BiasDescent(Observations observed, double learningRate) {
    this.observed = observed;
    this.learningRate = learningRate;
  }

  void run(PrintStream out) {
    out.println("1. Six parameters are known, the last bias b3 is not");
    out.println();
    out.println("   output = w3 softplus(w1 x + b1) + w4 softplus(w2 x + b2) + b3");
    out.println("   w1 = 3.34, b1 = -1.43, w2 = -3.53, b2 = 0.57, w3 = -1.22, w4 = -2.30");
    out.println();
    out.println("   SSR is the sum of squared residuals, d its derivative with respect to b3.");
    out.println("   A step is learning rate x d; the new b3 is the old one minus the step.");
    out.printf(
        "   Learning rate %s, from b3 = 0 until the step is under %s.%n%n",
        learningRate, SMALL_STEP);
    out.printf(
        "   %8s %9s %13s %16s %9s%n", "b3", "SSR", "d (backward)", "d (differences)", "step");
    descend(out, SMALL_STEP);
    out.printf("%n   The step is under %s: stop.", SMALL_STEP);
    descend(SILENT, NO_STEP);
    out.printf(" If it went on, b3 would tend to %.10f.%n%n", b3.value().item());
  }

  /** Steps until one is small enough. */
  private void descend(PrintStream out, double enough) {
    Sgd sgd = network.descent(learningRate, "b3");
    double before = Double.POSITIVE_INFINITY;
    double step;
    do {
      Value ssr = network.sumOfSquaredResiduals(observed);
      Gradients gradients = ssr.gradients();
      double derivative = gradients.of(b3.value()).item();
      step = learningRate * derivative;
      out.printf(
          "   %8.4f %9.4f %13.4f %16.4f %9.4f%n",
          b3.value().item(), ssr.item(), derivative, difference(), step);
      checkShrinks(before, derivative);
      before = derivative;
      sgd.step(gradients);
    } while (Math.abs(step) >= enough);
  }

  /** The SSR is a parabola in b3: its derivative shrinks at every step, or it never does. */
  private void checkShrinks(double before, double derivative) {
    if (!(Math.abs(derivative) < Math.abs(before)) && derivative != 0) {
      throw new UserError(
          "with learning rate "
              + learningRate
              + " the steps do not get smaller; try a smaller --bias-learning-rate");
    }
  }

  /** The derivative by a central difference, which needs no calculus. */
  private double difference() {
    double here = b3.value().item();
    return (ssrAt(here + DIFFERENCE) - ssrAt(here - DIFFERENCE)) / (2 * DIFFERENCE);
  }

  private double ssrAt(double bias) {
    double[] numbers = KNOWN.clone();
    numbers[Network.NAMES.indexOf("b3")] = bias;
    return new Network(numbers).sumOfSquaredResiduals(observed).item();
  }
}
