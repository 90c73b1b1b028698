package dev.chainrule.nn.train;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.Seeds;
import dev.chainrule.nn.TrainingPass;
import dev.chainrule.nn.data.Examples;
import dev.chainrule.nn.optim.Optimizer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The loss of a batch, and its gradients for an optimiser. A batch may be taken apart, so that
 * several threads work on it; what they find is added up in the order of the parts, whoever is done
 * first.
 */
final class BatchGradient implements AutoCloseable {
  private final Layer model;
  private final Loss loss;
  private final Optimizer optimizer;
  private final long seed;
  private final int parts;
  private final ExecutorService threads;

  /** What a part of a batch gave, as its share of the whole. */
  private record Part(double loss, List<Tensor> gradients, double share, TrainingPass pass) {}

  BatchGradient(Layer model, Loss loss, Optimizer optimizer, long seed, int parts, int threads) {
    this.model = model;
    this.loss = loss;
    this.optimizer = optimizer;
    this.seed = seed;
    this.parts = parts;
    this.threads =
        Executors.newFixedThreadPool(
            threads,
            new ThreadFactoryBuilder().setDaemon(true).setNameFormat("trainer-%d").build());
  }

  /** Steps by the gradients of a batch, and gives its loss before the step. */
  double step(Examples batch, int epoch, int number) {
    List<Part> found = parts(batch, epoch, number);
    List<Tensor> sums = found.get(0).gradients;
    double sum = found.get(0).loss;
    for (Part part : found.subList(1, found.size())) {
      sum += part.loss;
      sums = sum(sums, part.gradients);
    }
    optimizer.step(sums);
    BufferUpdates updates = new BufferUpdates();
    found.forEach(part -> updates.add(part.pass.updates(), part.share));
    updates.apply();
    return sum;
  }

  private static List<Tensor> sum(List<Tensor> left, List<Tensor> right) {
    List<Tensor> sums = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      sums.add(left.get(i).add(right.get(i)));
    }
    return sums;
  }

  private List<Part> parts(Examples batch, int epoch, int number) {
    if (parts == 1) {
      return List.of(part(batch, 1, epoch, number, 0));
    }
    int count = batch.count();
    List<Future<Part>> futures = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      int part = i;
      int from = (int) ((long) count * part / parts);
      int to = (int) ((long) count * (part + 1) / parts);
      if (to > from) {
        Examples some = batch.slice(from, to);
        double share = (double) (to - from) / count;
        futures.add(threads.submit(() -> part(some, share, epoch, number, part)));
      }
    }
    return futures.stream().map(BatchGradient::get).toList();
  }

  private Part part(Examples examples, double share, int epoch, int number, int part) {
    TrainingPass pass = TrainingPass.seeded(Seeds.of(seed, epoch, number, part));
    Value outputs = model.applyTraining(Value.constant(examples.inputs()), pass);
    Value all = loss.of(outputs, examples.targets());
    Value ours = share == 1 ? all : all.mul(share);
    NonFinite place = new NonFinite(ours, model.parameters(), epoch, number);
    place.checkResult();
    Gradients gradients = ours.gradients();
    List<Tensor> found = optimizer.inOrder(gradients);
    found.forEach(place::checkGradient);
    return new Part(ours.item(), found, share, pass);
  }

  private static Part get(Future<Part> future) {
    try {
      return requireNonNull(Uninterruptibles.getUninterruptibly(future));
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof RuntimeException runtime) {
        throw runtime;
      }
      if (cause instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(cause);
    }
  }

  @Override
  public void close() {
    var unused = threads.shutdownNow();
  }
}
