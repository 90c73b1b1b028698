package dev.chainrule.demos.fit;

import java.util.Arrays;

/** Parameters to begin with, read off the observations as one would by eye. */
final class Guess {
  private static final double SLOPE_OF_LOGISTIC = 8; // over the range of x: from 2 to 98 per cent

  private Guess() {}

  static double[] hill(Observations observed) {
    double slope = observed.rises() ? 1 : -1;
    return new double[] {
      observed.minY(), observed.maxY(), positive(observed, halfWay(observed)), slope
    };
  }

  static double[] logistic(Observations observed) {
    double slope = (observed.rises() ? 1 : -1) * SLOPE_OF_LOGISTIC / range(observed);
    return new double[] {observed.minY(), observed.maxY(), halfWay(observed), slope};
  }

  static double[] michaelisMenten(Observations observed) {
    double largest =
        Math.abs(observed.maxY()) >= Math.abs(observed.minY()) ? observed.maxY() : observed.minY();
    return new double[] {largest, positive(observed, nearest(observed, largest / 2))};
  }

  /** Flat at the end that is further from half the way up or down; there is the offset. */
  static double[] exponential(Observations observed) {
    double half = halfWay(observed);
    boolean isDecay = half - observed.minX() <= observed.maxX() - half;
    double steep = isDecay ? observed.minX() : observed.maxX();
    double offset = observed.yAt(isDecay ? observed.maxX() : observed.minX());
    double distance = Math.max(Math.abs(half - steep), range(observed) / 100);
    double rate = (isDecay ? 1 : -1) * Math.log(2) / distance;
    double amplitude = (observed.yAt(steep) - offset) * Math.exp(rate * steep);
    return new double[] {offset, Double.isFinite(amplitude) ? amplitude : 0, rate};
  }

  /** A peak, or a dip where the observations are mostly above their middle. */
  static double[] gaussian(Observations observed) {
    double low = observed.minY();
    double high = observed.maxY();
    boolean isPeak = observed.meanY() <= (low + high) / 2;
    double base = isPeak ? low : high;
    double extreme = isPeak ? high : low;
    double width = range(observed) / 6;
    return new double[] {base, extreme - base, nearest(observed, extreme), width};
  }

  private static double range(Observations observed) {
    return observed.maxX() - observed.minX();
  }

  private static double halfWay(Observations observed) {
    return nearest(observed, (observed.minY() + observed.maxY()) / 2);
  }

  /** Where y comes nearest to a number. */
  private static double nearest(Observations observed, double y) {
    double[] ys = observed.ys();
    int best = 0;
    for (int i = 0; i < ys.length; i++) {
      best = Math.abs(ys[i] - y) < Math.abs(ys[best] - y) ? i : best;
    }
    return observed.xs()[best];
  }

  /** The number, if it is positive; else the smallest x that is. */
  private static double positive(Observations observed, double x) {
    return x > 0 ? x : Arrays.stream(observed.xs()).filter(v -> v > 0).min().orElse(1);
  }
}
