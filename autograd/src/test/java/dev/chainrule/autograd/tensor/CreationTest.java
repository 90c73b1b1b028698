package dev.chainrule.autograd.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Tensors from arrays of either precision, by size, and out of others; and what they look like. */
class CreationTest {
  @Test
  void fromFloats() {
    Tensor matrix = Tensor.ofFloats(new float[][] {{1, 2, 3}, {4, 5, 6}});
    assertEquals(DType.FLOAT32, matrix.dtype());
    assertEquals(Shape.of(2, 3), matrix.shape());
    assertEquals(6, matrix.at(1, 2));
    Tensor cube = Tensor.ofFloats(new float[][][] {{{1, 2}}, {{3, 4}}, {{5, 6}}});
    assertEquals(DType.FLOAT32, cube.dtype());
    assertEquals(Shape.of(3, 1, 2), cube.shape());
    assertEquals(5, cube.at(2, 0, 0));
    assertEquals(Shape.of(0, 0), Tensor.ofFloats(new float[0][]).shape());
    assertEquals(Shape.of(2, 0), Tensor.ofFloats(new float[2][0]).shape());
    assertEquals(Shape.of(0, 0, 0), Tensor.ofFloats(new float[0][][]).shape());
    assertEquals(DType.FLOAT32, Tensor.ofFloats(new float[0][]).dtype());
    float[][] rows = {{1, 2}};
    Tensor copied = Tensor.ofFloats(rows);
    rows[0][0] = 100;
    assertEquals(1, copied.at(0, 0));
  }

  @Test
  void bySize() {
    assertEquals(Shape.of(2, 3), Tensor.zeros(2, 3).shape());
    assertEquals(Shape.SCALAR, Tensor.ones().shape());
    assertArrayEquals(new double[] {1, 1}, Tensor.ones(2).toArray());
    Tensor like = Tensor.ofFloats(Shape.of(2, 1), 7, 8);
    for (Tensor made :
        List.of(Tensor.zerosLike(like), Tensor.onesLike(like), Tensor.fullLike(like, 3))) {
      assertEquals(like.shape(), made.shape());
      assertEquals(DType.FLOAT32, made.dtype());
    }
    assertArrayEquals(new double[] {0, 0}, Tensor.zerosLike(like).toArray());
    assertArrayEquals(new double[] {1, 1}, Tensor.onesLike(like).toArray());
    assertArrayEquals(new double[] {3, 3}, Tensor.fullLike(like, 3).toArray());
    assertArrayEquals(new double[] {0, 1, 2}, Tensor.arange(3).toArray());
    assertEquals(Shape.of(0), Tensor.arange(0).shape());
    assertArrayEquals(new double[] {2, 3, 4}, Tensor.arange(2, 4.5).toArray());
  }

  @Test
  void outOfOthers() {
    Tensor x = Tensor.of(new double[][] {{1, 2}, {3, 4}});
    Tensor y = x.add(4);
    assertArrayEquals(
        new double[] {1, 2, 5, 6, 3, 4, 7, 8}, Tensor.concat(List.of(x, y), 1).toArray());
    assertArrayEquals(
        new double[] {1, 5, 2, 6, 3, 7, 4, 8}, Tensor.stack(List.of(x, y), -1).toArray());
    assertArrayEquals(x.toArray(), Tensor.concat(List.of(x), 0).toArray());
    List<Tensor> grids = Tensor.meshgrid(Tensor.of(1, 2, 3), Tensor.of(4.0, 5));
    assertArrayEquals(new double[] {1, 1, 2, 2, 3, 3}, grids.get(0).toArray());
    assertArrayEquals(new double[] {4, 5, 4, 5, 4, 5}, grids.get(1).toArray());
    assertEquals(Shape.of(3, 2), grids.get(0).shape());
    assertEquals(List.of(), Tensor.meshgrid());
  }

  @Test
  void mistakes() {
    refused("of: row 0 has 1 numbers, row 1 has 2", () -> Tensor.of(new double[][] {{1}, {2, 3}}));
    refused(
        "of: parts differ in shape: [1, 1] and [1, 2]",
        () -> Tensor.of(new double[][][] {{{1}}, {{2, 3}}}));
    refused(
        "ofFloats: parts differ in shape: [1] and [2]",
        () -> Tensor.ofFloats(new float[][] {{1}, {2, 3}}));
    refused(
        "ofFloats: shape [2] has 2 elements, but 1 numbers are given",
        () -> Tensor.ofFloats(Shape.of(2), 1));
    refused("zeros: shape [2, -1]: a size is negative", () -> Tensor.zeros(2, -1));
    refused("ones: shape [-1]: a size is negative", () -> Tensor.ones(-1));
    refused("eye: shape [-1, -1]: a size is negative", () -> Tensor.eye(-1));
    refused("arange: shape [-1]: a size is negative", () -> Tensor.arange(-1));
    refused("arange: steps of 1.0 do not lead from 0.0 to -0.5", () -> Tensor.arange(0, -0.5, 1));
    refused("arange: steps of 1.0 do not lead from 0.0 to NaN", () -> Tensor.arange(0, Double.NaN));
    refused("meshgrid: takes vectors, not []", () -> Tensor.meshgrid(Tensor.of(1)));
    refused("concat: there is nothing to join", () -> Tensor.concat(List.of(), 0));
    refused("stack: there is nothing to put together", () -> Tensor.stack(List.of(), 0));
    refused(
        "concat: there is no axis 2 in shape [1]",
        () -> Tensor.concat(List.of(Tensor.ones(1), Tensor.ones(1)), 2));
    refused(
        "concat: a single number, of shape [], has no axis to join along: make a vector of it by"
            + " reshape(1)",
        () -> Tensor.concat(List.of(Tensor.of(2), Tensor.ones(1)), 0));
    refused(
        "stack: shapes differ: [1] and [2]",
        () -> Tensor.stack(List.of(Tensor.ones(1), Tensor.ones(2)), 0));
    refused(
        "allClose: tolerances of -1.0 and NaN must not be negative",
        () -> Tensor.of(1).allClose(Tensor.of(1), -1, Double.NaN));
    refused(
        "allClose: shapes do not broadcast: [2] and [3]",
        () -> Tensor.ones(2).allClose(Tensor.ones(3)));
    refused("reduce: [1] are not ascending axes of [2]", () -> Shape.of(2).reduce(false, 1));
    refused("reduce: [0, 0] are not ascending axes of [2]", () -> Shape.of(2).reduce(true, 0, 0));
    refused("reduce: [-1] are not ascending axes of [2]", () -> Shape.of(2).reduce(true, -1));
  }

  private static void refused(String message, Executable mistake) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, mistake).getMessage());
  }

  @Test
  void text() {
    assertEquals("1.5 (float32)", Tensor.of(1.5).to(DType.FLOAT32).toString());
    assertEquals("[1.0, -12.5]", Tensor.of(1, -12.5).toString());
    assertEquals(
        "[[  1.0, -12.5],\n [ 3.25,   4.0]]",
        Tensor.of(new double[][] {{1, -12.5}, {3.25, 4}}).toString());
    assertEquals("[[],\n []] (shape [2, 0])", Tensor.zeros(2, 0).toString());
    assertEquals("[] (shape [0, 3])", Tensor.zeros(0, 3).toString());
    assertEquals(
        "[0.0, 0.0, 0.0, ..., 0.0, 0.0, 0.0] (shape [4096], float32)",
        Tensor.zeros(4096).to(DType.FLOAT32).toString());
  }
}
