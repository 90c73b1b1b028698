package dev.chainrule.autograd.notation;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Writes numbers as people read them: five digits, and no more numbers than fit a line. */
public final class Decimals {
  private static final MathContext DIGITS = new MathContext(5);
  private static final int MAX_NUMBERS = 4; // of a tensor; a larger one is summed up
  private static final int MAX_NUMERATOR = 99_999; // five digits, as of other numbers
  private static final int MAX_DENOMINATOR = 1000;

  private Decimals() {}

  /** Writes a number with up to five digits: {@code -15.655}, {@code 1.2e-7}. */
  public static String of(double number) {
    if (!Double.isFinite(number)) {
      return Double.toString(number);
    }
    BigDecimal rounded = new BigDecimal(number).round(DIGITS).stripTrailingZeros();
    if (rounded.signum() == 0) {
      return "0";
    }
    int exponent = rounded.precision() - rounded.scale() - 1;
    return exponent >= -4 && exponent < 7
        ? rounded.toPlainString()
        : rounded.movePointLeft(exponent).toPlainString() + "e" + exponent;
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

  /** Writes a number, as a fraction if its decimals do not end: {@code 2/3} and {@code 0.5}. */
  public static String fraction(double number) {
    String decimals = of(number);
    if (!Double.isFinite(number) || Double.parseDouble(decimals) == number) {
      return decimals;
    }
    for (int denominator = 3; denominator <= MAX_DENOMINATOR; denominator++) {
      double numerator = Math.rint(number * denominator);
      boolean isShort = numerator != 0 && Math.abs(numerator) <= MAX_NUMERATOR;
      if (isShort && Math.abs(numerator / denominator - number) <= Math.ulp(number)) {
        return (long) numerator + "/" + denominator;
      }
    }
    return decimals;
  }
}
