package dev.chainrule.autograd;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/**
 * Where a matrix may hold something else than 0: the places of its entries, by rows. That of a
 * function's Jacobian has an entry wherever a result may depend on an input. It is found by running
 * the function once, on values that carry sets of inputs in place of numbers.
 *
 * <pre>{@code
 * Value x = Value.constant(Tensor.of(1.0, 2.0, 4.0));
 * SparsityPattern differences = SparsityPattern.of(v -> v.sliceFrom(0, 1).sub(v.slice(0, 0, 2)), x);
 * differences.rows(); // [0, 0, 1, 1]
 * differences.columns(); // [0, 1, 1, 2]
 * }</pre>
 *
 * <p>A pattern takes memory for each of its entries. One that is dense, as where each result
 * depends on each input, takes as much as the dense matrix, and there is no warning: try a smaller
 * input first, and look at {@link #entryCount}. Immutable.
 */
public final class SparsityPattern {
  private final int columnCount;
  private final int[] starts; // of each row, and the number of entries at last
  private final int[] columns; // ascending in each row

  private SparsityPattern(int columnCount, int[] starts, int[] columns) {
    this.columnCount = columnCount;
    this.starts = starts;
    this.columns = columns;
  }

  /**
   * Finds the pattern of a function's Jacobian. It holds at every input of this shape, whichever
   * way {@code where}, {@code relu}, {@code max} and other choices go there: it has all entries
   * that are anywhere different from 0, and maybe more, where the function computes something that
   * cancels out.
   *
   * @param function of one value; it can't look at numbers (data, item) there
   * @param x of the function's input, the shape and the precision count alone
   * @return a row for each element of the result, a column for each of the input, both in row-major
   *     order
   * @throws IllegalArgumentException if there are more than 2^31 - 1 entries, or the function gives
   *     null
   * @throws IllegalStateException if the function looks at numbers
   */
  public static SparsityPattern of(UnaryOperator<Value> function, Value x) {
    long level = Level.next();
    Value result = function.apply(Dependent.variable(level, x.shape(), x.dtype()));
    checkArgument(result != null, "sparsity pattern: the function gave null");
    IndexSets sets =
        result.level() == level ? Dependent.sets(result, level) : IndexSets.none(result.shape());
    return ofRows(result.shape().elements(), x.shape().elements(), sets::at);
  }

  private static SparsityPattern ofRows(
      int rowCount, int columnCount, IntFunction<int[]> columnsOf) {
    int[][] rows = new int[rowCount][];
    int[] starts = new int[rowCount + 1];
    long count = 0;
    for (int row = 0; row < rowCount; row++) {
      rows[row] = columnsOf.apply(row);
      count += rows[row].length;
      checkArgument(
          count <= Integer.MAX_VALUE,
          "sparsity pattern: more than 2^31 - 1 entries up to row %s of %s x %s",
          row,
          rowCount,
          columnCount);
      starts[row + 1] = (int) count;
    }
    int[] columns = new int[(int) count];
    for (int row = 0; row < rowCount; row++) {
      System.arraycopy(rows[row], 0, columns, starts[row], rows[row].length);
    }
    return new SparsityPattern(columnCount, starts, columns);
  }

  /**
   * Takes the places of entries, in any order; one that comes several times counts once.
   *
   * @param rows of each entry, from 0
   * @param columns of each entry, from 0
   * @throws IllegalArgumentException if there are not as many rows as columns, or one is not in the
   *     matrix
   */
  public static SparsityPattern of(int rowCount, int columnCount, int[] rows, int[] columns) {
    checkArgument(
        rowCount >= 0 && columnCount >= 0,
        "sparsity pattern: a size is negative: %s x %s",
        rowCount,
        columnCount);
    checkArgument(
        rows.length == columns.length,
        "sparsity pattern: %s rows and %s columns of entries",
        rows.length,
        columns.length);
    long[] places = new long[rows.length];
    for (int i = 0; i < places.length; i++) {
      checkArgument(
          rows[i] >= 0 && rows[i] < rowCount && columns[i] >= 0 && columns[i] < columnCount,
          "sparsity pattern: no place [%s, %s] in a matrix [%s, %s]",
          rows[i],
          columns[i],
          rowCount,
          columnCount);
      places[i] = (long) rows[i] << Integer.SIZE | columns[i];
    }
    long[] distinct = Arrays.stream(places).sorted().distinct().toArray();
    int[] starts = new int[rowCount + 1];
    for (long place : distinct) {
      starts[(int) (place >> Integer.SIZE) + 1]++;
    }
    Arrays.parallelPrefix(starts, Integer::sum);
    int[] sorted = Arrays.stream(distinct).mapToInt(place -> (int) place).toArray();
    return new SparsityPattern(columnCount, starts, sorted);
  }

  /** Tells how many rows the matrix has. */
  public int rowCount() {
    return starts.length - 1;
  }

  /** Tells how many columns the matrix has. */
  public int columnCount() {
    return columnCount;
  }

  /** Tells how many entries there are. */
  public int entryCount() {
    return columns.length;
  }

  /** Gives the row of each entry, ascending; the caller's to change. */
  public int[] rows() {
    int[] rows = new int[columns.length];
    for (int row = 0; row < rowCount(); row++) {
      Arrays.fill(rows, starts[row], starts[row + 1], row);
    }
    return rows;
  }

  /** Gives the column of each entry, ascending in each row; the caller's to change. */
  public int[] columns() {
    return columns.clone();
  }

  /**
   * Gives the number of the first entry of each row, and the number of all entries at the end: row
   * i has the entries from {@code starts[i]} to before {@code starts[i + 1]}. The caller's to
   * change.
   */
  public int[] rowStarts() {
    return starts.clone();
  }

  /** Exchanges rows and columns. */
  public SparsityPattern transpose() {
    int[] turned = new int[columnCount + 1];
    for (int column : columns) {
      turned[column + 1]++;
    }
    Arrays.parallelPrefix(turned, Integer::sum);
    int[] next = turned.clone();
    int[] rows = new int[columns.length];
    for (int row = 0; row < rowCount(); row++) {
      for (int i = starts[row]; i < starts[row + 1]; i++) {
        rows[next[columns[i]]++] = row;
      }
    }
    return new SparsityPattern(rowCount(), turned, rows);
  }

  /**
   * Joins the entries of two patterns of one size.
   *
   * @throws IllegalArgumentException if the sizes differ
   */
  public SparsityPattern union(SparsityPattern other) {
    checkArgument(
        rowCount() == other.rowCount() && columnCount == other.columnCount,
        "sparsity pattern: no union of %s x %s and %s x %s",
        rowCount(),
        columnCount,
        other.rowCount(),
        other.columnCount);
    return ofRows(
        rowCount(), columnCount, row -> UnionOfSets.of(columnsOf(row), other.columnsOf(row)));
  }

  private int[] columnsOf(int row) {
    return Arrays.copyOfRange(columns, starts[row], starts[row + 1]);
  }

  /** Shows the sizes. */
  @Override
  public String toString() {
    return "%s entries of %s x %s".formatted(entryCount(), rowCount(), columnCount);
  }
}
