package dev.chainrule.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Several sweeps at once, over shared variables and shared graphs. */
class ThreadsTest {
  private static final int THREADS = 8;
  private static final int ROUNDS = 200;

  private final Value weights =
      Value.of(Tensor.of(Shape.of(3, 3), new Random(1).doubles(9).toArray()));
  private final Value scalar = Value.of(0.3);

  /** A graph of scalars and tensors in which values are used again and again. */
  private Value graph(double start) {
    Value x = Value.constant(Tensor.of(start, 1.0, -1.0));
    Value s = scalar;
    for (int i = 0; i < 10; i++) {
      x = x.matMul(weights).tanh().add(s);
      s = s.mul(s).add(scalar).sigmoid();
    }
    return x.mul(x).sum().add(s);
  }

  @Test
  void sharedVariables() throws InterruptedException {
    double[] alone = gradient(graph(0.5));
    for (double[] gradient : together(() -> gradient(graph(0.5)))) {
      assertArrayEquals(alone, gradient); // to the last bit
    }
  }

  @Test
  void oneSharedGraph() throws InterruptedException {
    Value graph = graph(0.5);
    double[] alone = gradient(graph);
    for (double[] gradient : together(() -> gradient(graph))) {
      assertArrayEquals(alone, gradient);
    }
    for (double[] recorded : together(() -> graph.derivative(weights).data().toArray())) {
      assertArrayEquals(graph.derivative(weights).data().toArray(), recorded);
    }
    double[] forward = forward(graph);
    for (double[] pushed : together(() -> forward(graph))) {
      assertArrayEquals(forward, pushed);
    }
  }

  private double[] forward(Value graph) {
    return Jvp.along(graph, List.of(weights, scalar), List.of(weights, scalar)).data().toArray();
  }

  @Test
  void nothingIsLostWhenAllAddToTheSameVariables() throws InterruptedException {
    Value graph = scalar.mul(2);
    List<Double> unused =
        together(
            () -> {
              graph.backward();
              return 0.0;
            });
    assertEquals(2.0 * THREADS * ROUNDS, scalar.grad().item());
  }

  /** Scalars alone: their notes are in themselves for one sweep, and elsewhere for others. */
  private Value scalars() {
    Value y = scalar;
    for (int i = 0; i < 300; i++) {
      y = y.mul(scalar).add(y.square()).tanh();
    }
    return y;
  }

  @Test
  void scalarsThatAnotherThreadMade() throws InterruptedException {
    Value graph = scalars();
    double alone = graph.gradients().of(scalar).item();
    double second = graph.derivative(scalar).derivative(scalar).item();
    for (double gradient : together(() -> graph.gradients().of(scalar).item())) {
      assertEquals(alone, gradient);
    }
    for (double gradient : together(() -> scalars().gradients(scalar).of(scalar).item())) {
      assertEquals(alone, gradient);
    }
    List<Value> parts = together(this::scalars).subList(0, 5);
    Value sum = parts.get(0).stack(0, parts.subList(1, 5)).sum();
    assertEquals(5 * alone, sum.gradients().of(scalar).item(), 1e-12 * alone);
    assertEquals(second, graph.derivative(scalar).derivative(scalar).item());
  }

  private double[] gradient(Value result) {
    Gradients gradients = result.gradients();
    double[] all = new double[10];
    System.arraycopy(gradients.of(weights).toArray(), 0, all, 0, 9);
    all[9] = gradients.of(scalar).item();
    return all;
  }

  private static <R> List<R> together(Callable<R> task) throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    CyclicBarrier start = new CyclicBarrier(THREADS);
    try {
      List<Future<List<R>>> futures = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        futures.add(
            pool.submit(
                () -> {
                  List<R> results = new ArrayList<>();
                  int unused = start.await();
                  for (int round = 0; round < ROUNDS; round++) {
                    results.add(task.call());
                  }
                  return results;
                }));
      }
      List<R> results = new ArrayList<>();
      for (Future<List<R>> future : futures) {
        results.addAll(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    } finally {
      pool.shutdown();
    }
  }
}
