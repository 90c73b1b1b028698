package dev.chainrule.nn.report;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.data.Examples;
import dev.chainrule.nn.train.Evaluation;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * Draws which class a network gives to each place of a plane: the class with the highest score, or,
 * where there is one score alone, class 1 if it is above 0.
 */
public final class DecisionBoundary {
  private static final int WIDTH = 420;
  private static final int HEIGHT = 350;
  private static final int COLUMNS = 240; // places at which the network is asked
  private static final int ROWS = 180;
  private static final double MARGIN = 0.1; // of the points' range, on each side
  private static final int SHADE = 70; // of 255: the points are to be seen on it
  private static final int MAX_POINTS = 1000; // more would hide the shades
  private static final int MAX_CLASSES = 100;

  private final Examples examples;
  private final Tensor points;
  private final boolean hasOneScore;
  private final double[] low = new double[2];
  private final double[] high = new double[2];
  private final int[] classes;

  private DecisionBoundary(Layer model, Examples examples) {
    this.examples = examples;
    this.points = examples.inputs();
    for (int axis = 0; axis < 2; axis++) {
      double min = points.min(0).at(axis);
      double max = points.max(0).at(axis);
      checkArgument(
          Curve.isDrawable(min) && Curve.isDrawable(max),
          "DecisionBoundary: the points reach from %s to %s; they must be finite",
          min,
          max);
      double margin = max > min ? MARGIN * (max - min) : 1;
      low[axis] = min - margin;
      high[axis] = max + margin;
    }
    Tensor scores = Evaluation.outputs(model, places());
    checkArgument(
        scores.shape().rank() == 2 && scores.shape().size(1) <= MAX_CLASSES,
        "DecisionBoundary: the model gives shape %s; it must be [rows, 1] or [rows, classes], with"
            + " at most %s classes",
        scores.shape(),
        MAX_CLASSES);
    this.hasOneScore = scores.shape().size(1) == 1;
    this.classes = classesOf(scores);
  }

  /**
   * Draws the classes of a plane, and on it the first {@value #MAX_POINTS} of some examples in the
   * colours of their targets.
   *
   * @param model from shape [n, 2] to scores: [n, classes], or [n, 1] for class 1
   * @param examples inputs of shape [n, 2], and n targets: classes from 0 on; where there is one
   *     score alone, whatever is above 0 is class 1, and the rest is class 0
   * @throws IllegalArgumentException if the shapes are others, there are no examples, or an input
   *     is not finite
   */
  public static Chart of(Layer model, Examples examples) {
    Shape shape = examples.inputs().shape();
    checkArgument(
        examples.count() > 0
            && shape.rank() == 2
            && shape.size(1) == 2
            && examples.targets().shape().elements() == examples.count(),
        "DecisionBoundary: inputs %s and targets %s; they must be [n, 2] and [n]",
        shape,
        examples.targets().shape());
    return new DecisionBoundary(model, examples).chart();
  }

  /** Gives the places at which the model is asked, from the upper left, row by row. */
  private Tensor places() {
    double[] places = new double[2 * ROWS * COLUMNS];
    for (int i = 0; i < ROWS * COLUMNS; i++) {
      double right = (i % COLUMNS + 0.5) / COLUMNS;
      double down = (Math.floorDiv(i, COLUMNS) + 0.5) / ROWS;
      places[2 * i] = low[0] + right * (high[0] - low[0]);
      places[2 * i + 1] = high[1] - down * (high[1] - low[1]);
    }
    return Tensor.of(Shape.of(ROWS * COLUMNS, 2), places).to(points.dtype());
  }

  private int[] classesOf(Tensor scores) {
    double[] found =
        hasOneScore ? scores.greater(0).toArray() : scores.argMax(1).to(DType.FLOAT64).toArray();
    return Arrays.stream(found).mapToInt(number -> (int) number).toArray();
  }

  private int target(int row) {
    double target = examples.targets().reshape(-1).at(row);
    return hasOneScore ? (target > 0 ? 1 : 0) : (int) target;
  }

  private Chart chart() {
    NumberAxis across = axis("input 1", 0);
    NumberAxis up = axis("input 2", 1);
    XYSeriesCollection data = data();
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
    for (int i = 0; i < data.getSeriesCount(); i++) {
      int category = ((ClassKey) data.getSeriesKey(i)).number();
      renderer.setSeriesPaint(i, Palette.category(category));
      renderer.setSeriesShape(i, PointShapes.of(category));
    }
    XYPlot plot = new XYPlot(data, across, up, renderer);
    Chart.Drawing drawing = ChartStyle.drawing(plot, true);
    plot.setBackgroundImage(shades());
    plot.setBackgroundImageAlpha(1);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    return new Chart("Decision boundary", description(data), WIDTH, HEIGHT, drawing);
  }

  private NumberAxis axis(String label, int input) {
    NumberAxis axis = ChartStyle.axis(label);
    axis.setRange(low[input], high[input]);
    return axis;
  }

  /** Collects the points of each class that some example has. */
  private XYSeriesCollection data() {
    XYSeriesCollection data = new XYSeriesCollection();
    int count = Math.min(MAX_POINTS, examples.count());
    int[] present = IntStream.range(0, count).map(this::target).distinct().sorted().toArray();
    for (int category : present) {
      XYSeries series = new XYSeries(new ClassKey(category), false);
      for (int row = 0; row < count; row++) {
        if (target(row) == category) {
          series.add(points.at(row, 0), points.at(row, 1));
        }
      }
      data.addSeries(series);
    }
    return data;
  }

  /** Paints each place in the colour of its class, so thinly that the page shines through. */
  private BufferedImage shades() {
    BufferedImage image = new BufferedImage(COLUMNS, ROWS, BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < classes.length; i++) {
      Color color = Palette.category(classes[i]);
      Color shade = new Color(color.getRed(), color.getGreen(), color.getBlue(), SHADE);
      image.setRGB(i % COLUMNS, Math.floorDiv(i, COLUMNS), shade.getRGB());
    }
    return image;
  }

  private String description(XYSeriesCollection data) {
    long different = Arrays.stream(classes).distinct().count();
    return "Which class the network gives to each place of the plane: "
        + (different == 1 ? "one for all" : different + " classes")
        + "; on it, "
        + IntStream.range(0, data.getSeriesCount()).map(data::getItemCount).sum()
        + " examples in the colours of their targets";
  }

  /** Names the points of a class. */
  private record ClassKey(int number) implements Comparable<ClassKey> {
    @Override
    public int compareTo(ClassKey other) {
      return Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
      return "class " + number;
    }
  }
}
