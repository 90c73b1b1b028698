package dev.chainrule.demos.fit;

import com.google.common.base.Strings;
import dev.chainrule.demos.console.Chart;
import dev.chainrule.demos.console.Figures;
import dev.chainrule.demos.console.Prose;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** What a fit says, for a person to read. */
final class FitText {
  private static final int WIDTH = 12; // of a number
  private static final int DIGITS = 5; // so that any number fits
  private static final int MAX_COLUMNS = 5; // fit into a line
  private static final int MAX_ROWS = 20;
  private static final double ALMOST = 0.99;

  private final PrintStream out;
  private final Fit fit;
  private final Observations observed;
  private final List<String> names;
  private final String percent;

  FitText(PrintStream out, Fit fit) {
    this.out = out;
    this.fit = fit;
    this.observed = fit.observed();
    this.names = fit.curve().parameters();
    this.percent = Figures.brief(100 * fit.confidence()) + " %";
  }

  void show() {
    showParameters();
    showSpread();
    showCovariance();
    showResiduals();
    showChart();
  }

  private void showParameters() {
    out.println(
        Prose.lines(
            "Each parameter with its standard error, the standard deviation that it would have if"
                + " one observed again and again, and with an interval: of %s of such intervals, the"
                + " true value is inside.",
            percent));
    out.println();
    out.printf("   %-12s %s%n", "parameter", line(List.of("value", "std. error", "from", "to")));
    double quantile = fit.quantile();
    for (int i = 0; i < names.size(); i++) {
      double half = quantile * fit.standardError(i);
      double value = fit.parameter(i);
      out.printf(
          "   %-12s %s%n",
          names.get(i), line(value, fit.standardError(i), value - half, value + half));
    }
    out.println();
  }

  private void showSpread() {
    out.println(
        Prose.lines(
            "A residual is what is left over: observed - fitted. The residual standard error s is"
                + " the root of the sum of their squares, divided by the degrees of freedom: rows"
                + " less parameters. The standard errors are roots of the diagonal of s^2 (J^T"
                + " J)^-1, where J holds the curve's derivatives by its parameters at each row; the"
                + " intervals are %s standard errors to either side, by Student's t distribution.",
            Figures.brief(fit.quantile(), 4)));
    out.println();
    out.printf(
        "   s = %s on %d degrees of freedom%n%n",
        Figures.brief(fit.residualError()), fit.degreesOfFreedom());
    if (observed.isFlat()) {
      out.println(
          Prose.lines(
              "%s is %s in every row: standard errors of 0 say nothing of rows to come.",
              observed.yName(), Figures.brief(observed.minY())));
      out.println();
    }
  }

  private void showCovariance() {
    out.println("   Covariance of the parameters");
    showMatrix(fit::covariance);
    boolean isExact =
        names.stream().mapToInt(names::indexOf).anyMatch(i -> fit.standardError(i) == 0);
    if (isExact) {
      return; // there are no correlations
    }
    out.println(
        Prose.lines(
            "Correlation: the same divided by the standard errors, from -1 to 1; near either end, the"
                + " rows hardly tell two parameters apart"));
    showMatrix(fit::correlation);
    for (int i = 0; i < names.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (Math.abs(fit.correlation(i, j)) > ALMOST) {
          out.println(
              Prose.lines(
                  "%s and %s are hardly told apart: observe where the curve depends on them"
                      + " differently.",
                  names.get(j), names.get(i)));
          out.println();
        }
      }
    }
  }

  /** An entry of a square matrix. */
  private interface Entry {
    double at(int row, int column);
  }

  private void showMatrix(Entry entry) {
    for (int from = 0; from < names.size(); from += MAX_COLUMNS) {
      int to = Math.min(names.size(), from + MAX_COLUMNS);
      out.printf("   %-12s %s%n", "", line(names.subList(from, to)));
      for (int i = 0; i < names.size(); i++) {
        int row = i;
        out.printf("   %-12s %s%n", names.get(i), line(from, to, column -> entry.at(row, column)));
      }
      out.println();
    }
  }

  private void showResiduals() {
    out.println(
        Prose.lines(
            "The rows, the residuals, and the confidence band: where the true curve is, at each %s"
                + " by itself, with %s confidence",
            observed.xName(), percent));
    out.printf(
        "   %s%n",
        line(
            List.of(
                heading(observed.xName(), "x"),
                heading(observed.yName(), "y"),
                "fitted",
                "residual",
                "from",
                "to")));
    double[] ys = observed.ys();
    Fit.Band[] band = fit.band(observed.xs());
    int rows = Math.min(MAX_ROWS, ys.length);
    for (int i = 0; i < rows; i++) {
      out.printf(
          "   %s%n",
          line(
              band[i].x(),
              ys[i],
              band[i].fitted(),
              fit.residual(i),
              band[i].lower(),
              band[i].upper()));
    }
    if (rows < ys.length) {
      out.printf(
          "   %" + WIDTH + "s (%d rows more; --residuals FILE writes all)%n",
          "...",
          ys.length - rows);
    }
    out.println();
  }

  private void showChart() {
    boolean isLogarithmic = observed.isLogarithmic();
    out.println(
        Prose.lines(
            "The fitted curve (dots: %s, upwards, against %s%s) and the observations (O):",
            observed.yName(), isLogarithmic ? "log10 of " : "", observed.xName()));
    out.println();
    double[] xs =
        Arrays.stream(observed.xs()).map(x -> isLogarithmic ? Math.log10(x) : x).toArray();
    out.println(
        Chart.draw(
            x -> fit.band(isLogarithmic ? Math.pow(10, x) : x)[0].fitted(), xs, observed.ys()));
    out.println();
    if (observed.isLogarithmicBeside0()) {
      out.println(
          Prose.lines(
              "%s is 0 in a row, which has no logarithm, and so is drawn as it is, here and by"
                  + " --chart; for a picture by its logarithm, leave such rows out.",
              observed.xName()));
      out.println();
    }
  }

  /** The name of a column, or what the task has called it where that is too long. */
  private static String heading(String name, String letter) {
    return name.length() > WIDTH ? letter : name;
  }

  private static String line(List<String> words) {
    StringBuilder line = new StringBuilder();
    words.forEach(word -> line.append(String.format(" %" + WIDTH + "s", word)));
    return line.substring(1);
  }

  private static String line(double... numbers) {
    return line(0, numbers.length, i -> numbers[i]);
  }

  private static String line(int from, int to, IntToDoubleFunction numbers) {
    StringBuilder line = new StringBuilder();
    for (int i = from; i < to; i++) {
      String number = Figures.brief(numbers.applyAsDouble(i), DIGITS);
      line.append(' ').append(Strings.padStart(number, WIDTH, ' '));
    }
    return line.substring(1);
  }
}
