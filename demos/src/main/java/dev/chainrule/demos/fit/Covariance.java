package dev.chainrule.demos.fit;

import dev.chainrule.demos.console.UserError;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.linear.SingularValueDecomposition;

/** How parameters vary with the observations, up to the size of the noise. */
final class Covariance {
  private static final double SINGULAR = 1e-9; // of the largest singular value
  private static final double NOTHING = 1e-12; // of what is observed
  private static final double PART = 0.1; // of the direction that is not determined

  private Covariance() {}

  /**
   * Computes (JᵀJ)⁻¹ by the singular values of J, its columns brought to length 1 before: so units
   * do not matter, and nothing is squared.
   *
   * @param names of the parameters
   * @param parameters where J is taken
   * @param size of the observations: the root of the sum of their squares
   * @param jacobian J: a row for each observation, a column for each parameter
   * @throws UserError if it is singular, which names the parameters that are not determined
   */
  static RealMatrix of(List<String> names, double[] parameters, double size, RealMatrix jacobian) {
    int count = names.size();
    double[] lengths =
        IntStream.range(0, count).mapToDouble(i -> jacobian.getColumnVector(i).getNorm()).toArray();
    for (int i = 0; i < count; i++) {
      double moved = lengths[i] * Math.max(1, Math.abs(parameters[i]));
      if (!(moved > NOTHING * size && Double.isFinite(lengths[i]))) {
        throw undetermined(names.get(i));
      }
    }
    RealMatrix scale =
        MatrixUtils.createRealDiagonalMatrix(
            IntStream.range(0, count).mapToDouble(i -> 1 / lengths[i]).toArray());
    SingularValueDecomposition svd = new SingularValueDecomposition(jacobian.multiply(scale));
    double[] values = svd.getSingularValues(); // the largest first
    if (!(values[count - 1] > SINGULAR * values[0])) {
      throw undetermined(together(names, svd.getV().getColumnVector(count - 1)));
    }
    RealMatrix inverse =
        MatrixUtils.createRealDiagonalMatrix(
            IntStream.range(0, count).mapToDouble(i -> 1 / values[i]).toArray());
    RealMatrix root = scale.multiply(svd.getV()).multiply(inverse);
    return root.multiplyTransposed(root);
  }

  /** The parameters that can change together without the curve changing at any observation. */
  private static String together(List<String> names, RealVector direction) {
    return IntStream.range(0, names.size())
        .filter(i -> Math.abs(direction.getEntry(i)) > PART)
        .mapToObj(names::get)
        .collect(Collectors.joining(" and "));
  }

  private static UserError undetermined(String names) {
    return new UserError(
        (names.contains(" ") ? "the rows do not tell %s apart" : "the rows say nothing of %s")
            .formatted(names));
  }
}
