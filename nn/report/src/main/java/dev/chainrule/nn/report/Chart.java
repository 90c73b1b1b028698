package dev.chainrule.nn.report;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Ascii;
import dev.chainrule.nn.file.AtomicFile;
import dev.chainrule.nn.file.FileText;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * A picture with a title, and with words for those who do not see it. It is drawn anew for each
 * format.
 */
public final class Chart {
  private static final int PNG_SCALE = 2; // sharp on screens with two pixels for each point
  private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 14);
  private static final int TITLE_HEIGHT = 28;
  private static final int MARGIN = 10;

  /** Draws a picture. */
  @FunctionalInterface
  interface Drawing {
    /** Draws into the area from (0, 0) to (width, height), on whatever is there. */
    void draw(Graphics2D graphics, int width, int height);
  }

  private final String title;
  private final String description;
  private final int width;
  private final int height;
  private final Drawing drawing;

  /** Takes texts as they are; what can't be seen in them is escaped, what is too long is cut. */
  Chart(String title, String description, int width, int height, Drawing drawing) {
    this.title = FileText.shown(title);
    this.description = FileText.shown(description);
    this.width = width;
    this.height = height;
    this.drawing = drawing;
  }

  /** Gives what the chart shows, in a few words. */
  public String title() {
    return title;
  }

  /** Gives a sentence for those who do not see the chart. */
  public String description() {
    return description;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Draws the picture alone. */
  void draw(Graphics2D graphics) {
    drawing.draw(graphics, width, height);
  }

  int titledHeight() {
    return height + TITLE_HEIGHT;
  }

  /** Draws the title, as far as there is room for it, and the picture below. */
  void drawTitled(Graphics2D graphics) {
    graphics.setFont(TITLE);
    graphics.setColor(Palette.INK);
    String text = title;
    int room = width - 2 * MARGIN;
    while (graphics.getFontMetrics().stringWidth(text) > room) {
      text = text.substring(0, text.offsetByCodePoints(text.length(), -1));
    }
    graphics.drawString(text, MARGIN, TITLE_HEIGHT - MARGIN);
    graphics.translate(0, TITLE_HEIGHT);
    draw(graphics);
  }

  /** Writes the chart as an SVG document on white with its title. */
  public String toSvg() {
    return Svg.document(this);
  }

  /**
   * Writes the chart as a PNG image on white with its title, with two pixels for each of the SVG's.
   */
  public byte[] toPng() {
    BufferedImage image =
        new BufferedImage(
            width * PNG_SCALE, titledHeight() * PNG_SCALE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.scale(PNG_SCALE, PNG_SCALE);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    drawTitled(graphics);
    graphics.dispose();
    return png(image);
  }

  /** Writes an image as PNG. */
  static byte[] png(RenderedImage image) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      boolean isWritten = ImageIO.write(image, "png", out);
      checkArgument(isWritten, "toPng: this Java can't write PNG");
    } catch (IOException e) { // not in memory
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /**
   * Writes the chart into a file, which is replaced as a whole or not at all.
   *
   * @param file whose name ends in {@code .svg} or {@code .png}
   * @throws IOException if it can't be written; the old file is as it was then
   * @throws IllegalArgumentException if its name ends otherwise
   */
  public void write(Path file) throws IOException {
    String name = Ascii.toLowerCase(file.toString());
    boolean isSvg = name.endsWith(".svg");
    checkArgument(isSvg || name.endsWith(".png"), "write: %s must end in .svg or .png", file);
    byte[] bytes = isSvg ? toSvg().getBytes(StandardCharsets.UTF_8) : toPng();
    AtomicFile.write(file, out -> out.write(bytes));
  }

  /** Gives the title and the size. */
  @Override
  public String toString() {
    return "Chart(" + title + ", " + width + " x " + height + ")";
  }
}
