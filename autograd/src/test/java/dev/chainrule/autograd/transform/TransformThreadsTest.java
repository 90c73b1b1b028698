package dev.chainrule.autograd.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.Vmap;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Several threads with transforms of their own, of one function: the same bits as alone. */
class TransformThreadsTest {
  private static final int THREADS = 4;
  private static final int ROUNDS = 20;

  private static final Value WEIGHTS =
      Value.constant(Tensor.uniform(Shape.of(6, 6), -1, 1, new Random(1)));

  /** Nobody has looked at this before the threads do. */
  private static Value function(Value shared, Value x) {
    return WEIGHTS.matMul(x.mul(shared)).tanh().add(shared.exp());
  }

  private static List<double[]> transforms(Value shared, int seed) {
    Value x = Value.constant(Tensor.uniform(Shape.of(6), -1, 1, new Random(seed)));
    UnaryOperator<Value> vector = v -> function(shared, v);
    UnaryOperator<Value> number = v -> function(shared, v).square().sum();
    Value examples = Value.stack(List.of(x, x.neg(), x.mul(2)), 0);
    Value variable = Value.of(x.data());
    List<Value> results =
        List.of(
            Jacobian.of(vector, x),
            Jacobian.backward(vector, x),
            Hessian.of(number, x),
            Hessian.times(number, x, x),
            Vmap.of(v -> Gradient.of(number, v), examples),
            Checkpoint.of(number, variable).derivative(variable));
    return results.stream().map(value -> value.data().toArray()).toList();
  }

  private static Value shared() {
    return Value.of(Tensor.uniform(Shape.of(6), 0, 1, new Random(2))).detach().sin().add(1);
  }

  @Test
  void giveTheSameBitsAsAlone() throws Exception {
    List<List<double[]>> alone = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      alone.add(transforms(shared(), i));
    }
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      for (int round = 0; round < ROUNDS; round++) {
        check(alone, together(threads, shared()));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<Future<List<double[]>>> together(ExecutorService threads, Value shared) {
    CountDownLatch begin = new CountDownLatch(THREADS);
    List<Future<List<double[]>>> all = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int seed = i;
      Callable<List<double[]>> task =
          () -> {
            begin.countDown();
            begin.await();
            return transforms(shared, seed);
          };
      all.add(threads.submit(task));
    }
    return all;
  }

  private static void check(List<List<double[]>> alone, List<Future<List<double[]>>> together)
      throws Exception {
    for (int i = 0; i < alone.size(); i++) {
      List<double[]> found = together.get(i).get();
      for (int k = 0; k < found.size(); k++) {
        assertArrayEquals(alone.get(i).get(k), found.get(k));
      }
    }
  }
}
