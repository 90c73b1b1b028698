package dev.chainrule.autograd.transform;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.SparsityPattern;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A function's value, and its Jacobian times a matrix of zeros and ones: the sums of the columns,
 * or of the rows, of each colour.
 *
 * @param value of the function
 * @param sums one after the other, each as long as a column, or as a row
 */
record Compression(Value value, Value sums) {
  /**
   * Numbers of the seeds of sweeps that run at once. Many take more memory; measured, 2^19 to 2^22
   * take the same time.
   */
  private static final long NUMBERS_AT_ONCE = 1 << 20;

  /** Refuses an input that a plan was not made for. */
  static void checkInput(String what, Value x, @Nullable Shape shape, SparsityPattern pattern) {
    checkArgument(
        shape == null ? x.shape().elements() == pattern.columnCount() : x.shape().equals(shape),
        "%s: an input of shape %s for a %s: make a plan for inputs of this shape",
        what,
        x.shape(),
        shape == null
            ? "pattern of " + pattern.columnCount() + " columns"
            : "plan for shape " + shape);
  }

  /**
   * The place of a number among the results of all sweeps.
   *
   * @param size of the results of one
   */
  static int place(int colour, int size, int index) {
    long place = (long) colour * size + index;
    checkArgument(
        place <= Integer.MAX_VALUE,
        "sparse derivatives: more than %s sweeps of %s numbers are too many: this pattern has a row"
            + " and a column that are nearly full; take such parts of the function apart",
        colour,
        size);
    return (int) place;
  }

  /** Sums up columns by forward sweeps. */
  static Compression ofColumns(UnaryOperator<Value> function, Value x, Colouring colouring) {
    Vjp vjp = Vjp.of(function, x);
    return new Compression(vjp.value(), swept(vjp::pushForwardEach, colouring, x));
  }

  /** Sums up rows by backward sweeps. */
  static Compression ofRows(UnaryOperator<Value> function, Value x, Colouring colouring) {
    Vjp vjp = Vjp.of(function, x);
    return new Compression(vjp.value(), swept(vjp::pullBackEach, colouring, vjp.value()));
  }

  /** Runs as many sweeps at once as keeps the memory within bounds, with seeds like a value. */
  private static Value swept(UnaryOperator<Value> sweeps, Colouring colouring, Value like) {
    int count = colouring.count();
    if (count == 0) {
      return like.literal(0).broadcastTo(Shape.of(0));
    }
    Shape shape = like.shape();
    int block = (int) Math.max(1, Math.min(count, NUMBERS_AT_ONCE / shape.elements()));
    ImmutableList.Builder<Value> blocks = ImmutableList.builder();
    for (int first = 0; first < count; first += block) {
      Tensor seeds = seeds(colouring, first, Math.min(block, count - first), shape);
      blocks.add(sweeps.apply(Value.constant(seeds.to(like.dtype()))).flatten());
    }
    return block == count ? blocks.build().get(0) : Value.concat(blocks.build(), 0);
  }

  /** For each of some colours a tensor that is 1 at what is of that colour, else 0. */
  private static Tensor seeds(Colouring colouring, int first, int count, Shape shape) {
    int size = shape.elements();
    double[] seeds = new double[Math.multiplyExact(count, size)];
    for (int i = 0; i < size; i++) {
      int seed = colouring.of(i) - first;
      if (seed >= 0 && seed < count) {
        seeds[seed * size + i] = 1;
      }
    }
    return Tensor.of(shape.stacked(count), seeds);
  }
}
