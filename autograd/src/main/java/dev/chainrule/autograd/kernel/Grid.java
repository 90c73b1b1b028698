package dev.chainrule.autograd.kernel;

/**
 * A matrix cut into rectangles of one size, but for those at the end. Whoever computes a rectangle
 * of a product reads as many rows of the left matrix and columns of the right one: so rectangles
 * that are nearly square cost least.
 */
record Grid(int rows, int columns, int across, int parts) {
  /** What it costs to copy a row or a column, in multiples of an element's computation. */
  private static final long COPY = 32;

  /** The best grid of at most so many parts. */
  static Grid of(int parts, int rows, int tileRows, int columns, int tileColumns) {
    Grid best = of(1, parts, rows, tileRows, columns, tileColumns);
    for (int across = 2; across <= parts; across++) {
      Grid grid = of(across, parts / across, rows, tileRows, columns, tileColumns);
      best = grid.cost() < best.cost() ? grid : best;
    }
    return best;
  }

  private static Grid of(
      int across, int down, int rows, int tileRows, int columns, int tileColumns) {
    int height = share(rows, down, tileRows);
    int width = share(columns, across, tileColumns);
    int used = (columns + width - 1) / width;
    return new Grid(height, width, used, used * ((rows + height - 1) / height));
  }

  /** A part's size, in whole tiles. */
  private static int share(int size, int parts, int tile) {
    int tiles = (size + tile - 1) / tile;
    return (tiles + parts - 1) / parts * tile;
  }

  private long cost() {
    return (long) rows * columns + COPY * (rows + columns);
  }

  /** The first row of a part. */
  int row(int part) {
    return part / across * rows;
  }

  /** The first column of a part. */
  int column(int part) {
    return part % across * columns;
  }
}
