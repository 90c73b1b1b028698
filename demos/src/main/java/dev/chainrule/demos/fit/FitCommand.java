package dev.chainrule.demos.fit;

import dev.chainrule.demos.console.OptionError;
import dev.chainrule.demos.console.Prose;
import java.io.PrintStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The {@code fit} example. */
@Command(
    name = "fit",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "Fit a curve to two columns of a CSV file, and tell how sure it is.")
public final class FitCommand implements Runnable {
  private static final double MAX_CONFIDENCE = 0.999999;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "A CSV file whose first line names the columns; a built-in one without.")
  private @Nullable Path data;

  @Option(
      names = "--x",
      paramLabel = "COLUMN",
      showDefaultValue = Visibility.NEVER,
      description = "What the curve is a function of; the first column, unless given.")
  private @Nullable String x;

  @Option(
      names = "--y",
      paramLabel = "COLUMN",
      showDefaultValue = Visibility.NEVER,
      description = "What is fitted; the second column, unless given.")
  private @Nullable String y;

  @Option(
      names = "--curve",
      paramLabel = "NAME",
      showDefaultValue = Visibility.NEVER,
      description = "One of ${COMPLETION-CANDIDATES}; HILL, a dose response, unless given.")
  private @Nullable KnownCurve curve;

  @Option(
      names = "--formula",
      paramLabel = "TEXT",
      description =
          "A curve of your own, as in \"a * exp(-b * x) + c\": x is x, every other name a"
              + " parameter, which begins at 1 unless --start says otherwise. It may use + - * /"
              + " ^ and abs, atan, cos, exp, ln, sigmoid, sin, sqrt, tan, tanh.")
  private @Nullable String formula;

  @Option(
      names = "--start",
      paramLabel = "LIST",
      showDefaultValue = Visibility.NEVER,
      description = "Parameters to begin with, as in ec50=2,slope=1; guessed, unless given.")
  private String start = "";

  @Option(
      names = "--confidence",
      paramLabel = "SHARE",
      description =
          "Share of the intervals, and of bands, that hold the true value: 0.95 for 95 %.")
  private double confidence = 0.95;

  @Mixin private FitFiles files = new FitFiles();

  private final PrintStream out;

  /** That prints to a stream. */
  public FitCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public void run() {
    checkOptions();
    Curve fitted = curve();
    Observations observed = data == null ? Observations.builtIn() : Observations.read(data, x, y);
    showTask(observed, fitted);
    double[] begin = Start.of(fitted, observed, start);
    Fit fit = new Solver(fitted, observed, !start.isBlank()).fit(begin, confidence);
    new FitText(out, fit).show();
    files.write(fit, out);
  }

  private void checkOptions() {
    if (!(confidence > 0 && confidence <= MAX_CONFIDENCE)) {
      throw new OptionError(
          "--confidence: %s must be between 0 and %s, such as 0.95"
              .formatted(confidence, MAX_CONFIDENCE));
    }
    if (curve != null && formula != null) {
      throw new OptionError("--formula and --curve: only one of the two can be fitted");
    }
    checkNeedsData("--x", x);
    checkNeedsData("--y", y);
    files.check(data);
  }

  private void checkNeedsData(String option, @Nullable String given) {
    if (given != null && data == null) {
      throw new OptionError(option + " needs --data FILE, too");
    }
  }

  private Curve curve() {
    if (formula != null) {
      return Formula.parse(formula);
    }
    return curve == null ? KnownCurve.HILL : curve;
  }

  private void showTask(Observations observed, Curve fitted) {
    String xName = observed.xName();
    String yName = observed.yName();
    out.printf("== fit: %s against %s ==%n%n", yName, xName);
    out.println(
        Prose.lines(
            "Each of %d rows has a number %s, which is x, and a number %s, which is y.%s A curve is"
                + " fitted to them: its parameters are those with the least sum of squared"
                + " distances between y and the curve.",
            observed.count(),
            xName,
            yName,
            data == null
                ? " Without --data FILE they are made up: a drug's effect in per cent by its dose"
                    + " in mg, with bottom 2, top 98, ec50 1.5 (the dose of half the effect),"
                    + " slope 1.2, and noise of standard deviation 4."
                : ""));
    out.println();
    out.println(Prose.lines("  y = %s", fitted.formula()));
    out.println();
  }
}
