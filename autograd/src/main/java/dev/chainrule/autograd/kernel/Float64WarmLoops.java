package dev.chainrule.autograd.kernel;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * Each loop at first a number at a time, and on vector instructions once it has been used much:
 * until the JIT compiler has come so far, every vector is an object, and a loop takes hundreds of
 * times as long. Both give the same bits, so that results do not depend on when a loop changes.
 * Float32WarmLoops is made from this text by the build.
 */
final class Float64WarmLoops implements Float64Loops {
  /** So many elements take as long, a number at a time, as to compile the slowest loop: 0.3 s. */
  private static final int MANY = 1 << 25;

  private static final int OPERATIONS = 2; // of a product: as long as one element elsewhere

  private final Float64Loops plain = new PlainFloat64Loops();
  private final long many;
  private final Map<Opcode, Loop> maps = new EnumMap<>(Opcode.class);
  private final Loop nan = new Loop();
  private final Loop sum = new Loop();
  private final Loop product = new Loop();

  /** Loops that change as soon as it pays, or at once. */
  Float64WarmLoops(boolean atOnce) {
    many = atOnce ? 0 : MANY;
    for (Opcode opcode : Opcode.values()) {
      maps.put(opcode, new Loop());
    }
  }

  /** The loops on vector instructions, once they are needed: to load them takes a while, too. */
  private static final class Vector {
    static final Float64Loops LOOPS = SimdLoops.float64();
  }

  /** One of the loops: how much it has been used, and which to take now. */
  private final class Loop {
    private Float64Loops now = plain;
    private long elements; // about: threads may forget some

    Float64Loops after(long more) {
      if (now == plain) {
        elements += more;
        if (elements > many) {
          now = Vector.LOOPS;
        }
      }
      return now;
    }

    /** Those to take where there is no such loop, or, on vector instructions, not for so few. */
    Float64Loops other() {
      if (now != plain) {
        return plain;
      }
      now = Vector.LOOPS; // and there is nothing to wait for
      return now;
    }
  }

  private Loop loop(Opcode opcode) {
    return Objects.requireNonNull(maps.get(opcode));
  }

  @Override
  public boolean map(Opcode opcode, double[] x, int from, double[] out, int to, int length) {
    Loop loop = loop(opcode);
    return loop.after(length).map(opcode, x, from, out, to, length)
        || loop.other().map(opcode, x, from, out, to, length);
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
    Loop loop = loop(opcode);
    return loop.after(length).map(opcode, x, from, y, fromY, out, to, length)
        || loop.other().map(opcode, x, from, y, fromY, out, to, length);
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
