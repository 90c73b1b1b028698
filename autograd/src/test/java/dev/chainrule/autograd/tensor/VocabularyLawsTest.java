package dev.chainrule.autograd.tensor;

import static dev.chainrule.testing.TensorAssertions.assertClose;
import static dev.chainrule.testing.TensorAssertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chainrule.autograd.shape.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/** Identities between the operations. */
@Tag("kernel")
class VocabularyLawsTest {
  /** A matrix of up to 4 x 5, with exact zeros and ties. */
  @Provide
  Arbitrary<Tensor> matrices() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 4),
            Arbitraries.integers().between(1, 5),
            Arbitraries.longs())
        .as(VocabularyLawsTest::matrix);
  }

  private static Tensor matrix(int rows, int columns, long seed) {
    Random random = new Random(seed);
    return Tensor.of(
        Shape.of(rows, columns),
        random
            .doubles((long) rows * columns, -3, 3)
            .map(number -> random.nextInt(3) == 0 ? Math.rint(number) : number)
            .toArray());
  }

  @Property
  void softmax(@ForAll("matrices") Tensor x) {
    for (int axis : new int[] {0, 1, -1}) {
      Tensor y = x.softmax(axis);
      assertClose(y.sum(axis), y.sum(axis).filled(1));
      assertClose(y, x.add(1234).softmax(axis));
      assertClose(y, x.exp().div(x.exp().sum(true, axis)));
      assertClose(y.log(), x.logSoftmax(axis));
      assertClose(x.logSumExp(axis), x.exp().sum(axis).log());
      assertClose(x.add(5).logSumExp(axis), x.logSumExp(axis).add(5));
    }
    assertClose(x.logSumExp(), x.exp().sum().log());
    assertClose(x.logAddExp(x.neg()), x.stack(0, List.of(x.neg())).logSumExp(0));
  }

  @Property
  void partsMakeTheWhole(@ForAll("matrices") Tensor x) {
    int columns = x.shape().size(1);
    for (int cut = 0; cut <= columns; cut++) {
      List<Tensor> parts = x.split(1, cut, columns - cut);
      assertSame(x, parts.get(0).concat(1, parts.get(1)));
      assertSame(
          x,
          x.pad(new int[] {1, cut}, new int[] {2, 1}, 7)
              .slice(
                  new int[] {1, cut},
                  new int[] {1 + x.shape().size(0), cut + columns},
                  new int[] {1, 1}));
    }
    List<Tensor> columnsApart = x.split(1, ones(columns));
    assertSame(x, columnsApart.get(0).concat(1, columnsApart.subList(1, columns)));
    List<Tensor> squeezed = columnsApart.stream().map(column -> column.squeeze(1)).toList();
    assertSame(x, squeezed.get(0).stack(1, squeezed.subList(1, columns)));
    List<Tensor> unstacked = x.unstack(1);
    assertEquals(columns, unstacked.size());
    for (int column = 0; column < columns; column++) {
      assertSame(squeezed.get(column), unstacked.get(column));
    }
    assertSame(x.transpose(), squeezed.get(0).stack(0, squeezed.subList(1, columns)));
    assertSame(x, x.indexSelect(1, IntStream.range(0, columns).toArray()));
    assertSame(x.tile(2, 1), x.concat(0, x));
    assertSame(x.tile(3), x.concat(1, List.of(x, x)));
    assertSame(x, x.expandDims(1).squeeze(1));
    assertSame(x, x.reshape(-1, columns));
  }

  private static int[] ones(int count) {
    int[] ones = new int[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  @Property
  void turningAround(@ForAll("matrices") Tensor x) {
    assertSame(x, x.flip().flip());
    assertSame(x.flip(), x.flip(0).flip(1));
    assertSame(x, x.permute(1, 0).permute(1, 0));
    assertSame(x.flip(0).transpose(), x.transpose().flip(1));
    assertClose(x.cumsum(1).slice(1, x.shape().size(1) - 1, x.shape().size(1)), x.sum(true, 1));
    assertClose(x.cumsum(0).transpose(), x.transpose().cumsum(1));
    assertSame(x.max(0), x.neg().min(0).neg());
    assertSame(x.max(), x.flip().max());
    assertSame(
        x.indexSelect(0, (int) x.reshape(-1).argMax(0).item() / x.shape().size(1)).max(), x.max());
    assertSame(x.min(), x.reshape(-1).indexSelect(0, (int) x.reshape(-1).argMin(0).item()).sum());
  }

  @Property
  void matrixProducts(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 9) int n,
      @ForAll @IntRange(min = 1, max = 9) int k,
      @ForAll @IntRange(min = 1, max = 9) int m) {
    Tensor a = matrix(n, k, seed);
    Tensor b = matrix(k, m, seed + 1);
    Tensor c = matrix(m, n, seed + 2);
    assertClose(a.matMul(b).matMul(c), a.matMul(b.matMul(c)));
    assertClose(a.matMul(b).transpose(), b.transpose().matMul(a.transpose()));
    assertClose(a, a.matMul(Tensor.eye(k)));
    Tensor batch = a.stack(0, List.of(a.neg(), a.mul(2)));
    Tensor products = batch.matMul(b);
    assertEquals(Shape.of(3, n, m), products.shape());
    assertClose(products.slice(0, 2, 3).squeeze(0), a.matMul(b).mul(2));
    assertClose(products.matrixTranspose(), b.transpose().matMul(batch.matrixTranspose()));
    assertClose(
        batch.expandDims(1).matMul(b.stack(0, List.of(b))).sum(1).squeeze(),
        products.mul(2).squeeze());
    Tensor row = a.slice(0, 0, 1).squeeze(0);
    Tensor column = b.slice(1, 0, 1).squeeze(1);
    assertClose(row.dot(column), row.mul(column).sum());
    assertClose(row.matMul(b), row.expandDims(0).matMul(b).squeeze(0));
    assertClose(row.outer(column).transpose(), column.expandDims(1).mul(row.expandDims(0)));
  }

  @Property
  void spread(@ForAll("matrices") Tensor x) {
    assertClose(x.variance(0, false), x.square().mean().sub(x.mean().square()));
    int count = x.shape().elements();
    int rows = x.shape().size(0);
    if (rows > 1) {
      assertClose(x.variance(1, true, 0).mul(rows - 1), x.variance(0, true, 0).mul(rows));
    }
    assertClose(x.standardDeviation(0, false).square().mul(count), x.sub(x.mean()).square().sum());
    assertClose(x.norm2(1).square(), x.square().sum(1));
    assertClose(x.exp().prod(0), x.sum(0).exp());
    assertClose(x.prod(), x.prod(0).prod());
  }

  @Property
  void choices(@ForAll("matrices") Tensor x) {
    Tensor y = x.flip();
    assertSame(x.maximum(y).add(x.minimum(y)), x.add(y));
    assertSame(x.greater(y).add(x.lessOrEqual(y)), x.filled(1));
    assertSame(x.less(y).add(x.greaterOrEqual(y)), x.filled(1));
    assertSame(x.equalTo(y).not(), x.notEqualTo(y));
    assertSame(x.maximum(y), x.where(x.greater(y), y));
    assertSame(x.abs(), x.maximum(x.neg()));
    assertSame(x.relu(), x.maximum(x.filled(0)));
    assertSame(x.clamp(-1, 2), x.maximum(x.filled(-1)).minimum(x.filled(2)));
    assertSame(x.leakyRelu(0.1), x.relu().sub(x.neg().relu().mul(0.1)));
    assertSame(x.floor().neg(), x.neg().ceil());
    assertSame(x.ceil().sub(x.floor()), x.notEqualTo(x.floor()));
    assertSame(x.sign().mul(x.abs()), x);
  }

  @Property
  void functions(@ForAll("matrices") Tensor x) {
    assertClose(x.sin().square().add(x.cos().square()), x.filled(1));
    assertClose(x.tan(), x.sin().div(x.cos()));
    assertClose(x.cosh().square().sub(x.sinh().square()), x.filled(1));
    assertClose(x.sinh().add(x.cosh()), x.exp());
    assertClose(x.tanh(), x.sinh().div(x.cosh()));
    assertClose(x.tanh().asin().sin(), x.tanh());
    assertClose(x.tanh().asin().add(x.tanh().acos()), x.filled(Math.PI / 2));
    assertClose(x.atan().tan(), x);
    assertClose(x.expm1().log1p(), x);
    assertClose(x.expm1().add(1), x.exp());
    assertClose(x.exp().sqrt(), x.div(2).exp());
    assertClose(x.exp().reciprocal(), x.neg().exp());
    assertClose(x.logSigmoid(), x.sigmoid().log());
    assertClose(x.erf(), x.neg().erf().neg());
    assertClose(x.gelu().sub(x.neg().gelu()), x);
    assertClose(x.silu(), x.mul(x.sigmoid()));
    assertClose(x.elu(1).relu().add(x.neg().relu().neg().expm1()), x.elu(1));
    Tensor y = x.flip();
    assertClose(x.exp().pow(y), x.mul(y).exp());
    assertClose(x.hypot(y).square(), x.square().add(y.square()));
    assertClose(x.atan2(y).sin().mul(x.hypot(y)), x);
    assertClose(x.atan2(y).cos().mul(x.hypot(y)), y.add(x.mul(0)));
  }
}
