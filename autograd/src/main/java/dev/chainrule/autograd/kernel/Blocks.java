package dev.chainrule.autograd.kernel;

/**
 * How a long line of elements is cut into blocks that fit into the L1 cache: for passes, and for
 * sums, which are added up block by block.
 */
public final class Blocks {
  /** The elements of a block; the last one may have a few more. */
  public static final int SIZE = 256;

  /** A last block that would be shorter than a vector belongs to the one before it. */
  private static final int FEWEST = 16;

  /** The elements of the longest block. */
  public static final int LONGEST = SIZE + FEWEST;

  private Blocks() {}

  /** The number of blocks of a line, at least 1. */
  public static int count(int length) {
    return Math.max(0, length - FEWEST) / SIZE + 1;
  }

  /** The elements of one block. */
  public static int length(int block, int blocks, int length) {
    return block == blocks - 1 ? length - block * SIZE : SIZE;
  }

  /** The sum of the sums of blocks. */
  public static double total(double[] sums) {
    return sums.length == 1 ? sums[0] : Line.of(new Float64Storage(sums), 0, 1, sums.length).sum();
  }
}
