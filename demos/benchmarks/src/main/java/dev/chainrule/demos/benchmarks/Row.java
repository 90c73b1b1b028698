package dev.chainrule.demos.benchmarks;

import com.google.common.collect.Iterables;
import com.google.common.math.Quantiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One row of the table: a work, done by this engine and by its peers.
 *
 * @param work what is to be done, its precision and the number of threads
 * @param aim at most so many times the time of the best peer; or a time in microseconds
 * @param ours this engine
 * @param peers who it is held against
 * @param limits others that are shown alone: what is written by hand in C++ for one purpose
 */
record Row(String work, Aim aim, Contestant ours, List<Contestant> peers, List<Contestant> limits) {
  /** What is aimed at: a ratio, or a time. */
  record Aim(double bound, boolean isTime) {
    static Aim ratio(double bound) {
      return new Aim(bound, false);
    }

    static Aim micros(double bound) {
      return new Aim(bound, true);
    }
  }

  /**
   * Runs everybody in turn, so many rounds, and us once more in the end; so what slows the machine
   * down for a while slows all down alike. The median of the rounds counts.
   *
   * @return the line of the table
   */
  String measured(int rounds) {
    List<Double> our = new ArrayList<>();
    Map<Contestant, List<Double>> their = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      our.add(ours.run());
      for (Contestant other : Iterables.concat(peers, limits)) {
        their.computeIfAbsent(other, unused -> new ArrayList<>()).add(other.run());
      }
    }
    our.add(ours.run());
    double time = Quantiles.median().compute(our);
    Map<String, Double> best = best(peers, their);
    double reference = best.values().stream().min(Double::compare).orElse(Double.NaN);
    double result = aim.isTime ? time : time / reference;
    String met = Double.isNaN(result) ? "no peer" : result <= aim.bound ? "met" : "**not met**";
    String ratio = Double.isNaN(reference) ? "" : number(time / reference);
    return "| %s | %s | %s%s | %s | %s%s | %s |"
        .formatted(
            work,
            number(time),
            text(best),
            limits.isEmpty() ? "" : " (" + text(best(limits, their)) + ")",
            ratio,
            number(aim.bound),
            aim.isTime ? " us" : "",
            met);
  }

  /** A peer may be there several times, for several ways to run it. */
  private static Map<String, Double> best(
      List<Contestant> some, Map<Contestant, List<Double>> times) {
    Map<String, Double> best = new LinkedHashMap<>();
    for (Contestant one : some) {
      best.merge(
          one.name(), Quantiles.median().compute(times.getOrDefault(one, List.of())), Math::min);
    }
    return best;
  }

  private static String text(Map<String, Double> times) {
    List<String> texts = new ArrayList<>();
    times.forEach((name, time) -> texts.add(name + " " + number(time)));
    return String.join(", ", texts);
  }

  /** Three digits that count. */
  private static String number(double number) {
    int digits = Math.max(0, 2 - (int) Math.floor(Math.log10(number)));
    return String.format(Locale.ROOT, "%,." + digits + "f", number);
  }
}
