package dev.chainrule.nn.report;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** Gives the points of each class a form, so that not only colours differ. */
final class PointShapes {
  private static final double SIZE = 7;
  private static final Shape[] SHAPES = {
    new Ellipse2D.Double(-SIZE / 2, -SIZE / 2, SIZE, SIZE),
    polygon(-1, 1, 1, 1, 0, -1),
    new Rectangle2D.Double(-SIZE / 2, -SIZE / 2, SIZE, SIZE),
    polygon(0, 1.2, 1.2, 0, 0, -1.2, -1.2, 0),
    polygon(-1, -1, 1, -1, 0, 1),
  };

  private PointShapes() {}

  /** Gives the form of a class, from 0 on; after some they come again. */
  static Shape of(int index) {
    return SHAPES[index % SHAPES.length];
  }

  /**
   * Makes a polygon.
   *
   * @param corners x and y of each in turn, from -1 to 1
   */
  private static Shape polygon(double... corners) {
    Path2D path = new Path2D.Double();
    path.moveTo(corners[0] * SIZE / 2, corners[1] * SIZE / 2);
    for (int i = 2; i < corners.length; i += 2) {
      path.lineTo(corners[i] * SIZE / 2, corners[i + 1] * SIZE / 2);
    }
    path.closePath();
    return path;
  }
}
