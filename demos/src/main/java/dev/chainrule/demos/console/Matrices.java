package dev.chainrule.demos.console;

import dev.chainrule.autograd.tensor.Tensor;
import java.io.PrintStream;

/** Matrices as a reader writes them down: a caption, then a line for each row. */
public final class Matrices {
  private Matrices() {}

  /**
   * Prints a matrix.
   *
   * @param caption what it is
   * @param matrix shape [rows, columns]
   */
  public static void print(PrintStream out, String caption, Tensor matrix) {
    printRows(out, caption + ", " + matrix.shape(), matrix);
  }

  /**
   * Prints what is made of a product, with the shapes that go into it.
   *
   * @param caption what it is
   * @param a shape [rows, n]
   * @param b shape [n, columns]
   * @param matrix shape [rows, columns]
   */
  public static void printProduct(
      PrintStream out, String caption, Tensor a, Tensor b, Tensor matrix) {
    String shapes = ": " + a.shape() + " by " + b.shape() + " gives " + matrix.shape();
    printRows(out, caption + shapes, matrix);
  }

  private static void printRows(PrintStream out, String caption, Tensor matrix) {
    out.println("   " + caption);
    for (int i = 0; i < matrix.shape().size(0); i++) {
      out.print("     [");
      for (int j = 0; j < matrix.shape().size(1); j++) {
        out.print(" " + Figures.fit(matrix.at(i, j), 8, 4));
      }
      out.println(" ]");
    }
    out.println();
  }
}
