package dev.chainrule.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.chainrule.autograd.check.GradCheck;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Every mistake is caught where it is made, with the operation and the shapes in the message. */
class ErrorMessagesTest {
  private static final Value MATRIX = Value.of(Tensor.ones(Shape.of(3, 4)));
  private static final Value OTHER = Value.of(Tensor.ones(Shape.of(5, 2)));
  private static final Value VECTOR = Value.of(Tensor.of(1.0, 2.0, 3.0, 4.0));
  private static final Value SCALAR = Value.of(2);
  private static final Value CUBE = Value.of(Tensor.ones(Shape.of(2, 3, 4)));

  @Test
  void products() {
    argument("matMul: inner dimensions differ: [3, 4] x [5, 2]", () -> MATRIX.matMul(OTHER));
    argument("matMul: inner dimensions differ: [4] x [5, 2]", () -> VECTOR.matMul(OTHER));
    argument(
        "matMulTransposed: takes matrices with rows of one length, not [3, 4] and [5, 2]",
        () -> MATRIX.matMulTransposed(OTHER));
    argument("matMul: inner dimensions differ: [5, 2] x [4]", () -> OTHER.matMul(VECTOR));
    argument(
        "matMul: takes vectors, matrices and batches of matrices, not [] x [4]",
        () -> SCALAR.matMul(VECTOR));
    argument("matMul: inner dimensions differ: [2, 3, 4] x [3, 4]", () -> CUBE.matMul(MATRIX));
    argument(
        "matMul: shapes do not broadcast: [2] and [3]",
        () -> CUBE.matMul(Value.of(Tensor.ones(Shape.of(3, 4, 5)))));
    argument("dot: takes two vectors of one length, not [3, 4] and [4]", () -> MATRIX.dot(VECTOR));
    argument("outer: takes two vectors, not [4] and []", () -> VECTOR.outer(SCALAR));
  }

  @Test
  void broadcasting() {
    argument("add: shapes do not broadcast: [3, 4] and [5, 2]", () -> MATRIX.add(OTHER));
    argument("sub: shapes do not broadcast: [3, 4] and [5, 2]", () -> MATRIX.sub(OTHER));
    argument("mul: shapes do not broadcast: [4] and [5, 2]", () -> VECTOR.mul(OTHER));
    argument(
        "div: shapes do not broadcast: [3, 4] and [5, 2]", () -> MATRIX.data().div(OTHER.data()));
    argument("broadcastTo: [3, 4] does not fill [4, 3]", () -> MATRIX.broadcastTo(Shape.of(4, 3)));
    argument("broadcastTo: [3, 4] does not fill [4]", () -> MATRIX.broadcastTo(Shape.of(4)));
    argument("sumTo: [3] does not fill [3, 4]", () -> MATRIX.sumTo(Shape.of(3)));
  }

  @Test
  void shaping() {
    argument("reshape: [3, 4] has 12 elements, [5, 2] has 10", () -> MATRIX.reshape(5, 2));
    argument("permute: [0, 0] does not name every axis of [3, 4] once", () -> MATRIX.permute(0, 0));
    argument("permute: [0] does not name every axis of [3, 4] once", () -> MATRIX.permute(0));
    argument("permute: there is no axis 2 in shape [3, 4]", () -> MATRIX.permute(0, 2));
  }

  @Test
  void partsAndPlaces() {
    argument("reshape: 12 elements of [3, 4] can't fill [5, -1]", () -> MATRIX.reshape(5, -1));
    argument("reshape: only one of [-1, -1] can be left open by -1", () -> MATRIX.reshape(-1, -1));
    argument("squeeze: axis 1 of [3, 4] is not of size 1", () -> MATRIX.squeeze(1));
    argument("expandDims: no axis 3 can be put into [3, 4]", () -> MATRIX.expandDims(3));
    argument("expandDims: no axis -4 can be put into [3, 4]", () -> MATRIX.expandDims(-4));
    argument("slice: from 2 to 5 is not within axis 1 of [3, 4]", () -> MATRIX.slice(1, 2, 5));
    argument(
        "slice: from 3 to 2 ends before it begins (along axis 0 of [3, 4])",
        () -> MATRIX.slice(0, 3, 2));
    argument(
        "slice: a step of 0 along axis 0, where 1 is the least",
        () -> VECTOR.slice(new int[1], new int[] {4}, new int[1]));
    argument(
        "slice: 1 starts, 1 stops and 1 steps for shape [3, 4]",
        () -> MATRIX.slice(new int[1], new int[1], new int[1]));
    argument(
        "pad: 1 counts before and 2 after for shape [3, 4]",
        () -> MATRIX.pad(new int[1], new int[2], 0));
    argument(
        "pad: -1 before and 0 after axis 0; neither can be negative",
        () -> VECTOR.pad(new int[] {-1}, new int[1], 0));
    argument(
        "concat: shapes differ along another axis than 0: [3, 4] and [5, 2]",
        () -> MATRIX.concat(0, OTHER));
    argument(
        "concat: a single number, of shape [], has no axis to join along: make a vector of it by"
            + " reshape(1)",
        () -> VECTOR.concat(0, SCALAR));
    argument("split: [1, 1] do not add up to axis 0 of [3, 4]", () -> MATRIX.split(0, 1, 1));
    argument(
        "indexSelect: 4 is out of bounds for axis 1 of [3, 4]", () -> MATRIX.indexSelect(1, 4));
    argument(
        "indexSelect: -4 is out of bounds for axis 0 of [3, 4]", () -> MATRIX.indexSelect(0, -4));
    argument("tile: a count of [-1] is negative", () -> VECTOR.tile(-1));
    argument("clamp: 2.0 is greater than 1.0", () -> VECTOR.clamp(2, 1));
  }

