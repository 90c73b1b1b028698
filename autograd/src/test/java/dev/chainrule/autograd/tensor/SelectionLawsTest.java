package dev.chainrule.autograd.tensor;

import static dev.chainrule.testing.TensorAssertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.shape.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Laws of sorting, selecting, shaping and counting, held against loops over single elements. */
class SelectionLawsTest {
  /** A tensor [a, n, c] of up to 3 x 6 x 3, empty ones too, with exact zeros and ties. */
  @Provide
  Arbitrary<Tensor> cubes() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 3),
            Arbitraries.integers().between(0, 6),
            Arbitraries.integers().between(1, 3),
            Arbitraries.longs())
        .as(SelectionLawsTest::cube);
  }

  private static Tensor cube(int a, int n, int c, long seed) {
    Random random = new Random(seed);
    double[] numbers = new double[a * n * c];
    Arrays.setAll(numbers, i -> random.nextBoolean() ? random.nextInt(3) : random.nextGaussian());
    return Tensor.of(Shape.of(a, n, c), numbers);
  }

  @Property
  void sorting(@ForAll("cubes") Tensor x, @ForAll @IntRange(max = 2) int axis) {
    Tensor sorted = x.sort(axis);
    Tensor indices = x.argSort(axis);
    int size = x.shape().size(axis);
    Tensor lines = x.moveAxis(axis, -1).reshape(lines(x, axis), size);
    Tensor sortedLines = sorted.moveAxis(axis, -1).reshape(lines(x, axis), size);
    Tensor indexLines = indices.moveAxis(axis, -1).reshape(lines(x, axis), size);
    for (int i = 0; i < lines(x, axis); i++) {
      double[] line = lines.get(i).toArray();
      List<Integer> order = new ArrayList<>(IntStream.range(0, size).boxed().toList());
      order.sort(Comparator.comparing(j -> line[j] + 0.0)); // stable, as Java's is
      for (int j = 0; j < size; j++) {
        assertEquals(order.get(j), (int) indexLines.at(i, j));
        assertEquals(line[order.get(j)], sortedLines.at(i, j));
      }
    }
    assertSame(x.gather(axis, indices), sorted);
    assertSame(sorted, x.neg().topK(size, axis).neg());
    assertSame(x.neg().argSort(axis), x.argTopK(size, axis));
    for (int k = 0; k <= size; k++) {
      assertSame(x.topK(size, axis).slice(axis, 0, k), x.topK(k, axis));
    }
    if (size > 0) {
      assertSame(x.max(axis), x.topK(1, axis).squeeze(axis));
      assertSame(x.argMax(axis), x.argTopK(1, axis).squeeze(axis));
    }
  }

  private static int lines(Tensor x, int axis) {
    Shape shape = x.shape();
    return IntStream.range(0, 3).filter(a -> a != axis).map(shape::size).reduce(1, (a, b) -> a * b);
  }

  /** Scattering is the transpose of gathering: both give the same product. */
  @Property
  void gatheringAndScattering(
      @ForAll("cubes") Tensor x,
      @ForAll @IntRange(max = 2) int axis,
      @ForAll @IntRange(max = 4) int count,
      @ForAll long seed) {
    int size = x.shape().size(axis);
    int[] sizes = x.shape().toArray();
    sizes[axis] = size == 0 ? 0 : count;
    Shape shape = Shape.of(sizes);
    Random random = new Random(seed);
    double[] numbers = new double[shape.elements()];
    Arrays.setAll(numbers, i -> random.nextInt(2 * size) - size);
    Tensor index = Tensor.of(shape, numbers);
    Tensor y = Tensor.normal(shape, 0, 1, random);
    Tensor gathered = x.gather(axis, index);
    Tensor scattered = Tensor.zerosLike(x).scatterAdd(axis, index, y);
    assertEquals(gathered.mul(y).sum().item(), scattered.mul(x).sum().item(), 1e-12);
    assertTrue(x.scatterAdd(axis, index, y).allClose(x.add(scattered), 0, 1e-12));
    for (int i = 0; i < sizes[0]; i++) {
      for (int j = 0; j < sizes[1]; j++) {
        for (int k = 0; k < sizes[2]; k++) {
          int[] at = {i, j, k};
          at[axis] = (int) index.at(i, j, k);
          assertEquals(x.at(at), gathered.at(i, j, k));
        }
      }
    }
  }

  @Property
  void masks(@ForAll("cubes") Tensor x, @ForAll @IntRange(max = 2) int axis) {
    Tensor mask = x.greater(0.5);
    double[] kept = Arrays.stream(x.toArray()).filter(number -> number > 0.5).toArray();
    assertSame(Tensor.of(kept), x.maskedSelect(mask));
    Tensor row = x.greater(0.5).any(IntStream.range(0, 3).filter(a -> a != axis).toArray());
    int[] indices = IntStream.range(0, row.shape().size(0)).filter(i -> row.at(i) != 0).toArray();
    assertSame(x.indexSelect(axis, indices), x.compress(row, axis));
    assertEquals(kept.length, mask.countNonzero().item());
    assertSame(mask.sum(axis), mask.countNonzero(axis));
    assertSame(mask.sum(axis).greater(0), mask.any(axis));
    assertSame(mask.not().any(axis).not(), mask.all(axis));
    Tensor other = x.less(1);
    assertSame(mask.mul(other), mask.and(other));
    assertSame(mask.maximum(other), mask.or(other));
    assertSame(mask.notEqualTo(other), mask.xor(other));
  }

  @Property
  void partsByNumber(@ForAll("cubes") Tensor x, @ForAll @IntRange(max = 2) int axis) {
    int size = x.shape().size(axis);
    for (int i = 0; i < size; i++) {
      Tensor slice = x.slice(axis, i, i + 1).squeeze(axis);
      assertSame(slice, x.select(axis, i));
      assertSame(slice, x.select(axis, i - size));
      assertSame(slice, x.indexSelect(axis, i - size).squeeze(axis));
      assertSame(slice, x.moveAxis(axis, 0).get(i));
      assertSame(x.slice(axis, i, size), x.sliceFrom(axis, i));
      assertSame(x.slice(axis, i, size), x.sliceFrom(axis - 3, i - size));
      assertSame(x.slice(axis, 0, i), x.slice(axis, -size, i - size));
    }
    assertSame(x, x.get());
    if (x.shape().elements() > 0) {
      assertEquals(x.at(0, -1, 0), x.get(0, -1, 0).item());
      assertSame(x.select(0, 0).select(0, -1), x.get(0, -1));
    }
  }

  @Property
  void shapes(
      @ForAll("cubes") Tensor x,
      @ForAll @IntRange(max = 2) int axis,
      @ForAll @IntRange(max = 2) int other,
      @ForAll @IntRange(min = -9, max = 9) int shift) {
    assertSame(x, x.swapAxes(axis, other).swapAxes(other, axis));
    assertSame(x, x.moveAxis(axis, other).moveAxis(other, axis));
    assertSame(x.transpose(), x.swapAxes(0, -1));
    assertSame(x.permute(1, 2, 0), x.moveAxis(0, 2));
    assertSame(x.permute(2, 0, 1), x.moveAxis(-1, 0));
    assertEquals(Shape.of(x.shape().elements()), x.flatten().shape());
    assertSame(x.flatten(), x.flatten(0));
    assertSame(x.flatten(1), x.flatten(-2));
    assertSame(x, x.flatten(2));
    Tensor rolled = x.roll(shift, axis);
    int size = x.shape().size(axis);
    for (int i = 0; i < size; i++) {
      assertSame(x.select(axis, i), rolled.select(axis, Math.floorMod(i + shift, size)));
    }
    assertSame(x, rolled.roll(-shift, axis));
    int[] twice = IntStream.range(0, 2 * size).map(i -> i / 2).toArray();
    assertSame(x.indexSelect(axis, twice), x.repeatInterleave(2, axis));
    assertSame(x, x.repeatInterleave(1, axis));
    assertEquals(0, x.repeatInterleave(0, axis).shape().elements());
  }

  @Property
  void matrices(@ForAll("cubes") Tensor x, @ForAll @IntRange(min = -4, max = 4) int diagonal) {
    assertTrue(x.tril(diagonal).add(x.triu(diagonal + 1)).allClose(x, 0, 0));
    assertSame(x.matrixTranspose().tril(diagonal).matrixTranspose(), x.triu(-diagonal));
    int columns = x.shape().size(2);
    for (int i = 0; i < x.shape().size(1); i++) {
      for (int j = 0; j < columns; j++) {
        assertEquals(j - i <= diagonal ? x.at(0, i, j) : 0, x.tril(diagonal).at(0, i, j));
      }
    }
    Tensor matrix = x.get(0);
    double trace = 0;
    for (int i = 0; i < Math.min(matrix.shape().size(0), columns); i++) {
      trace += matrix.at(i, i);
      assertEquals(matrix.at(i, i), matrix.diag().at(i));
    }
    assertEquals(trace, matrix.trace().item(), 1e-14);
    Tensor vector = x.flatten();
    assertSame(vector, vector.diag().diag());
    assertTrue(vector.diag().allClose(Tensor.eye(vector.shape().size(0)).mul(vector), 0, 0));
  }

  @Property
  void products(@ForAll("cubes") Tensor x, @ForAll @IntRange(max = 2) int axis) {
    Tensor products = x.cumprod(axis);
    int size = x.shape().size(axis);
    for (int i = 0; i < size; i++) {
      Tensor product = x.slice(axis, 0, i + 1).prod(axis);
      assertTrue(products.select(axis, i).allClose(product, 1e-13, 0));
    }
    assertEquals(x.shape(), products.shape());
  }

  @Property
  void norms(@ForAll("cubes") Tensor x, @ForAll @IntRange(max = 2) int axis) {
    assertTrue(x.norm1(axis).allClose(x.abs().sum(axis), 1e-14, 0));
    assertTrue(x.norm1().allClose(x.abs().sum(), 1e-14, 0));
    if (x.shape().elements() > 0) {
      assertSame(x.maximum(x.neg()).max(axis), x.normInf(axis));
      assertTrue(x.normInf().lessOrEqual(x.norm2()).item() == 1);
      assertTrue(x.norm2().lessOrEqual(x.norm1().add(1e-12)).item() == 1);
      assertSame(x.variance(0, false, axis), x.variance(axis));
      assertSame(x.standardDeviation(0, false, axis), x.standardDeviation(axis));
    }
  }

  @Property
  void remainders(@ForAll("cubes") Tensor x, @ForAll long seed) {
    Tensor y = Tensor.normal(x.shape(), 0, 2, new Random(seed));
    Tensor remainder = x.mod(y);
    assertTrue(remainder.mul(y).greaterOrEqual(0).all().item() == 1); // the sign of y
    assertTrue(remainder.abs().lessOrEqual(y.abs()).all().item() == 1);
    assertTrue(x.div(y).floor().mul(y).add(remainder).allClose(x, 1e-12, 1e-12));
    assertSame(x.sub(x.mod(1)).round(), x.floor());
    assertSame(x.sign().mul(x.abs().floor()).add(0), x.trunc().add(0));
    assertTrue(x.round().sub(x).abs().lessOrEqual(0.5).all().item() == 1);
    assertTrue(x.lerp(y, 0).allClose(x, 0, 0) && x.lerp(y, 1).allClose(y, 0, 0));
    assertTrue(x.lerp(y, y).allClose(x.add(y.sub(x).mul(y)), 1e-12, 1e-12));
  }
}
