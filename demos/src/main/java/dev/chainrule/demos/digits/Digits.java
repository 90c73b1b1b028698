package dev.chainrule.demos.digits;

import com.google.common.base.Strings;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.data.Examples;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Images of digits, 28 x 28 grey pixels from 0 (paper) to 1 (ink), and which digit each one is. */
final class Digits {
  static final int SIDE = 28;
  static final int PIXELS = SIDE * SIDE;
  static final int CLASSES = 10;

  private static final String SHADES = " .:+*#@";

  private final Examples examples;

  /**
   * Digits.
   *
   * @param examples inputs of shape [count, 784], targets of shape [count]
   */
  Digits(Examples examples) {
    this.examples = examples;
  }

  Examples examples() {
    return examples;
  }

  int count() {
    return examples.count();
  }

  int label(int image) {
    return (int) examples.targets().at(image);
  }

  /** The first of them, as many as there are up to a number. */
  Digits first(int most) {
    return new Digits(examples.slice(0, Math.min(most, count())));
  }

  /** These, and then others. */
  Digits beside(Digits others) {
    return new Digits(
        Examples.of(
            examples.inputs().concat(0, others.examples.inputs()),
            examples.targets().concat(0, others.examples.targets())));
  }

  Digits to(DType dtype) {
    return new Digits(examples.to(dtype));
  }

  /** Which digits they are, each above its image as {@link #draw} draws it. */
  String labels() {
    return IntStream.range(0, count())
        .mapToObj(image -> Strings.padEnd("            a " + label(image), SIDE, ' '))
        .collect(Collectors.joining());
  }

  /** The place of a pixel in a drawing: of the upper one of the two that share it. */
  static int place(int pixel) {
    return pixel / (2 * SIDE) * SIDE + pixel % SIDE;
  }

  /** The images side by side, in characters: the darker, the denser. */
  String draw() {
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < SIDE; row += 2) { // a character is twice as high as it is wide
      int upper = row;
      IntStream.range(0, count()).forEach(image -> drawRow(text, image, upper));
      text.append(System.lineSeparator());
    }
    return text.toString();
  }

  private void drawRow(StringBuilder text, int image, int row) {
    Tensor pixels = examples.inputs();
    for (int column = 0; column < SIDE; column++) {
      int at = row * SIDE + column;
      double ink = (pixels.at(image, at) + pixels.at(image, at + SIDE)) / 2;
      text.append(SHADES.charAt((int) Math.min(ink * SHADES.length(), SHADES.length() - 1)));
    }
  }
}
