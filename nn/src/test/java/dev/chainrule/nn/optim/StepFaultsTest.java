package dev.chainrule.nn.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.op.Numeric;
import dev.chainrule.autograd.op.PointwiseUnary;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Buffer;
import dev.chainrule.nn.Parameter;
import dev.chainrule.testing.StackEnd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Lets something go wrong at every place of a step where another's code runs, and at every depth of
 * the stack: afterwards the step is done, or it has not begun, and the next one is right.
 */
class StepFaultsTest {
  private static final int[] SIZES = {3, 1, 300, 2};

  /** Goes off when it is touched for the n-th time. */
  private static final class Fuse {
    private int left;
    private int touched;

    void touch() {
      touched++;
      if (--left == 0) {
        switch (touched % 3) {
          case 0 -> throw new StackOverflowError("injected");
          case 1 -> throw new OutOfMemoryError("injected");
          default -> throw new IllegalStateException("injected");
        }
      }
    }
  }

  /** Gives back what it gets, unless the fuse goes off. */
  private static final class Touching extends PointwiseUnary {
    private final Fuse fuse;

    Touching(Fuse fuse) {
      super("touching");
      this.fuse = fuse;
    }

    @Override
    public double value(double x) {
      fuse.touch();
      return x;
    }

    @Override
    public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
      return cotangent;
    }
  }

  /** Parameters, an optimiser of them, and a buffer that a step updates. */
  private static final class Scene {
    final Fuse fuse = new Fuse();
    final Map<String, Parameter> parameters = new LinkedHashMap<>();
    final Buffer buffer = Buffer.of(Tensor.of(0.0, 0));
    final Optimizer optimizer;
    private final Random random = new Random(1);

    Scene(Function<Scene, Optimizer> optimizer, boolean isLazy) {
      for (int i = 0; i < SIZES.length; i++) {
        parameters.put("p" + i, Parameter.of(isLazy ? lazy(SIZES[i]) : drawn(SIZES[i])));
      }
      this.optimizer = optimizer.apply(this).clipping(this::clip);
    }

    private Tensor drawn(int size) {
      return Tensor.uniform(Shape.of(size), -1, 1, random);
    }

    /** Numbers that are computed, by another's code, when they are needed. */
    private Tensor lazy(int size) {
      return drawn(size).apply(new Touching(fuse));
    }

    private List<Tensor> clip(List<Tensor> gradients) {
      List<Tensor> clipped = new ArrayList<>();
      for (Tensor gradient : gradients) {
        fuse.touch();
        clipped.add(gradient.mul(0.5).apply(new Touching(fuse)));
      }
      return clipped;
    }

    double rate(long step) {
      fuse.touch();
      return 0.1 / (1 + step);
    }

    void step(int number) {
      Map<String, Tensor> gradients = new LinkedHashMap<>();
      Random numbers = new Random(number);
      parameters.forEach(
          (name, p) ->
              gradients.put(
                  name,
                  Tensor.uniform(p.value().shape(), -1, 1, numbers).apply(new Touching(fuse))));
      Tensor next = Tensor.of(number, -number).apply(new Touching(fuse));
      optimizer.step(gradients, Map.of(buffer, next));
    }

    /** All that a step changes. */
    double[] numbers() {
      List<Tensor> all = new ArrayList<>();
      parameters.values().forEach(parameter -> all.add(parameter.value().data()));
      all.addAll(optimizer.state().values());
      all.add(buffer.tensor());
      all.add(Tensor.of((double) optimizer.steps()));
      return all.stream().flatMapToDouble(t -> Arrays.stream(t.toArray())).toArray();
    }
  }

  static Stream<Function<Scene, Optimizer>> optimizers() {
    return Stream.of(
        scene -> Sgd.of(scene.parameters, scene::rate),
        scene -> Sgd.of(scene.parameters, scene::rate).nesterov(0.9),
        scene -> Adam.of(scene.parameters, scene::rate).decoupledWeightDecay(0.1),
        scene -> Adam.of(scene.parameters, scene::rate).group("p2", g -> g.betas(0.5, 0.5)),
        scene -> RmsProp.of(scene.parameters, scene::rate),
        scene -> Adagrad.of(scene.parameters, scene::rate));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void wherever_anothersCodeFails_theStepIsDone_orHasNotBegun(Function<Scene, Optimizer> of) {
    Scene counted = new Scene(of, true);
    counted.step(1);
    int touches = counted.fuse.touched;
    assertTrue(touches > 900, () -> touches + " places");
    double[] once = counted.numbers();
    counted.step(2);
    double[] twice = counted.numbers();
    for (int at = 1; at <= touches; at += at < 20 || at > touches - 20 ? 1 : 3) {
      Scene scene = new Scene(of, true);
      scene.fuse.left = at;
      boolean isDone = !fails(() -> scene.step(1));
      scene.fuse.left = 0;
      assertEquals(isDone ? 1 : 0, scene.optimizer.steps());
      if (!isDone) {
        scene.step(1);
      }
      assertArrayEquals(once, scene.numbers());
      scene.step(2);
      assertArrayEquals(twice, scene.numbers());
    }
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void wherever_theStackIsAtItsEnd_theStepIsDone_orHasNotBegun(Function<Scene, Optimizer> of)
      throws InterruptedException {
    Scene reference = new Scene(of, false);
    Scene scene = new Scene(of, false);
    int overruns =
        StackEnd.overruns(
            1000,
            () -> scene.step((int) scene.optimizer.steps()),
            isDone -> {
              // Once the numbers are there, it can still fail on its way back.
              if (scene.optimizer.steps() > reference.optimizer.steps()) {
                reference.step((int) reference.optimizer.steps());
              } else {
                assertFalse(isDone);
              }
              assertArrayEquals(reference.numbers(), scene.numbers());
            });
    assertTrue(overruns > 100 && overruns < 900, () -> overruns + " overruns");
  }

  private static boolean fails(Runnable step) {
    try {
      step.run();
      return false;
    } catch (IllegalStateException | StackOverflowError | OutOfMemoryError e) {
      assertEquals("injected", e.getMessage());
      return true;
    }
  }
}
