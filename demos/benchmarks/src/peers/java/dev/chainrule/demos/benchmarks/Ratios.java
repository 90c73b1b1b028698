package dev.chainrule.demos.benchmarks;

import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * Runs benchmarks as JMH's own main program does, and then prints the median of each that others
 * have, too, beside theirs.
 */
public final class Ratios {
  private Ratios() {}

  /**
   * Runs benchmarks.
   *
   * @param args what JMH understands
   */
  public static void main(String[] args) throws RunnerException, CommandLineOptionException {
    Map<String, Double> ours = new TreeMap<>();
    Map<String, Double> theirs = new TreeMap<>();
    for (RunResult result : new Runner(new CommandLineOptions(args)).run()) {
      BenchmarkParams params = result.getParams();
      boolean isPeer = params.getBenchmark().matches(".*\\.(Djl|OpenBlas)\\w*\\.\\w+");
      (isPeer ? theirs : ours)
          .put(workload(params), result.getPrimaryResult().getStatistics().getPercentile(50));
    }
    System.out.printf("%n%-32s %14s %14s %8s%n", "us, median", "Chainrule", "peer", "ratio");
    ours.forEach(
        (name, time) -> {
          Double other = theirs.get(name);
          if (other != null) {
            System.out.printf("%-32s %14.1f %14.1f %8.2f%n", name, time, other, other / time);
          }
        });
  }

  private static String workload(BenchmarkParams params) {
    StringBuilder name = new StringBuilder(params.getBenchmark().replaceAll(".*\\.", ""));
    for (String key : params.getParamsKeys()) {
      name.append(' ').append(params.getParam(key));
    }
    return name.toString();
  }
}
