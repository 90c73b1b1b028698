package dev.chainrule.nn.layer;

import static dev.chainrule.testing.TensorAssertions.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InitializersTest {
  private static final int INPUTS = 300;
  private static final int OUTPUTS = 200;

  /** With the moments it should have, within five standard errors. */
  private static void assertVariance(Initializer initializer, double variance, boolean isNormal) {
    Tensor weights = initializer.weights(INPUTS, OUTPUTS, new Random(1));
    assertEquals(Shape.of(OUTPUTS, INPUTS), weights.shape());
    double count = weights.shape().elements();
    assertEquals(0, weights.mean().item(), 5 * Math.sqrt(variance / count));
    // The variance of a square is 2 variance² if normal, and 4/5 variance² if uniform.
    double error = variance * Math.sqrt((isNormal ? 2 : 0.8) / count);
    assertEquals(variance, weights.square().mean().item(), 5 * error);
    double largest = weights.abs().max().item();
    double bound = Math.sqrt(3 * variance);
    assertTrue(isNormal ? largest > bound : largest <= bound && largest > 0.99 * bound);
  }

  @Test
  void varianceIsWhatThePapersSay() {
    assertVariance(Initializer.glorot(), 2.0 / (INPUTS + OUTPUTS), false);
    assertVariance(Initializer.glorotNormal(), 2.0 / (INPUTS + OUTPUTS), true);
    assertVariance(Initializer.he(), 2.0 / INPUTS, true);
    assertVariance(Initializer.heUniform(), 2.0 / INPUTS, false);
    assertVariance(Initializer.lecun(), 1.0 / INPUTS, true);
    assertVariance(Initializer.lecunUniform(), 1.0 / INPUTS, false);
    assertVariance(Initializer.standardNormal(), 1, true);
  }

  @Test
  void orthogonal_theShorterSideIsAtRightAngles() {
    for (int[] size : new int[][] {{7, 4}, {4, 7}, {5, 5}, {1, 3}, {100, 100}}) {
      Tensor w = Initializer.orthogonal().weights(size[0], size[1], new Random(2));
      assertEquals(Shape.of(size[1], size[0]), w.shape());
      Tensor product = size[1] <= size[0] ? w.matMul(w.transpose()) : w.transpose().matMul(w);
      Tensor rest = product.sub(Tensor.eye(Math.min(size[0], size[1])));
      assertTrue(rest.abs().max().item() < 1e-14, rest::toString);
    }
  }

  @Test
  void orthogonal_hasNoFavouriteDirection() {
    double sum = 0;
    for (int seed = 0; seed < 1000; seed++) {
      sum += Initializer.orthogonal().weights(2, 2, new Random(seed)).at(1, 1);
    }
    // An element of a 2 x 2 rotation or reflection has mean 0 and variance 1/2.
    assertEquals(0, sum / 1000, 5 * Math.sqrt(0.5 / 1000));
  }

  @Test
  void theSameSeed_givesTheSameNumbers() {
    for (Initializer initializer :
        List.of(
            Initializer.glorotNormal(),
            Initializer.heUniform(),
            Initializer.lecun(),
            Initializer.orthogonal())) {
      assertIdentical(
          initializer.weights(3, 2, new Random(5)), initializer.weights(3, 2, new Random(5)));
    }
    assertIdentical(
        Tensor.full(Shape.of(2, 3), 0.5), Initializer.constant(0.5).weights(3, 2, new Random(1)));
  }
}
