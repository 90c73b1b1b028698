package dev.chainrule.autograd.tensor;

import dev.chainrule.autograd.op.Operation;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * The last costly functions that each thread asked for. A derivative rule often asks again: for
 * cos(x), as the slope of sin(x), where the forward pass has it. Nothing is held that nobody else
 * holds, and nothing but time depends on what is found.
 */
final class RecentResults {
  private static final int COUNT = 8;

  private static final ThreadLocal<RecentResults> OF_THREAD =
      ThreadLocal.withInitial(RecentResults::new);

  private final @Nullable Recent[] last = new Recent[COUNT];
  private int next;

  private RecentResults() {}

  private record Recent(
      Operation operation, WeakReference<Tensor> x, WeakReference<Tensor> result) {
    @Nullable Tensor resultOf(Operation other, Tensor input) {
      return operation == other && x.refersTo(input) ? result.get() : null;
    }
  }

  static RecentResults ofThread() {
    return OF_THREAD.get();
  }

  /** Finds the result of the same operation on the same tensor, if it is one of the last. */
  @Nullable Tensor find(Operation operation, Tensor x) {
    for (Recent recent : last) {
      Tensor result = recent == null ? null : recent.resultOf(operation, x);
      if (result != null) {
        return result;
      }
    }
    return null;
  }

  /** Notes a result in place of the oldest one. */
  void note(Operation operation, Tensor x, Tensor result) {
    last[next] = new Recent(operation, new WeakReference<>(x), new WeakReference<>(result));
    next = (next + 1) % COUNT;
  }
}
