package dev.chainrule.autograd.tensor;

import dev.chainrule.autograd.kernel.Blocks;
import dev.chainrule.autograd.kernel.Cursor;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.kernel.Scratch;
import dev.chainrule.autograd.kernel.Storage;
import dev.chainrule.autograd.kernel.Threads;
import dev.chainrule.autograd.op.Operation;
import dev.chainrule.autograd.op.Program;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A program run in one pass over memory: all its steps for a block of elements that fits into the
 * L1 cache, then for the next block. Only the registers that are kept are ever whole arrays.
 */
final class Pass {
  private static final long STEPS_PER_PART = 1 << 19;

  private final Program program;
  private final int inputs;
  private final Shape shape;
  private final DType dtype;

  // By register. An array is read, or kept; one without gaps is worked on in place, anything else
  // in a slot of scratch memory.
  private final @Nullable NdArray[] arrays;
  private final boolean[] isInPlace;
  private final int[] slots;
  private final int[] lastUses;
  private int slotCount;

  /**
   * A pass that computes elements of a shape.
   *
   * @param inputs arrays of that shape, for the first registers of the program
   */
  Pass(Program program, @Nullable NdArray[] inputs, Shape shape, DType dtype) {
    int registers = inputs.length + program.size();
    this.program = program;
    this.inputs = inputs.length;
    this.shape = shape;
    this.dtype = dtype;
    this.arrays = Arrays.copyOf(inputs, registers);
    this.isInPlace = new boolean[registers];
    this.slots = new int[registers];
    this.lastUses = new int[registers];
    for (int i = 0; i < inputs.length; i++) {
      NdArray input = inputs[i];
      isInPlace[i] = input != null && input.isRowMajor();
    }
  }

  /** Keeps the result of a step; it is all there once the pass has run. */
  NdArray keep(int register) {
    NdArray kept = arrays[register];
    if (kept == null) {
      kept = NdArray.allocate(dtype, shape);
      arrays[register] = kept;
      isInPlace[register] = true;
    }
    return kept;
  }

  /** Runs the program for all elements. */
  void run() {
    run(null, -1);
  }

  /** Runs the program and returns the sum of all elements in a register. */
  double sum(int register) {
    double[] sums = new double[Blocks.count(shape.elements())];
    run(sums, register);
    return dtype.round(Blocks.total(sums));
  }

  private void run(double @Nullable [] sums, int summed) {
    if (shape.elements() == 0) {
      return;
    }
    assignSlots(summed);
    int blocks = Blocks.count(shape.elements());
    int parts = Threads.parts((long) shape.elements() * program.size() / STEPS_PER_PART);
    int perPart = (blocks + parts - 1) / parts;
    Threads.run(
        parts,
        part -> {
          int first = part * perPart;
          if (first < blocks) {
            run(first, Math.min(first + perPart, blocks), sums, summed);
          }
        });
  }

  /** A step gives its slot back after its last use; inputs and constants keep theirs. */
  private void assignSlots(int summed) {
    for (int k = 0; k < program.size(); k++) {
      Program.Step step = program.step(k);
      lastUses[inputs + k] = k;
      for (int i = 0; i < step.arity(); i++) {
        lastUses[step.input(i)] = k;
      }
    }
    if (summed >= 0) {
      lastUses[summed] = program.size();
    }
    int[] free = new int[program.size()];
    int freed = 0;
    for (int register = 0; register < inputs; register++) {
      if (arrays[register] != null && !isInPlace[register]) {
        slots[register] = slotCount++;
      }
    }
    for (int k = 0; k < program.size(); k++) {
      Program.Step step = program.step(k);
      if (!isInPlace[inputs + k]) {
        slots[inputs + k] = freed > 0 && step.operation() != null ? free[--freed] : slotCount++;
      }
      for (int i = 0; i < step.arity(); i++) {
        int input = step.input(i);
        if (lastUses[input] == k && isFreed(input)) {
          lastUses[input] = -1; // once, even if the step reads it twice
          free[freed++] = slots[input];
        }
      }
    }
  }

  private boolean isFreed(int register) {
    return register >= inputs
        && !isInPlace[register]
        && program.step(register - inputs).operation() != null;
  }

  private void run(int first, int end, double @Nullable [] sums, int summed) {
    Scratch scratch = Scratch.take(dtype, slotCount * Blocks.LONGEST);
    Storage storage = scratch.storage();
    Cursor[] cursors = new Cursor[inputs];
    for (int register = 0; register < inputs; register++) {
      NdArray input = arrays[register];
      if (input != null && !isInPlace[register]) {
        cursors[register] = new Cursor(input, first * Blocks.SIZE);
      }
    }
    for (int k = 0; k < program.size(); k++) {
      if (program.step(k).operation() == null) {
        int from = slots[inputs + k] * Blocks.LONGEST;
        storage.fill(from, Blocks.LONGEST, program.step(k).constant());
      }
    }
    int blocks = Blocks.count(shape.elements());
    for (int block = first; block < end; block++) {
      int from = block * Blocks.SIZE;
      int length = Blocks.length(block, blocks, shape.elements());
      for (int register = 0; register < inputs; register++) {
        if (cursors[register] != null) {
          cursors[register].read(storage, slots[register] * Blocks.LONGEST, length);
        }
      }
      for (int k = 0; k < program.size(); k++) {
        Program.Step step = program.step(k);
        if (step.operation() != null) {
          compute(step.operation(), step, inputs + k, storage, from, length);
        }
      }
      if (sums != null) {
        sums[block] = storage(summed, storage).sum(place(summed, from), 1, length);
      }
    }
    scratch.giveBack();
  }

  private void compute(
      Operation operation, Program.Step step, int out, Storage scratch, int from, int length) {
    int x = step.input(0);
    int y = step.input(step.arity() - 1);
    operation.map(
        storage(x, scratch),
        place(x, from),
        storage(y, scratch),
        place(y, from),
        storage(out, scratch),
        place(out, from),
        length);
  }

  private Storage storage(int register, Storage scratch) {
    NdArray array = arrays[register];
    return isInPlace[register] && array != null ? array.storage() : scratch;
  }

  private int place(int register, int from) {
    NdArray array = arrays[register];
    return isInPlace[register] && array != null
        ? array.offset() + from
        : slots[register] * Blocks.LONGEST;
  }
}