  @Test
  void reductionsOfNothing() {
    Value nothing = Value.of(Tensor.zeros(Shape.of(0, 3)));
    argument("max: there is nothing along axis 0 of [0, 3]", () -> nothing.max(0));
    argument("max: there is nothing along axis 0 of [0, 3]", nothing::max);
    argument("min: there is nothing along axis 0 of [0, 3]", nothing::min);
    argument("argMax: there is nothing along axis 0 of [0, 3]", () -> nothing.argMax(0));
    assertEquals(Shape.of(0), nothing.max(1).shape());
    assertEquals(Shape.of(0), nothing.argMin(1).shape());
  }

  @Test
  void axes() {
    argument("sum: there is no axis 2 in shape [3, 4]", () -> MATRIX.sum(2));
    argument("mean: there is no axis -3 in shape [3, 4]", () -> MATRIX.mean(-3));
    argument("sum: an axis of [3, 4] is named twice in [1, -1]", () -> MATRIX.sum(1, -1));
    argument("size: there is no axis 0 in shape []", () -> Shape.SCALAR.size(0));
  }

  @Test
  void shapes() {
    argument("shape [2, -1]: a size is negative", () -> Shape.of(2, -1));
    argument("shape [65536, 32768]: more than 2^31 - 1 elements", () -> Shape.of(65536, 32768));
    assertEquals(Integer.MAX_VALUE, Shape.of(Integer.MAX_VALUE).elements());
    assertEquals(0, Shape.of(65536, 0, 3).elements());
  }

  @Test
  void ranges() {
    argument("arange: steps of -1.0 do not lead from 0.0 to 3.0", () -> Tensor.arange(0, 3, -1));
    argument("arange: steps of 0.0 do not lead from 0.0 to 3.0", () -> Tensor.arange(0, 3, 0));
    argument("arange: more than 2^31 - 1 steps of 1.0E-9", () -> Tensor.arange(0, 3, 1e-9));
    argument("linspace: 1 numbers do not include both ends", () -> Tensor.linspace(0, 1, 1));
    argument("toRows: shape [3] is not that of a matrix", () -> Tensor.zeros(Shape.of(3)).toRows());
  }

  @Test
  void creation() {
    argument(
        "of: shape [2, 2] has 4 elements, but 3 numbers are given",
        () -> Tensor.of(Shape.of(2, 2), 1, 2, 3));
    argument("of: row 0 has 2 numbers, row 1 has 1", () -> Tensor.of(new double[][] {{1, 2}, {3}}));
  }

  @Test
  void elements() {
    argument("item: shape [3, 4] does not have one element", MATRIX::item);
    argument("at: an index of 1 entries into shape [3, 4]", () -> MATRIX.data().at(1));
    argument(
        "at: index 4 is out of bounds for axis 1 of shape [3, 4]", () -> MATRIX.data().at(0, 4));
    argument(
        "at: index -4 is out of bounds for axis 0 of shape [3, 4]", () -> MATRIX.data().at(-4, 0));
  }

  @Test
  void sweeps() {
    String rest =
        ": the result must have one element, not shape [3, 4]: reduce it (sum, mean), or give"
            + " gradients(...) a cotangent of its shape";
    state("backward" + rest, MATRIX::backward);
    state("gradients" + rest, () -> MATRIX.gradients(SCALAR));
    Value constant = Value.constant(1);
    argument(
        "gradients: a cotangent of shape [4] for a result of shape []",
        () -> constant.gradients(VECTOR.data(), SCALAR));
    argument(
        "derivatives: a cotangent of shape [4] for a result of shape []",
        () -> constant.derivatives(VECTOR, List.of(SCALAR)));
    state(
        "derivatives: the result must have one element, not shape [3, 4]: reduce it (sum, mean), or"
            + " give gradients(...) a cotangent of its shape",
        () -> MATRIX.derivative(SCALAR));
    state(
        "backward: the result depends on no variable: make one by Value.of, and compute outside of"
            + " Recording.off",
        Value.constant(1)::backward);
    argument(
        "gradients: a cotangent of shape [4] for a result of shape [3, 4]",
        () -> MATRIX.gradients(VECTOR.data()));
    argument(
        "derivatives: a cotangent of shape [4] for a result of shape [3, 4]",
        () -> MATRIX.derivatives(VECTOR, List.of(SCALAR)));
    argument(
        "of: this gradient was not asked for: give the value to gradients(...)",
        () -> SCALAR.square().gradients().of(SCALAR.square()));
    argument(
        "of: this gradient was not asked for: give the value to gradients(...)",
        () -> SCALAR.square().gradients(SCALAR).of(VECTOR));
  }

  @Test
  void gradientsOfWhatKeepsNone() {
    String rest =
        ": only a variable (Value.of) keeps a gradient; for an intermediate value v of a result r"
            + " ask r.gradients(v).of(v)";
    state("grad" + rest, () -> SCALAR.square().grad());
    state("grad" + rest, () -> Value.constant(1).grad());
    state("zeroGrad" + rest, () -> SCALAR.square().zeroGrad());
  }

  @Test
  void gradientChecks() {
    argument(
        "tolerances: -1.0 and 0.0 must not be negative",
        () -> GradCheck.standard().tolerances(-1, 0));
    argument(
        "tolerances: 0.0 and NaN must not be negative",
        () -> GradCheck.standard().tolerances(0, Double.NaN));
    argument("order: 0 must be at least 1", () -> GradCheck.standard().order(0));
    argument("elements: 0 must be at least 1", () -> GradCheck.standard().elements(0));
  }

  private static void argument(String message, Executable mistake) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, mistake).getMessage());
  }

  private static void state(String message, Executable mistake) {
    assertEquals(message, assertThrows(IllegalStateException.class, mistake).getMessage());
  }
}
