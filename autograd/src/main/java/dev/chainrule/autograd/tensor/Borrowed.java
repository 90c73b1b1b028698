package dev.chainrule.autograd.tensor;

import static java.util.Objects.requireNonNull;

import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.kernel.Scratch;
import org.jspecify.annotations.Nullable;

/**
 * Elements of a tensor that are needed for a moment, such as a part on its way into a sum. They are
 * in memory that the thread uses again, which stays in the cache, where a new array is not. The
 * tensor does not know of them and waits on: so nobody else can ever see this memory, and whoever
 * looks at the tensor later has it computed again.
 */
final class Borrowed {
  /** So many elements, and so many tensors at a time, may be in such memory; it stays with us. */
  private static final int MOST_ELEMENTS = 1 << 16;

  static final int MOST = 8;

  private final Tensor tensor;
  private @Nullable Scratch memory; // of the thread that computes
  private @Nullable NdArray elements; // once they are computed

  private Borrowed(Tensor tensor) {
    this.tensor = tensor;
  }

  /** Memory for the elements of a tensor, if they are not too many. */
  static @Nullable Borrowed of(Tensor tensor) {
    return tensor.shape().elements() <= MOST_ELEMENTS ? new Borrowed(tensor) : null;
  }

  /** Whether this is the memory of a tensor's elements, and they are there. */
  boolean holds(Tensor other) {
    return tensor == other && elements != null;
  }

  /** Where the elements are to be written. */
  NdArray room() {
    Scratch taken = Scratch.take(tensor.dtype(), tensor.shape().elements());
    memory = taken;
    return taken.array(tensor.shape());
  }

  /** Is told where the elements are by now. */
  void fill(NdArray elements) {
    this.elements = elements;
  }

  /** The elements, which were filled in. */
  NdArray elements() {
    return requireNonNull(elements);
  }

  /** Lets the next calculation of the thread have the memory. */
  void giveBack() {
    if (memory != null) {
      memory.giveBack();
    }
  }
}
