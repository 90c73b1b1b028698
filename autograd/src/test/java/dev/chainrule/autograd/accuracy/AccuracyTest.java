package dev.chainrule.autograd.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds each function to the figures that ACCURACY.md has, and these to the goals. */
@Tag("kernel")
class AccuracyTest {
  private static final Path PAGE = Path.of("ACCURACY.md");

  @TestFactory
  Stream<DynamicTest> noErrorExceedsItsFigure() throws IOException {
    Map<String, List<Double>> figures = figures();
    return Curve.ALL.stream()
        .map(curve -> DynamicTest.dynamicTest(curve.name(), () -> check(curve, figures)));
  }

  private static void check(Curve curve, Map<String, List<Double>> figures) {
    List<Double> written = figures.getOrDefault(curve.name(), List.of());
    assertEquals(6, written.size(), () -> "there is no row for " + curve);
    List<Double> measured = AccuracyTable.row(curve);
    for (int k = 0; k < 6; k++) {
      double figure = written.get(k);
      double error = measured.get(k);
      String which = (k < 3 ? "float64" : "float32") + ", derivative " + k % 3;
      assertTrue(error <= figure, () -> curve + ", " + which + ": " + error + " > " + figure);
    }
  }

  @Test
  void figuresReachTheGoals() throws IOException {
    figures()
        .forEach(
            (name, row) -> {
              double goal = Curve.GOALS.getOrDefault(name, 2.0);
              assertTrue(row.get(0) <= goal, () -> name + ": " + row.get(0) + " > " + goal);
              assertTrue(row.get(3) <= 1, () -> name + " in float32: " + row.get(3));
            });
  }

  @Test
  void everyRowIsMeasured() throws IOException {
    assertEquals(Curve.ALL.stream().map(Curve::name).toList(), new ArrayList<>(figures().keySet()));
  }

  /** Prints the table. */
  @Test
  @Tag("long")
  void print() {
    System.out.println(AccuracyTable.text());
  }

  /** A quarter of a million numbers of float32, of all sizes, against float64. */
  @TestFactory
  @Tag("long")
  Stream<DynamicTest> float32IsAsGoodEverywhere() throws IOException {
    Map<String, List<Double>> figures = figures();
    double[] numbers =
        IntStream.range(0, 1 << 18)
            .mapToDouble(i -> Float.intBitsToFloat(i * 16381))
            .filter(Double::isFinite)
            .toArray();
    Tensor x = Tensor.of(Shape.of(numbers.length), numbers);
    return Curve.ALL.stream()
        .map(curve -> DynamicTest.dynamicTest(curve.name(), () -> checkDense(curve, figures, x)));
  }

  private static void checkDense(Curve curve, Map<String, List<Double>> figures, Tensor x) {
    double figure = figures.getOrDefault(curve.name(), List.of(0.0, 0.0, 0.0, 0.0)).get(3) + 0.01;
    double[] numbers = x.toArray();
    double[] exact = curve.function().apply(Value.constant(x)).data().toArray();
    double[] got = curve.function().apply(Value.constant(x.to(DType.FLOAT32))).data().toArray();
    for (int i = 0; i < got.length; i++) {
      Reference.Point point = Reference.Point.of(numbers[i], exact[i]);
      double error = Measured.error(curve, point, 0, got[i], DType.FLOAT32);
      double result = got[i];
      assertTrue(
          error <= figure || (Double.isNaN(point.exact().get(0)) && Double.isNaN(result)),
          () -> curve + " of " + point.x() + ": " + result + ", " + error + " > " + figure);
    }
  }

  private static Map<String, List<Double>> figures() throws IOException {
    Map<String, List<Double>> figures = new LinkedHashMap<>();
    for (String line : Files.readAllLines(PAGE)) {
      String[] cells = line.split("\\|", -1);
      if (cells.length > 8 && !cells[1].contains("---") && !cells[1].contains("funct")) {
        List<Double> row = new ArrayList<>();
        for (int column : List.of(2, 3, 4, 6, 7, 8)) {
          row.add(Double.valueOf(cells[column].strip()));
        }
        figures.put(cells[1].strip(), row);
      }
    }
    return figures;
  }
}
