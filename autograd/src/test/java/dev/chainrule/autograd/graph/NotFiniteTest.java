package dev.chainrule.autograd.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.op.Numeric;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.autograd.tensor.TensorUnary;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NotFiniteTest {
  private static final Value X = Value.of(Tensor.of(0.0, 4.0));

  @Test
  void theFirstOperationForwardIsNamed() {
    Value result = X.add(1).log().sub(X.sub(1).log()).sum();
    assertEquals(
        Optional.of(
            "log([2] from -1.0 to 3.0) was the first operation to give NaN: in element [0], of"
                + " -1.0"),
        NotFinite.forward(result, leaf -> "a leaf"));
    Value infinite = X.mul(3).reciprocal().sum();
    assertEquals(
        Optional.of(
            "reciprocal([2] from 0.0 to 12.0) was the first operation to give an infinity: in"
                + " element [0], of 0.0"),
        NotFinite.forward(infinite, leaf -> "a leaf"));
  }

  @Test
  void aLeafThatHoldsOneIsNamed() {
    Value bad = Value.constant(Tensor.of(1.0, Double.NaN));
    assertEquals(
        Optional.of("it is bad"),
        NotFinite.forward(X.add(1).mul(bad).sum(), leaf -> leaf == bad ? "it is bad" : "no"));
    assertEquals(Optional.of("alone"), NotFinite.forward(bad, leaf -> "alone"));
  }

  @Test
  void theFirstOperationBackwardIsNamed() {
    Value result = X.mul(2).sqrt().sum();
    assertEquals(Optional.empty(), NotFinite.forward(result, leaf -> "a leaf"));
    assertEquals(
        Optional.of(
            "the derivative of sqrt([2] from 0.0 to 8.0) was the first not to be finite: Infinity in"
                + " element [0], where its input is 0.0"),
        NotFinite.backward(result));
    assertEquals(Optional.empty(), NotFinite.backward(X.square().sum()));
  }

  @Test
  void whereOneIs() {
    assertTrue(NotFinite.isIn(Tensor.of(1.0, Double.NEGATIVE_INFINITY)));
    assertTrue(NotFinite.isIn(Tensor.of(Double.NaN, 1.0)));
    assertFalse(NotFinite.isIn(Tensor.of(1.0, 2.0)));
    assertFalse(NotFinite.isIn(Tensor.of(new double[0])));
  }

  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private static Value matrix(double... numbers) {
    return Value.of(Tensor.of(numbers).reshape(2, 2));
  }

  private static String origin(Value result) {
    NotFiniteOrigin origin = NotFinite.forwardOrigin(result).orElseThrow();
    assertTrue(origin.isCertain() && origin.others().isEmpty(), origin::toString);
    return origin.sites().get(0).call() + origin.index();
  }

  @Test
  void theMaskOfOneRow_isNotBlamedForAnother() {
    Value queries = matrix(1, 1, 1e200, 1e200).named("q");
    Value keys = matrix(1, 1, 1e200, 2).named("k");
    Value mask = Value.constant(Tensor.of(0, -INFINITY, 0, 0).reshape(2, 2)).named("mask");
    Value scores = queries.matMulTransposed(keys).add(mask);
    String overflow =
        "matMulTransposed(q [2, 2] from 1.0 to 1.0E200, k [2, 2] from 1.0 to 1.0E200)";
    assertEquals(overflow + "[1, 1]", origin(scores.softmax(1).sum()));
    Value rows = matrix(1, 1, 1e308, 1e308).add(mask);
    assertTrue(origin(rows.sum(1).get(1)).startsWith("sum"));
    assertEquals("a constant mask [2, 2][0, 1]", origin(rows.sum(1).get(0)));
  }

  @Test
  void whatWasPutBesideIt_isNotBlamed() {
    Value zero = Value.of(0);
    Value pair = Value.stack(List.of(Value.of(-1).log(), zero.reciprocal()), 0);
    assertEquals("reciprocal(0.0)[]", origin(pair.get(1)));
    assertEquals("log(-1.0)[]", origin(pair.get(0)));
    assertEquals("reciprocal(0.0)[]", origin(pair.flip(0).cumsum(0).get(0)));
    Value cap = Value.constant(INFINITY).named("cap");
    Value capped = Value.stack(List.of(cap, Value.of(1e308).mul(100)), 0);
    assertEquals("mul(1.0E308, 100.0)[]", origin(capped.get(1).mul(0)));
    assertEquals("a constant cap [][]", origin(capped.cumsum(0).get(0)));
  }

  @Test
  void infinitiesThatCancel_areBothNamed() {
    Value x = Value.of(1e308);
    NotFiniteOrigin origin = NotFinite.forwardOrigin(x.mul(10).sub(x.mul(100))).orElseThrow();
    assertTrue(origin.isCertain());
    assertEquals(1, origin.others().size());
    assertEquals(
        "mul(1.0E308, 10.0) was the first operation to give an infinity; sub(Infinity, Infinity)"
            + " made NaN of it; and mul(1.0E308, 100.0) was the first operation to give an"
            + " infinity; sub(Infinity, Infinity) made NaN of it",
        origin.toString());
  }

  /** Gives something else each time. */
  private static final class Noise extends TensorUnary {
    private double last = INFINITY;

    Noise() {
      super("noise");
    }

    @Override
    public Shape shape(Shape x) {
      return Shape.SCALAR;
    }

    @Override
    public Tensor value(Tensor x) {
      last = -last;
      return Tensor.of(last);
    }

    @Override
    public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
      return x.mul(cotangent);
    }
  }

  @Test
  void whatCantBeKnown_isSaidToBeOneOfSeveral() {
    Value bad = Value.of(INFINITY, 1).named("bad");
    NotFiniteOrigin origin = NotFinite.forwardOrigin(bad.apply(new Noise())).orElseThrow();
    assertFalse(origin.isCertain());
    assertEquals(
        "one of these: noise(bad [2] from 1.0 to Infinity) was the first operation to give an"
            + " infinity; or the variable bad [2] holds an infinity from the start: in element [0]",
        origin.toString());
  }

  @Test
  void whatAChoiceCutOff_isNotBlamedBackward() {
    Value x = Value.of(0).named("x");
    Value masked = x.sqrt().mul(2).maskedBy(x.greater(0));
    assertEquals(Optional.empty(), NotFinite.backward(masked.add(x.square())));
    NotFiniteOrigin origin = NotFinite.backwardOrigin(masked.add(x.cbrt())).orElseThrow();
    assertEquals(1, origin.sites().size());
    assertEquals("cbrt(x 0.0)", origin.sites().get(0).call());
  }

  @Test
  void ofAResultThatIsFinite_aNaNComesFirst() {
    Value mask = Value.constant(Tensor.of(-INFINITY, 0));
    Value harmless = X.add(mask).exp().sum();
    assertTrue(origin(harmless).startsWith("a constant"));
    Value dropped = X.sub(1).log().maskedBy(X.greater(1)).sum();
    assertEquals("log([2] from -1.0 to 3.0)[0]", origin(harmless.add(dropped)));
  }
}
