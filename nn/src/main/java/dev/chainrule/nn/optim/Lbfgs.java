package dev.chainrule.nn.optim;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Doubles;
import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.Parameter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Minimises a loss of all examples at once by what its recent gradients tell of its curvature: the
 * limited-memory method of Broyden, Fletcher, Goldfarb and Shanno (J. Nocedal, S. Wright, Numerical
 * Optimization, 2006, algorithms 7.4 and 7.5), with a line search for the strong Wolfe conditions.
 *
 * <pre>{@code
 * Lbfgs.Result result = Lbfgs.of(mlp)
 *     .minimize(() -> Losses.mse(mlp.apply(inputs), targets));
 * }</pre>
 */
public final class Lbfgs {
  private final ImmutableMap<String, Parameter> parameters;
  private final int history;
  private final int iterations;
  private final double tolerance;

  /**
   * Where it ended.
   *
   * @param loss there
   * @param iterations it took
   * @param hasConverged whether no element of the gradient is larger than the tolerance
   */
  public record Result(double loss, int iterations, boolean hasConverged) {
    /** Says in a line whether it converged, after how many iterations, and where. */
    @Override
    public String toString() {
      String how = hasConverged ? "converged" : "not converged";
      return how + " after " + iterations + " iterations: loss " + loss;
    }
  }

  /** A step, and how the gradient changed by it. */
  private record Pair(Tensor step, Tensor change) {
    double curvature() {
      return dot(step, change);
    }
  }

  /** A point on the line that is searched. */
  private record Point(double step, double value, double slope, Tensor at, Tensor gradient)
      implements LineSearch.Point {}

  private Lbfgs(Map<String, Parameter> parameters, int history, int iterations, double tolerance) {
    this.parameters = ImmutableMap.copyOf(parameters);
    this.history = history;
    this.iterations = iterations;
    this.tolerance = tolerance;
  }

  /** Makes an optimiser of a layer's parameters. */
  public static Lbfgs of(Layer layer) {
    return of(layer.parameters());
  }

  /** Makes an optimiser of some parameters, under these names. */
  public static Lbfgs of(Map<String, Parameter> parameters) {
    return new Lbfgs(Parameter.distinct(parameters), 10, 1000, 1e-7);
  }

  /**
   * Gives an optimiser that remembers so many steps; 10 unless set.
   *
   * @throws IllegalArgumentException if there are none
   */
  public Lbfgs history(int history) {
    checkArgument(history >= 1, "history: %s steps; there must be at least 1", history);
    return new Lbfgs(parameters, history, iterations, tolerance);
  }

  /**
   * Gives an optimiser that ends after so many iterations at the latest; 1000 unless set.
   *
   * @throws IllegalArgumentException if there are none
   */
  public Lbfgs iterations(int iterations) {
    checkArgument(iterations >= 1, "iterations: %s; there must be at least 1", iterations);
    return new Lbfgs(parameters, history, iterations, tolerance);
  }

  /**
   * Gives an optimiser that has converged when no element of the gradient is larger than this; 1e-7
   * unless set.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public Lbfgs tolerance(double tolerance) {
    return new Lbfgs(
        parameters, history, iterations, Optimizer.notNegative("tolerance:", tolerance));
  }

  /**
   * Moves the parameters to where the loss is smallest nearby, or as far there as numbers of their
   * precision and the number of iterations allow.
   *
   * @param loss computes the loss from the parameters as they stand; the same for the same numbers
   * @throws IllegalArgumentException if the loss is not finite where it begins, or does not depend
   *     on every parameter
   */
  public Result minimize(Supplier<Value> loss) {
    Deque<Pair> pairs = new ArrayDeque<>();
    Point here = point(loss, flat(values()), Tensor.of(0), 0);
    checkArgument(
        Double.isFinite(here.value), "minimize: the loss is %s where it begins", here.value);
    int iteration = 0;
    while (!isFlat(here) && iteration < iterations) {
      Tensor direction = direction(here.gradient, pairs);
      Point next = search(loss, here, direction, pairs.isEmpty());
      if (next.step == 0) {
        break; // nothing lower can be found in this precision
      }
      remember(pairs, new Pair(next.at.sub(here.at), next.gradient.sub(here.gradient)));
      here = next;
      iteration++;
    }
    put(here.at);
    return new Result(here.value, iteration, isFlat(here));
  }

