package dev.chainrule.autograd.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** How a product is shared out, for more threads than the machine at hand may have. */
class GridTest {
  private static final int TILE_ROWS = 6;
  private static final int TILE_COLUMNS = 32; // of float32, with vectors of 512 bits

  /** Every element belongs to one part. */
  @Test
  void thePartsCoverTheMatrixOnce() {
    for (int rows : new int[] {1, 5, 6, 7, 100, 128}) {
      for (int columns : new int[] {1, 31, 33, 512}) {
        for (int parts = 1; parts <= 64; parts++) {
          Grid grid = Grid.of(parts, rows, TILE_ROWS, columns, TILE_COLUMNS);
          assertTrue(grid.parts() <= parts);
          int covered = 0;
          for (int part = 0; part < grid.parts(); part++) {
            int height = Math.min(grid.rows(), rows - grid.row(part));
            int width = Math.min(grid.columns(), columns - grid.column(part));
            assertTrue(height > 0 && width > 0);
            covered += height * width;
          }
          assertEquals(rows * columns, covered);
        }
      }
    }
  }

  /**
   * By reckoning, with 32 elements computed in the time in which a row or a column is copied: how
   * many times as fast so many threads are, if each has a processor of its own and all begin at
   * once. The products are those of a step of 784-512-512-10 with a batch of 128, of
   * 784-2048-2048-10 with 256, and of two matrices of 1024 x 1024.
   */
  @TestFactory
  List<DynamicTest> whatManyThreadsAreWorth() {
    List<DynamicTest> tests = new ArrayList<>();
    int[][] products = {{128, 512}, {512, 784}, {256, 2048}, {2048, 784}, {1024, 1024}};
    for (int[] product : products) {
      for (int threads : new int[] {2, 4, 8, 16, 32, 64}) {
        double speedUp = speedUp(threads, product[0], product[1]);
        String name = "%s x %s, %s threads".formatted(product[0], product[1], threads);
        double least = threads * (threads <= 8 ? 0.75 : threads <= 32 ? 0.5 : 0.4);
        tests.add(
            DynamicTest.dynamicTest(
                name + ": " + speedUp, () -> assertTrue(speedUp >= least, () -> name + speedUp)));
      }
    }
    return tests;
  }

  private static double speedUp(int threads, int rows, int columns) {
    Grid whole = Grid.of(1, rows, TILE_ROWS, columns, TILE_COLUMNS);
    return cost(whole) / cost(Grid.of(threads, rows, TILE_ROWS, columns, TILE_COLUMNS));
  }

  /** Of the largest part, in elements computed. */
  private static double cost(Grid grid) {
    return (double) grid.rows() * grid.columns() + 32.0 * (grid.rows() + grid.columns());
  }
}
