package dev.chainrule.autograd.transform;

import dev.chainrule.autograd.SparsityPattern;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * A colouring of the rows of a symmetric matrix, which are its columns, too, by which each entry
 * can be read from a sum of columns of one colour, from its own or from its mirror image's:
 * neighbours differ, and no path of four has two colours only (A. H. Gebremedhin, F. Manne, A.
 * Pothen, What color is your Jacobian?, 2005). Greedy: colours what it goes to first with the first
 * that is allowed.
 */
final class StarColouring {
  private final int[][] neighbours;
  private final int[] colours;
  // Of each vertex:
  private final BitSet[] once; // the colours of its neighbours
  private final BitSet[] twice; // those that several neighbours have
  private final BitSet[] forbidden; // to its neighbours: a path of two colours would get longer

  private StarColouring(int[][] neighbours) {
    int size = neighbours.length;
    this.neighbours = neighbours;
    this.colours = new int[size];
    Arrays.fill(colours, Colouring.NONE);
    this.once = sets(size);
    this.twice = sets(size);
    this.forbidden = sets(size);
  }

  private static BitSet[] sets(int count) {
    BitSet[] sets = new BitSet[count];
    Arrays.setAll(sets, i -> new BitSet());
    return sets;
  }

  /**
   * Colours in two orders, of which the better one counts.
   *
   * @param pattern a symmetric one
   */
  static Colouring of(SparsityPattern pattern) {
    int[][] rows = Colouring.lists(pattern);
    int[][] neighbours = new int[rows.length][];
    Arrays.setAll(neighbours, i -> Arrays.stream(rows[i]).filter(j -> j != i).toArray());
    Colouring natural = greedy(rows, neighbours, IntStream.range(0, rows.length).toArray());
    long[] degrees = Arrays.stream(neighbours).mapToLong(list -> list.length).toArray();
    Colouring other = greedy(rows, neighbours, Colouring.descending(degrees));
    return other.count() < natural.count() ? other : natural;
  }

  private static Colouring greedy(int[][] rows, int[][] neighbours, int[] order) {
    StarColouring colouring = new StarColouring(neighbours);
    for (int vertex : order) {
      if (rows[vertex].length > 0) {
        colouring.colour(vertex);
      }
    }
    return new Colouring(colouring.colours);
  }

  private void colour(int vertex) {
    BitSet taken = (BitSet) once[vertex].clone();
    for (int w : neighbours[vertex]) {
      if (colours[w] != Colouring.NONE) {
        taken.or(forbidden[w]);
        if (twice[vertex].get(colours[w])) { // another neighbour, w, and whatever is behind it
          taken.or(once[w]);
        }
      }
    }
    int colour = taken.nextClearBit(0);
    colours[vertex] = colour;
    for (int x : neighbours[vertex]) {
      note(x, vertex, colour);
    }
    if (!twice[vertex].isEmpty()) {
      for (int w : neighbours[vertex]) {
        if (colours[w] != Colouring.NONE && twice[vertex].get(colours[w])) {
          forbidden[w].set(colour);
        }
      }
    }
  }

  /** A vertex has a new colour among its neighbours. */
  private void note(int x, int vertex, int colour) {
    if (!once[x].get(colour)) {
      once[x].set(colour);
      return;
    }
    boolean isSecond = !twice[x].get(colour);
    twice[x].set(colour);
    if (colours[x] == Colouring.NONE) {
      return;
    }
    forbidden[vertex].set(colours[x]);
    if (isSecond) {
      for (int first : neighbours[x]) {
        if (colours[first] == colour) {
          forbidden[first].set(colours[x]);
        }
      }
    }
  }
}
