package dev.chainrule.nn.report;

import static java.util.stream.Collectors.joining;

import dev.chainrule.nn.file.FileText;
import java.awt.geom.Ellipse2D;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Draws curves over the epochs. */
final class EpochChart {
  private static final int WIDTH = 420;
  private static final int HEIGHT = 270;
  private static final int MAX_POINTS = 40; // beyond it, dots would hide the line
  private static final double LOGARITHMIC = 100; // so many times the smallest number
  private static final Ellipse2D DOT = new Ellipse2D.Double(-3, -3, 6, 6);

  private EpochChart() {}

  /**
   * Makes a chart; the axis is logarithmic if all numbers are positive, and the largest is more
   * than {@value #LOGARITHMIC} times the smallest.
   *
   * @param label of the axis of the numbers
   */
  static Chart of(String title, String label, List<Curve> curves) {
    DoubleSummaryStatistics range =
        curves.stream().flatMapToDouble(Curve::drawable).summaryStatistics();
    boolean isLogarithmic = range.getMin() > 0 && range.getMax() / LOGARITHMIC > range.getMin();
    NumberAxis epochs = ChartStyle.axis("epoch");
    epochs.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
    epochs.setAutoRangeMinimumSize(1);
    XYPlot plot =
        new XYPlot(
            data(curves),
            epochs,
            isLogarithmic ? ChartStyle.logAxis(label, range) : ChartStyle.axis(label),
            renderer(curves));
    plot.setNoDataMessage("There is no number to draw.");
    return new Chart(
        title,
        description(curves, isLogarithmic),
        WIDTH,
        HEIGHT,
        ChartStyle.drawing(plot, curves.size() > 1));
  }

  private static XYSeriesCollection data(List<Curve> curves) {
    XYSeriesCollection data = new XYSeriesCollection();
    for (int i = 0; i < curves.size(); i++) {
      Curve curve = curves.get(i);
      XYSeries series = new XYSeries(new Key(i, FileText.shown(curve.name())));
      for (int j = 0; j < curve.numbers().size(); j++) {
        double number = curve.numbers().get(j);
        series.add((double) curve.epochs().get(j), Curve.isDrawable(number) ? number : Double.NaN);
      }
      if (curve.drawable().findAny().isPresent()) {
        data.addSeries(series);
      }
    }
    return data;
  }

  private static XYLineAndShapeRenderer renderer(List<Curve> curves) {
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer();
    int longest = curves.stream().mapToInt(curve -> curve.numbers().size()).max().orElse(0);
    int drawn = 0;
    for (int i = 0; i < curves.size(); i++) {
      if (curves.get(i).drawable().findAny().isPresent()) {
        renderer.setSeriesPaint(drawn, Palette.category(i));
        renderer.setSeriesStroke(drawn, ChartStyle.stroke(i));
        renderer.setSeriesShape(drawn, DOT);
        drawn++;
      }
    }
    renderer.setDefaultShapesVisible(longest <= MAX_POINTS);
    renderer.setDrawSeriesLineAsPath(true); // dashes that go on from point to point
    return renderer;
  }

  /** Says of each curve where it begins, ends and is lowest. */
  private static String description(List<Curve> curves, boolean isLogarithmic) {
    String text = curves.stream().map(EpochChart::description).collect(joining("; "));
    return text + (isLogarithmic ? "; on a logarithmic axis" : "");
  }

  private static String description(Curve curve) {
    double[] numbers = curve.drawable().toArray();
    int others = curve.numbers().size() - numbers.length;
    String left =
        others == 0
            ? ""
            : String.format(Locale.ROOT, "; %d not finite or too large, left out", others);
    String name = curve.name().length() > 40 ? curve.name().substring(0, 40) : curve.name();
    if (numbers.length == 0) {
      return name + ": no number to draw";
    }
    return "%s from %s to %s, lowest %s"
            .formatted(
                name,
                TickFormat.text(numbers[0]),
                TickFormat.text(numbers[numbers.length - 1]),
                TickFormat.text(DoubleStream.of(numbers).min().orElseThrow()))
        + left;
  }

  /** Tells curves apart that have the same name once it is cut; shows the name alone. */
  private record Key(int index, String name) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      return Integer.compare(index, other.index);
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
