package dev.chainrule.demos.digits;

import com.google.common.primitives.Doubles;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.demos.console.InputFile;
import dev.chainrule.demos.console.UserError;
import dev.chainrule.nn.data.Examples;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * An image of one digit from a file, brought into the form of MNIST's: white on black, its longer
 * side 20 pixels, its centre of mass in the middle of 28 x 28 (Y. LeCun, L. Bottou, Y. Bengio, P.
 * Haffner, Gradient-based learning applied to document recognition, Proc. IEEE 86, 1998).
 */
final class Photo {
  private static final int BOX = 20;
  private static final double INK = 0.2; // what is darker than this on white belongs to the digit

  private static final long MAX_PIXELS = 20_000_000; // a telephone's camera has 12 million

  private Photo() {}

  /**
   * Reads an image in PNG or another format that Java knows.
   *
   * @throws UserError if it can't be read, is too large, or there is nothing on it
   */
  static Digits read(Path file, DType precision) {
    InputFile.check("", file);
    BufferedImage image = image(file);
    double[][] ink = ink(image);
    boolean isReady = image.getWidth() == Digits.SIDE && image.getHeight() == Digits.SIDE;
    if (Arrays.stream(ink).noneMatch(Photo::hasInk)) {
      throw new UserError(file + ": there is nothing on it");
    }
    double[] pixels = isReady ? Doubles.concat(ink) : fitted(ink);
    return new Digits(
        Examples.of(
            Tensor.of(Shape.of(1, Digits.PIXELS), pixels).to(precision),
            Tensor.zeros(Shape.of(1))));
  }

  private static BufferedImage image(Path file) {
    try (ImageInputStream stream = ImageIO.createImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers =
          stream == null ? Collections.emptyIterator() : ImageIO.getImageReaders(stream);
      if (!readers.hasNext()) {
        throw new UserError(file + ": is no image in PNG, JPEG, GIF or BMP");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(stream, true, true);
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if ((long) width * height > MAX_PIXELS) {
          throw new UserError(
              "%s: %d x %d pixels are too many; make it smaller".formatted(file, width, height));
        }
        return reader.read(0);
      } finally {
        reader.dispose();
      }
    } catch (UserError e) {
      throw e;
    } catch (IOException | RuntimeException e) { // damaged files end in many exceptions there
      throw new UserError(file + ": can't be read as an image; is it damaged?");
    }
  }

  /** How much each pixel differs from the paper, which is what most of the border is. */
  private static double[][] ink(BufferedImage image) {
    double[][] light = new double[image.getHeight()][image.getWidth()];
    double border = 0;
    int count = 0;
    for (int row = 0; row < light.length; row++) {
      for (int column = 0; column < light[row].length; column++) {
        light[row][column] = light(image.getRGB(column, row)); // with its opacity
        boolean isBorder =
            row == 0 || column == 0 || row == light.length - 1 || column == light[row].length - 1;
        border += isBorder ? light[row][column] : 0;
        count += isBorder ? 1 : 0;
      }
    }
    if (border > 0.5 * count) { // white paper
      for (double[] row : light) {
        Arrays.setAll(row, column -> 1 - row[column]);
      }
    }
    return light;
  }

  private static double light(int argb) {
    int alpha = argb >>> 24;
    int red = (argb >> 16) & 0xff;
    int green = (argb >> 8) & 0xff;
    int blue = argb & 0xff;
    double light = (0.299 * red + 0.587 * green + 0.114 * blue) / 255; // ITU-R BT.601
    return (alpha * light + (255 - alpha)) / 255; // on white, where it can be seen through
  }

  /** What there is, cut out, made smaller or larger, and put into the middle. */
  private static double[] fitted(double[][] ink) {
    int[] rows = IntStream.range(0, ink.length).filter(row -> hasInk(ink[row])).toArray();
    int[] columns =
        IntStream.range(0, ink[0].length)
            .filter(column -> Arrays.stream(ink).anyMatch(row -> row[column] > INK))
            .toArray();
    int top = rows[0];
    int left = columns[0];
    int height = rows[rows.length - 1] + 1 - top;
    int width = columns[columns.length - 1] + 1 - left;
    double scale = (double) Math.max(height, width) / BOX;
    double[][] small = new double[size(height, scale)][size(width, scale)];
    for (int row = 0; row < small.length; row++) {
      for (int column = 0; column < small[row].length; column++) {
        small[row][column] =
            mean(ink, top + row * scale, left + column * scale, scale, top + height, left + width);
      }
    }
    return centred(small);
  }

  private static boolean hasInk(double[] row) {
    return Arrays.stream(row).anyMatch(ink -> ink > INK);
  }

  private static int size(int length, double scale) {
    return (int) Math.max(1, Math.round(length / scale));
  }

  /** The mean of a square of pixels, or the one pixel there if the square is smaller. */
  private static double mean(
      double[][] ink, double top, double left, double size, int bottom, int right) {
    int firstRow = Math.min((int) top, bottom - 1);
    int firstColumn = Math.min((int) left, right - 1);
    int endRow = Math.max(firstRow + 1, Math.min((int) (top + size), bottom));
    int endColumn = Math.max(firstColumn + 1, Math.min((int) (left + size), right));
    double sum = 0;
    for (int row = firstRow; row < endRow; row++) {
      for (int column = firstColumn; column < endColumn; column++) {
        sum += ink[row][column];
      }
    }
    return sum / ((endRow - firstRow) * (endColumn - firstColumn));
  }

  private static double[] centred(double[][] small) {
    double sum = 0;
    double down = 0;
    double right = 0;
    for (int row = 0; row < small.length; row++) {
      for (int column = 0; column < small[row].length; column++) {
        sum += small[row][column];
        down += small[row][column] * row;
        right += small[row][column] * column;
      }
    }
    double middle = (Digits.SIDE - 1) / 2.0;
    int top = within((int) Math.round(middle - down / sum), small.length);
    int left = within((int) Math.round(middle - right / sum), small[0].length);
    double[] pixels = new double[Digits.PIXELS];
    for (int row = 0; row < small.length; row++) {
      System.arraycopy(small[row], 0, pixels, (top + row) * Digits.SIDE + left, small[row].length);
    }
    return pixels;
  }

  private static int within(int from, int length) {
    return Math.max(0, Math.min(from, Digits.SIDE - length));
  }
}
