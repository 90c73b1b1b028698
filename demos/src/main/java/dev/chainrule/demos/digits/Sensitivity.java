package dev.chainrule.demos.digits;

import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the gradient says: which weights matter to an example, and what a batch has to do with it.
 */
final class Sensitivity {
  private static final int SHOWN = 5;

  private final Classifier classifier;
  private final Digits digits;

  Sensitivity(Classifier classifier, Digits digits) {
    this.classifier = classifier;
    this.digits = digits;
  }

  private Value cost(int from, int to) {
    return classifier.cost(digits.examples().slice(from, to));
  }

  /** A weight, and by how much the cost rises for each unit that it is raised. */
  private record Weight(String name, double derivative) {}

  /** Ranks the weights by how sensitive the cost of one example is to each. */
  void showExample(PrintStream out, int example) {
    List<Weight> weights = new ArrayList<>();
    Gradients gradients = cost(example, example + 1).gradients();
    classifier
        .mlp()
        .parameters()
        .forEach((name, parameter) -> addAll(weights, name, gradients.of(parameter.value())));
    weights.sort(Comparator.comparingDouble(weight -> -Math.abs(weight.derivative)));
    out.printf(
        "   The cost of one example, a held-out %d, is most sensitive to these weights:%n%n",
        digits.label(example));
    for (Weight weight : weights.subList(0, SHOWN)) {
      out.printf("   %-26s %+.3e%n", weight.name, weight.derivative);
    }
    Weight most = weights.get(0);
    Weight median = weights.get(weights.size() / 2);
    out.printf(
        "%n   It is %.0f times more sensitive to %s%n   than to %s, the median of all" + " %d.%n%n",
        Math.abs(most.derivative / median.derivative), most.name, median.name, weights.size());
  }

  private static void addAll(List<Weight> weights, String name, Tensor gradient) {
    if (gradient.shape().rank() != 2) {
      return; // a bias
    }
    for (int i = 0; i < gradient.shape().size(0); i++) {
      for (int j = 0; j < gradient.shape().size(1); j++) {
        double derivative = gradient.at(i, j);
        if (derivative != 0) { // the weight of a white pixel can't matter
          weights.add(new Weight(name + "[" + i + ", " + j + "]", derivative));
        }
      }
    }
  }

  /**
   * Averages the gradients of single examples, and compares with the gradient of them as a batch.
   */
  void showBatch(PrintStream out, int batch) {
    out.printf(
        "   The gradients of %d single examples, averaged, are the gradient of their batch:%n"
            + "   the largest difference among %d parameters is %.1e.%n%n",
        batch, classifier.mlp().parameterCount(), largestDifference(batch));
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
