package dev.chainrule.autograd.tensor;

import dev.chainrule.autograd.kernel.Intrinsic;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.kernel.Opcode;
import dev.chainrule.autograd.kernel.Pass;
import dev.chainrule.autograd.op.Operation;
import dev.chainrule.autograd.op.PointwiseBinary;
import dev.chainrule.autograd.op.PointwiseUnary;
import dev.chainrule.autograd.shape.Shape;
import org.jspecify.annotations.Nullable;

/**
 * A pointwise operation that has not been computed yet: so that a chain of them becomes one pass
 * over memory. Its inputs may be pending, too, but not many: a value in the middle of a chain is
 * computed again by everyone who needs it, unless it took long or was looked at.
 */
final class Pending {
  private static final int MOST = 24;
  private static final int LONG = 5; // so many steps cost more than to remember their result

  private final Operation operation;
  private final Tensor x;
  private final @Nullable Tensor y;
  private final int size; // the steps of a pass for this alone
  private final int again; // those of a second one, with all that is costly remembered
  private boolean hasUser;

  private Pending(Operation operation, Tensor x, @Nullable Tensor y, int size, int again) {
    this.operation = operation;
    this.x = x;
    this.y = y;
    this.size = size;
    this.again = again;
  }

  static Tensor of(Shape shape, PointwiseUnary operation, Tensor x) {
    return of(shape, operation, x, null);
  }

  static Tensor of(Shape shape, PointwiseBinary operation, Tensor x, @Nullable Tensor y) {
    return of(shape, (Operation) operation, x, y);
  }

  private static Tensor of(Shape shape, Operation operation, Tensor x, @Nullable Tensor y) {
    use(x);
    if (y != null && y != x) {
      use(y);
    }
    int size = 1 + size(x) + (y == null ? 0 : size(y));
    if (size > MOST) {
      x.compute();
      size = 1 + (y == null ? 0 : size(y));
      if (y != null && size > MOST / 2) {
        y.compute();
        size = 1;
      }
    }
    Tensor result =
        Tensor.later(x.dtype(), shape, new Pending(operation, x, y, size, again(operation, x, y)));
    if (!(operation instanceof Intrinsic)) {
      result.compute(); // who knows what a user's operation does, and when it should
    }
    return result;
  }

  /** What is long is not computed for two users, but for the second one and remembered. */
  private static void use(Tensor tensor) {
    Pending pending = tensor.pending();
    if (pending != null) {
      if (pending.hasUser && pending.again >= LONG) {
        tensor.compute();
      }
      pending.hasUser = true;
    }
  }

  private static int again(Operation operation, Tensor x, @Nullable Tensor y) {
    if (operation instanceof Intrinsic known && known.opcode().isCostly()) {
      return 0;
    }
    return 1 + again(x) + (y == null ? 0 : again(y));
  }

  private static int again(Tensor tensor) {
    Pending pending = tensor.pending();
    return pending == null ? 0 : pending.again;
  }

  private static int size(Tensor tensor) {
    Pending pending = tensor.pending();
    return pending == null ? 0 : pending.size;
  }

  /** Computes what this is pending for. */
  NdArray array(Tensor result) {
    Translation translation = new Translation(result, size);
    NdArray array = translation.pass.result(translation.of(this));
    translation.shareCostly();
    return array;
  }

  /**
   * The sum of all elements of what this is pending for, which is remembered only if it is long.
   */
  double sum(Tensor result) {
    Translation translation = new Translation(result, size);
    int step = translation.stepOf(result);
    NdArray array = again >= LONG ? translation.pass.keep(step) : null;
    double sum = translation.pass.sum(step);
    translation.shareCostly();
    if (array != null) {
      result.know(array);
    }
    return sum;
  }

  /** The steps of a pass, found from its result on. */
  private static final class Translation {
    private final Shape shape;
    private final Pass pass;
    private final Tensor[] translated;
    private final int[] steps;
    private final @Nullable NdArray[] costly;
    private int count;

    Translation(Tensor result, int size) {
      int most = 2 * size + 1; // each step has at most two inputs
      translated = new Tensor[most];
      steps = new int[most];
      costly = new NdArray[most];
      shape = result.shape();
      pass = new Pass(shape, result.dtype());
    }

    int stepOf(Tensor tensor) {
      for (int i = 0; i < count; i++) {
        if (translated[i] == tensor) {
          return steps[i];
        }
      }
      Pending pending = tensor.pending();
      NdArray kept = null;
      int step;
      if (tensor.shape().rank() == 0) {
        step = pass.number(tensor.item());
      } else if (pending != null && tensor.shape().equals(shape)) {
        step = of(pending);
        kept = pass.isCostly(step) ? pass.keep(step) : null;
      } else {
        step = pass.load(tensor.array()); // smaller: it is not computed again for each repetition
      }
      translated[count] = tensor;
      costly[count] = kept;
      steps[count++] = step;
      return step;
    }

    int of(Pending pending) {
      Opcode opcode = pending.operation instanceof Intrinsic known ? known.opcode() : null;
      int left = stepOf(pending.x);
      if (pending.y != null && pending.operation instanceof PointwiseBinary f) {
        return pass.apply(opcode, f, left, stepOf(pending.y));
      }
      return pass.apply(opcode, (PointwiseUnary) pending.operation, left);
    }

    void shareCostly() {
      for (int i = 0; i < count; i++) {
        NdArray array = costly[i];
        if (array != null) {
          translated[i].know(array);
        }
      }
    }
  }
}
