package dev.chainrule.nn.data;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.Map;

/**
 * Brings each column to mean 0 and standard deviation 1, as they were in the examples that it was
 * fitted on; a column that was the same everywhere, but for rounding, only to mean 0.
 */
public final class Standardizer {
  private static final double ROUNDINGS = 16; // that equal numbers may have gone through

  private final Tensor mean;
  private final Tensor standardDeviation;

  private Standardizer(Tensor mean, Tensor standardDeviation) {
    this.mean = mean;
    this.standardDeviation = standardDeviation;
  }

  /**
   * Fits a standardiser to some rows: those to learn from, without those that are held out.
   *
   * @param rows shape [count, columns]
   * @throws IllegalArgumentException if the shape is another, there are no rows, or a number is NaN
   *     or infinite
   */
  public static Standardizer fit(Tensor rows) {
    checkArgument(
        rows.shape().rank() == 2 && rows.shape().size(0) >= 1,
        "Standardizer.fit: shape %s must be [count, columns] with at least one row",
        rows.shape());
    checkFinite("has a number that is NaN or infinite; an Imputer fills gaps", rows);
    Tensor exact = rows.to(DType.FLOAT64);
    Tensor mean = exact.mean(0);
    Tensor standardDeviation = exact.sub(mean).norm2(0).div(Math.sqrt(rows.shape().size(0)));
    checkFinite(
        "has numbers that are too far apart for float64",
        standardDeviation.reshape(1, rows.shape().size(1)));
    Tensor rounded = standardDeviation.to(rows.dtype());
    Tensor isConstant = isConstant(rows).or(rounded.equalTo(0));
    return new Standardizer(
        mean.to(rows.dtype()).copy(), isConstant.where(isConstant, rounded).copy());
  }

  private static void checkFinite(String otherwise, Tensor rows) {
    double[] isFinite = rows.isFinite().min(0).toArray();
    for (int column = 0; column < isFinite.length; column++) {
      checkArgument(isFinite[column] == 1, "Standardizer.fit: column %s %s", column, otherwise);
    }
  }

  /** Has 1 for columns whose numbers are as far apart as rounding alone may bring them, else 0. */
  private static Tensor isConstant(Tensor rows) {
    double rounding = rows.dtype() == DType.FLOAT64 ? Math.ulp(1.0) : Math.ulp(1f);
    Tensor allowed = rows.abs().max(0).mul(ROUNDINGS * rounding);
    return rows.max(0).sub(rows.min(0)).lessOrEqual(allowed);
  }

  /**
   * Takes up one that was saved: see {@link #state()}.
   *
   * @throws IllegalArgumentException if the state is not of that kind, a mean is NaN or infinite,
   *     or a standard deviation is, or is not more than 0
   */
  public static Standardizer of(Map<String, Tensor> state) {
    Tensor mean = state.get("mean");
    Tensor standardDeviation = state.get("standardDeviation");
    checkArgument(
        mean != null
            && standardDeviation != null
            && mean.shape().rank() == 1
            && mean.shape().equals(standardDeviation.shape()),
        "Standardizer.of: the state has %s; expected a mean and a standardDeviation, both of shape"
            + " [columns]",
        state.keySet());
    double[] means = mean.toArray();
    double[] deviations = standardDeviation.toArray();
    for (int column = 0; column < means.length; column++) {
      checkArgument(
          Double.isFinite(means[column]),
          "Standardizer.of: column %s has the mean %s; it must be finite",
          column,
          (Object) means[column]);
      checkArgument(
          Double.isFinite(deviations[column]) && deviations[column] > 0,
          "Standardizer.of: column %s has the standard deviation %s; it must be finite and more"
              + " than 0",
          column,
          (Object) deviations[column]);
    }
    return new Standardizer(mean, standardDeviation);
  }

  /**
   * Gives what is to be saved: {@code mean} and {@code standardDeviation}, both of shape [columns].
   */
  public Map<String, Tensor> state() {
    return ImmutableMap.of("mean", mean, "standardDeviation", standardDeviation);
  }

  int columns() {
    return mean.shape().size(0);
  }

  /**
   * Brings rows to mean 0 and standard deviation 1.
   *
   * @param rows shape [count, columns]
   * @throws IllegalArgumentException if there are other columns
   */
  public Tensor apply(Tensor rows) {
    check("apply", rows);
    return rows.sub(mean).div(standardDeviation).copy();
  }

  /**
   * Takes rows back to where they came from.
   *
   * @param rows shape [count, columns]
   * @throws IllegalArgumentException if there are other columns
   */
  public Tensor inverse(Tensor rows) {
    check("inverse", rows);
    return rows.mul(standardDeviation).add(mean).copy();
  }

  private void check(String method, Tensor rows) {
    checkArgument(
        rows.shape().rank() == 2 && rows.shape().size(1) == mean.shape().size(0),
        "Standardizer.%s: shape %s; it was fitted on %s columns",
        method,
        rows.shape(),
        mean.shape().size(0));
  }

  /** Gives the mean and the standard deviation of each column. */
  @Override
  public String toString() {
    return "Standardizer(mean " + mean + ", standard deviation " + standardDeviation + ")";
  }
}
