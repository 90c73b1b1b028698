package dev.chainrule.nn.optim;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Doubles;
import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.SourceLines;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.graph.NoGradient;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.Parameter;
import dev.chainrule.nn.Updates;
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
 *
 * <p>Frozen parameters stay as they are.
 */
public final class Lbfgs {
  // So many units in the last place are taken for rounding.
  private static final double LAST_DIGITS = 16;

  private final ImmutableMap<String, Parameter> parameters;
  private final int history;
  private final int iterations;
  private final double tolerance;

  /**
   * Where it ended.
   *
   * @param loss there
   * @param iterations it took
   * @param hasConverged whether no element of the gradient is larger than the tolerance, or than
   *     what rounding makes of it: another last digit of the parameters changes it as much
   */
  public record Result(double loss, int iterations, boolean hasConverged) {
    /** Says in a line whether it converged, after how many iterations, and where. */
    @Override
    public String toString() {
      String how = hasConverged ? "converged" : "not converged";
      return how + " after " + iterations + " iterations: loss " + loss;
    }
  }

  /**
   * The loss and its gradients for the parameters as they stand.
   *
   * @param loss there
   * @param gradients one for each parameter, by its name
   */
  public record Evaluated(double loss, Map<String, Tensor> gradients) {
    /** Copies the map. */
    public Evaluated {
      gradients = ImmutableMap.copyOf(gradients);
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

  /**
   * Makes an optimiser of a layer's parameters.
   *
   * @throws IllegalArgumentException if there is nothing to learn
   */
  public static Lbfgs of(Layer layer) {
    return of(layer.parameters());
  }

  /**
   * Makes an optimiser of some parameters, under these names.
   *
   * @throws IllegalArgumentException if there is nothing to learn
   */
  public static Lbfgs of(Map<String, Parameter> parameters) {
    return new Lbfgs(Optimizer.learned(Lbfgs.class, parameters), 10, 1000, 1e-7);
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
   * unless set. Where the gradient is smaller than 1 from the beginning, it is to become as many
   * times smaller, as long as that is possible.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public Lbfgs tolerance(double tolerance) {
    return new Lbfgs(
        parameters, history, iterations, Optimizer.notNegative("tolerance:", tolerance));
  }

  /** Gives the parameters by name, each once. */
  public Map<String, Parameter> parameters() {
    return parameters;
  }

  /**
   * Moves the parameters to where the loss is smallest nearby, or as far there as numbers of their
   * precision and the number of iterations allow.
   *
   * @param loss computes the loss from the parameters as they stand; the same for the same numbers
   * @throws IllegalArgumentException if the loss is null or not one number, it or its gradient is
   *     not finite where it begins, or it does not depend on every parameter; then, and if it
   *     throws anything, the parameters are as they were before
   */
  public Result minimize(Supplier<Value> loss) {
    Value first = SourceLines.recorded(loss);
    checkArgument(first != null, "minimize: the function gave null, and not a loss");
    checkArgument(
        first.shape().elements() == 1,
        "minimize: the loss has shape %s, and is not one number: take its mean() or sum()",
        first.shape());
    FiniteGradients finite = new FiniteGradients("minimize, where it begins", parameters);
    try { // once more than needed, but with the graph, which tells of the origin
      finite.checkLoss(first);
      finite.check("gradient", List.copyOf(evaluated(first).gradients().values()), first);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    return minimizeBy(() -> evaluated(loss.get()));
  }

  private Evaluated evaluated(Value loss) {
    Gradients gradients = loss.gradients();
    ImmutableMap.Builder<String, Tensor> found = ImmutableMap.builder();
    parameters.forEach(
        (name, parameter) -> {
          Value variable = parameter.value();
          if (!gradients.reaches(variable)) {
            throw new IllegalArgumentException(
                "minimize: the loss does not depend on %s, of shape %s, as it stands now%s"
                    .formatted(
                        name,
                        variable.shape(),
                        NoGradient.of(loss, variable).map(why -> ": " + why).orElse("")));
          }
          found.put(name, gradients.of(variable));
        });
    return new Evaluated(loss.item(), found.buildOrThrow());
  }

  /**
   * Does what {@link #minimize} does with a loss and gradients from wherever they come.
   *
   * @param loss evaluates it for the parameters as they stand; the same for the same numbers
   * @throws IllegalArgumentException if the loss or its gradient is not finite where it begins, or
   *     there is not one gradient for each parameter, of its shape; then, and if the loss throws
   *     anything, the parameters are as they were before
   */
  public Result minimizeBy(Supplier<Evaluated> loss) {
    Updates before = new Updates();
    parameters.values().forEach(parameter -> before.put(parameter, parameter.value().data()));
    boolean isDone = false;
    try {
      Result result = descend(loss);
      isDone = true;
      return result;
    } finally {
      if (!isDone) {
        before.apply();
      }
    }
  }

  private Result descend(Supplier<Evaluated> loss) {
    Deque<Pair> pairs = new ArrayDeque<>();
    Point here = point(loss, flat(values()), Tensor.of(0), 0);
    checkArgument(
        Double.isFinite(here.value),
        "minimize: the loss, or its gradient, is not finite where it begins");
    // Where the loss is small, or nearly flat, so is its gradient, however far the minimum is.
    double goal = tolerance * Math.min(1, largest(here.gradient));
    boolean isStuck = false;
    int iteration = 0;
    while (largest(here.gradient) > goal && iteration < iterations) {
      Tensor direction = direction(here.gradient, pairs);
      Point next = search(loss, here, direction, pairs.isEmpty());
      boolean isLower = next.value < here.value;
      if (next.step == 0 || (!isLower && largest(next.gradient) >= largest(here.gradient))) {
        isStuck = true; // nothing better can be found in this precision
        break;
      }
      remember(pairs, new Pair(next.at.sub(here.at), next.gradient.sub(here.gradient)));
      here = next;
      iteration++;
    }
    boolean hasConverged =
        largest(here.gradient) <= (isStuck ? tolerance : goal)
            || isRounding(loss, here, direction(here.gradient, pairs));
    put(here.at);
    return new Result(here.value, iteration, hasConverged);
  }

  /**
   * Says whether rounding hides what is left to gain: far from the origin no number of this
   * precision may have a gradient within the tolerance, however good it is. That is so where a
   * change of the parameters in their last digits changes the gradient as much as it is large, or
   * where the parabola along the direction falls by no more than the loss's last digits.
   */
  private boolean isRounding(Supplier<Evaluated> loss, Point here, Tensor direction) {
    boolean isFloat32 =
        parameters.values().stream().anyMatch(p -> p.value().dtype() == DType.FLOAT32);
    double lastDigits = LAST_DIGITS * (isFloat32 ? Math.ulp(1f) : Math.ulp(1.0));
    Tensor none = Tensor.of(0);
    Point beside = point(loss, here.at.mul(1 + lastDigits).copy(), none, 0);
    if (largest(here.gradient) <= largest(beside.gradient.sub(here.gradient))) {
      return true;
    }
    double step = Math.sqrt(lastDigits) * Math.max(1, largest(here.at)) / largest(direction);
    Point along = point(loss, here.at.add(direction.mul(step)).copy(), none, step);
    double slope = dot(here.gradient, direction);
    double curvature = (dot(along.gradient, direction) - slope) / step;
    return slope * slope / (2 * curvature) <= lastDigits * Math.abs(here.value) && curvature > 0;
  }

  private static double largest(Tensor gradient) {
    return gradient.abs().max().item();
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

  private Point search(Supplier<Evaluated> loss, Point from, Tensor direction, boolean isFirst) {
    double slope = dot(from.gradient, direction);
    Point start = new Point(0, from.value, slope, from.at, from.gradient);
    double step = isFirst ? Math.min(1, 1 / from.gradient.abs().sum().item()) : 1;
    return new LineSearch<>(
            alpha -> point(loss, from.at.add(direction.mul(alpha)).copy(), direction, alpha), start)
        .from(step);
  }

  private Point point(Supplier<Evaluated> loss, Tensor at, Tensor direction, double step) {
    put(at);
    Evaluated evaluated = loss.get();
    List<Tensor> inOrder = new ArrayList<>();
    parameters.forEach(
        (name, parameter) -> {
          Tensor gradient = evaluated.gradients.get(name);
          checkArgument(gradient != null, "minimize: there is no gradient of %s", name);
          Optimizer.checkFits("minimize: the gradient of ", name, parameter, gradient);
          inOrder.add(gradient);
        });
    Tensor gradient = flat(inOrder);
    boolean isFinite = Double.isFinite(evaluated.loss) && Double.isFinite(largest(gradient));
    double value = isFinite ? evaluated.loss : Double.POSITIVE_INFINITY;
    return new Point(step, value, dot(gradient, direction), at, gradient);
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
    Updates updates = new Updates();
    int from = 0;
    for (Parameter parameter : parameters.values()) {
      Shape shape = parameter.value().shape();
      Tensor part = flat.slice(0, from, from + shape.elements()).reshape(shape.toArray());
      updates.put(parameter, part.to(parameter.value().dtype()));
      from += shape.elements();
    }
    updates.apply();
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
