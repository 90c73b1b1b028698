package dev.chainrule.nn.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** A curve among its points, as a parser and an image reader see it. */
class FittedCurveTest {
  private static final Tensor POINTS = Tensor.of(new double[][] {{1, 2.1}, {20, 3.9}, {300, 6.2}});
  private static final Tensor CURVE =
      Tensor.of(new double[][] {{1, 2, 1.5, 2.5}, {300, 6.1, 5.6, 6.6}});

  @Test
  void axesAndLegend_areNamed() {
    Chart chart = FittedCurve.of("A curve", "dose", "effect", false, POINTS, CURVE);
    List<String> texts =
        Xml.texts(Xml.parsed(chart.toSvg()), "text").stream().map(String::strip).toList();
    assertTrue(
        texts.containsAll(
            List.of("A curve", "dose", "effect", "observed", "fitted, with its band", "300")),
        texts.toString());
    assertEquals(
        "3 points of effect against dose, the curve that was fitted to them, and a band around it",
        chart.description());
  }

  /** The point in the middle by its logarithm is drawn in the middle, and else at the left. */
  @Test
  void aLogarithmicAxis_saysSo_andPlacesPointsByIt() throws IOException {
    Chart plain = FittedCurve.of("A curve", "dose", "effect", false, POINTS, CURVE);
    Chart logarithmic = FittedCurve.of("A curve", "dose", "effect", true, POINTS, CURVE);
    assertTrue(logarithmic.toSvg().contains("dose (logarithmic)"));
    assertEquals(0, orangeInTheMiddle(plain));
    assertTrue(orangeInTheMiddle(logarithmic) > 50);
  }

  private static int orangeInTheMiddle(Chart chart) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(chart.toPng()));
    int orange = 0;
    for (int column = image.getWidth() / 3; column < image.getWidth() * 2 / 3; column++) {
      for (int row = 60; row < image.getHeight() - 200; row++) {
        int rgb = image.getRGB(column, row);
        orange += ((rgb >> 16) & 0xff) > (rgb & 0xff) + 100 ? 1 : 0;
      }
    }
    return orange;
  }

  @Test
  void theExample_isDrawn() {
    Tensor points = Tensor.of(new double[][] {{1, 2.1}, {2, 3.9}, {3, 6.2}}); // x, y
    Tensor curve = Tensor.of(new double[][] {{1, 2, 1.5, 2.5}, {3, 6.1, 5.6, 6.6}});
    assertEquals(
        "Chart(A line, 560 x 380)",
        FittedCurve.of("A line", "x", "y", false, points, curve).toString());
  }

  /** There is blue between the band's bounds, halfway along, and none far outside. */
  @Test
  void theBand_isDrawnAroundTheCurve() throws IOException {
    Chart chart = FittedCurve.of("A curve", "x", "y", false, POINTS, CURVE);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(chart.toPng()));
    int column = image.getWidth() / 2;
    int blue = 0;
    for (int row = 60; row < image.getHeight() - 200; row++) {
      int rgb = image.getRGB(column, row);
      blue += (rgb & 0xff) > ((rgb >> 16) & 0xff) + 20 ? 1 : 0;
    }
    int plot = image.getHeight() - 260;
    assertTrue(blue > plot / 8 && blue < plot / 2, blue + " of " + plot);
  }

  @Test
  void whatCantBeDrawn_isRefused() {
    refused("points of shape [3]; they must be [rows, 2]", false, Tensor.of(1.0, 2, 3), CURVE);
    refused("curve of shape [3, 2]; they must be [rows, 4]", false, POINTS, POINTS);
    refused("not finite", false, Tensor.of(new double[][] {{1, Double.NaN}}), CURVE);
    refused("x is 0.0 in a point", true, Tensor.of(new double[][] {{0, 1}, {2, 3}}), CURVE);
  }

  private static void refused(String message, boolean isLogarithmic, Tensor points, Tensor curve) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> {
              Chart unused = FittedCurve.of("", "x", "y", isLogarithmic, points, curve);
            });
    assertTrue(String.valueOf(refused.getMessage()).contains(message), refused.getMessage());
  }
}
