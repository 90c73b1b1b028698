package dev.chainrule.nn.train;

import static dev.chainrule.nn.train.TrainerFixtures.batches;
import static dev.chainrule.nn.train.TrainerFixtures.disc;
import static dev.chainrule.nn.train.TrainerFixtures.network;
import static dev.chainrule.nn.train.TrainerFixtures.trainer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Jvp;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.check.GradCheck;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.Parameter;
import dev.chainrule.nn.file.Weights;
import dev.chainrule.nn.layer.Activation;
import dev.chainrule.nn.layer.Mlp;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Computes, trains, saves, loads and fails over and over, for an hour or for {@code
 * -Dsoak.minutes=N}: memory and threads stay what they were.
 */
@Tag("soak")
class SoakTest {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(15);

  @TempDir Path folder;

  private final Layer kept = network();
  private final Value keptVariable =
      Value.of(Tensor.uniform(Shape.of(40, 30), -1, 1, new Random(2)));

  @Test
  void memoryStaysConstant() throws IOException {
    Instant end = Instant.now().plus(Duration.ofMinutes(Integer.getInteger("soak.minutes", 60)));
    for (int round = 0; round < 20; round++) { // until all is loaded, compiled and cached
      work(round);
    }
    int threads = Thread.activeCount();
    List<Long> used = new ArrayList<>();
    Instant look = Instant.now();
    int rounds = 0;
    for (; Instant.now().isBefore(end); rounds++) {
      work(rounds);
      if (Instant.now().isAfter(look)) {
        used.add(usedAfterCollection());
        look = look.plus(BETWEEN_LOOKS);
      }
    }
    assertTrue(used.size() >= 4, "looks at memory: " + used.size());
    // What is held softly comes and goes; the median tells what stays.
    long early = median(used.subList(0, used.size() / 2));
    long late = median(used.subList(used.size() / 2, used.size()));
    System.out.printf("%d rounds; bytes in use, early and late: %d and %d%n", rounds, early, late);
    assertTrue(late <= early + early / 10, "bytes in use: " + used);
    assertEquals(threads, Thread.activeCount());
  }

  private static long median(List<Long> numbers) {
    return numbers.stream().sorted().skip(numbers.size() / 2).findFirst().orElseThrow();
  }

  private static long usedAfterCollection() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  private void work(int round) throws IOException {
    Random random = new Random(round);
    train(random);
    computeWithTensors(random);
    computeWithScalars(random);
    fail(random);
  }

  private void train(Random random) throws IOException {
    Layer model = random.nextBoolean() ? network() : kept;
    Path file = folder.resolve("model.checkpoint");
    History unused =
        trainer(model)
            .epochs(2)
            .microBatches(3, 2)
            .heldOut(disc(40, 2))
            .checkpoint(file)
            .fit(batches());
    Weights.save(model, folder.resolve("weights.safetensors"));
    Weights.load(model, folder.resolve("weights.safetensors"));
  }

  private void computeWithTensors(Random random) {
    Value x = Value.constant(Tensor.uniform(Shape.of(1 + random.nextInt(900), 40), -1, 1, random));
    Value y = x.matMul(keptVariable).tanh().softmax(1).log().relu().add(0.1);
    keptVariable.zeroGrad();
    y.square().sum().backward();
    Value slopes = y.mul(y).sum().derivative(keptVariable).square().sum();
    double second = slopes.gradients().of(keptVariable).sum().item();
    Tensor direction = Tensor.uniform(Shape.of(30), -1, 1, random);
    Value point = Value.constant(direction);
    double along = Jvp.of(v -> v.exp().norm2(), point, point).tangent().data().item();
    Tensor single = Tensor.uniform(Shape.of(50_000), -1, 1, random).to(DType.FLOAT32);
    assertTrue(Double.isFinite(second + along + single.exp().tanh().sum().item()));
    GradCheck.assertGradients(v -> v.sin().sum(), direction);
  }

  private static void computeWithScalars(Random random) {
    Value x = Value.of(random.nextDouble());
    Value y = x;
    for (int i = 0; i < 10_000; i++) {
      y = y.mul(0.9).add(x).sin();
    }
    y.backward();
    assertTrue(Double.isFinite(x.grad().item()));
  }

  private void fail(Random random) {
    Mlp model = Mlp.of(Activation.TANH, 2, 4, 2);
    Parameter weight = model.parameters().values().iterator().next();
    weight.update(weight.value().data().mul(Double.NaN));
    assertThrows(NotFiniteException.class, () -> trainer(model).fit(batches()));
    assertThrows(
        IllegalArgumentException.class,
        () -> keptVariable.matMul(Value.of(Tensor.zeros(1 + random.nextInt(5), 2))));
  }
}
