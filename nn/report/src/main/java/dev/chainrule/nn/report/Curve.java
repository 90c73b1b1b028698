package dev.chainrule.nn.report;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.Doubles;
import com.google.common.primitives.Ints;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Holds a number for each of some epochs.
 *
 * @param name for the legend
 * @param epochs the epochs' numbers, in order
 * @param numbers as many; what is NaN or infinite is not drawn
 */
record Curve(String name, List<Integer> epochs, List<Double> numbers) {
  private static final double DRAWABLE = 1e300; // beyond it, the axis's own arithmetic overflows

  /** Copies the lists. */
  Curve {
    checkArgument(epochs.size() == numbers.size(), "%s: %s, %s", name, epochs, numbers);
    epochs = Ints.asList(Ints.toArray(epochs));
    numbers = Doubles.asList(Doubles.toArray(numbers));
  }

  /** Says whether a number can be drawn. */
  static boolean isDrawable(double number) {
    return Math.abs(number) <= DRAWABLE;
  }

  /** Gives those of the numbers that can be drawn. */
  DoubleStream drawable() {
    return numbers.stream().mapToDouble(number -> number).filter(Curve::isDrawable);
  }
}
