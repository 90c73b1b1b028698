package dev.chainrule.autograd.kernel;

import dev.chainrule.autograd.shape.DType;
import java.util.ArrayDeque;

/**
 * Memory for blocks that the next pass of a thread can use again. A pass that begins inside another
 * one takes another.
 */
final class Workspace {
  private static final ThreadLocal<ArrayDeque<Workspace>> FREE =
      ThreadLocal.withInitial(ArrayDeque::new);

  private Numbers float32 = Numbers.allocate(DType.FLOAT32, 0);
  private Numbers float64 = Numbers.allocate(DType.FLOAT64, 0);
  private Numbers numbers = float64;

  private Workspace() {}

  static Workspace take(DType dtype, int length) {
    Workspace free = FREE.get().poll();
    Workspace workspace = free == null ? new Workspace() : free;
    workspace.provide(dtype, length);
    return workspace;
  }

  private void provide(DType dtype, int length) {
    numbers = dtype == DType.FLOAT64 ? float64 : float32;
    if (numbers.length() < length) {
      numbers = Numbers.allocate(dtype, length);
      float64 = dtype == DType.FLOAT64 ? numbers : float64;
      float32 = dtype == DType.FLOAT32 ? numbers : float32;
    }
  }

  Numbers numbers() {
    return numbers;
  }

  void giveBack() {
    FREE.get().push(this);
  }
}
