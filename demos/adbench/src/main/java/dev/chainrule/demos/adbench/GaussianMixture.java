package dev.chainrule.demos.adbench;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.List;
import java.util.Random;
import java.util.function.BinaryOperator;

/**
 * How likely points are under a mixture of Gaussian distributions, as a logarithm, with a Wishart
 * prior on their inverse covariances: the objective "gmm". A component's inverse covariance is Qᵀ Q
 * with a lower triangular matrix Q.
 */
public final class GaussianMixture {
  private final List<Tensor> start;
  private final Value columns; // [d, n]: a column is a point
  private final double gamma;
  private final int freedom;
  private final int dimensions;
  private final int[] entries; // which of its parameters stands where in a matrix Q

  /**
   * Makes an objective of k components in d dimensions.
   *
   * @param start where to evaluate it: the logarithms [k] of unnormalised weights; means [k, d]; a
   *     row [k, d (d + 1) / 2] for each Q: the logarithms of its diagonal, and the entries below
   *     that, column by column
   * @param points [n, d]
   * @param gamma of the prior: its scale
   * @param freedom of the prior: its degrees of freedom beyond d + 1
   */
  public GaussianMixture(List<Tensor> start, Tensor points, double gamma, int freedom) {
    this.start = List.copyOf(start);
    this.columns = Value.constant(points.transpose().copy());
    this.gamma = gamma;
    this.freedom = freedom;
    this.dimensions = points.shape().size(1);
    this.entries = entries(dimensions);
  }

  /** Reads data of ADBench that come along, such as {@code gmm_d10_K25}. */
  public static GaussianMixture read(String name) {
    NumberFile file = NumberFile.named(name);
    int d = file.count();
    int k = file.count();
    int n = file.count();
    List<Tensor> start =
        List.of(file.tensor(k), file.tensor(k, d), file.tensor(k, d * (d + 1) / 2));
    return new GaussianMixture(start, file.tensor(n, d), file.number(), file.count());
  }

  /** Makes up data of any size: k components and n points in d dimensions. */
  public static GaussianMixture random(int d, int k, int n, Random random) {
    List<Tensor> start =
        List.of(
            Tensor.normal(Shape.of(k), 0, 1, random),
            Tensor.uniform(Shape.of(k, d), 0, 1, random),
            Tensor.normal(Shape.of(k, d * (d + 1) / 2), 0, 1, random));
    return new GaussianMixture(start, Tensor.normal(Shape.of(n, d), 0, 1, random), 1, 0);
  }

  /** Which parameter stands where in Q, row by row; above its diagonal the 0 that follows them. */
  private static int[] entries(int d) {
    int[] entries = new int[d * d];
    int below = d;
    for (int column = 0; column < d; column++) {
      for (int row = 0; row < d; row++) {
        int zero = d * (d + 1) / 2;
        entries[row * d + column] = row < column ? zero : row == column ? column : below++;
      }
    }
    return entries;
  }

  /** Gives new variables at the start: weights, means, matrices. */
  public List<Value> variables() {
    return start.stream().map(Value::of).toList();
  }

  /** Computes the objective at variables as {@link #variables} gives them. */
  public Value objective(List<Value> variables) {
    return logDensity(variables, Value::sub); // the sign is ADBench's
  }

  /** Computes the logarithm of likelihood times prior, which is GradBench's objective. */
  public Value logPosterior(List<Value> variables) {
    return logDensity(variables, Value::add);
  }

  private Value logDensity(List<Value> variables, BinaryOperator<Value> withPrior) {
    Value weights = variables.get(0);
    Value means = variables.get(1);
    Value logDiagonals = variables.get(2).slice(1, 0, dimensions);
    Value diagonals = logDiagonals.exp();
    Value below = variables.get(2).sliceFrom(1, dimensions);
    Value logDeterminants = logDiagonals.sum(1);

    Value matrices = matrices(diagonals, below);
    Value distances = matrices.matMul(columns.sub(means.expandDims(2))).square().sum(1); // [k, n]
    Value densities = weights.add(logDeterminants).expandDims(1).sub(distances.mul(0.5));
    int points = columns.shape().size(1);
    Value likelihood = densities.logSumExp(0).sum().sub(weights.logSumExp().mul(points));
    return withPrior
        .apply(likelihood, logPrior(diagonals, below, logDeterminants))
        .sub(points * dimensions * 0.5 * Math.log(2 * Math.PI));
  }

  private Value matrices(Value diagonals, Value below) {
    int k = diagonals.shape().size(0);
    Value zeros = Value.constant(Tensor.zeros(k, 1));
    return Value.concat(List.of(diagonals, below, zeros), 1)
        .indexSelect(1, entries)
        .reshape(k, dimensions, dimensions);
  }

  private Value logPrior(Value diagonals, Value below, Value logDeterminants) {
    Value squares = diagonals.square().sum().add(below.square().sum());
    int degrees = dimensions + freedom + 1;
    double constant =
        degrees * dimensions * Math.log(gamma / Math.sqrt(2)) - logGamma(0.5 * degrees, dimensions);
    return logDeterminants
        .sum()
        .mul(freedom)
        .sub(squares.mul(0.5 * gamma * gamma))
        .add(diagonals.shape().size(0) * constant);
  }

  /** The logarithm of the gamma function in several dimensions. */
  private static double logGamma(double a, int dimensions) {
    Tensor arguments = Tensor.arange(dimensions).mul(-0.5).add(a);
    return 0.25 * dimensions * (dimensions - 1) * Math.log(Math.PI)
        + arguments.lgamma().sum().item();
  }
}
