package dev.chainrule.autograd.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Exponentials along many short lines, which are computed together: each line against its own. */
class ShortLinesTest {
  private static final double INF = Double.POSITIVE_INFINITY;

  private static Tensor random(DType dtype, int... sizes) {
    return Tensor.uniform(Shape.of(sizes), -30, 30, new Random(sizes.length)).to(dtype);
  }

  /** Compares all three functions along the last axis with the definition. */
  private static void assertLines(Tensor x, Tensor sums, Tensor shares, Tensor logarithms) {
    int length = x.shape().size(-1);
    double ulp = x.dtype() == DType.FLOAT32 ? Math.ulp(1f) : Math.ulp(1.0);
    double[] numbers = x.toArray();
    double[] share = shares.toArray();
    double[] logarithm = logarithms.toArray();
    double[] sum = sums.toArray();
    for (int line = 0; line < sum.length; line++) {
      double[] own = Arrays.copyOfRange(numbers, line * length, (line + 1) * length);
      double max = Arrays.stream(own).max().getAsDouble();
      double rest = Math.log(Arrays.stream(own).map(number -> Math.exp(number - max)).sum());
      assertEquals(max + rest, sum[line], ulp * (1 + Math.abs(max) + rest));
      for (int i = 0; i < length; i++) {
        double expected = own[i] - max - rest;
        int at = line * length + i;
        assertEquals(expected, logarithm[at], 2 * ulp * (1 + Math.abs(expected)));
        assertEquals(Math.exp(expected), share[at], 80 * ulp * Math.exp(expected));
      }
    }
  }

  /** Of all lengths up to what is long, so many that the last block is not full. */
  @ParameterizedTest
  @EnumSource
  void ofAnyLength(DType dtype) {
    for (int length : new int[] {1, 2, 3, 5, 8, 17, 64, 255, 256, 257}) {
      for (int lines : new int[] {1, 7, 256, 700}) {
        Tensor x = random(dtype, lines, length);
        assertLines(x, x.logSumExp(1), x.softmax(1), x.logSoftmax(1));
      }
    }
  }

  /** Lines that stand anywhere in memory, and whose results do. */
  @ParameterizedTest
  @EnumSource
  void alongAnyAxes(DType dtype) {
    Tensor x = random(dtype, 5, 37, 3, 11).slice(3, 1, 8);
    for (int axis = 0; axis < 4; axis++) {
      Tensor last = x.swapAxes(axis, -1);
      assertLines(
          last,
          x.logSumExp(true, axis).swapAxes(axis, -1),
          x.softmax(axis).swapAxes(axis, -1),
          x.logSoftmax(axis).swapAxes(axis, -1));
      assertEquals(x.shape().reduce(false, axis), x.logSumExp(axis).shape());
    }
    double[] twoApart = x.permute(1, 3, 0, 2).reshape(37 * 7, 15).logSumExp(1).toArray();
    assertArrayEquals(twoApart, x.logSumExp(0, 2).toArray());
    double[] twoTogether = x.permute(0, 3, 1, 2).reshape(35, 111).logSumExp(1).toArray();
    assertArrayEquals(twoTogether, x.logSumExp(1, 2).toArray());
    Tensor repeated = random(dtype, 1, 40, 1).broadcastTo(Shape.of(6, 40, 4));
    assertLines(repeated, repeated.logSumExp(2), repeated.softmax(2), repeated.logSoftmax(2));
  }

  /** A gradient takes shares along axes that have others between them, and puts them back. */
  @ParameterizedTest
  @EnumSource
  void sharesAlongSeveralAxes(DType dtype) {
    Value x = Value.of(random(dtype, 5, 37, 3, 7));
    Tensor shares = x.logSumExp(0, 2).sum().gradients().of(x);
    Tensor expected = x.data().sub(x.data().logSumExp(true, 0, 2)).exp();
    assertArrayEquals(expected.toArray(), shares.toArray(), dtype == DType.FLOAT32 ? 1e-5 : 1e-13);
  }

  /** Many threads, and a tensor's part, give what each line gives by itself. */
  @ParameterizedTest
  @EnumSource
  void asByThemselves(DType dtype) {
    Tensor x = random(dtype, 10_007, 13).slice(1, 1, 12);
    double[] sums = x.logSumExp(1).toArray();
    Tensor shares = x.softmax(1);
    Tensor logarithms = x.transpose().logSoftmax(0);
    for (int i = 0; i < sums.length; i += 101) {
      Tensor line = x.slice(0, i, i + 1).reshape(11);
      assertEquals(line.logSumExp().item(), sums[i]);
      assertEquals(line.softmax(0).at(3), shares.at(i, 3));
      assertEquals(line.logSoftmax(0).at(3), logarithms.at(3, i));
    }
  }

  /** A line's numbers that are not finite are no other line's. */
  @ParameterizedTest
  @EnumSource
  void notFinite(DType dtype) {
    double nan = Double.NaN;
    Tensor x =
        Tensor.of(
                new double[][] {
                  {0, 0, 0},
                  {-INF, -INF, -INF},
                  {INF, 1, -INF},
                  {1, nan, INF},
                  {-INF, 7, -INF},
                  {3e38, -3e38, -INF},
                  {-0.0, -INF, -INF}
                })
            .to(dtype);
    double large = x.at(5, 0);
    double third = dtype.round(1 / 3.0);
    double log3 = dtype.round(Math.log(3));
    assertArrayEquals(new double[] {log3, -INF, INF, nan, 7, large, 0}, x.logSumExp(1).toArray());
    double[][] shares = {
      {third, third, third},
      {nan, nan, nan},
      {nan, 0, 0},
      {nan, nan, nan},
      {0, 1, 0},
      {1, 0, 0},
      {1, 0, 0}
    };
    assertArrayEquals(shares, x.softmax(1).toRows());
    double[][] logarithms = {
      {-log3, -log3, -log3},
      {nan, nan, nan},
      {nan, -INF, -INF},
      {nan, nan, nan},
      {-INF, 0, -INF},
      {0, dtype.round(-2 * large), -INF},
      {0, -INF, -INF}
    };
    assertArrayEquals(logarithms, x.logSoftmax(1).toRows());
  }

  /** What is tiny beside the largest keeps all its digits, however many lines there are. */
  @Test
  void nothingIsLostBesideOne() {
    Tensor gaps = Tensor.arange(0, 300, 1).mul(-1);
    Tensor x = Tensor.zeros(300).stack(1, List.of(gaps));
    double[] sums = x.logSumExp(1).toArray();
    for (int i = 0; i < sums.length; i++) {
      double expected = Math.log1p(Math.exp(-i));
      assertEquals(expected, sums[i], 2 * Math.ulp(expected));
    }
  }

  @Test
  void none() {
    assertEquals(Shape.of(0, 1), Tensor.zeros(0, 5).logSumExp(true, 1).shape());
    assertEquals(Shape.of(0, 5), Tensor.zeros(0, 5).softmax(1).shape());
    assertArrayEquals(new double[] {-INF, -INF}, Tensor.zeros(2, 0).logSumExp(1).toArray());
    assertEquals(Shape.of(2, 0), Tensor.zeros(2, 0).logSoftmax(1).shape());
    assertEquals(3, Tensor.scalar(DType.FLOAT64, 3).logSumExp().item());
  }
}
