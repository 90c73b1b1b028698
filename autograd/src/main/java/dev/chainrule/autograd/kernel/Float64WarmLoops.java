package dev.chainrule.autograd.kernel;

import com.google.common.base.Suppliers;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Each loop at first a number at a time, and on vector instructions once it has been used much and
 * the JIT compiler, in the background, has made it the faster of both. Both give the same bits, so
 * that results do not depend on when a loop changes. Float32WarmLoops is made from this text by the
 * build.
 */
final class Float64WarmLoops implements Float64Loops {
  /** After so many elements a program is likely to run on for longer than a warm-up takes. */
  private static final int MANY = 1 << 25;

  private static final int OPERATIONS = 32; // of a product take as long as one element elsewhere

  private final Float64Loops plain = new PlainFloat64Loops();
  private final Supplier<Float64Loops> simd; // once they are needed: to load them takes a while
  private final Map<Opcode, Loop> maps = new EnumMap<>(Opcode.class);
  private final Loop nan;
  private final Loop sum;
  private final Loop product;

  /** Loops that change to those made here as soon as it pays, or at once. */
  Float64WarmLoops(Supplier<Float64Loops> maker, boolean atOnce) {
    simd = Suppliers.memoize(maker::get);
    Float64Loops first = atOnce ? simd.get() : plain;
    nan = new Loop(first, Float64Trial::hasNaN);
    sum = new Loop(first, Float64Trial::sum);
    product = new Loop(first, Float64Trial::product);
    for (Opcode opcode : Opcode.values()) {
      maps.put(opcode, new Loop(first, (trial, loops) -> trial.map(loops, opcode)));
    }
  }

  /** One of the loops: how much it has been used, and which to take now. */
  private final class Loop {
    private final BiConsumer<Float64Trial, Float64Loops> call;
    private Float64Loops now;
    private long elements; // about: threads may forget some
    private boolean isWarming; // at worst twice

    Loop(Float64Loops first, BiConsumer<Float64Trial, Float64Loops> call) {
      this.now = first;
      this.call = call;
    }

    Float64Loops after(long more) {
      if (now == plain && !isWarming) {
        elements += more;
        if (elements > MANY) {
          isWarming = true;
          warmUp();
        }
      }
      return now;
    }

    private void warmUp() {
      Float64Trial trial = new Float64Trial();
      WarmUp.start(
          () -> call.accept(trial, plain),
          () -> call.accept(trial, simd.get()),
          () -> now = simd.get());
    }
  }

  private Loop loop(Opcode opcode) {
    return Objects.requireNonNull(maps.get(opcode));
  }

  @Override
  public boolean map(Opcode opcode, double[] x, int from, double[] out, int to, int length) {
    return loop(opcode).after(length).map(opcode, x, from, out, to, length)
        || plain.map(opcode, x, from, out, to, length); // so few
  }

  @Override
  public boolean map(
      Opcode opcode,
      double[] x,
      int from,
      double[] y,
      int fromY,
      double[] out,
      int to,
      int length) {
    return loop(opcode).after(length).map(opcode, x, from, y, fromY, out, to, length)
        || plain.map(opcode, x, from, y, fromY, out, to, length);
  }

  @Override
  public boolean hasNaN(double[] x, int from, int length) {
    return nan.after(length).hasNaN(x, from, length);
  }

  @Override
  public double sum(double[] x, int from, int length) {
    return sum.after(length).sum(x, from, length);
  }

  @Override
  public Float64Loops ofProduct(long operations) {
    return product.after(operations / OPERATIONS);
  }

  @Override
  public int tileColumns() {
    return plain.tileColumns();
  }

  @Override
  public void tile(
      int rows,
      int inner,
      int columns,
      double[] x,
      int from,
      int row,
      int column,
      double[] y,
      int fromY,
      int rowY,
      double[] out,
      int to,
      int rowOut,
      boolean adds) {
    plain.tile(rows, inner, columns, x, from, row, column, y, fromY, rowY, out, to, rowOut, adds);
  }
}
