package dev.chainrule.nn.report;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.file.FileText;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/**
 * Draws a curve that was fitted to points, with a band around it that says how sure it is.
 *
 * <pre>{@code
 * Tensor points = Tensor.of(new double[][] {{1, 2.1}, {2, 3.9}, {3, 6.2}}); // x, y
 * Tensor curve = Tensor.of(new double[][] {{1, 2, 1.5, 2.5}, {3, 6.1, 5.6, 6.6}}); // x, y, from, to
 * FittedCurve.of("A line", "x", "y", false, points, curve).write(Path.of("line.svg"));
 * }</pre>
 */
public final class FittedCurve {
  private static final int WIDTH = 560;
  private static final int HEIGHT = 380;

  private FittedCurve() {}

  /**
   * Draws points, a curve and its band.
   *
   * @param x what is on the horizontal axis
   * @param y what is on the vertical axis
   * @param isLogarithmic whether x is drawn by its logarithm
   * @param points shape [n, 2]: x and y of each
   * @param curve shape [k, 4]: x in rising order, the curve there, and the band's lower and upper
   *     bound
   * @throws IllegalArgumentException if the shapes are others, there are no rows, a number is not
   *     finite, or x is to be drawn by its logarithm and not always positive
   */
  public static Chart of(
      String title, String x, String y, boolean isLogarithmic, Tensor points, Tensor curve) {
    check("points", points, 2);
    check("curve", curve, 4);
    DoubleSummaryStatistics range =
        Arrays.stream(points.transpose().toRows()[0]).summaryStatistics();
    checkArgument(
        !isLogarithmic || range.getMin() > 0,
        "FittedCurve: x is %s in a point, which has no logarithm",
        range.getMin());
    ValueAxis across = isLogarithmic ? ChartStyle.logAxis(x, range) : ChartStyle.axis(x);
    XYPlot plot = new XYPlot(points(points), across, ChartStyle.axis(y), dots());
    plot.setDataset(1, band(curve));
    plot.setRenderer(1, line());
    plot.setDatasetRenderingOrder(DatasetRenderingOrder.REVERSE); // the points on top
    String description =
        "%d points of %s against %s, the curve that was fitted to them, and a band around it"
            .formatted(points.shape().size(0), FileText.shown(y), FileText.shown(x));
    return new Chart(title, description, WIDTH, HEIGHT, ChartStyle.drawing(plot, true));
  }

  private static void check(String name, Tensor numbers, int columns) {
    checkArgument(
        numbers.shape().rank() == 2
            && numbers.shape().size(1) == columns
            && numbers.shape().size(0) > 0,
        "FittedCurve: %s of shape %s; they must be [rows, %s]",
        name,
        numbers.shape(),
        columns);
    checkArgument(
        Arrays.stream(numbers.toArray()).allMatch(Curve::isDrawable),
        "FittedCurve: there are numbers that are not finite, or too large to draw, in %s",
        name);
  }

  private static XYSeriesCollection points(Tensor points) {
    XYSeries series = new XYSeries("observed", false);
    for (double[] point : points.toRows()) {
      series.add(point[0], point[1]);
    }
    return new XYSeriesCollection(series);
  }

  private static YIntervalSeriesCollection band(Tensor curve) {
    YIntervalSeries series = new YIntervalSeries("fitted, with its band", false, true);
    for (double[] place : curve.toRows()) {
      series.add(place[0], place[1], place[2], place[3]);
    }
    YIntervalSeriesCollection data = new YIntervalSeriesCollection();
    data.addSeries(series);
    return data;
  }

  private static XYLineAndShapeRenderer dots() {
    XYLineAndShapeRenderer dots = new XYLineAndShapeRenderer(false, true);
    dots.setSeriesPaint(0, Palette.category(1));
    dots.setSeriesShape(0, PointShapes.of(0));
    return dots;
  }

  private static DeviationRenderer line() {
    DeviationRenderer line = new DeviationRenderer(true, false);
    Color color = Palette.category(0);
    line.setSeriesPaint(0, color);
    line.setSeriesFillPaint(0, color);
    line.setSeriesStroke(0, new BasicStroke(2));
    line.setAlpha(0.2f);
    return line;
  }
}
