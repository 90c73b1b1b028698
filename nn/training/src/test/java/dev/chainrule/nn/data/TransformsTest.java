package dev.chainrule.nn.data;

import static dev.chainrule.testing.MessageAssertions.assertRefused;
import static dev.chainrule.testing.TensorAssertions.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TransformsTest {
  @Property
  void standardised_hasMeanZeroAndDeviationOne_andComesBack(
      @ForAll @IntRange(min = 2, max = 30) int count,
      @ForAll @IntRange(min = 1, max = 5) int columns,
      @ForAll @IntRange(min = -6, max = 6) int magnitude,
      @ForAll long seed) {
    Tensor rows =
        Tensor.normal(Shape.of(count, columns), 3, 1, new Random(seed))
            .mul(Math.pow(10, magnitude));
    Standardizer standardizer = Standardizer.fit(rows);
    Tensor standard = standardizer.apply(rows);
    assertTrue(standard.mean(0).abs().max().item() < 1e-10, standard::toString);
    assertTrue(standard.square().mean(0).sub(1).abs().max().item() < 1e-10, standard::toString);
    Tensor back = standardizer.inverse(standard).sub(rows).abs();
    assertTrue(back.max().item() < 1e-13 * rows.abs().max().item(), back::toString);
  }

  @Test
  void aConstantColumn_isNotDividedByNothing() {
    for (DType dtype : DType.values()) {
      Tensor rows = Tensor.of(new double[][] {{0.1, 1}, {0.1, 3}, {0.1, 2}}).to(dtype);
      Tensor standard = Standardizer.fit(rows).apply(rows);
      assertTrue(standard.slice(1, 0, 1).abs().max().item() < 1e-7, standard::toString);
      assertEquals(dtype, standard.dtype());
    }
  }

  @Test
  void aSavedStandardizer_isTheSame() {
    Tensor rows = Tensor.of(new double[][] {{1, 2}, {3, 5}});
    Standardizer standardizer = Standardizer.fit(rows);
    assertIdentical(standardizer.apply(rows), Standardizer.of(standardizer.state()).apply(rows));
    assertThrows(IllegalArgumentException.class, () -> Standardizer.of(Map.of("mean", rows)));
    Tensor other = Tensor.zeros(Shape.of(2, 3));
    assertThrows(IllegalArgumentException.class, () -> standardizer.apply(other));
    assertThrows(IllegalArgumentException.class, () -> standardizer.inverse(Tensor.of(1)));
    assertThrows(
        IllegalArgumentException.class, () -> Standardizer.fit(Tensor.zeros(Shape.of(0, 3))));
  }

  @Test
  void oneHot_givesEachCategoryAPlace() {
    List<String> texts = List.of("red", "blue", "red", "green");
    OneHot oneHot = OneHot.fit(texts);
    assertEquals(List.of("blue", "green", "red"), oneHot.categories());
    assertIdentical(Tensor.of(2.0, 0, 2, 1), oneHot.indices(texts));
    assertIdentical(
        Tensor.of(new double[][] {{0, 0, 1}, {1, 0, 0}, {0, 0, 1}, {0, 1, 0}}),
        oneHot.apply(texts));
    assertEquals(oneHot.categories(), OneHot.of(oneHot.categories()).categories());
    assertRefused(
        "OneHot: 'pink' is not one of [blue, green, red]", () -> oneHot.apply(List.of("pink")));
    assertThrows(IllegalArgumentException.class, () -> OneHot.of(List.of()));
    assertThrows(IllegalArgumentException.class, () -> OneHot.of(List.of("a", "a")));
  }
}
