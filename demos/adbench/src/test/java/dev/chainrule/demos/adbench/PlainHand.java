package dev.chainrule.demos.adbench;

import static java.lang.Math.cos;
import static java.lang.Math.sin;

import dev.chainrule.autograd.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/** The errors of hand tracking, number by number: what the one of tensors is held against. */
final class PlainHand {
  private final HandModel model;
  private final List<Integer> correspondences;
  private final Tensor points;

  PlainHand(HandModel model, List<Integer> correspondences, Tensor points) {
    this.model = model;
    this.correspondences = correspondences;
    this.points = points;
  }

  /**
   * The errors of all points, for weights in triangles, if there are any, and a pose behind them.
   */
  double[] errors(double... variables) {
    int n = correspondences.size();
    int own = variables.length - 26;
    double[][] skin = skin(Arrays.copyOfRange(variables, own, variables.length));
    double[] errors = new double[3 * n];
    for (int i = 0; i < errors.length; i++) {
      int point = i / 3;
      int of = correspondences.get(point);
      double at;
      if (own == 0) {
        at = skin[of][i % 3];
      } else {
        List<Integer> triangle = model.triangles().get(of);
        double u = variables[2 * point];
        double v = variables[2 * point + 1];
        at =
            u * skin[triangle.get(0)][i % 3]
                + v * skin[triangle.get(1)][i % 3]
                + (1 - u - v) * skin[triangle.get(2)][i % 3];
      }
      errors[i] = points.get(point, i % 3).item() - at;
    }
    return errors;
  }

  private double[][] skin(double[] pose) {
    int bones = model.parents().size();
    double[][][] absolute = new double[bones][][];
    for (int bone = 0; bone < bones; bone++) {
      double bend = 0;
      double spread = 0;
      int joint = (bone - 1) % 4; // of a finger
      int finger = (bone - 1) / 4;
      if (bone >= 1 && bone <= 20 && joint > 0) {
        bend = pose[6 + 4 * finger + (joint == 1 ? 0 : joint)];
        spread = joint == 1 ? pose[7 + 4 * finger] : 0;
      }
      double[][] x = {
        {1, 0, 0, 0}, {0, cos(bend), -sin(bend), 0}, {0, sin(bend), cos(bend), 0}, {0, 0, 0, 1}
      };
      double[][] z = {
        {cos(spread), -sin(spread), 0, 0},
        {sin(spread), cos(spread), 0, 0},
        {0, 0, 1, 0},
        {0, 0, 0, 1}
      };
      double[][] relative = times(matrix(model.relatives(), bone), times(z, x));
      int parent = model.parents().get(bone);
      absolute[bone] = parent < 0 ? relative : times(absolute[parent], relative);
    }
    double[][] turn = turn(pose[0], pose[1], pose[2]);
    double[][] skin = new double[model.corners().shape().size(0)][3];
    for (int corner = 0; corner < skin.length; corner++) {
      double[][] at = new double[4][1];
      for (int bone = 0; bone < bones; bone++) {
        double[][] transform = times(absolute[bone], matrix(model.inverses(), bone));
        double[][] there = times(transform, column(model.corners().get(corner)));
        for (int i = 0; i < 3; i++) {
          at[i][0] += model.weights().get(corner, bone).item() * there[i][0];
        }
      }
      at[0][0] *= model.isMirrored() ? -1 : 1;
      for (int i = 0; i < 3; i++) {
        skin[corner][i] = pose[3 + i];
        for (int j = 0; j < 3; j++) {
          skin[corner][i] += turn[i][j] * at[j][0];
        }
      }
    }
    return skin;
  }

  /** Rodrigues' formula. */
  private static double[][] turn(double x, double y, double z) {
    double angle = Math.sqrt(x * x + y * y + z * z);
    if (angle < 1e-4) {
      return new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    }
    double[][] cross = {{0, -z / angle, y / angle}, {z / angle, 0, -x / angle}, {0, 0, 0}};
    cross[2] = new double[] {-y / angle, x / angle, 0};
    double[][] twice = times(cross, cross);
    double[][] turn = new double[3][3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        turn[i][j] = (i == j ? 1 : 0) + sin(angle) * cross[i][j] + (1 - cos(angle)) * twice[i][j];
      }
    }
    return turn;
  }

  private static double[][] matrix(Tensor matrices, int index) {
    double[][] matrix = new double[4][];
    for (int row = 0; row < 4; row++) {
      matrix[row] = matrices.get(index, row).toArray();
    }
    return matrix;
  }

  private static double[][] column(Tensor vector) {
    return Arrays.stream(vector.toArray()).mapToObj(x -> new double[] {x}).toArray(double[][]::new);
  }

  private static double[][] times(double[][] left, double[][] right) {
    double[][] product = new double[left.length][right[0].length];
    for (int i = 0; i < left.length; i++) {
      for (int j = 0; j < right[0].length; j++) {
        for (int k = 0; k < right.length; k++) {
          product[i][j] += left[i][k] * right[k][j];
        }
      }
    }
    return product;
  }
}
