package dev.chainrule.demos.digits;

import com.google.common.collect.Comparators;
import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.demos.console.Figures;
import dev.chainrule.demos.console.Prose;
import dev.chainrule.nn.layer.Mlp;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
  private static final int CANDIDATES = 20;

  private final Classifier classifier;
  private final Digits digits;

  Sensitivity(Classifier classifier, Digits digits) {
    this.classifier = classifier;
    this.digits = digits;
  }

  private Value cost(int from, int to) {
    return classifier.cost(digits.examples().slice(from, to));
  }

  /** The first of some examples whose cost is more sensitive to a weight than any other's. */
  int mostTelling() {
    double largest = -1;
    int most = 0;
    for (int example = 0; example < Math.min(CANDIDATES, digits.count()); example++) {
      double here = weights(gradients(example)).mapToDouble(Weight::size).max().orElse(0);
      if (here > largest) {
        largest = here;
        most = example;
      }
    }
    return most;
  }

  /** Shows which weights the cost of one example is most sensitive to, and what that means. */
  void showExample(PrintStream out, int example) {
    Gradients gradients = gradients(example);
    out.println(
        Prose.lines(
            "The gradient has a component for each weight and bias: how much the cost changes for"
                + " each unit that this one is raised. It says how sensitive the cost is to each,"
                + " and so, which matter. Take the cost of one example, a held-out %d.",
            digits.label(example)));
    out.println();
    if (weights(gradients).findAny().isEmpty()) {
      out.println(Prose.lines("%s", withoutWeights(gradients)));
      out.println();
      return;
    }
    out.println(
        Prose.lines(
            "In each layer it is most sensitive to the weight below. In brackets stand the numbers"
                + " of the neuron that the weight leads to, which in the output is the digit, and"
                + " of the neuron or pixel that it comes from. They count from 0."));
    out.println();
    showWeights(out, mostOfEachLayer(gradients), "");
    showPixels(out, example, gradients);
    compare(out, example, gradients);
  }

  /** Says what is left to learn where no weight has a component: the biases, or nothing. */
  private String withoutWeights(Gradients gradients) {
    int last = classifier.mlp().stages().size() - 1;
    Value bias = classifier.mlp().stages().get(last).linear().bias().value();
    double[] components = gradients.of(bias).toArray();
    int most = 0;
    for (int digit = 0; digit < components.length; digit++) {
      most = Math.abs(components[digit]) > Math.abs(components[most]) ? digit : most;
    }
    String advice = " A smaller --learning-rate may keep the network from getting there.";
    if (components[most] == 0) {
      return "Here every component is 0, of weights and of output biases: no score's sum changes the"
          + " cost, so nothing is learned from this example. Its scores are as wanted, or where"
          + " their function is flat."
          + advice;
    }
    return "Here the component of every weight is 0. But the biases of the output go on learning:"
        + " the largest of their components is "
        + Figures.brief(components[most], 3)
        + ", at the score of "
        + most
        + ". A bias is the same for every image: it can learn how frequent a digit is, but not what"
        + " it looks like."
        + advice;
  }

  private List<Weight> mostOfEachLayer(Gradients gradients) {
    return weights(gradients)
        .collect(
            Collectors.toMap(
                Weight::stage,
                weight -> weight,
                BinaryOperator.maxBy(Weight.BY_COMPONENT),
                TreeMap::new))
        .values()
        .stream()
        .toList();
  }

  private Gradients gradients(int example) {
    Gradients gradients = cost(example, example + 1).gradients();
    if (!weights(gradients).allMatch(weight -> Double.isFinite(weight.derivative()))) {
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
    out.printf("   %-27s %-24s %10s %11s%n", "weight", "comes from", "is now", "component");
    for (int i = 0; i < weights.size(); i++) {
      Weight weight = weights.get(i);
      String mark = marks.isEmpty() ? "" : marks.charAt(i) + "  ";
      String sign = weight.derivative() < 0 ? "" : "+";
      out.printf(
          "   %-27s %-24s %s %11s%n",
          mark + weight.name(),
          weight.source(),
          Figures.fit(weight.number(), 10, 4),
          sign + Figures.brief(weight.derivative(), 3));
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
                    weight -> Digits.place(weight.from()),
                    weight -> weight,
                    BinaryOperator.maxBy(Weight.BY_COMPONENT)));
    List<Weight> places =
        best.values().stream().collect(Comparators.greatest(SHOWN, Weight.BY_COMPONENT));
    if (places.isEmpty()) {
      return;
    }
    out.println(
        Prose.lines(
            "Among the weights that come from pixels it is most sensitive to these, marked in the"
                + " picture, which shows two rows of pixels in one line. A component is the pixel's"
                + " ink times how sensitive the cost is to what goes into the neuron, so that pixels"
                + " of the same ink are equals:"));
    out.println();
    String marks = "ABCDE".substring(0, places.size());
    showWeights(out, places, marks);
    Digits one = new Digits(digits.examples().slice(example, example + 1));
    StringBuilder picture = new StringBuilder(one.draw());
    int line = Digits.SIDE + System.lineSeparator().length();
    for (int i = 0; i < places.size(); i++) {
      int place = Digits.place(places.get(i).from());
      picture.setCharAt(place / Digits.SIDE * line + place % Digits.SIDE, marks.charAt(i));
    }
    out.printf(
        "   a %d; the network %s%n%n%s%n",
        one.label(0), new Reading(classifier, one).answer(0), picture);
  }

  /** Compares the most sensitive weight that comes from a pixel with one that is much less so. */
  private void compare(PrintStream out, int example, Gradients gradients) {
    boolean isOfPixels = weights(gradients).filter(Weight::isOfPixel).limit(2).count() == 2;
    List<Weight> weights =
        weights(gradients).filter(weight -> !isOfPixels || weight.isOfPixel()).toList();
    if (weights.size() < 2) {
      return;
    }
    Weight more = weights.stream().max(Weight.BY_COMPONENT).orElseThrow();
    double wanted = Math.log(more.size() / TIMES);
    Weight less =
        weights.stream()
            .filter(weight -> !weight.equals(more))
            .min(Comparator.comparingDouble(w -> Math.abs(Math.log(w.size()) - wanted)))
            .orElseThrow();
    new Nudge(classifier, digits.examples().slice(example, example + 1)).compare(out, more, less);
  }

  /**
   * Averages the gradients of single examples, and compares with the gradient of them as a batch.
   */
  void showBatch(PrintStream out, int batch) {
    double difference = largestDifference(batch);
    if (!Double.isFinite(difference)) {
      throw EpochTable.notFinite();
    }
    out.println(
        Prose.lines(
            "That was one example. A step takes a batch, and its gradient is the average: the"
                + " gradients of %d single examples, averaged, differ from that of their batch by"
                + " at most %.1e among %d parameters (1e-16 stands for 10^-16).",
            batch, difference, classifier.mlp().parameterCount()));
    out.println();
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
