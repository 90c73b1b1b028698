package dev.chainrule.nn.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.data.Examples;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The charts one by one, as a parser and an image reader see them. */
class ChartsTest {
  private static List<String> texts(Chart chart) {
    return Xml.texts(Xml.parsed(chart.toSvg()), "text").stream().map(String::strip).toList();
  }

  /** Reads the images inside a chart. */
  private static List<BufferedImage> images(Chart chart) {
    Document svg = Xml.parsed(chart.toSvg());
    return Xml.elements(svg, "image").stream().map(ChartsTest::image).toList();
  }

  private static BufferedImage image(Element element) {
    String base64 = element.getAttribute("xlink:href").replace("data:image/png;base64,", "");
    return read(Base64.getDecoder().decode(base64));
  }

  private static BufferedImage read(byte[] png) {
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
      assertNotNull(image);
      return image;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aChart_isWrittenByTheEndOfTheFilesName(@TempDir Path folder) throws IOException {
    Chart chart = HistoryCharts.loss(Histories.ofLosses(2, 1));
    chart.write(folder.resolve("loss.PNG"));
    BufferedImage image = read(Files.readAllBytes(folder.resolve("loss.PNG")));
    assertEquals(2 * chart.width(), image.getWidth());
    assertEquals(Color.WHITE.getRGB(), image.getRGB(0, 0));
    chart.write(folder.resolve("loss.svg"));
    Document svg = Xml.parsed(Files.readString(folder.resolve("loss.svg")));
    assertEquals("svg", svg.getDocumentElement().getTagName());
    assertEquals("Loss", Xml.texts(svg, "title").get(0));
    assertTrue(texts(chart).contains("Loss"));
    assertThrows(IllegalArgumentException.class, () -> chart.write(folder.resolve("loss.gif")));
  }

  @Test
  void losses_thatDifferMuch_haveALogarithmicAxis() {
    List<String> texts = texts(HistoryCharts.loss(Histories.ofLosses(10, 0.01)));
    assertTrue(texts.contains("loss (logarithmic)"), texts.toString());
    assertTrue(HistoryCharts.loss(Histories.ofLosses(10, 0.01)).description().contains("logarith"));
    assertTrue(!HistoryCharts.loss(Histories.ofLosses(10, 0)).description().contains("logarith"));
    assertTrue(!HistoryCharts.loss(Histories.ofLosses(10, 9)).description().contains("logarith"));
  }

  @Test
  void aCurve_fallsAsTheLossFalls() {
    Chart chart = HistoryCharts.loss(Histories.ofLosses(4, 3, 2, 1));
    BufferedImage image = read(chart.toPng());
    int left = highest(image, 0, image.getWidth() / 2);
    int right = highest(image, image.getWidth() / 2, image.getWidth());
    assertTrue(left < right, left + " " + right);
  }

  /** Finds the first row from above in which some pixel has the colour of the first curve. */
  private static int highest(BufferedImage image, int from, int to) {
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = from; x < to; x++) {
        if (image.getRGB(x, y) == Palette.category(0).getRGB()) {
          return y;
        }
      }
    }
    throw new AssertionError("there is no curve");
  }

  @Test
  void aConfusionMatrix_showsEachCount_andItsNames() {
    List<String> texts =
        texts(ConfusionMatrix.of(new int[][] {{50, 3}, {7, 40}}, List.of("cat", "</text>")));
    assertTrue(texts.containsAll(List.of("50", "3", "7", "40", "cat", "</text>")), texts + "");
    assertEquals(
        "90 of 100 examples are on the diagonal: their class was found",
        ConfusionMatrix.of(new int[][] {{50, 3}, {7, 40}}).description());
    assertEquals(
        1,
        texts(ConfusionMatrix.of(new int[1][1])).stream().filter("0"::equals).count()
            - 2); // a count, beside two axes' labels
  }

  @Test
  void aConfusionMatrix_ofOtherShapes_isRefused() {
    for (int[][] wrong :
        List.of(new int[0][0], new int[][] {{1, 2}}, new int[][] {{-1}}, new int[31][31])) {
      assertThrows(IllegalArgumentException.class, () -> ConfusionMatrix.of(wrong));
    }
    assertThrows(
        IllegalArgumentException.class, () -> ConfusionMatrix.of(new int[1][1], List.of()));
  }

  @Test
  void aDecisionBoundary_liesWhereTheScoreIsZero() {
    Layer right = x -> x.slice(1, 0, 1); // positive on the right
    Tensor corners = Tensor.of(new double[][] {{-1, -1}, {1, -1}, {-1, 1}, {1, 1}});
    Chart chart = DecisionBoundary.of(right, Examples.of(corners, Tensor.of(-1.0, 1, -1, 1)));
    BufferedImage shades = images(chart).get(0);
    int y = shades.getHeight() / 2;
    assertEquals(Palette.category(0).getRGB() & 0xFFFFFF, opaque(shades, 0, y));
    assertEquals(
        Palette.category(0).getRGB() & 0xFFFFFF, opaque(shades, shades.getWidth() / 2 - 2, y));
    assertEquals(
        Palette.category(1).getRGB() & 0xFFFFFF, opaque(shades, shades.getWidth() / 2 + 2, y));
    assertTrue(texts(chart).containsAll(List.of("class 0", "class 1", "input 1", "input 2")));
  }

  /** Gives a pixel's colour as if it were opaque. */
  private static int opaque(BufferedImage image, int x, int y) {
    return image.getRGB(x, y) & 0xFFFFFF;
  }

  @Test
  void aDecisionBoundary_takesTheHighestOfSeveralScores() {
    Layer three = x -> Value.constant(Tensor.of(0.0, 2, 1)).add(x.sum(true, 1).mul(0));
    Tensor point = Tensor.of(new double[][] {{3, 3}});
    Chart chart = DecisionBoundary.of(three, Examples.of(point, Tensor.ones(Shape.of(1)).mul(2)));
    assertEquals(Palette.category(1).getRGB() & 0xFFFFFF, opaque(images(chart).get(0), 100, 100));
    assertTrue(texts(chart).contains("class 2"));
  }

  @Test
  void aDecisionBoundary_ofOtherShapes_isRefused() {
    Layer same = x -> x;
    Tensor one = Tensor.of(new double[][] {{1}});
    Tensor nan = Tensor.of(new double[][] {{1, Double.NaN}});
    Tensor target = Tensor.ones(Shape.of(1));
    for (Tensor inputs : List.of(one, nan)) {
      assertThrows(
          IllegalArgumentException.class,
          () -> DecisionBoundary.of(same, Examples.of(inputs, target)));
    }
  }

  @Test
  void weights_arePixels_blueBelowZeroAndOrangeAbove() {
    Tensor weight = Tensor.of(new double[][] {{-2, 0, 1, 2}, {0, 0, Double.NaN, 0}});
    Chart chart = WeightImages.of(weight, 2, 2);
    List<BufferedImage> images = images(chart);
    assertEquals(2, images.size());
    assertEquals(Palette.diverging(-1), pixel(images.get(0), 0, 0));
    assertEquals(Color.WHITE, pixel(images.get(0), 1, 0));
    assertEquals(Palette.diverging(0.5), pixel(images.get(0), 0, 1));
    assertEquals(Palette.diverging(1), pixel(images.get(0), 1, 1));
    assertEquals(Color.BLACK, pixel(images.get(1), 0, 1));
    assertTrue(texts(chart).containsAll(List.of("neuron 1", "neuron 2", "-2", "0", "2")));
  }

  /** Gives the colour in the middle of one of 2 x 2 squares. */
  private static Color pixel(BufferedImage image, int x, int y) {
    int quarter = image.getWidth() / 4;
    return new Color(image.getRGB(quarter + 2 * quarter * x, quarter + 2 * quarter * y));
  }

  @Test
  void weights_ofOtherShapes_areRefused_andMany_areCut() {
    assertThrows(
        IllegalArgumentException.class, () -> WeightImages.of(Tensor.zeros(Shape.of(2, 5)), 2, 2));
    assertThrows(
        IllegalArgumentException.class, () -> WeightImages.of(Tensor.zeros(Shape.of(2, 0)), 0, 2));
    Chart many = WeightImages.of(Tensor.zeros(Shape.of(60, 4)), 2, 2);
    assertEquals("Weights of the first layer, neurons 1 to 48 of 60", many.title());
  }

  @Test
  void ticks_areShort() {
    assertEquals("0.1", TickFormat.text(0.1));
    assertEquals("0.3", TickFormat.text(0.1 + 0.2));
    assertEquals("2.5e-7", TickFormat.text(2.5e-7));
    assertEquals("1e9", TickFormat.text(1e9));
    assertEquals("-1e-10", TickFormat.text(-1e-10));
    assertEquals("0", TickFormat.text(-0.0));
    assertEquals("123456", TickFormat.text(123456));
    assertEquals("1500", TickFormat.text(1500));
    assertEquals("NaN", TickFormat.text(Double.NaN));
  }

  @Test
  void toString_isShort() {
    Chart chart = HistoryCharts.loss(Histories.ofLosses(1));
    assertEquals("Chart(Loss, 420 x 270)", chart.toString());
  }
}
