package dev.chainrule.demos.digits;

import com.google.common.collect.Comparators;
import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.demos.console.Figures;
import dev.chainrule.demos.console.Prose;
import dev.chainrule.nn.Parameter;
import dev.chainrule.nn.layer.Mlp;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the gradient says: which weights matter to an example, and what a batch has to do with it.
 */
final class Sensitivity {
  private static final int SHOWN = 5;
  private static final int TIMES = 32; // as in the well-known lesson: components 3.2 and 0.1
  private static final double NUDGE = 0.001;
  private static final int CANDIDATES = 20;
  private static final Comparator<Weight> BY_COMPONENT =
      Comparator.<Weight>comparingDouble(weight -> Math.abs(weight.derivative))
          .thenComparing(
              Comparator.<Weight>comparingInt(weight -> weight.stage)
                  .thenComparingInt(weight -> weight.to)
                  .thenComparingInt(weight -> weight.from)
                  .reversed()); // of equals, the first

  private final Classifier classifier;
  private final Digits digits;

  Sensitivity(Classifier classifier, Digits digits) {
    this.classifier = classifier;
    this.digits = digits;
  }

  private Value cost(int from, int to) {
    return classifier.cost(digits.examples().slice(from, to));
  }

  /**
   * A weight.
   *
   * @param layer that it leads to
   * @param stage the number of that layer
   * @param to the neuron there
   * @param from the neuron in the layer before, or the pixel
   * @param number what it is
   * @param derivative by how much the cost rises for each unit that it is raised
   */
  record Weight(Mlp.Stage layer, int stage, int to, int from, double number, double derivative) {
    String name() {
      return layer.name() + ".weight[" + to + ", " + from + "]";
    }

    boolean isOfPixel() {
      return stage == 0;
    }

    int row() {
      return from / Digits.SIDE;
    }

    int column() {
      return from % Digits.SIDE;
    }

    /** Where what it is multiplied with comes from. */
    String source() {
      return isOfPixel()
          ? "pixel row %d, column %d".formatted(row(), column())
          : "hidden%d neuron %d".formatted(stage, from);
    }
  }

  /** The first of some examples whose cost is more sensitive to a weight than any other's. */
  int mostTelling() {
    double largest = -1;
    int most = 0;
    for (int example = 0; example < Math.min(CANDIDATES, digits.count()); example++) {
      double here =
          weights(gradients(example)).mapToDouble(w -> Math.abs(w.derivative)).max().orElse(0);
      if (here > largest) {
        largest = here;
        most = example;
      }
    }
    return most;
  }

  /** Ranks the weights by how sensitive the cost of one example is to each. */
  void showExample(PrintStream out, int example) {
    Gradients gradients = gradients(example);
    List<Weight> most = weights(gradients).collect(Comparators.greatest(SHOWN, BY_COMPONENT));
    out.println(
        Prose.lines(
            "The gradient has a component for each weight: how much the cost changes for each unit"
                + " that the weight is raised. It says which weights matter. Take the cost of one"
                + " example, a held-out %d.",
            digits.label(example)));
    out.println();
    if (most.isEmpty()) {
      out.println(
          Prose.lines(
              "Here every component is 0: the neurons of a hidden layer are all flat, whatever is"
                  + " put in, and nothing can be learned any more. A smaller --learning-rate may"
                  + " keep them alive."));
      out.println();
      return;
    }
    out.println(
        Prose.lines(
            "It is most sensitive to these weights; in brackets stand the neuron that a weight"
                + " leads to, which in the output is the digit, and what it comes from:"));
    out.println();
    showWeights(out, most, "");
    showPixels(out, example, gradients);
    if (most.size() >= 2) {
      compare(out, example, most.get(0), lessSensitive(most.get(0), gradients));
    }
  }

  private Gradients gradients(int example) {
    Gradients gradients = cost(example, example + 1).gradients();
    if (!weights(gradients).allMatch(weight -> Double.isFinite(weight.derivative))) {
      throw EpochTable.notFinite();
    }
    return gradients;
  }

  /** All weights whose component is not 0, one after the other: there may be millions. */
  private Stream<Weight> weights(Gradients gradients) {
    List<Mlp.Stage> stages = classifier.mlp().stages();
    return IntStream.range(0, stages.size())
        .boxed()
        .flatMap(stage -> weights(stages.get(stage), stage, gradients));
  }

  private static Stream<Weight> weights(Mlp.Stage layer, int stage, Gradients gradients) {
    Value weight = layer.linear().weight().value();
    double[] numbers = weight.data().toArray();
    double[] components = gradients.of(weight).toArray();
    int width = weight.shape().size(1);
    return IntStream.range(0, numbers.length)
        .filter(i -> components[i] != 0)
        .mapToObj(i -> new Weight(layer, stage, i / width, i % width, numbers[i], components[i]));
  }

  private static void showWeights(PrintStream out, List<Weight> weights, String marks) {
    out.printf("   %-27s %-24s %10s %10s%n", "weight", "comes from", "is now", "component");
    for (int i = 0; i < weights.size(); i++) {
      Weight weight = weights.get(i);
      String mark = marks.isEmpty() ? "" : marks.charAt(i) + "  ";
      out.printf(
          "   %-27s %-24s %s %+10.2e%n",
          mark + weight.name(),
          weight.source(),
          Figures.fit(weight.number, 10, 4),
          weight.derivative);
    }
    out.println();
  }

