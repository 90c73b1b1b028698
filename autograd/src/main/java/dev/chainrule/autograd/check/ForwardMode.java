package dev.chainrule.autograd.check;

import dev.chainrule.autograd.Jvp;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Holds forward mode against the gradient. One pass along a direction in which every element counts
 * about the same tells whether all is well, to many more digits than differences give; only if not,
 * each element is asked for by itself.
 */
final class ForwardMode {
  private static final double ROUNDINGS = 0x1p14;

  private final Target target;
  private final List<Tensor> inputs;

  ForwardMode(Target target, List<Tensor> inputs) {
    this.target = target;
    this.inputs = inputs;
  }

  /**
   * Tells whether the gradient along a random direction is what forward mode says.
   *
   * @param gradients of the target, by inputs
   * @param chosen which elements count, by inputs
   */
  boolean agrees(
      List<double[]> gradients, List<int[]> chosen, Tolerance tolerance, double roundoff) {
    Random random = new Random(1);
    List<double[]> directions = new ArrayList<>();
    double backward = 0;
    int count = 0;
    for (int i = 0; i < inputs.size(); i++) {
      double[] gradient = gradients.get(i);
      double[] direction = new double[gradient.length];
      for (int at : chosen.get(i)) {
        double size = gradient[at] == 0 ? tolerance.scale() : Math.abs(gradient[at]);
        double part = (random.nextBoolean() ? 1 : -1) * (0.5 + random.nextDouble());
        direction[at] = inputs.get(i).dtype().round(part / (size == 0 ? 1 : size));
        backward += gradient[at] * direction[at];
        count++;
      }
      directions.add(direction);
    }
    double difference = Math.abs(along(directions) / target.weight() - backward);
    return difference <= ROUNDINGS * roundoff * count;
  }

  /** The derivative with respect to one element. */
  double derivative(int input, int at) {
    List<double[]> directions =
        inputs.stream().map(tensor -> new double[tensor.shape().elements()]).toList();
    directions.get(input)[at] = 1;
    return along(directions) / target.weight();
  }

  private double along(List<double[]> directions) {
    List<Value> tangents = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      Tensor input = inputs.get(i);
      Tensor direction = Tensor.of(input.shape(), directions.get(i));
      tangents.add(Value.constant(direction.to(input.dtype())));
    }
    List<Value> at = inputs.stream().map(Value::of).toList();
    return Jvp.of(target::total, at, tangents).tangent().to(DType.FLOAT64).item();
  }
}
