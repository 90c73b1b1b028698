package dev.chainrule.demos.adbench;

import static dev.chainrule.testing.MessageAssertions.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.google.common.primitives.Doubles;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.autograd.transform.Jacobian;
import dev.chainrule.autograd.transform.SparseJacobian;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bundle adjustment, held against ADBench's derivatives by hand, and against plain loops. */
class BundleAdjustmentTest {
  private final Random random = new Random(1);

  @Test
  void adjustmentIsAsByHand() throws IOException {
    String name = "ba1_n49_m7776_p31843";
    BundleAdjustment adjustment = BundleAdjustment.read(name);
    Jacobian.WithValue both = adjustment.jacobian();
    ByHand.assertSame(name + ".objective.npy.gz", both.value().data().toArray());
    ByHand.assertSame(name + ".jacobian.npy.gz", both.jacobian().data().toArray());
    ByHand.assertSame(
        name + ".objective.npy.gz", adjustment.objective(adjustment.variables()).data().toArray());
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1, 1", "2, 3, 5, 1", "3, 2, 20, 1", "4, 4, 4, 0"})
  void adjustmentsOfOtherSizes(int n, int m, int p, double turn) {
    Tensor camera = Tensor.normal(Shape.of(n, 11), 0, 0.3, random);
    Tensor away = Tensor.of(turn, turn, turn, 1, 1, 1, 1, 1, 1, 1, 1);
    Tensor back = Tensor.of(0, 0, 0, 0, 0, -5, 1, 0, 0, 0, 0);
    List<Tensor> start =
        List.of(
            camera.mul(away).add(back),
            Tensor.normal(Shape.of(m, 3), 0, 0.5, random),
            Tensor.uniform(Shape.of(p), 0.5, 1.5, random));
    int[] cameras = random.ints(p, 0, n).toArray();
    int[] points = random.ints(p, 0, m).toArray();
    Tensor features = Tensor.normal(Shape.of(p, 2), 0, 1, random);
    BundleAdjustment adjustment = new BundleAdjustment(start, cameras, points, features);

    List<double[]> rows = new ArrayList<>();
    List<double[]> slopes = new ArrayList<>();
    for (int i = 0; i < p; i++) {
      double[] x =
          Doubles.concat(
              start.get(0).get(cameras[i]).toArray(),
              start.get(1).get(points[i]).toArray(),
              new double[] {start.get(2).get(i).item()});
      double[] feature = features.get(i).toArray();
      rows.add(errors(x, feature));
      slopes.add(slopes(x, feature));
    }
    double[] weights = start.get(2).toArray();
    rows.add(Tensor.of(weights).square().rsub(1).toArray());
    slopes.add(Tensor.of(weights).mul(-2).toArray());

    Jacobian.WithValue both = adjustment.jacobian();
    double[] expected = Doubles.concat(rows.toArray(double[][]::new));
    assertClose(expected, both.value(), 1e-13);
    assertClose(expected, adjustment.objective(adjustment.variables()), 1e-13);
    assertClose(Doubles.concat(slopes.toArray(double[][]::new)), both.jacobian(), 1e-7);
  }

  /** By the definition, number by number. */
  private static double[] errors(double[] x, double[] feature) {
    double[] d = {x[11] - x[3], x[12] - x[4], x[13] - x[5]};
    double angle = Math.sqrt(x[0] * x[0] + x[1] * x[1] + x[2] * x[2]);
    double[] axis = new double[3];
    double dot = 0;
    for (int i = 0; i < 3; i++) {
      axis[i] = angle == 0 ? x[i] : x[i] / angle;
      dot += axis[i] * d[i];
    }
    double[] turned = new double[3];
    for (int i = 0; i < 3; i++) {
      int j = (i + 1) % 3;
      int k = (i + 2) % 3;
      double cross = axis[j] * d[k] - axis[k] * d[j];
      turned[i] =
          angle == 0
              ? d[i] + cross
              : d[i] * Math.cos(angle)
                  + cross * Math.sin(angle)
                  + axis[i] * dot * (1 - Math.cos(angle));
    }
    double u = turned[0] / turned[2];
    double v = turned[1] / turned[2];
    double square = u * u + v * v;
    double lens = 1 + x[9] * square + x[10] * square * square;
    return new double[] {
      x[14] * (u * lens * x[6] + x[7] - feature[0]), x[14] * (v * lens * x[6] + x[8] - feature[1])
    };
  }

  /** Central differences: the first error by all 15 numbers, then the second one. */
  private static double[] slopes(double[] x, double[] feature) {
    double step = 1e-5;
    double[] slopes = new double[2 * x.length];
    for (int i = 0; i < x.length; i++) {
      double[] right = x.clone();
      double[] left = x.clone();
      right[i] += step;
      left[i] -= step;
      for (int error = 0; error < 2; error++) {
        slopes[error * x.length + i] =
            (errors(right, feature)[error] - errors(left, feature)[error]) / (2 * step);
      }
    }
    return slopes;
  }

  private static void assertClose(double[] expected, Value actual, double tolerance) {
    double largest = Math.max(1, Tensor.of(expected).normInf().item());
    assertArrayEquals(expected, actual.data().toArray(), tolerance * largest);
  }

  /** The blocks, put where they belong, are what the sparse Jacobian of the whole objective is. */
  @Test
  void blocksMakeUpTheSparseJacobian() {
    Tensor camera = Tensor.of(0.1, 0.2, 0.3, 0.1, 0, -5, 1, 0, 0, 0.1, 0.1);
    BundleAdjustment adjustment =
        BundleAdjustment.repeated(
            2, 3, 7, camera, Tensor.of(0.1, 0.2, 0.3), 0.5, Tensor.of(1.0, 2.0));
    List<Value> start = adjustment.variables();
    Value x = Value.concat(start.stream().map(Value::flatten).toList(), 0).detach();
    UnaryOperator<Value> errors =
        v ->
            adjustment.objective(
                List.of(
                    v.slice(0, 0, 22).reshape(2, 11),
                    v.slice(0, 22, 31).reshape(3, 3),
                    v.sliceFrom(0, 31)));
    int[] starts = adjustment.rowStarts();
    int[] columns = adjustment.columns();
    double[] values = adjustment.jacobian().jacobian().data().toArray();
    assertArrayEquals(new int[] {22, 38}, new int[] {starts.length, x.shape().elements()});
    double[] dense = new double[21 * 38];
    for (int row = 0; row < 21; row++) {
      for (int i = starts[row]; i < starts[row + 1]; i++) {
        dense[38 * row + columns[i]] = values[i];
      }
    }
    assertClose(dense, SparseJacobian.of(errors, x).toDense(), 1e-13);
    assertClose(dense, Jacobian.of(errors, x), 1e-13);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    List<Tensor> start = List.of(Tensor.zeros(1, 11), Tensor.zeros(1, 3), Tensor.zeros(2));
    assertRefused(
        "2 weights, but observations by 1 cameras of 2 points, seen at [2, 2]",
        () -> new BundleAdjustment(start, new int[1], new int[2], Tensor.zeros(2, 2)));
  }
}
