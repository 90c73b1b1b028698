package dev.chainrule.autograd.transform;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.Jvp;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.Vmap;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A function's value, and its Jacobian times a matrix of zeros and ones: the sums of the columns,
 * or of the rows, of each colour.
 *
 * @param value of the function
 * @param sums one after the other, each as long as a column, or as a row
 */
record Compression(Value value, Value sums) {
  /**
   * Numbers of the seeds of sweeps that run at once. Few sweeps compute the function's value more
   * often, many take more memory: measured, 2^19 to 2^22 take the same time.
   */
  private static final long NUMBERS_AT_ONCE = 1 << 20;

  /** Sums up columns by forward sweeps. */
  static Compression ofColumns(UnaryOperator<Value> function, Value x, Colouring colouring) {
    if (colouring.count() == 0) {
      Value value = function.apply(x);
      return new Compression(value, none(value));
    }
    List<Value> values = new ArrayList<>();
    UnaryOperator<Value> sweeps =
        directions -> {
          List<Value> both = Vmap.all(in -> jvp(function, x, in.get(0)), List.of(directions));
          values.add(both.get(1));
          return both.get(0);
        };
    Value sums = swept(sweeps, colouring, x.shape(), x.dtype());
    return new Compression(values.get(0).select(0, 0), sums); // of every sweep the same
  }

  private static List<Value> jvp(UnaryOperator<Value> function, Value x, Value direction) {
    Jvp jvp = Jvp.of(function, x, direction);
    return List.of(jvp.tangent(), jvp.value());
  }

  /** Sums up rows by backward sweeps. */
  static Compression ofRows(UnaryOperator<Value> function, Value x, Colouring colouring) {
    Vjp vjp = Vjp.of(function, x);
    Value value = vjp.value();
    return new Compression(
        value,
        colouring.count() == 0
            ? none(value)
            : swept(vjp::pullBackEach, colouring, value.shape(), value.dtype()));
  }

  private static Value none(Value like) {
    return like.literal(0).broadcastTo(Shape.of(0));
  }

  /** Runs as many sweeps at once as keeps the memory within bounds. */
  private static Value swept(
      UnaryOperator<Value> sweeps, Colouring colouring, Shape shape, DType dtype) {
    int count = colouring.count();
    int block = (int) Math.max(1, Math.min(count, NUMBERS_AT_ONCE / shape.elements()));
    ImmutableList.Builder<Value> blocks = ImmutableList.builder();
    for (int first = 0; first < count; first += block) {
      Tensor seeds = seeds(colouring, first, Math.min(block, count - first), shape);
      blocks.add(sweeps.apply(Value.constant(seeds.to(dtype))).flatten());
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
