package dev.chainrule.nn.data;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;

/**
 * Puts a number where there is none, that is NaN: the mean of the column, as it was in the rows
 * that it was fitted on. These are to be the rows to learn from, without those that are held out.
 */
public final class Imputer {
  private final Tensor means; // shape [columns]

  private Imputer(Tensor means) {
    this.means = means;
  }

  /**
   * Finds the mean of each column over the rows that have a number there.
   *
   * @param rows shape [count, columns]
   * @throws IllegalArgumentException if the shape is another, a column has no number at all, or a
   *     number is infinite
   */
  public static Imputer fit(Tensor rows) {
    checkArgument(
        rows.shape().rank() == 2, "Imputer.fit: shape %s must be [count, columns]", rows.shape());
    Tensor exact = rows.to(DType.FLOAT64);
    Tensor present = exact.isNaN().not();
    Tensor counts = present.sum(0);
    double[] count = counts.toArray();
    for (int column = 0; column < count.length; column++) {
      checkArgument(count[column] > 0, "Imputer.fit: column %s has no number at all", column);
    }
    checkFinite("has a number that is infinite", exact.isFinite().or(present.not()).min(0));
    // From the smallest on, so that the mean of equal numbers is just that number.
    Tensor smallest = exact.where(present, Double.POSITIVE_INFINITY).min(0);
    Tensor beyond = exact.sub(smallest).maskedBy(present).sum(0).div(counts);
    Tensor means = smallest.add(beyond);
    checkFinite("has numbers that are too far apart for float64", means.isFinite());
    return new Imputer(means.to(rows.dtype()).copy());
  }

  /** Refuses the first column that has a 0. */
  private static void checkFinite(String otherwise, Tensor isFinite) {
    double[] each = isFinite.toArray();
    for (int column = 0; column < each.length; column++) {
      checkArgument(each[column] == 1, "Imputer.fit: column %s %s", column, otherwise);
    }
  }

  /**
   * Takes up one that was saved.
   *
   * @param means what {@link #means()} gave: shape [columns]
   * @throws IllegalArgumentException if the shape is another, or a mean is NaN or infinite
   */
  public static Imputer of(Tensor means) {
    checkArgument(
        means.shape().rank() == 1, "Imputer.of: shape %s must be [columns]", means.shape());
    double[] each = means.toArray();
    for (int column = 0; column < each.length; column++) {
      checkArgument(
          Double.isFinite(each[column]),
          "Imputer.of: column %s has the mean %s; it must be finite",
          column,
          (Object) each[column]);
    }
    return new Imputer(means);
  }

  /** Gives what is put into each column: shape [columns]. */
  public Tensor means() {
    return means;
  }

  /**
   * Fills the gaps; all else stays.
   *
   * @param rows shape [count, columns]
   * @return the same shape
   * @throws IllegalArgumentException if there are other columns
   */
  public Tensor apply(Tensor rows) {
    checkArgument(
        rows.shape().rank() == 2 && rows.shape().size(1) == means.shape().size(0),
        "Imputer.apply: shape %s; it was fitted on %s columns",
        rows.shape(),
        means.shape().size(0));
    return rows.where(rows.isNaN().not(), means).copy();
  }

  /** Gives what is put into each column. */
  @Override
  public String toString() {
    return "Imputer(" + means + ")";
  }
}
