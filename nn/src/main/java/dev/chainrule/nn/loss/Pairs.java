package dev.chainrule.nn.loss;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.shape.Shape;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Checks that predictions and what was expected go together, element by element. */
final class Pairs {
  private Pairs() {}

  /**
   * Refuses shapes that differ: [n] and [n, 1] would broadcast to [n, n], silently and hardly ever
   * as meant.
   *
   * @param method that the user called
   */
  static void check(String method, Shape prediction, Shape target) {
    checkArgument(
        prediction.equals(target),
        "%s: prediction and target differ in shape: %s and %s%s",
        method,
        prediction,
        target,
        remedy(prediction, target));
  }

  /** Refuses, too, where there is nothing. */
  static void checkSome(String method, Shape prediction, Shape target) {
    check(method, prediction, target);
    checkArgument(
        target.elements() > 0, "%s: there is nothing to compare: shape %s", method, target);
  }

  /** Nothing, unless the shapes are one but for axes of size 1. */
  private static String remedy(Shape prediction, Shape target) {
    if (!Arrays.equals(squeezed(prediction), squeezed(target))) {
      return "";
    }
    return IntStream.of(prediction.toArray())
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(", ", "; give it target.reshape(", ")"));
  }

  private static int[] squeezed(Shape shape) {
    return IntStream.of(shape.toArray()).filter(size -> size != 1).toArray();
  }
}
