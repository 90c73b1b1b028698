package dev.chainrule.autograd.kernel;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A pointwise calculation in one pass over memory. It is written down first, step by step; then all
 * steps are run for a block of elements that fits into the L1 cache, then for the next block. Only
 * the steps that are kept are ever whole arrays.
 */
public final class Pass {
  /** The elements of a block; the last one may have a few more, see {@link #blocks}. */
  static final int BLOCK = 256;

  private static final int FEWEST = 16; // elements of a block: no fewer than a vector has
  private static final long STEPS_PER_PART = 1 << 19;

  private final Shape shape;
  private final DType dtype;
  private Step[] steps = new Step[8];
  private int count;

  /** One step, and where its block is while the pass runs. */
  private static final class Step {
    @Nullable NdArray array; // what is loaded, or else where the result is kept
    boolean inPlace; // a block is a piece of the array
    double number;
    @Nullable Opcode opcode;
    @Nullable DoubleUnaryOperator unary;
    @Nullable DoubleBinaryOperator binary;
    int left;
    int right;
    int lastUse;
    int register;
  }

  /** A pass that computes elements of this shape. */
  public Pass(Shape shape, DType dtype) {
    this.shape = shape;
    this.dtype = dtype;
  }

  private int add(Step step) {
    if (count == steps.length) {
      steps = Arrays.copyOf(steps, 2 * count);
    }
    step.lastUse = count;
    steps[count] = step;
    return count++;
  }

  /** An array that is to be read, repeated to fill the shape. */
  public int load(NdArray x) {
    Step step = new Step();
    NdArray all = x.broadcastTo(shape);
    step.array = all;
    step.inPlace = all.isRowMajor();
    return add(step);
  }

  /** The same number everywhere. */
  public int number(double number) {
    Step step = new Step();
    step.number = number;
    return add(step);
  }

  /**
   * A function of an earlier step.
   *
   * @param opcode names the function, if kernels know it
   */
  public int apply(@Nullable Opcode opcode, DoubleUnaryOperator f, int x) {
    Step step = new Step();
    step.opcode = opcode;
    step.unary = f;
    step.left = x;
    steps[x].lastUse = count;
    return add(step);
  }

  /** A function of two earlier steps. */
  public int apply(@Nullable Opcode opcode, DoubleBinaryOperator f, int x, int y) {
    Step step = new Step();
    step.opcode = opcode;
    step.binary = f;
    step.left = x;
    step.right = y;
    steps[x].lastUse = count;
    steps[y].lastUse = count;
    return add(step);
  }

  /** Whether a step's result is worth memory, because it takes long to compute again. */
  public boolean isCostly(int step) {
    Opcode opcode = steps[step].opcode;
    return opcode != null && opcode.isCostly();
  }

  /** Keeps the result of a step, which loads nothing; it is all there once the pass has run. */
  public NdArray keep(int at) {
    Step step = steps[at];
    if (step.array == null) {
      step.array = NdArray.allocate(dtype, shape);
      step.inPlace = true;
    }
    return step.array;
  }

  /** Runs the pass and returns the result of a step. */
  public NdArray result(int step) {
    NdArray result = keep(step);
    run(null, step);
    return result;
  }

  /** Runs the pass and returns the sum of all elements of a step. */
  public double sum(int step) {
    Numbers sums = Numbers.allocate(DType.FLOAT64, blocks());
    run(sums, step);
    return dtype.round(sums.sum(0, 1, blocks()));
  }

  /** A last block that would be shorter than a vector belongs to the one before it. */
  private int blocks() {
    return Math.max(0, shape.elements() - FEWEST) / BLOCK + 1;
  }

  private void run(@Nullable Numbers sums, int result) {
    if (shape.elements() == 0) {
      return;
    }
    int registers = assignRegisters(result);
    int blocks = blocks();
    int parts = Threads.parts((long) shape.elements() * count / STEPS_PER_PART);
    int perPart = (blocks + parts - 1) / parts;
    Threads.run(
        parts,
        part -> {
          int first = part * perPart;
          if (first < blocks) {
            run(first, Math.min(first + perPart, blocks), registers, sums, result);
          }
        });
  }

  /** A step gives its register back after its last use; numbers keep theirs. */
  private int assignRegisters(int result) {
    steps[result].lastUse = count;
    int[] free = new int[count];
    int freed = 0;
    int registers = 0;
    for (int at = 0; at < count; at++) {
      Step step = steps[at];
      if (!step.inPlace) {
        step.register =
            freed > 0 && step.array == null && isComputed(step) ? free[--freed] : registers++;
      }
      if (isComputed(step)) {
        freed = giveBack(step.left, at, free, freed);
        if (step.right != step.left && step.binary != null) {
          freed = giveBack(step.right, at, free, freed);
        }
      }
    }
    return registers;
  }

  private int giveBack(int input, int user, int[] free, int freed) {
    Step step = steps[input];
    if (step.lastUse == user && !step.inPlace && isComputed(step)) {
      free[freed] = step.register;
      return freed + 1;
    }
    return freed;
  }

  private static boolean isComputed(Step step) {
    return step.unary != null || step.binary != null;
  }

  private void run(int first, int end, int registers, @Nullable Numbers sums, int result) {
    Workspace workspace = Workspace.take(dtype, registers * (BLOCK + FEWEST));
    Cursor[] cursors = new Cursor[count];
    for (int at = 0; at < count; at++) {
      Step step = steps[at];
      if (isComputed(step)) {
        continue;
      }
      if (step.array == null) {
        workspace.numbers().fill(step.register * (BLOCK + FEWEST), BLOCK + FEWEST, step.number);
      } else if (!step.inPlace) {
        cursors[at] = new Cursor(step.array, first * BLOCK);
      }
    }
    for (int block = first; block < end; block++) {
      int from = block * BLOCK;
      int length = block == blocks() - 1 ? shape.elements() - from : BLOCK;
      for (int at = 0; at < count; at++) {
        Step step = steps[at];
        if (isComputed(step)) {
          compute(step, workspace.numbers(), from, length);
        } else if (cursors[at] != null) {
          cursors[at].read(workspace.numbers(), step.register * (BLOCK + FEWEST), length);
        }
      }
      if (sums != null) {
        Numbers last = numbers(steps[result], workspace.numbers());
        sums.set(block, last.sum(place(steps[result], from), 1, length));
      }
    }
    workspace.giveBack();
  }

  private void compute(Step step, Numbers registers, int from, int length) {
    Step x = steps[step.left];
    Numbers left = numbers(x, registers);
    Numbers out = numbers(step, registers);
    if (step.unary != null) {
      left.map(step.opcode, step.unary, place(x, from), out, place(step, from), length);
    } else if (step.binary != null) {
      Step y = steps[step.right];
      left.map(
          step.opcode,
          step.binary,
          place(x, from),
          numbers(y, registers),
          place(y, from),
          out,
          place(step, from),
          length);
    }
  }

  private static Numbers numbers(Step step, Numbers registers) {
    return step.inPlace && step.array != null ? step.array.numbers : registers;
  }

  private static int place(Step step, int from) {
    return step.inPlace && step.array != null
        ? step.array.offset + from
        : step.register * (BLOCK + FEWEST);
  }
}
