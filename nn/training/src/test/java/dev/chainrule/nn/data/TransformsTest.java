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
  void aColumnThatIsConstantButForRounding_isNotDividedByIt() {
    Tensor rows = Tensor.of(new double[][] {{0.1 + 0.2, 1e6}, {0.3, 1e6}, {0.3, 1e6 + 1e-9}});
    Tensor standard = Standardizer.fit(rows).apply(rows);
    assertTrue(standard.abs().max().item() < 1e-8, standard::toString);
    Tensor close = Tensor.of(new double[][] {{1}, {1 + 1e-12}}); // far more than rounding
    assertIdentical(
        Tensor.of(new double[][] {{-1}, {1}}), Standardizer.fit(close).apply(close).round());
    Tensor floats = Tensor.ofFloats(Shape.of(3, 1), 0.1f, 0.1f + Math.ulp(0.1f), 0.1f);
    Tensor single = Standardizer.fit(floats).apply(floats);
    assertTrue(single.abs().max().item() < 1e-7, single::toString);
  }

  @Test
  void extremeMagnitudes_areStandardisedOrRefused() {
    Tensor huge = Tensor.of(new double[][] {{1e200}, {3e200}});
    assertIdentical(Tensor.of(new double[][] {{-1}, {1}}), Standardizer.fit(huge).apply(huge));
    Tensor tiny = Tensor.of(new double[][] {{1e-310}, {3e-310}});
    assertIdentical(
        Tensor.of(new double[][] {{-1}, {1}}), Standardizer.fit(tiny).apply(tiny).round());
    Tensor smallest = Tensor.ofFloats(Shape.of(2, 1), 0, Float.MIN_VALUE);
    assertTrue(Standardizer.fit(smallest).apply(smallest).abs().max().item() <= 1);
    Tensor wide = Tensor.of(new double[][] {{-1.7e308}, {1.7e308}});
    assertRefused(
        "Standardizer.fit: column 0 has numbers that are too far apart for float64",
        () -> Standardizer.fit(wide));
    for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      assertRefused(
          "Standardizer.fit: column 1 has a number that is NaN or infinite; an Imputer fills gaps",
          () -> Standardizer.fit(Tensor.of(new double[][] {{1, 2}, {3, wrong}})));
    }
  }

  @Test
  void anImputer_putsTheMeansOfTheRowsThatItWasFittedOn() {
    double gap = Double.NaN;
    Tensor rows = Tensor.of(new double[][] {{1, gap}, {3, 5}, {gap, 5}});
    Imputer imputer = Imputer.fit(rows);
    assertIdentical(Tensor.of(new double[][] {{1, 5}, {3, 5}, {2, 5}}), imputer.apply(rows));
    Tensor others = Tensor.of(new double[][] {{gap, gap}, {100, 200}});
    assertIdentical(Tensor.of(new double[][] {{2, 5}, {100, 200}}), imputer.apply(others));
    assertIdentical(imputer.apply(others), Imputer.of(imputer.means()).apply(others));
    assertEquals("Imputer([2.0, 5.0])", imputer.toString());
    Tensor equal = Tensor.full(Shape.of(1001, 1), 0.1); // whose sum is not 1001 times 0.1
    assertIdentical(Tensor.of(new double[] {0.1}), Imputer.fit(equal).means());
    Tensor single = rows.to(DType.FLOAT32);
    assertEquals(DType.FLOAT32, Imputer.fit(single).apply(single).dtype());
    assertRefused(
        "Imputer.fit: column 1 has no number at all",
        () -> Imputer.fit(Tensor.of(new double[][] {{1, gap}})));
    assertRefused("Imputer.fit: shape [2]", () -> Imputer.fit(Tensor.of(1.0, 2)));
    assertRefused("Imputer.of: shape [3, 2]", () -> Imputer.of(rows));
    assertRefused(
        "Imputer.apply: shape [1, 3]; it was fitted on 2 columns",
        () -> imputer.apply(Tensor.zeros(Shape.of(1, 3))));
  }

  @Test
  void anImputer_refusesInfinities_andMeansBeyondThePrecision() {
    double endless = Double.POSITIVE_INFINITY;
    for (double wrong : new double[] {endless, -endless}) {
      assertRefused(
          "Imputer.fit: column 1 has a number that is infinite",
          () -> Imputer.fit(Tensor.of(new double[][] {{1, wrong}, {2, 1}, {3, Double.NaN}})));
    }
    assertRefused(
        "Imputer.fit: column 0 has numbers that are too far apart for float64",
        () -> Imputer.fit(Tensor.of(new double[][] {{1.7e308}, {-1.7e308}})));
    Tensor huge = Tensor.full(Shape.of(3, 1), 1.7e308);
    assertIdentical(Tensor.of(new double[] {1.7e308}), Imputer.fit(huge).means());
  }

  @Test
  void whatNoFitCanGive_isNotTakenUp() {
    for (double wrong : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertRefused(
          "Standardizer.of: column 1 has the standard deviation "
              + wrong
              + "; it must be finite"
              + " and more than 0",
          () ->
              Standardizer.of(
                  Map.of("mean", Tensor.of(0.0, 0.0), "standardDeviation", Tensor.of(1, wrong))));
    }
    for (double wrong : new double[] {Double.NaN, Double.NEGATIVE_INFINITY}) {
      assertRefused(
          "Standardizer.of: column 0 has the mean " + wrong + "; it must be finite",
          () ->
              Standardizer.of(
                  Map.of("mean", Tensor.of(wrong, 0), "standardDeviation", Tensor.of(1.0, 1))));
      assertRefused(
          "Imputer.of: column 1 has the mean " + wrong + "; it must be finite",
          () -> Imputer.of(Tensor.of(0, wrong)));
    }
  }

  @Test
  void aTextThatIsNoCategory_isRefused_orIgnored() {
    OneHot oneHot = OneHot.fit(List.of("b", "a"));
    assertRefused(
        "OneHot.indices: 'c' is not one of [a, b]; ignoringUnseen() takes such for none of them",
        () -> oneHot.indices(List.of("a", "c")));
    OneHot ignoring = oneHot.ignoringUnseen();
    assertIdentical(Tensor.of(new double[][] {{0, 0}, {0, 1}}), ignoring.apply(List.of("c", "b")));
    assertIdentical(Tensor.of(2.0, 1), ignoring.indices(List.of("c", "b")));
    assertRefused("OneHot.fit: there are no texts", () -> OneHot.fit(List.of()));
    String endless = "x".repeat(100_000) + "\u001b[2J";
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> oneHot.apply(List.of(endless)));
    assertTrue(String.valueOf(e.getMessage()).length() < 400);
    List<String> many = new Random(1).ints(200_000).mapToObj(Integer::toString).toList();
    assertEquals(200_000, OneHot.fit(many).indices(many).shape().size(0)); // by no search
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
        "OneHot.apply: 'pink' is not one of [blue, green, red]",
        () -> oneHot.apply(List.of("pink")));
    assertThrows(IllegalArgumentException.class, () -> OneHot.of(List.of()));
    assertThrows(IllegalArgumentException.class, () -> OneHot.of(List.of("a", "a")));
  }
}
