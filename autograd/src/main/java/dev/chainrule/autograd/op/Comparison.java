package dev.chainrule.autograd.op;

import dev.chainrule.autograd.kernel.Opcode;

/** A comparison of two numbers: 1 where it holds, 0 where it does not; derivative 0 everywhere. */
final class Comparison extends IntrinsicBinary {
  static final Comparison EQUAL = new Comparison(Opcode.EQUAL, "equalTo", (x, y) -> x == y);
  static final Comparison NOT_EQUAL =
      new Comparison(Opcode.NOT_EQUAL, "notEqualTo", (x, y) -> x != y);
  static final Comparison GREATER = new Comparison(Opcode.GREATER, "greater", (x, y) -> x > y);
  static final Comparison GREATER_OR_EQUAL =
      new Comparison(Opcode.GREATER_OR_EQUAL, "greaterOrEqual", (x, y) -> x >= y);
  static final Comparison LESS = new Comparison(Opcode.LESS, "less", (x, y) -> x < y);
  static final Comparison LESS_OR_EQUAL =
      new Comparison(Opcode.LESS_OR_EQUAL, "lessOrEqual", (x, y) -> x <= y);

  private final Test test;

  /** What is compared. */
  private interface Test {
    boolean holds(double x, double y);
  }

  private Comparison(Opcode opcode, String name, Test test) {
    super(opcode, name, Domain.ALL.withTies(), Domain.ALL.withTies());
    this.test = test;
  }

  @Override
  public double value(double x, double y) {
    return test.holds(x, y) ? 1 : 0;
  }

  @Override
  public <T extends Numeric<T>> T cotangentX(T cotangent, T x, T y, T z) {
    return x.filled(0);
  }

  @Override
  public <T extends Numeric<T>> T cotangentY(T cotangent, T x, T y, T z) {
    return y.filled(0);
  }
}
