package dev.chainrule.autograd.transform;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.SparsityPattern;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.Shape;
import java.util.BitSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The matrix of second derivatives of a function with one number as its result, where most of them
 * are 0 everywhere: where each input meets few others in products and other nonlinear operations.
 * It takes one Hessian-vector product for each colour of a star colouring.
 *
 * <pre>{@code
 * UnaryOperator<Value> function = v -> v.sliceFrom(0, 1).mul(v.slice(0, 0, -1)).square().sum();
 * Value x = Value.constant(Tensor.of(1.0, 2.0, 4.0));
 * SparseMatrix hessian = SparseHessian.of(function, x);
 * hessian.toDense(); // [[8, 8, 0], [8, 34, 32], [0, 32, 8]]
 *
 * SparseHessian plan = SparseHessian.plan(function, x); // for many points
 * plan.sweeps(); // 2
 * plan.at(x.mul(0)).values(); // [0, 0, 0, 0, 0, 0, 0]
 * }</pre>
 *
 * <p>Rows and columns are the elements of the function's input in row-major order. Each entry
 * beside the diagonal is computed once, and so the matrix is symmetric to the last bit. Where all
 * inputs meet, as in the square of their sum, there are n² entries for n inputs: this takes more
 * time and memory than {@link Hessian}, which then is the right one. Look at {@link #pattern} of a
 * smaller input first. Immutable, if the function is.
 */
public final class SparseHessian {
  private final UnaryOperator<Value> function;
  private final SparsityPattern pattern;
  private final @Nullable Shape shape; // of inputs; a pattern of the user's tells none
  private final Colouring colouring;
  private final int[] places; // of the entries among the results of all sweeps

  private SparseHessian(
      UnaryOperator<Value> function, SparsityPattern pattern, @Nullable Shape shape) {
    this.function = function;
    this.pattern = pattern;
    this.shape = shape;
    this.colouring = StarColouring.of(pattern);
    this.places = places(pattern, colouring);
  }

  /**
   * A function's gradient with its Hessian.
   *
   * @param gradient shaped like the input
   * @param hessian of shape [n, n] for n inputs
   */
  public record WithGradient(Value gradient, SparseMatrix hessian) {}

  /**
   * Computes the second derivatives by each pair of elements that the function may depend on other
   * than linearly.
   *
   * @param function as for {@link SparsityPattern#of(UnaryOperator, Value)}
   * @param x where
   * @return of shape [n, n] for n inputs
   * @throws IllegalArgumentException if the function's result has not exactly one element
   */
  public static SparseMatrix of(UnaryOperator<Value> function, Value x) {
    return plan(function, x).at(x);
  }

  /**
   * Finds out once what is the same at every point: the pattern, and which sweeps are needed.
   *
   * @param function as for {@link SparsityPattern#of(UnaryOperator, Value)}
   * @param x of the function's input, the shape and the precision count alone
   * @throws IllegalArgumentException if the function's result has not exactly one element
   */
  public static SparseHessian plan(UnaryOperator<Value> function, Value x) {
    return plan(function, SparsityPattern.of(gradient(function), x), x.shape());
  }

  /**
   * Does the same with a pattern that is known, also for a function that looks at numbers.
   *
   * @param pattern with an entry, or its mirror image, wherever a second derivative may differ from
   *     0; one that misses some gives wrong numbers
   * @throws IllegalArgumentException if it is not of a square matrix
   */
  public static SparseHessian plan(UnaryOperator<Value> function, SparsityPattern pattern) {
    return plan(function, pattern, null);
  }

  private static UnaryOperator<Value> gradient(UnaryOperator<Value> function) {
    return x -> Gradient.of(v -> only(function.apply(v)), x);
  }

  private static Value only(Value result) {
    checkArgument(result != null, "sparse Hessian: the function gave null");
    checkArgument(
        result.shape().elements() == 1,
        "sparse Hessian: the function's result must have one element, not shape %s",
        result.shape());
    return result;
  }

  private static SparseHessian plan(
      UnaryOperator<Value> function, SparsityPattern pattern, @Nullable Shape shape) {
    checkArgument(
        pattern.rowCount() == pattern.columnCount(),
        "sparse Hessian: a pattern of %s x %s is not square",
        pattern.rowCount(),
        pattern.columnCount());
    return new SparseHessian(function, pattern.union(pattern.transpose()), shape);
  }

  /**
   * Reads each entry from the sum of columns of its column's colour, at its row; or, where another
   * column of that colour is in the way, its mirror image.
   */
  private static int[] places(SparsityPattern pattern, Colouring colouring) {
    int size = pattern.rowCount();
    int[] rows = pattern.rows();
    int[] columns = pattern.columns();
    BitSet[] crowded = crowded(pattern, colouring);
    int[] places = new int[rows.length];
    for (int i = 0; i < places.length; i++) {
      int low = Math.min(rows[i], columns[i]);
      int high = Math.max(rows[i], columns[i]);
      boolean isAlone = !crowded[low].get(colouring.of(high));
      int colour = colouring.of(isAlone ? high : low);
      places[i] = Compression.place(colour, size, isAlone ? low : high);
    }
    return places;
  }

  /** Of each row, the colours that several of its columns have. */
  private static BitSet[] crowded(SparsityPattern pattern, Colouring colouring) {
    BitSet[] crowded = new BitSet[pattern.rowCount()];
    int[][] columns = Colouring.lists(pattern);
    BitSet once = new BitSet();
    for (int row = 0; row < crowded.length; row++) {
      crowded[row] = new BitSet();
      once.clear();
      for (int column : columns[row]) {
        int colour = colouring.of(column);
        (once.get(colour) ? crowded[row] : once).set(colour);
      }
    }
    return crowded;
  }

  /** Gives the places of the entries, which are symmetric. */
  public SparsityPattern pattern() {
    return pattern;
  }

  /** Tells how many sweeps, each a Hessian-vector product, the whole matrix takes. */
  public int sweeps() {
    return colouring.count();
  }

  /**
   * Computes the matrix at a point.
   *
   * @param x of the plan's shape; with as many elements as the pattern has columns, if that was
   *     given
   * @throws IllegalArgumentException if it is not, or the function's result has not exactly one
   *     element
   */
  public SparseMatrix at(Value x) {
    return withGradientAt(x).hessian();
  }

  /**
   * Does the same, and gives the function's gradient, too.
   *
   * @param x as for {@link #at}
   */
  public WithGradient withGradientAt(Value x) {
    Compression.checkInput("sparse Hessian", x, shape, pattern);
    Compression found = Compression.ofColumns(gradient(function), x, colouring);
    return new WithGradient(
        found.value(), SparseMatrix.of(pattern, found.sums().indexSelect(0, places)));
  }
}
