package dev.chainrule.autograd.transform;

import dev.chainrule.autograd.SparsityPattern;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Groups of columns that one sweep can serve (A. H. Gebremedhin, F. Manne, A. Pothen, What color is
 * your Jacobian? Graph coloring for computing derivatives, 2005): columns of one colour.
 */
final class Colouring {
  /** Stands for a column without entries: no sweep serves it. */
  static final int NONE = -1;

  private final int[] colours;
  private final int count;

  Colouring(int[] colours) {
    this.colours = colours;
    this.count = Arrays.stream(colours).max().orElse(NONE) + 1;
  }

  /** How many there are. */
  int count() {
    return count;
  }

  /** That of a column. */
  int of(int column) {
    return colours[column];
  }

  /**
   * Colours columns so that two of one colour have no row in common: then each row of their sum
   * holds an entry of one of them alone. Greedy, in two orders, of which the better one counts.
   */
  static Colouring ofColumns(SparsityPattern pattern) {
    int[][] rows = lists(pattern.transpose());
    Colouring natural = greedy(pattern.rowCount(), rows, IntStream.range(0, rows.length).toArray());
    if (natural.count == longestRow(pattern)) {
      return natural; // a row's columns all differ: there can't be fewer
    }
    Colouring other = greedy(pattern.rowCount(), rows, mostNeighboursFirst(pattern, rows));
    return other.count < natural.count ? other : natural;
  }

  /** How many colours the columns need at least. */
  static int longestRow(SparsityPattern pattern) {
    int[] starts = pattern.rowStarts();
    return IntStream.range(0, pattern.rowCount())
        .map(row -> starts[row + 1] - starts[row])
        .max()
        .orElse(0);
  }

  /** The columns of each row. */
  static int[][] lists(SparsityPattern pattern) {
    int[] starts = pattern.rowStarts();
    int[] columns = pattern.columns();
    int[][] lists = new int[pattern.rowCount()][];
    Arrays.setAll(lists, row -> Arrays.copyOfRange(columns, starts[row], starts[row + 1]));
    return lists;
  }

  private static int[] mostNeighboursFirst(SparsityPattern pattern, int[][] rows) {
    int[] starts = pattern.rowStarts();
    long[] neighbours = new long[rows.length];
    for (int column = 0; column < rows.length; column++) {
      for (int row : rows[column]) {
        neighbours[column] += starts[row + 1] - starts[row];
      }
    }
    return descending(neighbours);
  }

  /** The places of numbers from the largest on; of equal ones, the first comes first. */
  static int[] descending(long[] numbers) {
    return IntStream.range(0, numbers.length)
        .boxed()
        .sorted(Comparator.comparingLong(i -> -numbers[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Gives each column in turn the first colour that none of its rows has yet. */
  private static Colouring greedy(int rowCount, int[][] rows, int[] order) {
    BitSet[] taken = new BitSet[rowCount];
    Arrays.setAll(taken, row -> new BitSet());
    int[] colours = new int[order.length];
    BitSet forbidden = new BitSet();
    for (int column : order) {
      forbidden.clear();
      for (int row : rows[column]) {
        forbidden.or(taken[row]);
      }
      int colour = rows[column].length == 0 ? NONE : forbidden.nextClearBit(0);
      colours[column] = colour;
      for (int row : rows[column]) {
        taken[row].set(colour);
      }
    }
    return new Colouring(colours);
  }
}