  private boolean isFlat(Point point) {
    return point.gradient.abs().max().item() <= tolerance;
  }

  private void remember(Deque<Pair> pairs, Pair pair) {
    if (pair.curvature() > 0) { // the line search sees to it, but for rounding
      pairs.addFirst(pair);
      if (pairs.size() > history) {
        Pair unused = pairs.removeLast();
      }
    }
  }

  /** The two-loop recursion: minus the gradient, times what is known of the inverse Hessian. */
  private static Tensor direction(Tensor gradient, Deque<Pair> pairs) {
    Tensor direction = gradient.neg();
    List<Double> alphas = new ArrayList<>();
    for (Pair pair : pairs) {
      double alpha = dot(pair.step, direction) / pair.curvature();
      direction = direction.sub(pair.change.mul(alpha)).copy();
      alphas.add(0, alpha);
    }
    if (!pairs.isEmpty()) {
      Pair last = pairs.getFirst();
      direction = direction.mul(last.curvature() / dot(last.change, last.change));
    }
    Iterator<Double> alpha = alphas.iterator();
    for (Iterator<Pair> old = pairs.descendingIterator(); old.hasNext(); ) {
      Pair pair = old.next();
      double beta = dot(pair.change, direction) / pair.curvature();
      direction = direction.add(pair.step.mul(alpha.next() - beta)).copy();
    }
    return direction;
  }

  private Point search(Supplier<Value> loss, Point from, Tensor direction, boolean isFirst) {
    double slope = dot(from.gradient, direction);
    Point start = new Point(0, from.value, slope, from.at, from.gradient);
    double step = isFirst ? Math.min(1, 1 / from.gradient.abs().sum().item()) : 1;
    return new LineSearch<>(
            alpha -> point(loss, from.at.add(direction.mul(alpha)).copy(), direction, alpha), start)
        .from(step);
  }

  private Point point(Supplier<Value> loss, Tensor at, Tensor direction, double step) {
    put(at);
    Value value = loss.get();
    Gradients gradients = value.gradients();
    List<Tensor> found = new ArrayList<>();
    parameters.forEach(
        (name, parameter) -> {
          checkArgument(
              gradients.reaches(parameter.value()),
              "minimize: the loss does not depend on %s, of shape %s, as it stands now",
              name,
              parameter.value().shape());
          found.add(gradients.of(parameter.value()));
        });
    Tensor gradient = flat(found);
    return new Point(step, value.item(), dot(gradient, direction), at, gradient);
  }

  private List<Tensor> values() {
    return parameters.values().stream().map(parameter -> parameter.value().data()).toList();
  }

  /** Puts all numbers in a row, in float64, whatever the precision of the parameters. */
  private static Tensor flat(List<Tensor> tensors) {
    double[][] parts = tensors.stream().map(Tensor::toArray).toArray(double[][]::new);
    double[] all = Doubles.concat(parts);
    return Tensor.of(Shape.of(all.length), all);
  }

  private void put(Tensor flat) {
    int from = 0;
    for (Parameter parameter : parameters.values()) {
      Shape shape = parameter.value().shape();
      Tensor part = flat.slice(0, from, from + shape.elements()).reshape(shape.toArray());
      parameter.update(part.to(parameter.value().dtype()));
      from += shape.elements();
    }
  }

  private static double dot(Tensor x, Tensor y) {
    return x.mul(y).sum().item();
  }

  /** Gives what was set, in a line. */
  @Override
  public String toString() {
    return "Lbfgs(history %s, iterations %s, tolerance %s; %s parameters)"
        .formatted(history, iterations, tolerance, parameters.size());
  }
}
