package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.kernel.Lu;
import dev.chainrule.autograd.shape.Shape;
import java.util.Arrays;
import java.util.Locale;

/** Checks of batches of matrices, and how those are told of that can't be computed with. */
final class SquareMatrices {
  private SquareMatrices() {}

  /** Refuses what is not a batch of square matrices. */
  static Shape check(String word, Shape x) {
    checkArgument(
        x.rank() >= 2 && x.size(-1) == x.size(-2),
        "%s: takes square matrices [.., n, n], not %s",
        word,
        x);
    return x;
  }

  /** The axes before the last two. */
  static Shape batch(Shape x) {
    return Shape.of(Arrays.copyOf(x.toArray(), x.rank() - 2));
  }

  /** A batch of matrices of some size. */
  static Shape of(String word, Shape batch, int rows, int columns) {
    int[] sizes = Arrays.copyOf(batch.toArray(), batch.rank() + 2);
    sizes[batch.rank()] = rows;
    sizes[batch.rank() + 1] = columns;
    return Shape.of(word, sizes);
  }

  /** Refuses one of a batch of matrices that holds NaN or infinity. */
  static void checkFinite(String word, double[] matrices, int index, int size) {
    checkFinite(word, matrices, index * size, index, size);
  }

  /** The same, for elements that begin at a place. */
  static void checkFinite(String word, double[] numbers, int from, int index, int size) {
    for (int i = from; i < from + size; i++) {
      checkArgument(
          Double.isFinite(numbers[i]), "%s: matrix %s holds %s", word, index, (Object) numbers[i]);
    }
  }

  /** Factors one of a batch of matrices; refuses it if it is singular. */
  static Lu regular(String word, double[] matrices, int index, int n) {
    checkFinite(word, matrices, index, n * n);
    Lu lu = Lu.of(matrices, index * n * n, n);
    checkRegular(word, index, lu.conditionIfSingular());
    return lu;
  }

  /** Refuses a matrix of a batch that has a condition number, as singular ones have here. */
  static void checkRegular(String word, int index, double condition) {
    if (condition > 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: matrix %d is singular: its condition number is %.1e",
              word,
              index,
              condition));
    }
  }
}
