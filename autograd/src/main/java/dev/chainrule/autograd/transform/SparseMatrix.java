package dev.chainrule.autograd.transform;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.SparsityPattern;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.Arrays;

/**
 * A matrix of which few entries are different from 0: their rows, columns and values. The values
 * are a {@link Value}, so that they can be differentiated.
 *
 * <pre>{@code
 * Value x = Value.constant(Tensor.of(2.0, 5.0));
 * SparseMatrix jacobian = SparseJacobian.of(v -> v.square(), x);
 * jacobian.rows(); // [0, 1]
 * jacobian.columns(); // [0, 1]
 * jacobian.values(); // [4, 10]
 * jacobian.times(x); // [8, 50]
 * }</pre>
 *
 * <p>Nothing here solves linear equations. To hand the matrix to a solver for sparse ones: rows,
 * columns and values are its coordinates (COO); row starts, columns and values, in the same order,
 * are its compressed rows (CSR), for the column indices ascend in each row. Those of {@link
 * #transpose} are the compressed columns (CSC).
 *
 * <pre>{@code
 * int[] starts = jacobian.pattern().rowStarts(); // [0, 1, 2]
 * int[] columns = jacobian.columns();
 * double[] numbers = jacobian.values().data().toArray();
 * }</pre>
 *
 * <p>Immutable.
 */
public final class SparseMatrix {
  private final SparsityPattern pattern;
  private final Value values;

  private SparseMatrix(SparsityPattern pattern, Value values) {
    this.pattern = pattern;
    this.values = values;
  }

  /**
   * Takes the places of entries and their values.
   *
   * @param values in the order of the pattern's entries: by row, then by column; a vector
   * @throws IllegalArgumentException if the values are no vector, or not as many as the entries
   */
  public static SparseMatrix of(SparsityPattern pattern, Value values) {
    checkArgument(
        values.shape().equals(Shape.of(pattern.entryCount())),
        "sparse matrix: values of shape %s for %s entries: give a vector of as many",
        values.shape(),
        pattern.entryCount());
    return new SparseMatrix(pattern, values);
  }

  /** Gives the places of the entries. */
  public SparsityPattern pattern() {
    return pattern;
  }

  /** Counts the rows. */
  public int rowCount() {
    return pattern.rowCount();
  }

  /** Counts the columns. */
  public int columnCount() {
    return pattern.columnCount();
  }

  /** Gives the row of each entry, ascending; the caller's to change. */
  public int[] rows() {
    return pattern.rows();
  }

  /** Gives the column of each entry, ascending in each row; the caller's to change. */
  public int[] columns() {
    return pattern.columns();
  }

  /** Gives the value of each entry, in the order of {@link #rows} and {@link #columns}. */
  public Value values() {
    return values;
  }

  /**
   * Makes the whole matrix [m, n], with zeros where there is no entry. Derivative 1 for each value.
   *
   * @throws IllegalArgumentException if it has more than 2^31 - 1 elements
   */
  public Value toDense() {
    Shape all = Shape.of("toDense", rowCount(), columnCount()); // refuses what is too large
    int[] rows = pattern.rows();
    int[] columns = pattern.columns();
    int[] places = new int[rows.length];
    Arrays.setAll(places, i -> rows[i] * pattern.columnCount() + columns[i]);
    return added(values, places, all.elements()).reshape(all);
  }

  /** Exchanges rows and columns. Derivative 1 for each value. */
  public SparseMatrix transpose() {
    SparsityPattern turned = pattern.transpose();
    int[] next = turned.rowStarts();
    int[] columns = pattern.columns();
    int[] order = new int[columns.length];
    for (int i = 0; i < columns.length; i++) {
      order[next[columns[i]]++] = i;
    }
    return new SparseMatrix(turned, values.indexSelect(0, order));
  }

  /**
   * Multiplies by a vector: [n] gives [m]. Value Σ a[i, j] x[j]; derivatives x[j] for a[i, j], and
   * the transposed matrix for x.
   *
   * @param vector of the values' precision
   * @throws IllegalArgumentException if it is not of shape [n], or of another precision
   */
  public Value times(Value vector) {
    checkArgument(
        vector.shape().equals(Shape.of(pattern.columnCount())),
        "times: a vector of shape %s for a sparse matrix of shape %s",
        vector.shape(),
        "[" + pattern.rowCount() + ", " + pattern.columnCount() + "]");
    Value products = values.mul(vector.indexSelect(0, pattern.columns()));
    return added(products, pattern.rows(), pattern.rowCount());
  }

  private static Value added(Value numbers, int[] places, int size) {
    Value index = Value.constant(Tensor.of(Arrays.stream(places).asDoubleStream().toArray()));
    Value zeros = numbers.literal(0).broadcastTo(Shape.of(size));
    return zeros.scatterAdd(0, index, numbers);
  }

  /** Shows the sizes. */
  @Override
  public String toString() {
    return pattern.toString();
  }
}
