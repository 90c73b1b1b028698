package dev.chainrule.nn.loss;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.tensor.Tensor;

/** Checks classes: whole numbers from 0, one for each example. */
final class Classes {
  private Classes() {}

  /**
   * Reads the classes that a tensor holds.
   *
   * @param method that the user called
   * @param classes shape [examples]
   * @param width how many classes there are
   */
  static int[] of(String method, Tensor classes, int width) {
    int examples = classes.shape().elements();
    checkArgument(
        classes.shape().rank() == 1,
        "%s: classes of shape %s; expected [examples], the number of the class of each%s",
        method,
        classes.shape(),
        classes.shape().rank() == 2 ? remedy(classes, examples) : "");
    double[] numbers = classes.toArray();
    int[] indices = new int[examples];
    for (int i = 0; i < examples; i++) {
      indices[i] = (int) numbers[i];
      checkArgument(
          indices[i] == numbers[i],
          "%s: the class of example %s is %s; it must be a whole number",
          method,
          i,
          (Object) numbers[i]);
    }
    check(method, indices, width);
    return indices;
  }

  /** For a column of classes, or a row of zeros and a one for each example. */
  private static String remedy(Tensor classes, int examples) {
    return classes.shape().size(1) == 1
        ? ": classes.reshape(" + examples + ")"
        : ": if a 1 stands at the class, classes.argMax(1)";
  }

  /** Refuses classes that are out of bounds, or that there is but one of. */
  static void check(String method, int[] classes, int width) {
    checkArgument(
        width != 1,
        "%s: among 1 class there is no choice; one number an example is for the binary losses and"
            + " metrics",
        method);
    for (int i = 0; i < classes.length; i++) {
      checkArgument(
          classes[i] >= 0 && classes[i] < width,
          "%s: example %s is of class %s, but the classes are 0 to %s",
          method,
          i,
          classes[i],
          width - 1);
    }
  }
}
