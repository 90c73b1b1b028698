package dev.chainrule.autograd.op;

import dev.chainrule.autograd.shape.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * An operand of an operation that is applied to many examples at once: stacked along a leading
 * axis, or the same for all of them.
 *
 * @param numbers of all examples: [n, a, b] if each is [a, b] and they are stacked; else [a, b]
 * @param isStacked whether there is such an axis
 * @param <T> the kind of number
 */
public record Batch<T extends Numeric<T>>(T numbers, boolean isStacked) {
  /** Gives the shape that one example has. */
  public Shape shape() {
    Shape all = numbers.shape();
    return isStacked ? all.unstacked() : all;
  }

  /** Counts the axes that one example has. */
  int rank() {
    return numbers.shape().rank() - (isStacked ? 1 : 0);
  }

  /** Gives one of the examples. */
  public T at(int example) {
    return isStacked ? numbers.select(0, example) : numbers;
  }

  /** Gives the numbers so that what broadcasts against examples of some rank does so one by one. */
  public T aligned(int rank) {
    if (!isStacked || rank() >= rank) {
      return numbers;
    }
    int[] all = numbers.shape().toArray();
    int[] sizes = new int[rank + 1];
    Arrays.fill(sizes, 1);
    sizes[0] = all[0];
    System.arraycopy(all, 1, sizes, rank + 1 - rank(), rank());
    return numbers.reshape(Shape.of(sizes));
  }

  /** Gives the numbers stacked, repeated if they are the same for all. */
  public T stacked(int count) {
    return isStacked ? numbers : numbers.broadcastTo(numbers.shape().stacked(count));
  }

  /** Gives the numbers of all inputs stacked. */
  static <T extends Numeric<T>> List<T> stacked(List<Batch<T>> inputs) {
    T like = inputs.stream().filter(Batch::isStacked).findFirst().orElseThrow().numbers();
    int count = like.shape().size(0);
    return inputs.stream().map(input -> input.stacked(count)).toList();
  }

  /** Gives the numbers of axes once there is a leading one. */
  static int[] behind(int... axes) {
    return Arrays.stream(axes).map(axis -> axis + 1).toArray();
  }
}
