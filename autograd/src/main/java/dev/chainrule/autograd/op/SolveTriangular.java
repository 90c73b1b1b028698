package dev.chainrule.autograd.op;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.kernel.Matrices;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.kernel.Triangular;
import dev.chainrule.autograd.shape.Shape;
import java.util.List;
import java.util.Map;

/** {@link Solve} for one triangle of each matrix, whatever is in the other one. */
final class SolveTriangular extends Nary {
  static final SolveTriangular LOWER = new SolveTriangular(true);
  static final SolveTriangular UPPER = new SolveTriangular(false);

  private final boolean isLower;

  private SolveTriangular(boolean isLower) {
    super("solveTriangular");
    this.isLower = isLower;
  }

  @Override
  public List<Shape> shapes(List<Shape> inputs) {
    return Solve.shapes(name(), inputs);
  }

  @Override
  public <T extends Numeric<T>> List<T> dependence(List<T> inputs) {
    return Solve.dependenceOf(inputs.get(0), inputs.get(1));
  }

  @Override
  public List<NdArray> value(List<NdArray> inputs) {
    Shape shape = inputs.get(1).shape();
    double[] t = inputs.get(0).toArray();
    double[] x = inputs.get(1).toArray();
    int n = shape.size(-2);
    int columns = shape.size(-1);
    Matrices.forEach(
        Matrices.count(shape),
        n * (double) n * columns,
        i -> {
          double[] triangle = Triangular.copy(t, i * n * n, n, isLower);
          SquareMatrices.checkFinite(name(), triangle, 0, i, n * n);
          double condition = Triangular.conditionIfSingular(triangle, n, isLower);
          SquareMatrices.checkRegular(name(), i, condition);
          Triangular.solve(triangle, isLower, x, i * n * columns, n, columns);
        });
    return List.of(Matrices.array(inputs.get(0).dtype(), shape, x));
  }

  @Override
  public <T extends Numeric<T>> List<T> cotangents(
      List<T> cotangents, List<T> inputs, List<T> results) {
    SolveTriangular turned = isLower ? UPPER : LOWER;
    T forB = inputs.get(0).matrixTranspose().apply(turned, cotangents).get(0);
    T forMatrix = forB.matMul(results.get(0).matrixTranspose()).neg();
    return List.of(isLower ? forMatrix.tril() : forMatrix.triu(), forB);
  }

  @Override
  public Map<String, Object> parameters() {
    return ImmutableMap.of("lower", isLower ? 1 : 0);
  }

  @Override
  public String toString() {
    return name() + (isLower ? "[lower]" : "[upper]");
  }
}
