package dev.chainrule.autograd.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Jvp;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.Vmap;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * A choice outside of a checkpoint cuts inside of it as if there were no checkpoint, in derivatives
 * of every order; and what no choice cut off is no more 0 there than it is without.
 */
class CheckpointCutsTest {
  /** How a derivative is computed; first ones, then second ones. */
  private enum Mode {
    REVERSE {
      @Override
      Value of(UnaryOperator<Value> f, Value x) {
        return Value.constant(f.apply(x).mul(weights(x)).sum().gradients(x).of(x));
      }
    },
    RECORDED_REVERSE {
      @Override
      Value of(UnaryOperator<Value> f, Value x) {
        return f.apply(x).mul(weights(x)).sum().derivative(x);
      }
    },
    FORWARD {
      @Override
      Value of(UnaryOperator<Value> f, Value x) {
        return Jvp.along(f.apply(x), List.of(x), List.of(weights(x)));
      }
    },
    JACOBIAN {
      @Override
      Value of(UnaryOperator<Value> f, Value x) {
        return Jacobian.backward(f, x);
      }
    },
    REVERSE_TWICE {
      @Override
      Value of(UnaryOperator<Value> f, Value x) {
        return RECORDED_REVERSE.of(v -> RECORDED_REVERSE.of(f, v), x);
      }
    },
    FORWARD_OVER_REVERSE {
      @Override
      Value of(UnaryOperator<Value> f, Value x) {
        return FORWARD.of(v -> RECORDED_REVERSE.of(f, v), x);
      }
    },
    REVERSE_OVER_FORWARD {
      @Override
      Value of(UnaryOperator<Value> f, Value x) {
        return RECORDED_REVERSE.of(v -> FORWARD.of(f, v), x);
      }
    },
    HESSIAN {
      @Override
      Value of(UnaryOperator<Value> f, Value x) {
        return Hessian.of(v -> f.apply(v).mul(weights(v)).sum(), x);
      }
    };

    private static final Set<Mode> FIRST = EnumSet.of(REVERSE, RECORDED_REVERSE, FORWARD, JACOBIAN);

    abstract Value of(UnaryOperator<Value> f, Value x);

    double[] numbers(UnaryOperator<Value> f, double... at) {
      return of(f, Value.of(Tensor.of(at))).data().toArray();
    }

    boolean isFirst() {
      return FIRST.contains(this);
    }

    private static Value weights(Value x) {
      return Value.constant(Tensor.arange(x.shape().elements()).mul(-3).add(1));
    }
  }

  private static UnaryOperator<Value> chosen(UnaryOperator<Value> inside) {
    return x -> inside.apply(x).where(x.greater(0), x.square());
  }

  /** What a function of one checkpoint gives must be what it gives without. */
  private static void assertAsWithout(UnaryOperator<Value> inside, double... at) {
    for (Mode mode : Mode.values()) {
      double[] expected = mode.numbers(chosen(inside), at);
      List<UnaryOperator<Value>> checkpoints =
          List.of(
              v -> Checkpoint.of(inside, v),
              v -> Checkpoint.of(u -> Checkpoint.of(inside, u), v),
              v -> Vmap.of(one -> Checkpoint.of(inside, one), v.expandDims(0)).squeeze(0));
      for (UnaryOperator<Value> checkpoint : checkpoints) {
        double[] actual = mode.numbers(chosen(checkpoint), at);
        assertArrayEquals(expected, actual, 1e-12, mode.toString());
      }
    }
  }

  @Test
  void secondDerivativesAreCutAsFirstOnesAre() {
    UnaryOperator<Value> f = chosen(v -> Checkpoint.of(Value::sqrt, v));
    for (Mode mode : Mode.values()) {
      assertEquals(mode.isFirst() ? 0 : 2, mode.numbers(f, 0)[0], mode.toString());
    }
    double[] hessian = {2, 0, 0, 2 / 32.0};
    assertArrayEquals(hessian, Mode.HESSIAN.numbers(f, 0, 4), 1e-15);
    Value x = Value.of(0);
    Value third = f.apply(x).derivative(x).derivative(x).derivative(x);
    assertEquals(0, third.item());
  }

  @Test
  void deadAndLiveElementsMayMixInside() {
    assertAsWithout(Value::sqrt, 0, 4);
    assertAsWithout(v -> v.sqrt().log().cumsum(0), 4, 9, 0);
    assertAsWithout(v -> v.pow(0.5).cumsum(0).flip(0).cumprod(0), 4, 1, 9);
    Value weight = Value.constant(Tensor.of(new double[][] {{1, 0}, {2, 3}}));
    assertAsWithout(v -> weight.matMul(v.sqrt()), 4, 1);
    assertAsWithout(v -> weight.matMul(v.sqrt()), 0, 1);
  }

