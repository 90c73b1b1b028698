package dev.chainrule.autograd.op;

import java.util.List;

/**
 * Where a pointwise operation can be checked against finite differences.
 *
 * @param low the lower end of an interval on which it is defined, exclusive
 * @param high the upper end, exclusive
 * @param kinks the points between where it has no unique derivative
 * @param hasTies whether it has none, too, where its two inputs are equal
 */
public record Domain(double low, double high, List<Double> kinks, boolean hasTies) {
  /** Keeps a copy of the kinks. */
  public Domain {
    kinks = List.copyOf(kinks);
  }

  /** Every number. */
  public static final Domain ALL = between(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  /** Every number above 0. */
  public static final Domain POSITIVE = between(0, Double.POSITIVE_INFINITY);

  /** The numbers between two, exclusive. */
  public static Domain between(double low, double high) {
    return new Domain(low, high, List.of(), false);
  }

  /** The same with kinks. */
  public Domain withKinks(Double... kinks) {
    return new Domain(low, high, List.of(kinks), hasTies);
  }

  /** The same for an operation on two inputs that has a kink wherever they are equal. */
  public Domain withTies() {
    return new Domain(low, high, kinks, true);
  }
}
