package dev.chainrule.autograd.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.op.OperationTable;
import dev.chainrule.autograd.op.OperationTable.Sample;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Holds sparse derivatives of every operation of the table against the dense ones. */
class SparseOperationsTest {
  @TestFactory
  Stream<DynamicTest> everyOperation() {
    return OperationTable.samples().stream()
        .filter(sample -> !sample.operation().name().equals("reading")) // no function of numbers
        .flatMap(
            sample ->
                Stream.of(DType.values())
                    .map(
                        dtype ->
                            DynamicTest.dynamicTest(
                                sample + " " + dtype, () -> check(sample, dtype))));
  }

  private static void check(Sample sample, DType dtype) {
    List<Shape> shapes = sample.inputs().stream().map(Tensor::shape).toList();
    Tensor at =
        Value.concat(sample.inputs().stream().map(x -> Value.constant(x.flatten())).toList(), 0)
            .data()
            .to(dtype);
    UnaryOperator<Value> function = x -> sample.apply(cut(x, shapes));
    Value x = Value.constant(at);
    SparseJacobian jacobian = SparseJacobian.plan(function, x);
    SparseJacobian rows = SparseJacobian.plan(v -> function.apply(v).sum(), x);
    UnaryOperator<Value> scalar =
        v -> {
          Value y = function.apply(v);
          Tensor weights = Tensor.uniform(y.shape(), 1, 2, new Random(5)).to(y.dtype());
          return y.mul(Value.constant(weights)).sum();
        };
    SparseHessian hessian = SparseHessian.plan(scalar, x);
    for (double factor : new double[] {1, 0.995, 1.003}) { // of the pattern's own point, and others
      Value here = Value.constant(at.mul(factor).to(dtype));
      assertSame(Jacobian.of(function, here), jacobian.at(here), dtype);
      assertSame(
          Jacobian.of(v -> function.apply(v).sum(), here).reshape(1, -1), rows.at(here), dtype);
      assertSame(Hessian.of(scalar, here), hessian.at(here), dtype);
      Tensor symmetric = hessian.at(here).toDense().data();
      assertArrayEquals(symmetric.toArray(), symmetric.transpose().toArray());
    }
  }

  private static List<Value> cut(Value x, List<Shape> shapes) {
    List<Value> inputs = new ArrayList<>();
    int start = 0;
    for (Shape shape : shapes) {
      inputs.add(x.slice(0, start, start + shape.elements()).reshape(shape));
      start += shape.elements();
    }
    return inputs;
  }

  private static void assertSame(Value dense, SparseMatrix sparse, DType dtype) {
    double[] expected = dense.data().toArray();
    assertEquals(expected.length, sparse.rowCount() * sparse.columnCount());
    double tolerance = dtype == DType.FLOAT64 ? 1e-12 : 1e-4;
    assertArrayEquals(expected, sparse.toDense().data().toArray(), tolerance);
  }
}
