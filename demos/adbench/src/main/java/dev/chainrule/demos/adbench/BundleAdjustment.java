package dev.chainrule.demos.adbench;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.Vmap;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.autograd.transform.Jacobian;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How far points are from where cameras saw them: the objective "ba". Each observation is of one
 * point by one camera, and has a weight, which is to stay near 1.
 */
public final class BundleAdjustment {
  private final List<Tensor> start;
  private final int[] cameras;
  private final int[] points;
  private final Value features; // [2, p]

  /**
   * Makes an objective of p observations, by n cameras, of m points.
   *
   * @param start where to evaluate it: cameras [n, 11], as {@link Observation} says; points [m, 3];
   *     weights [p]
   * @param cameras which one made each observation
   * @param points which one it is of
   * @param features where it was seen: [p, 2]
   */
  public BundleAdjustment(List<Tensor> start, int[] cameras, int[] points, Tensor features) {
    int p = start.get(2).shape().size(0);
    checkArgument(
        cameras.length == p && points.length == p && features.shape().equals(Shape.of(p, 2)),
        "%s weights, but observations by %s cameras of %s points, seen at %s",
        p,
        cameras.length,
        points.length,
        features.shape());
    this.start = List.copyOf(start);
    this.cameras = cameras.clone();
    this.points = points.clone();
    this.features = Value.constant(features.transpose().copy());
  }

  /** Reads data of ADBench that come along, such as {@code ba1_n49_m7776_p31843}. */
  public static BundleAdjustment read(String name) {
    NumberFile file = NumberFile.named(name);
    int n = file.count();
    int m = file.count();
    int p = file.count();
    return repeated(
        n, m, p, file.tensor(Observation.CAMERA), file.tensor(3), file.number(), file.tensor(2));
  }

  /**
   * Makes the same camera, point, weight and feature stand for all, as ADBench does: observation i
   * is of point i mod m, by camera i mod n.
   *
   * @throws IllegalArgumentException if one of n, m and p is not positive, or the camera (cam) has
   *     not 11 numbers, the point (x) not 3, or the feature (feat) not 2; it gives GradBench's name
   */
  public static BundleAdjustment repeated(
      int n, int m, int p, Tensor camera, Tensor point, double weight, Tensor feature) {
    checkPositive("n", n);
    checkPositive("m", m);
    checkPositive("p", p);
    checkCount("cam", camera, Observation.CAMERA);
    checkCount("x", point, 3);
    checkCount("feat", feature, 2);
    return new BundleAdjustment(
        List.of(
            camera.expandDims(0).tile(n, 1),
            point.expandDims(0).tile(m, 1),
            Tensor.full(Shape.of(p), weight)),
        inTurn(p, n),
        inTurn(p, m),
        feature.expandDims(0).tile(p, 1));
  }

  private static void checkPositive(String name, int count) {
    checkArgument(count > 0, "%s: is %s; there must be one at least", name, count);
  }

  private static void checkCount(String name, Tensor numbers, int count) {
    checkArgument(
        numbers.shape().equals(Shape.of(count)),
        "%s: numbers of shape %s; give a list of %s",
        name,
        numbers.shape(),
        count);
  }

  private static int[] inTurn(int observations, int count) {
    return IntStream.range(0, observations).map(i -> i % count).toArray();
  }

  /** Gives new variables at the start: cameras, points, weights. */
  public List<Value> variables() {
    return start.stream().map(Value::of).toList();
  }

  /**
   * Computes the errors [3 p] at variables as {@link #variables} gives them: two of each
   * observation, then that of each weight.
   */
  public Value objective(List<Value> variables) {
    List<Value> errors = Observation.errors(ofObservations(variables));
    Value reprojection = Value.stack(errors, 1).flatten();
    return Value.concat(List.of(reprojection, Observation.weightError(variables.get(2))), 0);
  }

  /** What each observation depends on, as {@link Observation} wants it: each number of all, [p]. */
  private List<Value> ofObservations(List<Value> variables) {
    List<Value> all = new ArrayList<>();
    all.addAll(variables.get(0).transpose().indexSelect(1, cameras).unstack(0));
    all.addAll(variables.get(1).transpose().indexSelect(1, points).unstack(0));
    all.add(variables.get(2));
    all.addAll(features.unstack(0));
    return all;
  }

  /**
   * Differentiates at the start, each observation's two errors backward, all observations at once.
   *
   * @return the errors, and the numbers of the sparse Jacobian row by row: 15 for each error of an
   *     observation (its camera's, its point's, its weight's), then one for each weight's error
   */
  public Jacobian.WithValue jacobian() {
    List<Value> at = start.stream().map(Value::constant).toList();
    List<Value> each = Vmap.all(BundleAdjustment::rows, ofObservations(at));
    Value errors = Value.stack(each.subList(0, 2), 1).flatten();
    Value slopes = Value.stack(each.subList(2, each.size() - 2), 1).flatten();
    List<Value> ofWeights = each.subList(each.size() - 2, each.size());
    return new Jacobian.WithValue(
        Value.concat(List.of(errors, ofWeights.get(0)), 0),
        Value.concat(List.of(slopes, ofWeights.get(1)), 0));
  }

  /**
   * Tells where the rows of the sparse Jacobian begin among its numbers, and where the last ends.
   */
  public int[] rowStarts() {
    int p = cameras.length;
    return IntStream.rangeClosed(0, 3 * p)
        .map(
            row -> row <= 2 * p ? Observation.INPUTS * row : 2 * p * (Observation.INPUTS - 1) + row)
        .toArray();
  }

  /**
   * Tells the column of each number of the sparse Jacobian: first those of all cameras, then those
   * of all points, then those of all weights.
   */
  public int[] columns() {
    int p = cameras.length;
    int ofPoints = start.get(0).shape().elements();
    int ofWeights = ofPoints + start.get(1).shape().elements();
    int[] columns = new int[(2 * Observation.INPUTS + 1) * p];
    int at = 0;
    for (int row = 0; row < 2 * p; row++) {
      int i = row / 2;
      for (int number = 0; number < Observation.CAMERA; number++) {
        columns[at++] = Observation.CAMERA * cameras[i] + number;
      }
      for (int number = 0; number < 3; number++) {
        columns[at++] = ofPoints + 3 * points[i] + number;
      }
      columns[at++] = ofWeights + i;
    }
    for (int i = 0; i < p; i++) {
      columns[at++] = ofWeights + i;
    }
    return columns;
  }

  /** Of one observation: its two errors, their 15 derivatives each, the weight's error and its. */
  private static List<Value> rows(List<Value> observation) {
    List<Value> errors = Observation.errors(observation);
    List<Value> inputs = observation.subList(0, Observation.INPUTS);
    List<Value> rows = new ArrayList<>(errors);
    for (Value error : errors) {
      rows.addAll(error.derivatives(Value.constant(1), inputs));
    }
    Value weight = inputs.get(Observation.INPUTS - 1);
    Value weightError = Observation.weightError(weight);
    rows.add(weightError);
    rows.add(weightError.derivative(weight));
    return rows;
  }
}
