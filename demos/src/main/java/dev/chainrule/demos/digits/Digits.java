package dev.chainrule.demos.digits;

import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Images of digits, 28 x 28 grey pixels from 0 (paper) to 255 (ink), and which digit each one is.
 */
final class Digits {
  static final int SIDE = 28;
  static final int PIXELS = SIDE * SIDE;
  static final int CLASSES = 10;

  private final byte[] pixels; // of one image after the other, row by row
  private final byte[] labels;

  /** Takes both arrays over. */
  Digits(byte[] pixels, byte[] labels) {
    this.pixels = pixels;
    this.labels = labels;
  }

  int count() {
    return labels.length;
  }

  int label(int image) {
    return labels[image];
  }

  /** Some of the images, 0 for paper to 1 for ink: shape [images, 784]. */
  Tensor images(int... which) {
    double[] numbers = new double[Shape.of(which.length, PIXELS).elements()];
    for (int i = 0; i < which.length; i++) {
      for (int p = 0; p < PIXELS; p++) {
        numbers[i * PIXELS + p] = (pixels[which[i] * PIXELS + p] & 0xff) / 255.0;
      }
    }
    return Tensor.of(Shape.of(which.length, PIXELS), numbers);
  }

  /**
   * What a perfect network would say of them: shape [images, 10], 1 at the digit and 0 elsewhere.
   */
  Tensor targets(int... which) {
    double[] numbers = new double[which.length * CLASSES];
    for (int i = 0; i < which.length; i++) {
      numbers[i * CLASSES + labels[which[i]]] = 1;
    }
    return Tensor.of(Shape.of(which.length, CLASSES), numbers);
  }

  /** The images whose number passes. */
  Digits only(IntPredicate chosen) {
    int[] which = IntStream.range(0, count()).filter(chosen).toArray();
    byte[] some = new byte[which.length * PIXELS];
    byte[] theirs = new byte[which.length];
    for (int i = 0; i < which.length; i++) {
      System.arraycopy(pixels, which[i] * PIXELS, some, i * PIXELS, PIXELS);
      theirs[i] = labels[which[i]];
    }
    return new Digits(some, theirs);
  }

  /** The numbers of all images, in random order. */
  int[] shuffled(Random random) {
    int[] order = IntStream.range(0, count()).toArray();
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }

  /** Images side by side, in characters: the darker, the denser. */
  String draw(int... which) {
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < SIDE; row += 2) { // a character is twice as high as it is wide
      for (int image : which) {
        for (int column = 0; column < SIDE; column++) {
          text.append(
              " .:+*#@".charAt((ink(image, row, column) + ink(image, row + 1, column)) * 7 / 511));
        }
      }
      text.append(System.lineSeparator());
    }
    return text.toString();
  }

  private int ink(int image, int row, int column) {
    return pixels[image * PIXELS + row * SIDE + column] & 0xff;
  }
}
