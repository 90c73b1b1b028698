package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.kernel.Matrices;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.shape.Shape;
import java.util.List;

/**
 * Solutions X of A X = B for pairs of matrices [.., n, n] and [.., n, k]. It is linear in B alone,
 * and so no {@link Binary}: what follows a cut through one of two inputs puts ones in place of the
 * other, as for a product, and such a matrix is singular.
 */
final class Solve extends Nary {
  static final Solve INSTANCE = new Solve();

  private Solve() {
    super("solve");
  }

  /** Refuses matrices and right-hand sides, vectors among them, that do not go together. */
  static void check(String word, Shape a, Shape b) {
    checkArgument(
        a.rank() >= 2 && a.size(-1) == a.size(-2) && b.rank() > 0,
        "%s: takes square matrices [.., n, n] and [n] or [.., n, k], not %s and %s",
        word,
        a,
        b);
    checkArgument(
        b.size(b.rank() == 1 ? 0 : -2) == a.size(-1),
        "%s: %s and %s differ in the number of equations",
        word,
        a,
        b);
  }

  /** The shape of a solution. */
  static List<Shape> shapes(String word, List<Shape> inputs) {
    Shape a = inputs.get(0);
    Shape b = inputs.get(1);
    check(word, a, b);
    checkArgument(
        b.rank() == a.rank() && SquareMatrices.batch(a).equals(SquareMatrices.batch(b)),
        "%s: batches differ: %s and %s",
        word,
        a,
        b);
    return List.of(b);
  }

  /** Applies an operation such as this one to what is broadcast, as matrices. */
  static <T extends Numeric<T>> T apply(Nary operation, T a, T b) {
    String word = operation.name();
    check(word, a.shape(), b.shape());
    if (b.shape().rank() == 1) {
      return apply(operation, a, b.expandDims(1)).squeeze(-1);
    }
    Shape batch =
        Shape.broadcast(word, SquareMatrices.batch(a.shape()), SquareMatrices.batch(b.shape()));
    int n = a.shape().size(-1);
    T matrices = a.broadcastTo(SquareMatrices.of(word, batch, n, n));
    T sides = b.broadcastTo(SquareMatrices.of(word, batch, n, b.shape().size(-1)));
    return matrices.apply(operation, List.of(sides)).get(0);
  }

  /** A column of a solution depends on the whole matrix, and on its own column of B. */
  static <T extends Numeric<T>> List<T> dependenceOf(T a, T b) {
    return List.of(a.sum(true, -2, -1).add(b.sum(true, -2)).broadcastTo(b.shape()));
  }

  @Override
  public List<Shape> shapes(List<Shape> inputs) {
    return shapes(name(), inputs);
  }

  @Override
  public <T extends Numeric<T>> List<T> dependence(List<T> inputs) {
    return dependenceOf(inputs.get(0), inputs.get(1));
  }

  @Override
  public List<NdArray> value(List<NdArray> inputs) {
    Shape shape = inputs.get(1).shape();
    double[] a = inputs.get(0).toArray();
    double[] x = inputs.get(1).toArray();
    int n = shape.size(-2);
    int columns = shape.size(-1);
    Matrices.forEach(
        Matrices.count(shape),
        n * n * (n + (double) columns),
        i -> SquareMatrices.regular(name(), a, i, n).solve(x, i * n * columns, columns));
    return List.of(Matrices.array(inputs.get(0).dtype(), shape, x));
  }

  @Override
  public <T extends Numeric<T>> List<T> cotangents(
      List<T> cotangents, List<T> inputs, List<T> results) {
    T turned = inputs.get(0).matrixTranspose();
    T forB = turned.apply(this, cotangents).get(0);
    return List.of(forB.matMul(results.get(0).matrixTranspose()).neg(), forB);
  }
}
