package dev.chainrule.demos.dosage;

import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Value;
import dev.chainrule.demos.console.Figures;
import dev.chainrule.demos.console.Prose;
import dev.chainrule.demos.console.UserError;
import dev.chainrule.nn.Parameter;
import dev.chainrule.nn.optim.Sgd;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Six of the seven parameters are known; gradient descent finds the last bias, step by step. */
final class BiasDescent {
  static final double[] KNOWN = {3.34, -1.43, -3.53, 0.57, -1.22, -2.30, 0};
  static final double SMALL_STEP = 0.001; // the textbook stops here
  private static final int MAX_STEPS = 100; // tiny rates would take for ever
  private static final double FAR = 10 * SMALL_STEP; // from the lowest point
  private static final double DIFFERENCE = 1e-5; // times the size of the residuals

  private final Observations observed;
  private final double learningRate;
  private final Network network = new Network(KNOWN);
  private final Parameter b3 = network.parameter("b3");

  /** With the learning rate that suits as many observations. */
  BiasDescent(Observations observed) {
    this(observed, suitableRate(observed));
  }

  /** Gives a learning rate that suits as many observations: 0.1 for three. */
  static double suitableRate(Observations observed) {
    return 3.0 / (10 * observed.count());
  }

  /**
   * With a learning rate.
   *
   * @throws UserError if it is so large that no step is smaller than the one before: the SSR is a
   *     parabola in b3, and each step multiplies the distance from its lowest point by 1 - 2 n rate
   */
  BiasDescent(Observations observed, double learningRate) {
    if (learningRate * observed.count() >= 1) {
      throw new UserError(
          "--bias-learning-rate: at %s steps do not get smaller; try under %.3g"
              .formatted(learningRate, 1.0 / observed.count()));
    }
    this.observed = observed;
    this.learningRate = learningRate;
  }

  void run(PrintStream out) {
    out.println("1. Six parameters are known, the last bias b3 is not");
    out.println();
    out.println("   w1 = 3.34, b1 = -1.43, w2 = -3.53, b2 = 0.57, w3 = -1.22, w4 = -2.30");
    out.println();
    if (!observed.isBuiltIn()) {
      out.println(
          Prose.lines(
              "These six fit the built-in observations 0 -> 0, 0.5 -> 1, 1 -> 0. For yours they"
                  + " are no more than a place to begin: here the best b3 beside them is sought,"
                  + " and in part 2 all seven."));
      out.println();
    }
    new Chain(observed, network).showLastBias(out);
    out.println(
        Prose.lines(
            "Gradient descent goes against the derivative, in steps: step = learning rate x"
                + " derivative; the new b3 is the old one minus the step. Learning rate %s, from"
                + " b3 = 0 until the step is under %s. Beside the derivative d = dSSR/db3 by the"
                + " engine's backward sweep stands what differences say: how much SSR changes when"
                + " b3 is moved a little, divided by how far.",
            Figures.brief(learningRate), SMALL_STEP));
    out.println();
    out.printf(
        "   %9s %9s %13s %16s %9s%n", "b3", "SSR", "d (backward)", "d (differences)", "step");
    descend(out);
    out.println();
    out.println(Prose.lines("With b3 = %s:", Figures.of(b3.value().item(), 4)));
    out.println();
    new Residuals(observed, network.pass(observed)).show(out);
  }

  /** Steps until one is small enough, or it takes too long. */
  private void descend(PrintStream out) {
    Sgd sgd = network.descent(learningRate, "b3");
    List<Double> steps = new ArrayList<>();
    while (true) {
      Value ssr = network.pass(observed).ssr();
      Gradients gradients = ssr.gradients();
      double derivative = gradients.of(b3.value()).item();
      double step = learningRate * derivative;
      steps.add(step);
      out.printf(
          "   %s %s %s %s %s%n",
          Figures.fit(b3.value().item(), 9, 4),
          Figures.fit(ssr.item(), 9, 4),
          Figures.fit(derivative, 13, 4),
          Figures.fit(difference(ssr.item()), 16, 4),
          Figures.fit(step, 9, 4));
      if (Math.abs(step) < SMALL_STEP || steps.size() == MAX_STEPS) {
        double lowest = b3.value().item() - derivative / (2 * observed.count()); // of a parabola
        showEnd(out, steps, lowest);
        return;
      }
      sgd.step(gradients);
    }
  }

  private void showEnd(PrintStream out, List<Double> steps, double lowest) {
    double first = steps.get(0);
    double last = steps.get(steps.size() - 1);
    out.println();
    out.println(Prose.lines("%s", end(Math.abs(last) < SMALL_STEP, steps.size(), lowest)));
    if (steps.size() > 1) {
      out.println();
      out.println(Prose.lines("%s", shrinking(steps.get(1) / first)));
    }
    double distance = Math.abs(lowest - b3.value().item());
    if (distance > FAR) {
      boolean isOver = learningRate * observed.count() > 0.5; // steps over the lowest point
      out.println(
          Prose.lines(
              "It stopped %s away from there: %s --bias-learning-rate.",
              Figures.brief(distance),
              isOver
                  ? "each step goes over the lowest point and almost as far up again. Try a smaller"
                  : "with so small a learning rate a step is small wherever it is. Try a larger"));
    }
  }

  private static String end(boolean isSmall, int count, double lowest) {
    return (isSmall
            ? "The step is under " + SMALL_STEP + ": stop."
            : "After " + count + " steps they are still not under " + SMALL_STEP + ": stop.")
        + " If it went on, b3 would tend to "
        + Figures.of(lowest, 10)
        + ".";
  }

  /** Says how steps shrink: the SSR is a parabola in b3, so all by the same factor. */
  private static String shrinking(double ratio) {
    return "Drawn against b3, SSR is a parabola: the nearer to its lowest point, the flatter. So"
        + " the derivative gets smaller, and with it the step: each is "
        + Figures.brief(ratio)
        + " times the one before"
        + (ratio < 0 ? ", on the other side of the lowest point, for it is stepped over." : ".");
  }

  /** The derivative by a central difference, which needs no calculus. */
  private double difference(double ssr) {
    double here = b3.value().item();
    double h = DIFFERENCE * Math.max(1, Math.sqrt(ssr / observed.count()));
    return (ssrAt(here + h) - ssrAt(here - h)) / (2 * h);
  }

  private double ssrAt(double bias) {
    double[] numbers = KNOWN.clone();
    numbers[Network.NAMES.indexOf("b3")] = bias;
    return new Network(numbers).pass(observed).ssr().item();
  }
}
