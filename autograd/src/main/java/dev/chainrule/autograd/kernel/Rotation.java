package dev.chainrule.autograd.kernel;

/** Rotations of two rows in their plane. */
final class Rotation {
  private Rotation() {}

  /** Sets x to c x - s y, and y to s x + c y. */
  static void apply(double[] data, int x, int y, int length, double cosine, double sine) {
    for (int k = 0; k < length; k++) {
      double first = data[x + k];
      double second = data[y + k];
      data[x + k] = cosine * first - sine * second;
      data[y + k] = sine * first + cosine * second;
    }
  }
}
