package dev.chainrule.autograd.kernel;

import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * Memory of a matrix product that the next one can use again. Each thread has its own; a product
 * that begins inside another one takes another. Float32Scratch is made from this text by the build.
 */
final class Float64Scratch {
  private static final ThreadLocal<ArrayDeque<Float64Scratch>> FREE =
      ThreadLocal.withInitial(ArrayDeque::new);

  private double[] panels = new double[0];
  private double[] block = new double[0];
  private double[] corner = new double[0];

  private Float64Scratch() {}

  static Float64Scratch take() {
    Float64Scratch free = FREE.get().poll();
    return free == null ? new Float64Scratch() : free;
  }

  void giveBack() {
    FREE.get().push(this);
  }

  double[] panels(int length) {
    panels = panels.length < length ? new double[length] : panels;
    return panels;
  }

  double[] block(int length) {
    block = block.length < length ? new double[length] : block;
    return block;
  }

  /** Zeros. */
  double[] corner(int length) {
    corner = corner.length < length ? new double[length] : corner;
    Arrays.fill(corner, 0);
    return corner;
  }
}
