package dev.chainrule.nn.report;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.tensor.Tensor;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Locale;

/**
 * Draws the weights of neurons that look at an image as images of the same size: orange where a
 * bright pixel raises the neuron's sum, blue where it lowers it, white where it does nothing. One
 * scale is used for all.
 */
public final class WeightImages {
  private static final int TILE = 84; // about so wide, in pixels of the chart
  private static final int GAP = 10;
  private static final int TEXT = 18;
  private static final int COLUMNS = 4;
  private static final int MAX_TILES = 48;
  private static final int LEGEND = 40;

  private final Tensor weight;
  private final int rows;
  private final int columns;
  private final int zoom;
  private final int tiles;
  private final double largest;

  private WeightImages(Tensor weight, int rows, int columns) {
    this.weight = weight;
    this.rows = rows;
    this.columns = columns;
    this.zoom = Math.max(1, TILE / Math.max(rows, columns));
    this.tiles = Math.min(MAX_TILES, weight.shape().size(0));
    this.largest = largest();
  }

  /**
   * Draws the weights of the first {@value #MAX_TILES} neurons of a layer.
   *
   * @param weight of shape [neurons, rows * columns], as a linear layer has it
   * @param rows of the image that the neurons look at
   * @param columns of that image
   * @throws IllegalArgumentException if the shape is another, or an image has no pixels or more
   *     than 1024 in a row or column
   */
  public static Chart of(Tensor weight, int rows, int columns) {
    checkArgument(
        rows >= 1 && columns >= 1 && rows <= 1024 && columns <= 1024,
        "WeightImages: images of %s x %s pixels; there must be 1 to 1024 each way",
        rows,
        columns);
    checkArgument(
        weight.shape().rank() == 2
            && weight.shape().size(0) >= 1
            && weight.shape().size(1) == rows * columns,
        "WeightImages: weights of shape %s; they must be [neurons, %s x %s]",
        weight.shape(),
        rows,
        columns);
    return new WeightImages(weight, rows, columns).chart();
  }

  /** Finds the largest size of a weight that is drawn; 0 if none is finite. */
  private double largest() {
    double largest = 0;
    for (int neuron = 0; neuron < tiles; neuron++) {
      for (int i = 0; i < rows * columns; i++) {
        double size = Math.abs(weight.at(neuron, i));
        largest = Double.isFinite(size) ? Math.max(largest, size) : largest;
      }
    }
    return largest;
  }

  private Chart chart() {
    int across = Math.min(COLUMNS, tiles);
    int down = (tiles + across - 1) / across;
    int all = weight.shape().size(0);
    String some = tiles < all ? ", neurons 1 to " + tiles + " of " + all : "";
    String end = TickFormat.text(round(largest));
    return new Chart(
        "Weights of the first layer" + some,
        "A square for each weight: blue is -%1$s, white 0, orange %1$s; what is not finite is black"
            .formatted(end),
        Math.max(300, across * (columns * zoom + GAP) + GAP),
        down * (rows * zoom + TEXT + GAP) + GAP + LEGEND,
        (graphics, width, height) -> draw(graphics, height));
  }

  private static double round(double number) {
    return Double.parseDouble(String.format(Locale.ROOT, "%.3g", number));
  }

  private void draw(Graphics2D graphics, int height) {
    graphics.setFont(ChartStyle.SMALL);
    for (int neuron = 0; neuron < tiles; neuron++) {
      int x = GAP + neuron % COLUMNS * (columns * zoom + GAP);
      int y = GAP + Math.floorDiv(neuron, COLUMNS) * (rows * zoom + TEXT + GAP);
      graphics.setColor(Palette.INK);
      graphics.drawString("neuron " + (neuron + 1), x, y + TEXT - 6);
      boolean unused = graphics.drawImage(image(neuron), x, y + TEXT, null);
    }
    drawLegend(graphics, height - LEGEND + 4);
  }

  /** Draws a neuron's weights, each as a square of so many pixels. */
  private BufferedImage image(int neuron) {
    BufferedImage image =
        new BufferedImage(columns * zoom, rows * zoom, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < rows * zoom; y++) {
      for (int x = 0; x < columns * zoom; x++) {
        int pixel = Math.floorDiv(y, zoom) * columns + Math.floorDiv(x, zoom);
        image.setRGB(x, y, color(weight.at(neuron, pixel)).getRGB());
      }
    }
    return image;
  }

  private Color color(double number) {
    return Double.isFinite(number)
        ? Palette.diverging(largest == 0 ? 0 : number / largest)
        : Color.BLACK;
  }

  private void drawLegend(Graphics2D graphics, int y) {
    int width = 200;
    for (int x = 0; x < width; x += 4) {
      graphics.setColor(Palette.diverging(2.0 * x / (width - 4) - 1));
      graphics.fillRect(GAP + x, y, 4, 12);
    }
    graphics.setColor(Palette.INK);
    String end = TickFormat.text(round(largest));
    FontMetrics metrics = graphics.getFontMetrics();
    graphics.drawString("-" + end, GAP, y + 27);
    graphics.drawString("0", GAP + width / 2 - metrics.stringWidth("0") / 2, y + 27);
    graphics.drawString(end, GAP + width - metrics.stringWidth(end), y + 27);
  }
}
