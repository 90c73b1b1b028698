package dev.chainrule.autograd.op;

/** A comparison of two numbers: 1 where it holds, 0 where it does not; derivative 0 everywhere. */
final class Comparison extends PointwiseBinary {
  static final Comparison EQUAL = new Comparison("equalTo", (x, y) -> x == y);
  static final Comparison NOT_EQUAL = new Comparison("notEqualTo", (x, y) -> x != y);
  static final Comparison GREATER = new Comparison("greater", (x, y) -> x > y);
  static final Comparison GREATER_OR_EQUAL = new Comparison("greaterOrEqual", (x, y) -> x >= y);
  static final Comparison LESS = new Comparison("less", (x, y) -> x < y);
  static final Comparison LESS_OR_EQUAL = new Comparison("lessOrEqual", (x, y) -> x <= y);

  private final Test test;

  /** What is compared. */
  private interface Test {
    boolean holds(double x, double y);
  }

  private Comparison(String name, Test test) {
    super(name, Domain.ALL.withTies(), Domain.ALL.withTies());
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
