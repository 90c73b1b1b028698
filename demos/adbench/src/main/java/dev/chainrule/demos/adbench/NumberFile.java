package dev.chainrule.demos.adbench;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.io.Resources;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.StringTokenizer;
import java.util.stream.IntStream;

/**
 * Reads a file of ADBench: numbers with space or colons between them, whose order alone says what
 * they are.
 */
final class NumberFile {
  private final StringTokenizer numbers;

  private NumberFile(String text) {
    this.numbers = new StringTokenizer(text, " \t\r\n:");
  }

  /** Opens the data of that name which comes along, without its extension. */
  static NumberFile named(String name) {
    try {
      return new NumberFile(
          Resources.toString(
              Resources.getResource(NumberFile.class, name + ".txt"), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tells whether anything follows. */
  boolean hasMore() {
    return numbers.hasMoreTokens();
  }

  /** Reads on past what nobody asks for. */
  void skip(int count) {
    for (int i = 0; i < count; i++) {
      String unused = numbers.nextToken();
    }
  }

  /** Reads a whole number. */
  int count() {
    return Integer.parseInt(numbers.nextToken());
  }

  /** Reads a number. */
  double number() {
    return Double.parseDouble(numbers.nextToken());
  }

  /** Reads as many numbers as a tensor of these sizes has, in row-major order. */
  Tensor tensor(int... sizes) {
    Shape shape = Shape.of(sizes);
    checkArgument(
        numbers.countTokens() >= shape.elements(), "the file ends before a tensor of %s", shape);
    return Tensor.of(
        shape, IntStream.range(0, shape.elements()).mapToDouble(i -> number()).toArray());
  }
}
