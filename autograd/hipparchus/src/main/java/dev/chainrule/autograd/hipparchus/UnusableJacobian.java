package dev.chainrule.autograd.hipparchus;

import java.util.Arrays;
import org.hipparchus.linear.AbstractRealMatrix;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/**
 * A Jacobian matrix that is not finite, or of values that are not: it can't be read. Where a step
 * of Levenberg-Marquardt leads to such values, it tries a shorter one and never reads the matrix;
 * so there is nothing to tell before it is read.
 */
final class UnusableJacobian extends AbstractRealMatrix {
  private final RealMatrix jacobian;
  private final String reason;

  private UnusableJacobian(RealMatrix jacobian, String reason) {
    this.jacobian = jacobian;
    this.reason = reason;
  }

  /** Gives the matrix, which throws when it is read if it, or a value, is not finite. */
  static RealMatrix orUsable(double[] point, double[] values, double[][] jacobian) {
    RealMatrix matrix = MatrixUtils.createRealMatrix(jacobian);
    for (int i = 0; i < values.length; i++) {
      boolean isFinite = Double.isFinite(values[i]);
      if (!isFinite || !Arrays.stream(jacobian[i]).allMatch(Double::isFinite)) {
        String reason =
            "least squares: %s %s of the function is not finite at the parameters %s: start"
                + " elsewhere, or write it so that it is";
        return new UnusableJacobian(
            matrix,
            reason.formatted(
                isFinite ? "the derivative of value" : "value", i, Arrays.toString(point)));
      }
    }
    return matrix;
  }

  @Override
  public int getRowDimension() {
    return jacobian.getRowDimension();
  }

  @Override
  public int getColumnDimension() {
    return jacobian.getColumnDimension();
  }

  @Override
  public double getEntry(int row, int column) {
    throw new ArithmeticException(reason);
  }

  @Override
  public void setEntry(int row, int column, double value) {
    throw new ArithmeticException(reason);
  }

  @Override
  public RealMatrix copy() {
    return new UnusableJacobian(jacobian.copy(), reason);
  }

  @Override
  public RealMatrix createMatrix(int rows, int columns) {
    return MatrixUtils.createRealMatrix(rows, columns);
  }
}
