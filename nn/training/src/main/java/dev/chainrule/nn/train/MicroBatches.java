package dev.chainrule.nn.train;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.TrainingPass;
import dev.chainrule.nn.data.Examples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Takes each batch apart, so that several threads may find its gradients. What they find is put
 * together in the order of the parts, whoever is done first: the result depends on the number of
 * parts, but not on that of the threads.
 */
final class MicroBatches implements GradientSource {
  private static final long IDLE_SECONDS = 1; // until a thread that has nothing to do is gone

  static final String THREAD_PREFIX = "trainer-";

  private final int parts;
  private final int threads;
  private final ExecutorService executor;

  private MicroBatches(int parts, int threads) {
    this.parts = parts;
    this.threads = threads;
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            new ThreadFactoryBuilder().setDaemon(true).setNameFormat(THREAD_PREFIX + "%d").build());
    pool.allowCoreThreadTimeOut(true);
    this.executor = pool;
  }

  /** Makes a source that looks at each batch as a whole, on the thread that trains. */
  static MicroBatches whole() {
    return of(1, 1);
  }

  /**
   * Makes a source that takes each batch apart.
   *
   * @throws IllegalArgumentException if one of the numbers is less than 1
   */
  static MicroBatches of(int parts, int threads) {
    checkArgument(
        parts >= 1 && threads >= 1,
        "microBatches: %s parts and %s threads; there must be at least 1 of each",
        parts,
        threads);
    return new MicroBatches(parts, threads);
  }

  @Override
  public BatchGradients find(TrainingBatch batch) {
    if (parts == 1) {
      return find(batch, batch.examples(), 0).found();
    }
    List<Future<Shares.Part>> begun = new ArrayList<>();
    Shares shares = new Shares();
    Throwable failure = begin(batch, begun);
    for (Future<Shares.Part> future : begun) { // all are waited for, even after a failure
      try {
        shares.add(requireNonNull(Uninterruptibles.getUninterruptibly(future)));
      } catch (ExecutionException e) {
        failure = both(failure, requireNonNull(e.getCause()));
      } catch (Throwable e) {
        failure = both(failure, e);
      }
    }
    if (failure != null) {
      Throwables.throwIfUnchecked(failure);
      throw new IllegalStateException(failure);
    }
    return shares.sum();
  }

  private static Throwable both(@Nullable Throwable first, Throwable next) {
    if (first == null) {
      return next;
    }
    if (first != next) {
      first.addSuppressed(next);
    }
    return first;
  }

  /**
   * Sets the threads to work on the parts; a batch smaller than their number has fewer.
   *
   * @param begun gets those that were begun
   * @return why there are not more of them, or null
   */
  private @Nullable Throwable begin(TrainingBatch batch, List<Future<Shares.Part>> begun) {
    int count = batch.examples().count();
    try {
      for (int i = 0; i < parts; i++) {
        int part = i;
        int from = (int) ((long) count * part / parts);
        int to = (int) ((long) count * (part + 1) / parts);
        if (to > from) {
          Examples some = batch.examples().slice(from, to);
          begun.add(executor.submit(() -> find(batch, some, part)));
        }
      }
      return null;
    } catch (Throwable e) {
      return e;
    }
  }

  private static Shares.Part find(TrainingBatch batch, Examples some, int part) {
    TrainingPass pass = batch.pass(part);
    double share = (double) some.count() / batch.examples().count();
    Value ours = shareOfLoss(batch, some, share, pass);
    FiniteCheck check =
        new FiniteCheck(batch, ours, () -> shareOfLoss(batch, some, share, batch.pass(part)));
    check.checkLoss();
    Map<String, Tensor> gradients = batch.gradients(ours);
    check.checkGradients(gradients);
    return new Shares.Part(share, new BatchGradients(ours.item(), gradients, pass.updates()));
  }

  private static Value shareOfLoss(
      TrainingBatch batch, Examples some, double share, TrainingPass pass) {
    Value mean = batch.loss(some, pass);
    return share == 1 ? mean : mean.mul(share);
  }

  /** Says what the result depends on: not the number of threads. */
  String description() {
    return parts == 1 ? "whole batches" : parts + " parts";
  }

  /** Gives the number of parts and threads. */
  @Override
  public String toString() {
    return description() + (parts == 1 ? "" : " on " + threads + " threads");
  }
}
