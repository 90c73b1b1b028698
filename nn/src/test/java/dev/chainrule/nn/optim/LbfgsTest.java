package dev.chainrule.nn.optim;

import static dev.chainrule.testing.MessageAssertions.assertMessage;
import static dev.chainrule.testing.MessageAssertions.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Parameter;
import dev.chainrule.nn.layer.Initializer;
import dev.chainrule.nn.layer.Linear;
import dev.chainrule.nn.loss.Losses;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LbfgsTest {
  @Test
  void whatIsNoLoss_isNamed() {
    Parameter x = Parameter.of(Tensor.of(1.0, 2));
    Lbfgs lbfgs = Lbfgs.of(Map.of("x", x));
    Value none = new ThreadLocal<Value>().get();
    assertRefused(
        "minimize: the function gave null, and not a loss", () -> lbfgs.minimize(() -> none));
    assertRefused(
        "minimize: the loss has shape [2], and is not one number: take its mean() or sum()",
        () -> lbfgs.minimize(x::value));
    assertRefused("step: the loss is null", () -> Sgd.of(Map.of("x", x), 0.1).step(none));
  }

  private static Value rosenbrock(Parameter parameter) {
    Value x = parameter.value();
    int n = x.shape().size(0);
    Value here = x.slice(0, 0, n - 1);
    Value next = x.slice(0, 1, n);
    return next.sub(here.square()).square().mul(100).add(here.neg().add(1).square()).sum();
  }

  @Test
  void rosenbrock_ofTwoAndOfAHundred_isMinimalWhereAllAreOne() {
    for (int n : new int[] {2, 100}) {
      Parameter x = Parameter.of(Tensor.full(Shape.of(n), -0.5));
      Lbfgs.Result result = Lbfgs.of(Map.of("x", x)).tolerance(1e-9).minimize(() -> rosenbrock(x));
      assertTrue(result.hasConverged(), result::toString);
      assertTrue(result.iterations() < 5 * n + 50, result::toString);
      assertTrue(x.value().data().sub(1).abs().max().item() < 1e-9, result::toString);
    }
  }

  @Test
  void aQuadratic_ofFiveDimensions_takesFewSteps() {
    Tensor scale = Tensor.of(1, 10, 100, 1000, 10_000);
    Tensor minimum = Tensor.of(1, -2, 3, -4, 5);
    Parameter x = Parameter.of(Tensor.zeros(Shape.of(5)));
    Lbfgs.Result result =
        Lbfgs.of(Map.of("x", x))
            .minimize(
                () ->
                    x.value()
                        .sub(Value.constant(minimum))
                        .square()
                        .mul(Value.constant(scale))
                        .sum());
    assertTrue(result.hasConverged() && result.iterations() < 40, result::toString);
    assertTrue(x.value().data().sub(minimum).abs().max().item() < 1e-7, x.value()::toString);
  }

  @Test
  void severalParameters_ofEitherPrecision() {
    Random random = new Random(1);
    Tensor inputs = Tensor.uniform(Shape.of(50, 3), -1, 1, random);
    Tensor targets = inputs.matMul(Tensor.of(1, -2, 3)).add(0.5).reshape(50, 1);
    for (DType dtype : DType.values()) {
      Linear linear = Linear.of(3, 1, Initializer.he(), random, dtype);
      Lbfgs.Result result =
          Lbfgs.of(linear)
              .tolerance(1e-6)
              .minimize(
                  () ->
                      Losses.mse(
                          linear.apply(Value.constant(inputs.to(dtype))),
                          Value.constant(targets.to(dtype))));
      assertTrue(result.loss() < 1e-10, result::toString);
      Tensor weight = linear.weight().value().data().to(DType.FLOAT64);
      assertTrue(weight.sub(Tensor.of(1, -2, 3)).abs().max().item() < 1e-5, weight::toString);
      assertEquals(dtype, linear.bias().value().dtype());
    }
  }

  @Test
  void wherever_theLossIsNotFinite_itGoesBack() {
    Parameter x = Parameter.of(Tensor.of(new double[] {30}));
    Lbfgs.Result result =
        Lbfgs.of(Map.of("x", x)).minimize(() -> x.value().sub(x.value().log()).sum());
    assertTrue(result.hasConverged(), result::toString);
    assertEquals(1, x.value().item(), 1e-6);
    Parameter outside = Parameter.of(Tensor.of(new double[] {-1}));
    Lbfgs lbfgs = Lbfgs.of(Map.of("x", outside));
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> lbfgs.minimize(() -> outside.value().log().sum()));
    assertTrue(
        e.toString()
            .contains(
                "minimize, where it begins: the loss is NaN: log([1] from -1.0 to -1.0) was the"
                    + " first operation to give NaN: in element [0], of -1.0"),
        e::toString);
  }

  private record OnCurve(double step, double value, double slope) implements LineSearch.Point {
    static OnCurve at(double s, double a, double b) {
      double angle = a * s + 1; // so that there are flat places above the start, too
      double value = Math.cos(angle) - b * s + 0.01 * s * s;
      return new OnCurve(s, value, -a * Math.sin(angle) - b + 0.02 * s);
    }
  }

  @Property
  void theLineSearch_satisfiesTheStrongWolfeConditions(
      @ForAll @DoubleRange(min = 0.1, max = 20) double a,
      @ForAll @DoubleRange(min = 0.01, max = 2) double b,
      @ForAll @IntRange(min = -4, max = 4) int magnitude) {
    OnCurve start = OnCurve.at(0, a, b);
    OnCurve found = new LineSearch<>(s -> OnCurve.at(s, a, b), start).from(Math.pow(10, magnitude));
    assertTrue(found.step > 0);
    assertTrue(found.value <= start.value + 1e-4 * found.step * start.slope, found::toString);
    assertTrue(Math.abs(found.slope) <= 0.9 * Math.abs(start.slope), found::toString);
  }

  @Test
  void mistakes_areToldAtOnce() {
    Lbfgs lbfgs = Lbfgs.of(Map.of("x", Parameter.of(Tensor.of(new double[] {1}))));
    assertThrows(IllegalArgumentException.class, () -> lbfgs.history(0));
    assertThrows(IllegalArgumentException.class, () -> lbfgs.iterations(0));
    assertThrows(IllegalArgumentException.class, () -> lbfgs.tolerance(-1));
    Value other = Value.of(1);
    assertThrows(IllegalArgumentException.class, () -> lbfgs.minimize(() -> other));
  }

  @Test
  void aGradientThatIsNotFinite_whereItBegins_isExplained_andChangesNothing() {
    Parameter x = Parameter.of(Tensor.of(0.0, 1));
    Lbfgs lbfgs = Lbfgs.of(Map.of("x", x));
    assertMessage(
        IllegalArgumentException.class,
        "minimize, where it begins: the gradient of x is not finite: the derivative of sqrt([2] from"
            + " 0.0 to 1.0) was the first not to be finite: Infinity in element [0]",
        () -> lbfgs.minimize(() -> x.value().sqrt().sum()));
    assertRefused(
        "minimize: the loss, or its gradient, is not finite where it begins",
        () ->
            lbfgs.minimizeBy(() -> new Lbfgs.Evaluated(1, Map.of("x", Tensor.of(Double.NaN, 1)))));
    assertRefused(
        "minimize: there is no gradient of x",
        () -> lbfgs.minimizeBy(() -> new Lbfgs.Evaluated(1, Map.of())));
    assertArrayEquals(new double[] {0, 1}, x.value().data().toArray());
  }

  @Test
  void whereTheGradientIsNotFinite_itDoesNotGo() {
    Parameter below = Parameter.of(2);
    Lbfgs.Result down = Lbfgs.of(Map.of("x", below)).minimize(() -> below.value().log());
    assertTrue(Double.isFinite(down.loss()) && below.value().item() > 0, down::toString);
    assertFalse(down.hasConverged(), down::toString);
  }

  @Test
  void atTheOptimum_itHasConverged_howeverLargeTheNumbers() {
    Random random = new Random(2);
    for (DType dtype : DType.values()) {
      double largest = dtype == DType.FLOAT64 ? 1e12 : 1e6;
      for (double size : new double[] {1e-6, 1, 1e3, largest}) {
        for (double noise : new double[] {0, 0.25}) {
          Tensor inputs = Tensor.uniform(Shape.of(40, 2), -1, 1, random);
          Tensor exact = inputs.matMul(Tensor.of(1, -2)).add(3).reshape(40, 1);
          Tensor targets =
              exact.add(Tensor.uniform(exact.shape(), -noise, noise, random)).mul(size).to(dtype);
          Linear linear = Linear.of(2, 1, Initializer.he(), random, dtype);
          Value x = Value.constant(inputs.to(dtype));
          Lbfgs.Result result =
              Lbfgs.of(linear).minimize(() -> Losses.mse(linear.apply(x), Value.constant(targets)));
          assertTrue(result.hasConverged(), () -> dtype + " of size " + size + ": " + result);
          Lbfgs.Result again =
              Lbfgs.of(linear).minimize(() -> Losses.mse(linear.apply(x), Value.constant(targets)));
          assertTrue(again.hasConverged(), () -> dtype + " of size " + size + ": " + again);
        }
      }
    }
    Parameter x = Parameter.of(Tensor.of(-1.0, 1));
    Lbfgs.Result early = Lbfgs.of(Map.of("x", x)).iterations(3).minimize(() -> rosenbrock(x));
    assertFalse(early.hasConverged(), early::toString);
  }

  @Test
  void whereGradientsAreSmallFromTheBeginning_itStillGoesToTheMinimum() {
    Parameter near = Parameter.of(0);
    Lbfgs.Result nearby =
        Lbfgs.of(Map.of("x", near)).minimize(() -> near.value().sub(1e-8).square());
    assertTrue(nearby.hasConverged(), nearby::toString);
    assertEquals(1e-8, near.value().item(), 1e-14);
    Parameter flat = Parameter.of(0);
    Lbfgs.Result shallow =
        Lbfgs.of(Map.of("x", flat)).minimize(() -> flat.value().sub(3).square().mul(1e-9));
    assertTrue(shallow.hasConverged(), shallow::toString);
    assertEquals(3, flat.value().item(), 1e-6);
    Tensor inputs = Tensor.uniform(Shape.of(40, 2), -1, 1, new Random(3));
    Value targets = Value.constant(inputs.matMul(Tensor.of(3e-9, -2e-9)).reshape(40, 1));
    Linear linear = Linear.of(Tensor.zeros(Shape.of(1, 2)), Tensor.zeros(Shape.of(1)));
    Lbfgs lbfgs = Lbfgs.of(linear);
    Supplier<Value> loss = () -> Losses.mse(linear.apply(Value.constant(inputs)), targets);
    Lbfgs.Result cut = lbfgs.iterations(1).minimize(loss);
    assertFalse(cut.hasConverged(), cut::toString);
    Lbfgs.Result small = lbfgs.minimize(loss);
    assertTrue(small.hasConverged(), small::toString);
    assertEquals(3e-9, linear.weight().value().data().at(0, 0), 1e-14);
    Lbfgs.Result again = lbfgs.minimize(loss);
    assertTrue(again.hasConverged(), again::toString);
  }

  @Test
  void anExceptionFromTheLoss_leavesTheParametersAsTheyWere() {
    for (int failing = 1; failing <= 60; failing++) {
      Parameter x = Parameter.of(Tensor.full(Shape.of(4), -0.5));
      int[] left = {failing};
      Lbfgs lbfgs = Lbfgs.of(Map.of("x", x)).iterations(15);
      Supplier<Value> loss =
          () -> {
            if (--left[0] == 0) {
              throw new OutOfMemoryError("injected");
            }
            return rosenbrock(x);
          };
      try {
        Lbfgs.Result unused = lbfgs.minimize(loss);
      } catch (OutOfMemoryError e) {
        assertArrayEquals(new double[] {-0.5, -0.5, -0.5, -0.5}, x.value().data().toArray());
      }
    }
  }

  @Test
  void frozenParameters_stay() {
    Linear linear = Linear.of(1, 1);
    linear.bias().freeze();
    Value x = Value.constant(Tensor.of(new double[][] {{1}, {2}}));
    Value y = Value.constant(Tensor.of(new double[][] {{3}, {6}}));
    Lbfgs.Result result = Lbfgs.of(linear).minimize(() -> Losses.mse(linear.apply(x), y));
    assertTrue(result.hasConverged(), result::toString);
    assertEquals(0, linear.bias().value().item());
    assertEquals(3, linear.weight().value().item(), 1e-6);
  }
}
