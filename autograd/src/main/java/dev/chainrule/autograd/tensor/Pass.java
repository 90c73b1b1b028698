package dev.chainrule.autograd.tensor;

import static java.util.Objects.requireNonNull;

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
 * A program run in one pass over memory: all its steps for a stretch of elements that stays in the
 * cache, then for the next one. Only the registers that are kept are ever whole arrays.
 */
final class Pass {
  /** At least some 20 us of work: a step of an element takes 0.08 ns in cache, 0.25 from memory. */
  private static final long STEPS_PER_PART = 1 << 18;

  /** The blocks of a stretch: enough that starting a step is little beside the step itself. */
  private static final int BLOCKS = 4;

  private static final int LONGEST = (BLOCKS - 1) * Blocks.SIZE + Blocks.LONGEST;

  private final Program program;
  private final int inputs;
  private final Shape shape;
  private final DType dtype;

  // By register. An array is read, or kept; one without gaps is worked on in place, anything else
  // in a slot of scratch memory: what repeats itself soon, such as a row of biases, in two of them,
  // where it is written once for all stretches.
  private final @Nullable NdArray[] arrays;
  private final boolean[] isInPlace;
  private final int[] slots;
  private final int[] periods; // after so many elements an input repeats itself; 0: it does not
  private final int[] lastUses;
  private final double[] @Nullable [] sums; // of each block, where elements are added up
  private final int room; // of a slot
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
    this.sums = new double[registers] @Nullable [];
    this.periods = new int[inputs.length];
    this.room = Math.min(LONGEST, shape.elements());
    for (int i = 0; i < inputs.length; i++) {
      NdArray input = inputs[i];
      isInPlace[i] = input != null && input.isRowMajor();
      int period = input == null || isInPlace[i] ? 0 : input.period();
      periods[i] = period <= room ? period : 0;
    }
  }

  /** Keeps the result of a step; it is all there once the pass has run. */
  NdArray keep(int register) {
    NdArray kept = arrays[register];
    return kept == null ? keepIn(register, NdArray.allocate(dtype, shape)) : kept;
  }

  /** Writes the result of a step to an array of the pass's shape, unless it is kept elsewhere. */
  NdArray keepIn(int register, NdArray array) {
    NdArray kept = arrays[register];
    if (kept == null) {
      arrays[register] = array;
      isInPlace[register] = true;
      return array;
    }
    return kept;
  }

  /** Adds up the elements of a register. */
  void addUp(int register) {
    sums[register] = new double[Blocks.count(shape.elements())];
  }

  /** The sum of the elements of a register that was to be added up, once the pass has run. */
  double sum(int register) {
    return dtype.round(Blocks.total(requireNonNull(sums[register])));
  }

  /** Runs the program for all elements. */
  void run() {
    if (shape.elements() == 0) {
      return;
    }
    assignSlots();
    int blocks = Blocks.count(shape.elements());
    int parts = Threads.parts((long) shape.elements() * program.size() / STEPS_PER_PART);
    int perPart = (blocks + parts - 1) / parts;
    Threads.run(
        parts,
        part -> {
          int first = part * perPart;
          if (first < blocks) {
            run(first, Math.min(first + perPart, blocks));
          }
        });
  }

  /** A step gives its slot back after its last use; inputs and constants keep theirs. */
  private void assignSlots() {
    for (int k = 0; k < program.size(); k++) {
      Program.Step step = program.step(k);
      lastUses[inputs + k] = k;
      for (int i = 0; i < step.arity(); i++) {
        lastUses[step.input(i)] = k;
      }
    }
    for (int register = 0; register < sums.length; register++) {
      if (sums[register] != null) {
        lastUses[register] = program.size();
      }
    }
    int[] free = new int[program.size()];
    int freed = 0;
    for (int register = 0; register < inputs; register++) {
      if (arrays[register] != null && !isInPlace[register]) {
        slots[register] = slotCount;
        slotCount += periods[register] > 0 ? 2 : 1;
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

  /** Runs it from one block to before another. */
  private void run(int first, int end) {
    Scratch scratch = Scratch.take(dtype, slotCount * room);
    Storage storage = scratch.storage();
    Cursor[] cursors = new Cursor[inputs];
    for (int register = 0; register < inputs; register++) {
      NdArray input = arrays[register];
      if (input != null && periods[register] > 0) {
        input.repeat(storage, slots[register] * room, room + periods[register]);
      } else if (input != null && !isInPlace[register]) {
        cursors[register] = new Cursor(input, first * Blocks.SIZE);
      }
    }
    for (int k = 0; k < program.size(); k++) {
      if (program.step(k).operation() == null) {
        storage.fill(slots[inputs + k] * room, room, program.step(k).constant());
      }
    }
    int blocks = Blocks.count(shape.elements());
    for (int block = first; block < end; block += BLOCKS) {
      int from = block * Blocks.SIZE;
      int last = Math.min(block + BLOCKS, end) - 1;
      int length = (last - block) * Blocks.SIZE + Blocks.length(last, blocks, shape.elements());
      for (int register = 0; register < inputs; register++) {
        if (cursors[register] != null) {
          cursors[register].read(storage, slots[register] * room, length);
        }
      }
      for (int k = 0; k < program.size(); k++) {
        Program.Step step = program.step(k);
        if (step.operation() != null) {
          compute(step.operation(), step, inputs + k, storage, from, length);
        }
      }
      for (int register = 0; register < sums.length; register++) {
        if (sums[register] != null) {
          addUp(storage(register, storage), place(register, from), block, length, sums[register]);
        }
      }
    }
    scratch.giveBack();
  }

  /** Adds up each block of a stretch by itself, so that a sum does not depend on stretches. */
  private static void addUp(Storage numbers, int from, int block, int length, double[] sums) {
    int blocks = Blocks.count(length);
    for (int i = 0; i < blocks; i++) {
      int at = from + i * Blocks.SIZE;
      sums[block + i] = numbers.sum(at, 1, Blocks.length(i, blocks, length));
    }
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
    if (isInPlace[register] && array != null) {
      return array.offset() + from;
    }
    boolean isPeriodic = register < inputs && periods[register] > 0;
    return slots[register] * room + (isPeriodic ? from % periods[register] : 0);
  }
}
