package dev.chainrule.nn.report;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import dev.chainrule.nn.file.FileText;
import java.awt.Color;
import java.awt.Font;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.LookupPaintScale;
import org.jfree.chart.renderer.xy.XYBlockRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.DefaultXYZDataset;

/**
 * Draws how often a classifier takes each class for each: a row for each true class, in which the
 * colour tells the share of its examples.
 *
 * <pre>{@code
 * int[][] counts = Metrics.confusion(scores, heldOut.targets());
 * ConfusionMatrix.of(counts).write(Path.of("confusion.svg"));
 * }</pre>
 */
public final class ConfusionMatrix {
  private static final int CELL = 34;
  private static final int MAX_CLASSES = 30; // more would have no room for their counts
  private static final int LABEL_CHARS = 12;
  private static final int SHORT = 5; // so many characters stand side by side
  private static final int AROUND = 90; // for the labels of the axes
  private static final int SHADES = 100;

  private final int[][] counts;
  private final List<String> names;

  private ConfusionMatrix(int[][] counts, List<String> names) {
    this.counts = counts;
    this.names = names;
  }

  /**
   * Draws a matrix of classes that have numbers, from 0 on.
   *
   * @param counts entry [true class][predicted class]
   * @throws IllegalArgumentException if it is not square, a count is negative, or there is no class
   *     or more than {@value #MAX_CLASSES}
   */
  public static Chart of(int[][] counts) {
    return of(counts, IntStream.range(0, counts.length).mapToObj(Integer::toString).toList());
  }

  /**
   * Draws a matrix of classes that have names, which are cut where there is no room for them.
   *
   * @param counts entry [true class][predicted class]
   * @param names one for each class
   * @throws IllegalArgumentException if it is not square, a count is negative, there is no class or
   *     more than {@value #MAX_CLASSES}, or there are not as many names
   */
  public static Chart of(int[][] counts, List<String> names) {
    int classes = counts.length;
    checkArgument(
        classes >= 1 && classes <= MAX_CLASSES,
        "ConfusionMatrix: %s classes; there must be 1 to %s",
        classes,
        MAX_CLASSES);
    checkArgument(
        Arrays.stream(counts).allMatch(row -> row.length == classes),
        "ConfusionMatrix: a row has not as many counts as there are rows, %s",
        classes);
    checkArgument(
        Arrays.stream(counts).flatMapToInt(Arrays::stream).noneMatch(count -> count < 0),
        "ConfusionMatrix: a count is negative");
    checkArgument(
        names.size() == classes, "ConfusionMatrix: %s names of %s classes", names.size(), classes);
    int[][] copy = Arrays.stream(counts).map(int[]::clone).toArray(int[][]::new);
    return new ConfusionMatrix(copy, ImmutableList.copyOf(names)).chart();
  }

  private Chart chart() {
    String[] labels = names.stream().map(ConfusionMatrix::label).toArray(String[]::new);
    SymbolAxis truth = axis("true class", labels);
    truth.setInverted(true); // the first class at the top
    SymbolAxis predicted = axis("predicted class", labels);
    predicted.setVerticalTickLabels(names.stream().anyMatch(name -> name.length() > SHORT));
    XYPlot plot = new XYPlot(data(), predicted, truth, renderer());
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    annotate(plot);
    Chart.Drawing drawing = ChartStyle.drawing(plot, false);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinesVisible(false);
    int size = Math.max(6, names.size()) * CELL + AROUND;
    return new Chart("Confusion matrix", description(), size, size, drawing);
  }

  private static String label(String name) {
    String shown = FileText.shown(name);
    return shown.codePointCount(0, shown.length()) <= LABEL_CHARS
        ? shown
        : shown.substring(0, shown.offsetByCodePoints(0, LABEL_CHARS - 3)) + "...";
  }

  private static SymbolAxis axis(String label, String[] names) {
    SymbolAxis axis = ChartStyle.styled(new SymbolAxis(label, names));
    axis.setGridBandsVisible(false);
    axis.setTickUnit(new NumberTickUnit(1)); // all of them
    axis.setRange(-0.5, names.length - 0.5);
    return axis;
  }

  private DefaultXYZDataset data() {
    int classes = counts.length;
    double[][] cells = new double[3][classes * classes];
    for (int i = 0; i < classes * classes; i++) {
      cells[0][i] = i % classes;
      cells[1][i] = Math.floorDiv(i, classes);
      cells[2][i] = share(Math.floorDiv(i, classes), i % classes);
    }
    DefaultXYZDataset data = new DefaultXYZDataset();
    data.addSeries("share", cells);
    return data;
  }

  /** Gives the share of a class's examples that are taken for another; 0 if it has none. */
  private double share(int truth, int predicted) {
    long all = Arrays.stream(counts[truth]).asLongStream().sum();
    return all == 0 ? 0 : (double) counts[truth][predicted] / all;
  }

  private static XYBlockRenderer renderer() {
    LookupPaintScale scale = new LookupPaintScale(0, 1, Color.WHITE);
    for (int i = 0; i <= SHADES; i++) {
      scale.add((double) i / SHADES, Palette.sequential((double) i / SHADES));
    }
    XYBlockRenderer renderer = new XYBlockRenderer();
    renderer.setPaintScale(scale);
    return renderer;
  }

  /** Writes the counts into their cells. */
  private void annotate(XYPlot plot) {
    for (int truth = 0; truth < counts.length; truth++) {
      for (int predicted = 0; predicted < counts.length; predicted++) {
        String count = Integer.toString(counts[truth][predicted]);
        XYTextAnnotation text = new XYTextAnnotation(count, predicted, truth);
        text.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, count.length() > 5 ? 9 : 12));
        text.setPaint(Palette.textOn(Palette.sequential(share(truth, predicted))));
        plot.addAnnotation(text);
      }
    }
  }

  private String description() {
    long all = Arrays.stream(counts).flatMapToInt(Arrays::stream).asLongStream().sum();
    long right = IntStream.range(0, counts.length).mapToLong(i -> counts[i][i]).sum();
    return right + " of " + all + " examples are on the diagonal: their class was found";
  }
}
