package dev.chainrule.demos.digits;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.demos.digits.Stroke.Point;
import dev.chainrule.nn.data.Examples;
import java.util.List;
import java.util.Random;

/**
 * Draws digits for those who have none at hand: strokes of a pen under random slant, rotation,
 * scale, shift and thickness, by an unsteady hand on stained paper. The same seed gives the same
 * digits.
 */
final class Artist {
  private static final double UNSTEADY = 0.035; // how far each point of a stroke may stray
  private static final int STAINS = 3;

  private final Random random;

  Artist(long seed) {
    this.random = new Random(seed);
  }

  /** Draws this many, each of a random digit. */
  Digits draw(int count) {
    double[] pixels = new double[count * Digits.PIXELS];
    double[] labels = new double[count];
    for (int i = 0; i < count; i++) {
      int digit = random.nextInt(Digits.CLASSES);
      labels[i] = digit;
      draw(digit, pixels, i * Digits.PIXELS);
    }
    return new Digits(
        Examples.of(
            Tensor.of(Shape.of(count, Digits.PIXELS), pixels), Tensor.of(Shape.of(count), labels)));
  }

  private void draw(int digit, double[] pixels, int from) {
    ImmutableList<ImmutableList<Stroke>> ways = Penmanship.WAYS.get(digit);
    List<Stroke> strokes = written(ways.get(random.nextInt(ways.size())));
    double thickness = within(0.5, 1.5);
    for (int row = 0; row < Digits.SIDE; row++) {
      for (int column = 0; column < Digits.SIDE; column++) {
        double distance = Double.POSITIVE_INFINITY;
        for (Stroke stroke : strokes) {
          distance = Math.min(distance, stroke.distance(column, row));
        }
        double ink = 1 + thickness - distance; // fades over one pixel at the stroke's edge
        pixels[from + row * Digits.SIDE + column] = shade(ink + within(-0.15, 0.15));
      }
    }
    for (int stain = 0; stain < STAINS; stain++) {
      stain(pixels, from);
    }
  }

  /** The strokes where they lie on the paper, in pixels. */
  private List<Stroke> written(List<Stroke> strokes) {
    double angle = within(-0.3, 0.3);
    double slant = within(-0.35, 0.35);
    double width = within(11, 19);
    double height = within(14, 21);
    double right = within(-3, 3) + Digits.SIDE / 2.0;
    double down = within(-3, 3) + Digits.SIDE / 2.0;
    return strokes.stream()
        .map(
            stroke ->
                stroke.map(
                    p -> {
                      double y = height * (p.y() - 0.5 + within(-UNSTEADY, UNSTEADY));
                      double x = width * (p.x() - 0.5 + within(-UNSTEADY, UNSTEADY)) - slant * y;
                      return new Point(
                          right + x * Math.cos(angle) - y * Math.sin(angle),
                          down + x * Math.sin(angle) + y * Math.cos(angle));
                    }))
        .toList();
  }

  /** A spot of two by two pixels, anywhere. */
  private void stain(double[] pixels, int from) {
    int row = random.nextInt(Digits.SIDE - 1);
    int column = random.nextInt(Digits.SIDE - 1);
    for (int pixel : new int[] {0, 1, Digits.SIDE, Digits.SIDE + 1}) {
      pixels[from + row * Digits.SIDE + column + pixel] = shade(within(0.2, 0.9));
    }
  }

  /** One of 256 shades, as a scanner has them. */
  private static double shade(double ink) {
    return Math.round(255 * Math.max(0, Math.min(1, ink))) / 255.0;
  }

  private double within(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }
}
