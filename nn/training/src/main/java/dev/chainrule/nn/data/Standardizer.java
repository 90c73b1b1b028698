package dev.chainrule.nn.data;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.Map;

/**
 * Brings each column to mean 0 and standard deviation 1, as they were in the examples that it was
 * fitted on; a column that was the same everywhere only to mean 0.
 */
public final class Standardizer {
  private final Tensor mean;
  private final Tensor standardDeviation;

  private Standardizer(Tensor mean, Tensor standardDeviation) {
    this.mean = mean;
    this.standardDeviation = standardDeviation;
  }

  /**
   * Fits a standardiser to some rows.
   *
   * @param rows shape [count, columns]
   * @throws IllegalArgumentException if the shape is another, or there are no rows
   */
  public static Standardizer fit(Tensor rows) {
    checkArgument(
        rows.shape().rank() == 2 && rows.shape().size(0) >= 1,
        "Standardizer: shape %s must be [count, columns] with at least one row",
        rows.shape());
    Tensor mean = rows.mean(0);
    Tensor standardDeviation = rows.sub(mean).square().mean(0).sqrt();
    Tensor isConstant =
        rows.max(0).equalTo(rows.min(0)); // where there is only rounding to divide by
    return new Standardizer(mean.copy(), standardDeviation.add(isConstant).copy());
  }

  /** Takes up one that was saved: see {@link #state()}. */
  public static Standardizer of(Map<String, Tensor> state) {
    Tensor mean = state.get("mean");
    Tensor standardDeviation = state.get("standardDeviation");
    checkArgument(
        mean != null && standardDeviation != null && mean.shape().equals(standardDeviation.shape()),
        "Standardizer: %s; expected a mean and a standardDeviation of one shape",
        state);
    return new Standardizer(mean, standardDeviation);
  }

  /**
   * Gives what is to be saved: {@code mean} and {@code standardDeviation}, both of shape [columns].
   */
  public Map<String, Tensor> state() {
    return ImmutableMap.of("mean", mean, "standardDeviation", standardDeviation);
  }

  /**
   * Brings rows to mean 0 and standard deviation 1.
   *
   * @param rows shape [count, columns]
   * @throws IllegalArgumentException if there are other columns
   */
  public Tensor apply(Tensor rows) {
    check(rows);
    return rows.sub(mean).div(standardDeviation).copy();
  }

  /**
   * Takes rows back to where they came from.
   *
   * @param rows shape [count, columns]
   * @throws IllegalArgumentException if there are other columns
   */
  public Tensor inverse(Tensor rows) {
    check(rows);
    return rows.mul(standardDeviation).add(mean).copy();
  }

  private void check(Tensor rows) {
    checkArgument(
        rows.shape().rank() == 2 && rows.shape().size(1) == mean.shape().size(0),
        "Standardizer: shape %s; it was fitted on %s columns",
        rows.shape(),
        mean.shape().size(0));
  }

  /** Gives the mean and the standard deviation of each column. */
  @Override
  public String toString() {
    return "Standardizer(mean " + mean + ", standard deviation " + standardDeviation + ")";
  }
}
