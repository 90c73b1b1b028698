package dev.chainrule.autograd.tensor;

import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.op.Unary;
import org.jspecify.annotations.Nullable;

/**
 * Zeros to which parts are added, each at its places, once somebody looks at the sum. Until then
 * the parts may wait, too: then one pass over memory computes them, and no array but the sum is
 * filled with zeros. The bits are those of arrays added up.
 */
final class Scattered implements Waiting {
  /** So many parts wait at most, because they hold memory. */
  private static final int MOST = 4;

  private final @Nullable Scattered before; // earlier parts
  private final Tensor part;
  private final Unary scatter;
  private final int count;

  private Scattered(@Nullable Scattered before, Tensor part, Unary scatter) {
    this.before = before;
    this.part = part;
    this.scatter = scatter;
    this.count = before == null ? 1 : before.count + 1;
  }

  /**
   * Adds a part to others, or to none.
   *
   * @param scatter an operation that makes of the part an array of the sum's shape
   */
  static Scattered of(@Nullable Scattered before, Tensor part, Unary scatter) {
    Waiting waiting = part.waiting();
    if (waiting != null && waiting.isOfScattered()) {
      part.compute();
    }
    return new Scattered(before, part, scatter);
  }

  /**
   * The sum of a tensor whose parts wait and another of its shape, of one part, that waits; none
   * elsewhere, as parts are added up in order.
   */
  static @Nullable Tensor sum(Tensor x, Tensor y) {
    Scattered left = x.scattered();
    Scattered right = y.scattered();
    if (left == null || right == null || left.isFull() || right.count > 1) {
      return null;
    }
    return x.shape().equals(y.shape())
        ? Tensor.waiting(x.dtype(), x.shape(), new Scattered(left, right.part, right.scatter))
        : null;
  }

  /** Whether no more should wait. */
  boolean isFull() {
    return count == MOST;
  }

  /** Asks for the elements of all parts. */
  void askFor(Together together) {
    if (before != null) {
      before.askFor(together);
    }
    if (scatter.isScatter()) { // one of the engine's own, which keeps nothing of a part
      together.addForAMoment(part);
    } else {
      together.add(part);
    }
  }

  @Override
  public boolean isOfScattered() {
    return true;
  }

  @Override
  public void compute(Tensor result) {
    Together together = new Together();
    together.add(result);
    together.compute();
  }

  /** Adds up the parts, which were asked for and are there. */
  void compute(Tensor result, Together together) {
    NdArray sum = NdArray.allocate(result.dtype(), result.shape());
    addTo(sum, together);
    result.remember(sum);
  }

  /** Adds all parts to a sum, in order. */
  private void addTo(NdArray sum, Together together) {
    if (before != null) {
      before.addTo(sum, together);
    }
    scatter.addTo(sum, together.elements(part));
  }
}