  /** Marks pixels whose weights matter in the picture: one weight for each place in it. */
  private void showPixels(PrintStream out, int example, Gradients gradients) {
    Map<Integer, Weight> best =
        weights(gradients)
            .filter(Weight::isOfPixel)
            .collect(
                Collectors.toMap(
                    weight -> Digits.place(weight.from),
                    weight -> weight,
                    BinaryOperator.maxBy(BY_COMPONENT)));
    List<Weight> places = best.values().stream().collect(Comparators.greatest(SHOWN, BY_COMPONENT));
    if (places.isEmpty()) {
      return;
    }
    out.println(
        Prose.lines(
            "Among the weights that come from pixels it is most sensitive to these, which stand in"
                + " the picture (it shows two rows of pixels in one line; rows and columns count from"
                + " 0). A component is the pixel's ink times how sensitive the cost is to the"
                + " neuron's sum, so that pixels of the same ink are equals:"));
    out.println();
    String marks = "ABCDE".substring(0, places.size());
    showWeights(out, places, marks);
    Digits one = new Digits(digits.examples().slice(example, example + 1));
    StringBuilder picture = new StringBuilder(one.draw());
    int line = Digits.SIDE + System.lineSeparator().length();
    for (int i = 0; i < places.size(); i++) {
      int place = Digits.place(places.get(i).from);
      picture.setCharAt(place / Digits.SIDE * line + place % Digits.SIDE, marks.charAt(i));
    }
    out.println(picture);
  }

  /** The weight whose component is nearest to a thirty-second of the largest. */
  private Weight lessSensitive(Weight most, Gradients gradients) {
    double wanted = Math.log(Math.abs(most.derivative) / TIMES);
    return weights(gradients)
        .filter(weight -> !weight.equals(most))
        .min(Comparator.comparingDouble(w -> Math.abs(Math.log(Math.abs(w.derivative)) - wanted)))
        .orElseThrow();
  }

  /** Holds what the gradient says of two weights against what happens when each is raised. */
  private void compare(PrintStream out, int example, Weight more, Weight less) {
    double times = Math.abs(more.derivative / less.derivative);
    out.println(
        Prose.lines(
            "It is %.1f times more sensitive to %s than to %s: %.2e is %.1f times %.2e, signs"
                + " apart. See what happens when each is raised by %s, the other left alone:",
            times,
            more.name(),
            less.name(),
            Math.abs(more.derivative),
            times,
            Math.abs(less.derivative),
            NUDGE));
    out.println();
    out.printf("   %-27s %20s %20s%n", "weight", "gradient x " + NUDGE, "the cost changes by");
    for (Weight weight : List.of(more, less)) {
      out.printf(
          "   %-27s %+20.3e %+20.3e%n",
          weight.name(), NUDGE * weight.derivative, changeOfCost(example, weight));
    }
    out.println();
  }

  /** By how much the cost changes when a weight is raised. */
  private double changeOfCost(int example, Weight weight) {
    Parameter parameter = weight.layer.linear().weight();
    Tensor before = parameter.value().data();
    double cost = cost(example, example + 1).item();
    try {
      double[] nudged = before.toArray();
      nudged[weight.to * before.shape().size(1) + weight.from] += NUDGE;
      Shape shape = before.shape();
      parameter.update(Tensor.of(shape, nudged).to(before.dtype()));
      return cost(example, example + 1).item() - cost;
    } finally {
      parameter.update(before);
    }
  }

  /**
   * Averages the gradients of single examples, and compares with the gradient of them as a batch.
   */
  void showBatch(PrintStream out, int batch) {
    double difference = largestDifference(batch);
    if (!Double.isFinite(difference)) {
      throw EpochTable.notFinite();
    }
    out.printf(
        "   The gradients of %d single examples, averaged, are that of their batch:%n"
            + "   the largest difference among %d parameters is %.1e.%n%n",
        batch, classifier.mlp().parameterCount(), difference);
  }

  /** Between the averaged gradients of the first examples and the gradient of them as a batch. */
  double largestDifference(int batch) {
    List<Value> parameters =
        classifier.mlp().parameters().values().stream().map(p -> p.value()).toList();
    Gradients together = cost(0, batch).gradients();
    List<Tensor> sums = new ArrayList<>();
    parameters.forEach(parameter -> sums.add(parameter.data().filled(0)));
    for (int example = 0; example < batch; example++) {
      Gradients alone = cost(example, example + 1).gradients();
      for (int p = 0; p < sums.size(); p++) {
        sums.set(p, sums.get(p).add(alone.of(parameters.get(p))));
      }
    }
    return IntStream.range(0, sums.size())
        .mapToObj(p -> sums.get(p).div(batch).sub(together.of(parameters.get(p))))
        .flatMapToDouble(difference -> Arrays.stream(difference.toArray()))
        .map(Math::abs)
        .max()
        .orElseThrow();
  }
}
