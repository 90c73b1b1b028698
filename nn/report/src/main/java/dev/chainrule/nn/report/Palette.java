package dev.chainrule.nn.report;

import java.awt.Color;

/**
 * Holds the colours of all charts. Those of lines and classes are Okabe and Ito's (2008), which
 * people with the usual kinds of colour blindness tell apart; the darker ones come first, for they
 * are seen on white and on black.
 */
final class Palette {
  /**
   * The colour of texts and axes: black, nearly. In a page it becomes the colour of the page's text
   * ({@link Svg}), so nothing else may have this colour.
   */
  static final Color INK = new Color(1, 2, 3);

  /** The colour of grid lines, seen on white and on black. */
  static final Color GRID = new Color(128, 128, 128, 90);

  static final Color NONE = new Color(255, 255, 255, 0);

  private static final Color BLUE = new Color(0x0072B2);
  private static final Color ORANGE = new Color(0xD55E00); // "vermillion" in the paper
  private static final Color[] CATEGORIES = {
    BLUE,
    ORANGE,
    new Color(0x009E73),
    new Color(0xCC79A7),
    new Color(0xE69F00),
    new Color(0x56B4E9),
  };

  private Palette() {}

  /** Gives the colour of a line or class, from 0 on; after {@link #categories} they come again. */
  static Color category(int index) {
    return CATEGORIES[index % CATEGORIES.length];
  }

  /** Counts how many lines or classes there are before a colour comes again. */
  static int categories() {
    return CATEGORIES.length;
  }

  /**
   * Gives a colour from blue by way of white to orange.
   *
   * @param share from -1, blue, to 1, orange; 0 is white
   */
  static Color diverging(double share) {
    return mixed(Color.WHITE, share < 0 ? BLUE : ORANGE, Math.abs(share));
  }

  /**
   * Gives a colour from white to blue.
   *
   * @param share from 0, white, to 1, blue
   */
  static Color sequential(double share) {
    return mixed(Color.WHITE, BLUE, share);
  }

  /** Gives black or white, whichever is read better on a colour. */
  static Color textOn(Color background) {
    double brightness =
        0.299 * background.getRed() + 0.587 * background.getGreen() + 0.114 * background.getBlue();
    return brightness > 128 ? Color.BLACK : Color.WHITE;
  }

  private static Color mixed(Color from, Color to, double share) {
    double s = Math.min(1, Math.max(0, share));
    return new Color(
        (int) Math.round(from.getRed() + s * (to.getRed() - from.getRed())),
        (int) Math.round(from.getGreen() + s * (to.getGreen() - from.getGreen())),
        (int) Math.round(from.getBlue() + s * (to.getBlue() - from.getBlue())));
  }
}