  @Test
  void ofManyExamplesEachIsCutByItself() {
    UnaryOperator<Value> root =
        v ->
            Vmap.of(
                x ->
                    Implicit.root(
                        (y, p) -> y.mul(2).sub(p.get(0).sqrt()),
                        x.sqrt().div(2).detach(),
                        List.of(x)),
                v);
    UnaryOperator<Value> without = v -> v.sqrt().div(2);
    for (Mode mode : Mode.values()) {
      double[] expected = mode.numbers(chosen(without), 0, 4);
      assertArrayEquals(expected, mode.numbers(chosen(root), 0, 4), 1e-12, mode.toString());
    }
  }

  /** A choice made inside cuts what comes after it, too. */
  @Test
  void aChoiceInsideCutsOutside() {
    for (Mode mode : Mode.values()) {
      UnaryOperator<Value> relu = v -> Checkpoint.of(Value::relu, v);
      assertEquals(0, mode.numbers(v -> relu.apply(v).sqrt(), -1)[0], mode.toString());
      assertEquals(0, mode.numbers(v -> relu.apply(v.sqrt().neg()), 0)[0], mode.toString());
    }
  }

  @Test
  void aCotangentOfZeroAloneIsNoCut() {
    UnaryOperator<Value> root = v -> Checkpoint.of(Value::sqrt, v);
    for (Mode mode : Mode.values()) {
      assertTrue(Double.isNaN(mode.numbers(v -> root.apply(v).mul(0), 0)[0]), mode.toString());
      assertTrue(Double.isNaN(mode.numbers(v -> root.apply(v).square(), 0)[0]), mode.toString());
    }
  }

  private static final List<UnaryOperator<Value>> STEPS =
      List.of(
          Value::sqrt,
          Value::log,
          v -> v.pow(0.5),
          v -> v.pow(1.5),
          Value::square,
          Value::reciprocal,
          Value::exp,
          v -> v.mul(0),
          v -> v.sub(1),
          v -> v.cumsum(0),
          v -> v.flip(0).mul(v),
          v -> v.add(v.sum()),
          v -> Value.constant(Tensor.of(new double[][] {{1, 0}, {3, 1}})).matMul(v));

  private static final List<UnaryOperator<Value>> CHOICES =
      List.of(
          Value::relu,
          v -> v.maximum(1),
          v -> v.clamp(0, 3),
          v -> v.sub(v.max()),
          v -> v.maskedBy(Value.constant(Tensor.of(1.0, 0.0))),
          v -> v.where(v.greater(0), v.square()));

  private static Value run(List<UnaryOperator<Value>> steps, Value v) {
    Value x = v;
    for (UnaryOperator<Value> step : steps) {
      x = step.apply(x);
    }
    return x;
  }

  /** Compares random programs with the same ones without a checkpoint. */
  private static void compare(Random random, boolean hasChoices) {
    List<UnaryOperator<Value>> steps = new ArrayList<>();
    int length = 2 + random.nextInt(4);
    for (int i = 0; i < length; i++) {
      boolean chooses = hasChoices && random.nextInt(3) == 0;
      List<UnaryOperator<Value>> from = chooses ? CHOICES : STEPS;
      steps.add(from.get(random.nextInt(from.size())));
    }
    int begin = random.nextInt(length);
    int end = begin + 1 + random.nextInt(length - begin);
    UnaryOperator<Value> plain = v -> run(steps, v);
    UnaryOperator<Value> inside =
        v -> {
          Value before = run(steps.subList(0, begin), v);
          Value middle = Checkpoint.of(u -> run(steps.subList(begin, end), u), before);
          return run(steps.subList(end, length), middle);
        };
    double[] points = {0, 1, 4, -1, 2};
    double[] at = {points[random.nextInt(5)], points[random.nextInt(5)]};
    for (Mode mode : Mode.values()) {
      double[] expected = mode.numbers(hasChoices ? chosen(plain) : plain, at);
      double[] actual = mode.numbers(hasChoices ? chosen(inside) : inside, at);
      for (int i = 0; i < expected.length; i++) {
        double tolerance = 1e-9 * Math.max(1, Math.abs(expected[i]));
        if (Double.isFinite(expected[i])) { // and then a cut must be followed as far
          assertEquals(expected[i], actual[i], tolerance, mode.toString());
        } else if (mode.isFirst()) {
          assertEquals(expected[i], actual[i], mode.toString());
        } else if (!hasChoices) { // and there is nothing that could make a number of it
          assertTrue(!Double.isFinite(actual[i]), mode + ": " + actual[i]);
        }
      }
    }
  }

  @Test
  void randomProgramsHaveTheDerivativesThatTheyHaveWithout() {
    for (int seed = 0; seed < 400; seed++) {
      compare(new Random(seed), /* hasChoices= */ true);
      compare(new Random(seed), /* hasChoices= */ false);
    }
  }
}
