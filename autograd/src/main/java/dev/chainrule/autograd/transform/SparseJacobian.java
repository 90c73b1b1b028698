package dev.chainrule.autograd.transform;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.SparsityPattern;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.Shape;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The matrix of a function's first derivatives where most of them are 0 everywhere: of results that
 * depend on few of the inputs each. Columns that have no row in common are computed by one sweep
 * together, so that a band of 3 diagonals costs 3 sweeps, whatever its length. Rows are put
 * together likewise, for backward sweeps, where that takes fewer.
 *
 * <pre>{@code
 * UnaryOperator<Value> function = v -> v.sliceFrom(0, 1).sub(v.slice(0, 0, -1)).square();
 * Value x = Value.constant(Tensor.of(1.0, 2.0, 4.0));
 * SparseMatrix jacobian = SparseJacobian.of(function, x);
 * jacobian.toDense(); // [[-2, 2, 0], [0, -4, 4]]
 *
 * SparseJacobian plan = SparseJacobian.plan(function, x); // for many points
 * plan.sweeps(); // 2
 * plan.at(x.mul(3)).values(); // [-6, 6, -12, 12]
 * }</pre>
 *
 * <p>Rows are the elements of the function's result, columns those of its input, both in row-major
 * order. What {@link Jacobian} has to say of what else a function uses, and of further derivatives,
 * holds here, too. Immutable, if the function is.
 */
public final class SparseJacobian {
  private final UnaryOperator<Value> function;
  private final SparsityPattern pattern;
  private final @Nullable Shape shape; // of inputs; a pattern of the user's tells none
  private final boolean isForward;
  private final Colouring colouring; // of columns, or of rows
  private final int[] places; // of the entries among the results of all sweeps

  private SparseJacobian(
      UnaryOperator<Value> function,
      SparsityPattern pattern,
      @Nullable Shape shape,
      boolean isForward,
      Colouring colouring) {
    this.function = function;
    this.pattern = pattern;
    this.shape = shape;
    this.isForward = isForward;
    this.colouring = colouring;
    int[] swept = isForward ? pattern.columns() : pattern.rows();
    int[] found = isForward ? pattern.rows() : pattern.columns();
    int size = isForward ? pattern.rowCount() : pattern.columnCount();
    this.places = new int[swept.length];
    for (int i = 0; i < places.length; i++) {
      places[i] = Compression.place(colouring.of(swept[i]), size, found[i]);
    }
  }

  /**
   * A function's value with its Jacobian.
   *
   * @param value of the function
   * @param jacobian of shape [m, n] for m results of n inputs
   */
  public record WithValue(Value value, SparseMatrix jacobian) {}

  /**
   * Differentiates each element of a function's result by each element of its input that it may
   * depend on.
   *
   * @param function as for {@link SparsityPattern#of(UnaryOperator, Value)}
   * @param x where
   * @return of shape [m, n] for m results of n inputs
   */
  public static SparseMatrix of(UnaryOperator<Value> function, Value x) {
    return plan(function, x).at(x);
  }

  /**
   * Finds out once what is the same at every point: the pattern, and which sweeps are needed.
   *
   * @param function as for {@link SparsityPattern#of(UnaryOperator, Value)}
   * @param x of the function's input, the shape and the precision count alone
   */
  public static SparseJacobian plan(UnaryOperator<Value> function, Value x) {
    return plan(function, SparsityPattern.of(function, x), x.shape());
  }

  /**
   * Does the same with a pattern that is known, also for a function that looks at numbers.
   *
   * @param pattern with an entry wherever a derivative may differ from 0; one that misses some
   *     gives wrong numbers
   */
  public static SparseJacobian plan(UnaryOperator<Value> function, SparsityPattern pattern) {
    return plan(function, pattern, null);
  }

  private static SparseJacobian plan(
      UnaryOperator<Value> function, SparsityPattern pattern, @Nullable Shape shape) {
    SparsityPattern turned = pattern.transpose();
    boolean isByColumns = Colouring.longestRow(pattern) <= Colouring.longestRow(turned);
    SparsityPattern first = isByColumns ? pattern : turned;
    SparsityPattern second = isByColumns ? turned : pattern;
    Colouring one = Colouring.ofColumns(first);
    if (one.count() <= Colouring.longestRow(second)) { // the other one can't have fewer
      return new SparseJacobian(function, pattern, shape, isByColumns, one);
    }
    Colouring other = Colouring.ofColumns(second);
    return one.count() <= other.count()
        ? new SparseJacobian(function, pattern, shape, isByColumns, one)
        : new SparseJacobian(function, pattern, shape, !isByColumns, other);
  }

  /** Gives the places of the entries. */
  public SparsityPattern pattern() {
    return pattern;
  }

  /** Tells how many sweeps the whole matrix takes. */
  public int sweeps() {
    return colouring.count();
  }

  /**
   * Tells whether the sweeps are forward: one for each colour of columns; else they are of rows.
   */
  public boolean isForward() {
    return isForward;
  }

  /**
   * Computes the matrix at a point.
   *
   * @param x of the plan's shape; with as many elements as the pattern has columns, if that was
   *     given
   * @throws IllegalArgumentException if it is not, or the function's result has not as many as the
   *     pattern has rows
   */
  public SparseMatrix at(Value x) {
    return withValueAt(x).jacobian();
  }

  /**
   * Does the same, and gives the function's value, too.
   *
   * @param x as for {@link #at}
   */
  public WithValue withValueAt(Value x) {
    Compression.checkInput("sparse Jacobian", x, shape, pattern);
    Compression found =
        isForward
            ? Compression.ofColumns(this::checked, x, colouring)
            : Compression.ofRows(this::checked, x, colouring);
    Value values = found.sums().indexSelect(0, places);
    return new WithValue(found.value(), SparseMatrix.of(pattern, values));
  }

  private Value checked(Value x) {
    Value result = function.apply(x);
    checkArgument(
        result.shape().elements() == pattern.rowCount(),
        "sparse Jacobian: a result of shape %s for a pattern of %s rows: make a plan for inputs of"
            + " shape %s",
        result.shape(),
        pattern.rowCount(),
        x.shape());
    return result;
  }
}
