package dev.chainrule.demos.benchmarks;

import java.util.Locale;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs one benchmark in this process, which {@link Ratios} has started for nothing else, and prints
 * the line that a peer's script prints, too: {@code median 12.3 us}.
 */
public final class Median {
  private Median() {}

  /**
   * Runs a benchmark.
   *
   * @param args its class and method, then parameters as {@code name=value}
   */
  public static void main(String[] args) throws RunnerException {
    double warmUp = Double.parseDouble(System.getenv("WARM_UP_S"));
    double measure = Double.parseDouble(System.getenv("MEASURE_S"));
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("\\." + args[0].replace(".", "\\.") + "$")
            .forks(0)
            .warmupIterations(4)
            .warmupTime(TimeValue.milliseconds((long) (250 * warmUp)))
            .measurementIterations(4)
            .measurementTime(TimeValue.milliseconds((long) (250 * measure)))
            .verbosity(VerboseMode.SILENT);
    for (int i = 1; i < args.length; i++) {
      String[] parameter = args[i].split("=", 2);
      options.param(parameter[0], parameter[1]);
    }
    RunResult run = new Runner(options.build()).runSingle();
    Result<?> result = run.getPrimaryResult();
    double inMicros = result.getScoreUnit().startsWith("ns") ? 1e-3 : 1;
    double median = result.getStatistics().getPercentile(50) * inMicros;
    System.out.printf(Locale.ROOT, "median %.6f us%n", median);
  }
}
