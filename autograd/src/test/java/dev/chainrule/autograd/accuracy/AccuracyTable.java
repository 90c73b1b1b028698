package dev.chainrule.autograd.accuracy;

import dev.chainrule.autograd.shape.DType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Measures, and writes the table of ACCURACY.md. */
final class AccuracyTable {
  private static final Map<String, List<Reference.Point>> POINTS = Reference.points();

  private AccuracyTable() {}

  static String text() {
    StringBuilder table = new StringBuilder();
    table.append("| function | float64 | 1st | 2nd | worst at | float32 | 1st | 2nd |\n");
    table.append("|---|---|---|---|---|---|---|---|\n");
    for (Curve curve : Curve.ALL) {
      table.append("| ").append(curve).append(" |");
      for (double error : measured(curve, DType.FLOAT64).worst()) {
        table.append(' ').append(roundedUp(error)).append(" |");
      }
      double at = measured(curve, DType.FLOAT64).at().get(0);
      table.append(' ').append((float) at).append(" |");
      for (double error : measured(curve, DType.FLOAT32).worst()) {
        table.append(' ').append(roundedUp(error)).append(" |");
      }
      table.append('\n');
    }
    return table.toString();
  }

  /** The errors of the value and both derivatives in float64, and then in float32. */
  static List<Double> row(Curve curve) {
    List<Double> errors = new ArrayList<>(measured(curve, DType.FLOAT64).worst());
    errors.addAll(measured(curve, DType.FLOAT32).worst());
    return errors;
  }

  private static Measured measured(Curve curve, DType dtype) {
    return Measured.of(curve, POINTS.getOrDefault(curve.name(), List.of()), dtype);
  }

  /** With two digits, and a hundredth that machines and versions of Java may differ by. */
  private static String roundedUp(double error) {
    if (!Double.isFinite(error) || error == 0) {
      return Double.toString(error);
    }
    BigDecimal more = new BigDecimal(1.01 * error);
    return more.round(new MathContext(2, RoundingMode.UP)).toPlainString();
  }
}
