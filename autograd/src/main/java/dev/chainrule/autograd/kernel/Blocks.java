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

  /** The sum of some elements of a line. */
  @FunctionalInterface
  interface Part {
    double sum(int first, int count);
  }

  /** The sum of a line, block by block. */
  static double sum(int length, Part part) {
    double[] sums = new double[count(length)];
    for (int block = 0; block < sums.length; block++) {
      sums[block] = part.sum(block * SIZE, length(block, sums.length, length));
    }
    return total(sums);
  }

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
    return Float64Lanes.sum(sums, 0, 1, sums.length);
  }
}
