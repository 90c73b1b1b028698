package dev.chainrule.demos.digits;

import dev.chainrule.autograd.Recording;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.demos.console.Figures;
import dev.chainrule.demos.console.Prose;
import dev.chainrule.nn.Parameter;
import dev.chainrule.nn.data.Examples;
import java.io.PrintStream;
import java.util.List;

/** What happens to the cost when a weight is raised a little, beside what the gradient says. */
final class Nudge {
  private static final double SIZE = 0.001;
  private static final int MAX_DECIMALS = 10;

  private final Classifier network;
  private final Examples example;

  Nudge(Classifier network, Examples example) {
    this.network = network;
    this.example = example;
  }

  /**
   * Compares two weights: how sensitive the cost is to each, and what happens when it is raised.
   */
  void compare(PrintStream out, Weight more, Weight less) {
    out.println(
        Prose.lines(
            "The cost is %s times as sensitive to %s, the weight from %s to %s, as to %s, from %s to"
                + " %s: %s is %s times %s, signs apart. See what happens when each is raised by %s,"
                + " the other left alone. The gradient says that the cost changes by the component"
                + " times %s:",
            times(more, less),
            more.name(),
            more.source(),
            more.target(),
            less.name(),
            less.source(),
            less.target(),
            Figures.brief(more.size(), 3),
            times(more, less),
            Figures.brief(less.size(), 3),
            SIZE,
            SIZE));
    out.println();
    out.printf("   %-27s %12s %16s %16s%n", "weight", "component", "x " + SIZE, "the cost changes");
    for (Weight weight : List.of(more, less)) {
      double said = SIZE * weight.derivative();
      out.printf(
          "   %-27s %12s %16s %16s%n",
          weight.name(),
          signed(weight.derivative(), weight.derivative()),
          signed(said, said),
          signed(changeOfCost(weight), said));
    }
    out.println();
  }

  private static String times(Weight more, Weight less) {
    double times = more.size() / less.size();
    return times < 10 ? Figures.brief(times, 2) : "%.0f".formatted(times);
  }

  /** Writes a number with its sign, and as many decimals as show four digits of another one. */
  private static String signed(double number, double other) {
    int decimals = 3 - (int) Math.floor(Math.log10(Math.abs(other)));
    String sign = number < 0 ? "" : "+";
    return sign
        + (decimals > MAX_DECIMALS
            ? Figures.brief(number, 4)
            : Figures.of(number, Math.max(0, decimals)));
  }

  private double changeOfCost(Weight weight) {
    Parameter parameter = weight.layer().linear().weight();
    Tensor before = parameter.value().data();
    double cost = cost();
    try {
      double[] nudged = before.toArray();
      nudged[weight.to() * before.shape().size(1) + weight.from()] += SIZE;
      Shape shape = before.shape();
      parameter.update(Tensor.of(shape, nudged).to(before.dtype()));
      return cost() - cost;
    } finally {
      parameter.update(before);
    }
  }

  private double cost() {
    return Recording.off(() -> network.cost(example)).item();
  }
}
