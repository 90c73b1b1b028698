package dev.chainrule.autograd.tensor;

import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.op.Operation;
import dev.chainrule.autograd.op.Program;
import dev.chainrule.autograd.shape.Shape;
import org.jspecify.annotations.Nullable;

/** A waiting tensor and all that it waits for, as one program; found from the result on. */
final class Chain {
  private final Tensor tensor;
  private final Shape shape;
  private final Program.Builder builder;
  private final @Nullable NdArray[] inputs;
  private int inputCount;

  // What has been found so far, in which register, and whether it is remembered.
  private final Tensor[] found;
  private final int[] registers;
  private final boolean[] isRemembered;
  private int count;

  private final Pass pass;
  private final int register; // of the tensor itself

  Chain(Tensor tensor, Lazy lazy) {
    int steps = lazy.steps();
    this.tensor = tensor;
    this.shape = tensor.shape();
    this.inputs = new NdArray[steps + 1]; // at most: each step has two inputs, one of them a step
    this.builder = new Program.Builder(inputs.length);
    this.found = new Tensor[2 * steps + 1];
    this.registers = new int[found.length];
    this.isRemembered = new boolean[found.length];
    this.register = registerOf(lazy);
    this.pass = new Pass(builder.build(register), inputs, shape, tensor.dtype());
  }

  private int registerOf(Tensor part) {
    for (int i = 0; i < count; i++) {
      if (found[i] == part) {
        return registers[i];
      }
    }
    Lazy lazy = part.shape().equals(shape) ? part.lazy() : null;
    int at;
    if (part.shape().rank() == 0) {
      at = builder.constant(part.item());
    } else if (lazy != null) {
      at = registerOf(lazy);
    } else { // what is smaller is not computed again for each repetition
      at = inputCount++;
      inputs[at] = part.array().broadcastTo(shape);
    }
    found[count] = part;
    isRemembered[count] = lazy != null && Fusion.isCostly(lazy.operation());
    registers[count++] = at;
    return at;
  }

  private int registerOf(Lazy lazy) {
    Operation operation = lazy.operation();
    int left = registerOf(lazy.x());
    Tensor y = lazy.y();
    return y == null
        ? builder.apply(operation, left)
        : builder.apply(operation, left, registerOf(y));
  }

  /** Runs the program; what is costly on the way is remembered, too. */
  NdArray result() {
    NdArray result = pass.keep(register);
    keepRemembered();
    pass.run();
    remember();
    return result;
  }

  /** Runs the program for the sum of all elements. */
  double sum(boolean remembersElements) {
    NdArray elements = remembersElements ? pass.keep(register) : null;
    keepRemembered();
    double sum = pass.sum(register);
    remember();
    if (elements != null) {
      tensor.remember(elements);
    }
    return sum;
  }

  private void keepRemembered() {
    for (int i = 0; i < count; i++) {
      if (isRemembered[i]) {
        NdArray unused = pass.keep(registers[i]);
      }
    }
  }

  private void remember() {
    for (int i = 0; i < count; i++) {
      if (isRemembered[i]) {
        found[i].remember(pass.keep(registers[i]));
      }
    }
  }
}
