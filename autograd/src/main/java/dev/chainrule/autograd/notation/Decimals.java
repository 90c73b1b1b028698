package dev.chainrule.autograd.notation;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.function.DoublePredicate;
import java.util.stream.Collectors;

/**
 * Writes numbers as people read them: results with five digits, and no more of them than fit a
 * line; numbers within a formula with all digits that they have, since a reader computes with them.
 */
public final class Decimals {
  private static final int DIGITS = 5;
  private static final int MAX_DIGITS = 17; // as many tell any double from all others
  private static final int MAX_NUMBERS = 4; // of a tensor; a larger one is summed up
  private static final int MAX_COMPUTED = 12; // digits of a number that is not cut off
  private static final int MAX_NUMERATOR = 12; // so that a fraction is simpler than decimals
  private static final int MAX_DENOMINATOR = 1000;

  private Decimals() {}

  /** Writes a number with up to five digits: {@code -15.655}, {@code 1.2e-7}. */
  public static String of(double number) {
    if (!Double.isFinite(number)) {
      return Double.toString(number);
    }
    return written(new BigDecimal(number).round(new MathContext(DIGITS)));
  }

  /** Writes all digits, with an exponent where zeros would have to be added to them. */
  private static String written(BigDecimal number) {
    BigDecimal digits = number.stripTrailingZeros();
    if (digits.signum() == 0) {
      return "0";
    }
    int exponent = digits.precision() - digits.scale() - 1;
    return exponent >= -4 && (exponent < 7 || digits.scale() >= 0)
        ? digits.toPlainString()
        : digits.movePointLeft(exponent).toPlainString() + "e" + exponent;
  }

  /** Writes a tensor: the numbers of a small one; shape, sum and largest number of any other. */
  public static String of(Tensor tensor) {
    int count = tensor.shape().elements();
    if (count == 1) {
      return of(tensor.item());
    }
    if (count == 0) {
      return "no elements, shape " + tensor.shape();
    }
    if (tensor.equalTo(tensor.max()).min().item() == 1) {
      return of(tensor.max().item()) + " for each";
    }
    if (count <= MAX_NUMBERS && tensor.shape().rank() == 1) {
      return Arrays.stream(tensor.toArray())
          .mapToObj(Decimals::of)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    Tensor precise = tensor.to(DType.FLOAT64);
    return "shape %s, sum %s, largest size %s"
        .formatted(tensor.shape(), of(precise.sum().item()), of(precise.abs().max().item()));
  }

  /**
   * Writes a number within a formula: the shortest decimals that read back as the same double, such
   * as {@code 1013.25}; or, if these are many, the small fraction that is the same double, if there
   * is one: {@code 2/3}.
   */
  public static String literal(double number) {
    if (!Double.isFinite(number)) {
      return Double.toString(number);
    }
    BigDecimal shortest = shortest(number);
    int denominator = denominator(number, fraction -> fraction == number);
    return denominator == 0 || shortest.precision() <= DIGITS
        ? written(shortest)
        : (long) Math.rint(number * denominator) + "/" + denominator;
  }

  private static BigDecimal shortest(double number) {
    BigDecimal exact = new BigDecimal(number);
    for (int digits = 1; digits < MAX_DIGITS; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits));
      if (rounded.doubleValue() == number) {
        return rounded;
      }
    }
    return exact.round(new MathContext(MAX_DIGITS));
  }

  /** Finds the denominator of a small fraction, the smallest one; 0 if there is none. */
  private static int denominator(double number, DoublePredicate isEqual) {
    for (int denominator = 3; denominator <= MAX_DENOMINATOR; denominator++) {
      double numerator = Math.rint(number * denominator);
      if (Math.abs(numerator) <= MAX_NUMERATOR && isEqual.test(numerator / denominator)) {
        return denominator;
      }
    }
    return 0;
  }

  /**
   * Gives the double that says a float in the fewest digits: 0.1 for the float nearest to 0.1, and
   * 1/3 for the one nearest to 1/3. It rounds to the same float.
   */
  public static double simplest(float number) {
    BigDecimal shortest = shortest(Double.parseDouble(Float.toString(number)));
    int denominator = denominator(number, fraction -> (float) fraction == number);
    return denominator == 0 || shortest.precision() <= DIGITS
        ? shortest.doubleValue()
        : Math.rint((double) number * denominator) / denominator;
  }

  /**
   * Gives a number that was computed of others without the last digits that only rounding made: 0.3
   * for 0.1 x 3, which is 0.30000000000000004 in float64. It differs by 2 units in the last place
   * at most.
   */
  public static double unrounded(double number) {
    if (!Double.isFinite(number) || literal(number).length() <= MAX_COMPUTED) {
      return number;
    }
    DoublePredicate isNear = near -> Math.abs(near - number) <= 2 * Math.ulp(number);
    double decimals = new BigDecimal(number).round(new MathContext(MAX_COMPUTED)).doubleValue();
    if (isNear.test(decimals)) {
      return decimals;
    }
    int denominator = denominator(number, isNear);
    return denominator == 0 ? number : Math.rint(number * denominator) / denominator;
  }
}
