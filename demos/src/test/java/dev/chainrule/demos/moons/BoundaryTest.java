package dev.chainrule.demos.moons;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.layer.Activation;
import dev.chainrule.nn.layer.Mlp;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The picture of the boundary, of a network whose boundary is known. */
class BoundaryTest {
  /** A network whose score is a x + b y + c. */
  private static Mlp plane(double a, double b, double c) {
    Mlp mlp = Mlp.builder(2).output(1, Activation.IDENTITY).build();
    mlp.parameters()
        .forEach(
            (name, parameter) ->
                parameter.update(
                    name.endsWith("bias")
                        ? Tensor.of(Shape.of(1), c)
                        : Tensor.of(Shape.of(1, 2), a, b)));
    return mlp;
  }

  private static List<String> rows(Mlp mlp, Moons moons) {
    List<String> lines = Boundary.draw(mlp, moons).lines().toList();
    assertEquals(26, lines.size());
    assertEquals("   +" + "-".repeat(72) + "+", lines.get(0));
    assertEquals(lines.get(0), lines.get(25));
    return lines.subList(1, 25).stream().map(line -> line.substring(4, 76)).toList();
  }

  private static final Moons CORNERS =
      new Moons(
          Tensor.of(new double[][] {{-1, -1}, {-1, 1}, {1, -1}, {1, 1}}),
          Tensor.of(new double[][] {{-1}, {-1}, {1}, {1}}));

  @Test
  void dots_areWhereTheScoreIsAboveZero() {
    for (String row : rows(plane(1, 0, 0), CORNERS)) { // x > 0: the right half
      assertEquals(-1, row.substring(0, 36).indexOf('.'), row);
      assertEquals(-1, row.substring(36).indexOf(' '), row);
    }
    List<String> upper = rows(plane(0, 1, 0), CORNERS); // y > 0
    assertEquals(0, String.join("", upper.subList(12, 24)).chars().filter(c -> c == '.').count());
    assertEquals(0, String.join("", upper.subList(0, 12)).chars().filter(c -> c == ' ').count());
  }

  @Test
  void points_standWhereTheyAre_withTheirClass() {
    List<String> rows = rows(plane(1, 0, 0), CORNERS);
    for (int row : new int[] {3, 20}) { // a margin of .3 around -1 to 1
      assertEquals(8, rows.get(row).indexOf('O'), String.join("\n", rows));
      assertEquals(63, rows.get(row).indexOf('X'), String.join("\n", rows));
    }
    assertEquals(2, String.join("", rows).chars().filter(c -> c == 'X').count());
    assertEquals(2, String.join("", rows).chars().filter(c -> c == 'O').count());
  }
}
