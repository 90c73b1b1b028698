package dev.chainrule.demos.moons;

import dev.chainrule.autograd.Recording;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.layer.Mlp;

/** Which part of the plane a network gives to which class, in characters, and the points on it. */
final class Boundary {
  private static final int COLUMNS = 72;
  private static final int ROWS = 24;
  private static final double MARGIN = 0.3;

  private Boundary() {}

  /** Dots where the score is above 0, nothing elsewhere; {@code O} and {@code X} for the points. */
  static String draw(Mlp mlp, Moons moons) {
    Tensor low = moons.points().min(0).sub(MARGIN);
    Tensor high = moons.points().max(0).add(MARGIN);
    Tensor step = high.sub(low).div(Tensor.of(COLUMNS - 1.0, ROWS - 1.0));
    char[][] cells = new char[ROWS][COLUMNS];
    Tensor scores = Recording.off(() -> mlp.apply(Value.constant(grid(low, step)))).data();
    for (int row = 0; row < ROWS; row++) {
      for (int column = 0; column < COLUMNS; column++) {
        cells[ROWS - 1 - row][column] = scores.at(row * COLUMNS + column, 0) > 0 ? '.' : ' ';
      }
    }
    Tensor places = moons.points().sub(low).div(step);
    for (int i = 0; i < moons.count(); i++) {
      int row = ROWS - 1 - (int) Math.round(places.at(i, 1));
      int column = (int) Math.round(places.at(i, 0));
      cells[row][column] = moons.labels().at(i, 0) > 0 ? 'X' : 'O';
    }
    String edge = "   +" + "-".repeat(COLUMNS) + "+" + System.lineSeparator();
    StringBuilder text = new StringBuilder(edge);
    for (char[] row : cells) {
      text.append("   |").append(row).append('|').append(System.lineSeparator());
    }
    return text.append(edge).toString();
  }

  private static Tensor grid(Tensor low, Tensor step) {
    double[] places = new double[2 * ROWS * COLUMNS];
    for (int i = 0; i < ROWS * COLUMNS; i++) {
      places[2 * i] = i % COLUMNS;
      places[2 * i + 1] = Math.floorDiv(i, COLUMNS);
    }
    return Tensor.of(Shape.of(ROWS * COLUMNS, 2), places).mul(step).add(low);
  }
}
