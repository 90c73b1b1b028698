package dev.chainrule.demos.adbench;

import static dev.chainrule.testing.MessageAssertions.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.google.common.primitives.Doubles;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.autograd.transform.Jacobian;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hand tracking, held against ADBench's derivatives by hand, and against plain loops. */
class HandTrackingTest {
  private final Random random = new Random(1);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "simple_hand1_t26_c100",
        "simple_hand5_t26_c800",
        "complicated_hand1_t26_c100",
        "complicated_hand5_t26_c800"
      })
  void handsAreAsByHand(String name) throws IOException {
    HandTracking hand = HandTracking.read(name);
    Jacobian.WithValue both = hand.jacobian();
    ByHand.assertSame("hand/" + name + ".objective.npy.gz", both.value().data().toArray());
    ByHand.assertSame("hand/" + name + ".jacobian.npy.gz", both.jacobian().data().toArray());
    ByHand.assertSame(
        "hand/" + name + ".objective.npy.gz", hand.objective(hand.variables()).data().toArray());
  }

  @ParameterizedTest
  @CsvSource({
    "1, false, false",
    "1, true, false",
    "5, false, true",
    "7, true, true",
    "40, true, false"
  })
  void handsOfOtherSizes(int n, boolean inTriangles, boolean isMirrored) {
    assertAsPlain(n, inTriangles, isMirrored, Tensor.normal(Shape.of(26), 0, 1, random));
  }

  /** ADBench turns a hand by no angle below 0.0001; there, nothing depends on the angle. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 2e-5, 2e-3})
  void handsThatHardlyTurn(double angle) {
    Tensor pose = Tensor.normal(Shape.of(26), 0, 1, random);
    Tensor turn = Tensor.of(angle, -angle, angle);
    assertAsPlain(3, false, false, Tensor.concat(List.of(turn, pose.sliceFrom(0, 3)), 0));
  }

  private void assertAsPlain(int n, boolean inTriangles, boolean isMirrored, Tensor pose) {
    HandModel model = random(12, isMirrored);
    List<Integer> correspondences = random.ints(n, 0, 12).boxed().toList();
    Tensor points = Tensor.normal(Shape.of(n, 3), 0, 1, random);
    List<Tensor> start = new ArrayList<>(List.of(pose));
    if (inTriangles) {
      start.add(0, Tensor.uniform(Shape.of(n, 2), 0, 0.5, random));
    }
    HandTracking hand = new HandTracking(model, start, correspondences, points);
    PlainHand plain = new PlainHand(model, correspondences, points);
    double[] x = Doubles.concat(start.stream().map(Tensor::toArray).toArray(double[][]::new));

    Jacobian.WithValue both = hand.jacobian();
    assertClose(plain.errors(x), both.value(), 1e-12);
    int own = inTriangles ? 2 : 0;
    for (int column = 0; column < 26 + own; column++) {
      assertClose(
          slope(plain, x, direction(n, own, column)), both.jacobian().select(0, column), 1e-7);
    }
  }

  /** All points' first numbers for column 0 of those in triangles, all second ones for column 1. */
  private static double[] direction(int n, int own, int column) {
    double[] direction = new double[own * n + 26];
    if (column < own) {
      for (int i = 0; i < n; i++) {
        direction[2 * i + column] = 1;
      }
    } else {
      direction[own * n + column - own] = 1;
    }
    return direction;
  }

  private static double[] slope(PlainHand plain, double[] x, double[] direction) {
    double step = 1e-5;
    double[] right = plain.errors(moved(x, direction, step));
    double[] left = plain.errors(moved(x, direction, -step));
    double[] slope = new double[right.length];
    for (int i = 0; i < slope.length; i++) {
      slope[i] = (right[i] - left[i]) / (2 * step);
    }
    return slope;
  }

  private static double[] moved(double[] x, double[] direction, double step) {
    double[] moved = x.clone();
    for (int i = 0; i < x.length; i++) {
      moved[i] += step * direction[i];
    }
    return moved;
  }

  private static void assertClose(double[] expected, Value actual, double tolerance) {
    double largest = Math.max(1, Tensor.of(expected).normInf().item());
    assertArrayEquals(expected, actual.data().toArray(), tolerance * largest);
  }

  /** Forward and backward are two ways to one matrix, to the last bits. */
  @Test
  void bothModesAgree() {
    List<Tensor> start = List.of(Tensor.normal(Shape.of(26), 0, 1, random));
    Tensor points = Tensor.normal(Shape.of(2, 3), 0, 1, random);
    HandTracking hand = new HandTracking(random(8, true), start, List.of(1, 5), points);
    Value backward =
        Jacobian.backward(v -> hand.objective(List.of(v)), Value.constant(start.get(0)));
    assertClose(backward.permute(2, 0, 1).data().toArray(), hand.jacobian().jacobian(), 1e-13);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    HandModel model = random(3, false);
    List<Tensor> start = List.of(Tensor.zeros(26));
    assertRefused(
        "2 points belong to something, but the shape of the points is [3, 2]",
        () -> new HandTracking(model, start, List.of(0, 1), Tensor.zeros(3, 2)));
    assertRefused(
        "a pose has 26 parameters, not [25]",
        () -> new HandTracking(model, List.of(Tensor.zeros(25)), List.of(), Tensor.zeros(0, 3)));
  }

  /** Makes up a hand of 22 bones. */
  private HandModel random(int corners, boolean isMirrored) {
    List<Integer> parents = new ArrayList<>(List.of(-1));
    for (int bone = 1; bone <= 20; bone++) {
      parents.add(bone % 4 == 1 ? 0 : bone - 1);
    }
    parents.add(0);
    List<List<Integer>> triangles = new ArrayList<>();
    for (int i = 0; i < 2 * corners; i++) {
      triangles.add(random.ints(3, 0, corners).boxed().toList());
    }
    int bones = parents.size();
    Tensor points = Tensor.normal(Shape.of(corners, 3), 0, 1, random);
    return new HandModel(
        parents,
        Tensor.normal(Shape.of(bones, 4, 4), 0, 0.5, random),
        Tensor.normal(Shape.of(bones, 4, 4), 0, 0.5, random),
        Tensor.concat(List.of(points, Tensor.ones(corners, 1)), 1),
        Tensor.uniform(Shape.of(corners, bones), 0, 1, random),
        triangles,
        isMirrored);
  }
}
