package dev.chainrule.autograd.tensor;

import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.op.Program;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import org.jspecify.annotations.Nullable;

/**
 * Waiting tensors of one shape and all that they wait for, as one program; found from the results
 * on. First the results are added, and what they share is found once; then the program runs.
 */
final class Chain {
  private final Shape shape;
  private final DType dtype;
  private final Program.Builder builder;
  private final @Nullable NdArray[] inputs;
  private int inputCount;

  // What has been found so far, in which register, and whether it is remembered.
  private final Tensor[] found;
  private final int[] registers;
  private final boolean[] isRemembered;
  private final boolean[] isWanted;
  private final @Nullable Borrowed[] borrowed;
  private final int[] users; // found here, too
  private int count;

  /**
   * A chain of results to be added.
   *
   * @param results how many at most
   * @param steps that those take, each by itself
   */
  Chain(Shape shape, DType dtype, int results, int steps) {
    this.shape = shape;
    this.dtype = dtype;
    this.inputs = new NdArray[steps + results]; // a step has two inputs, one of them a step
    this.builder = new Program.Builder(inputs.length);
    this.found = new Tensor[2 * steps + results];
    this.registers = new int[found.length];
    this.isRemembered = new boolean[found.length];
    this.isWanted = new boolean[found.length];
    this.users = new int[found.length];
    this.borrowed = new Borrowed[found.length];
  }

  /** Adds a result, waiting by a calculation, whose elements are wanted: it remembers them. */
  void addWanted(Tensor result, Lazy lazy) {
    int unused = add(result, lazy);
    isRemembered[indexOf(result)] = true;
    isWanted[indexOf(result)] = true;
  }

  /**
   * Adds a result whose elements are needed for a moment: they are written to borrowed memory,
   * unless the result is wanted, or {@link #forget} finds that others need it.
   */
  void addBorrowed(Tensor result, Lazy lazy, Borrowed memory) {
    int unused = add(result, lazy);
    borrowed[indexOf(result)] = memory;
  }

  /** A tensor that waits for others, which come first. */
  private record Open(Tensor part, Lazy lazy, @Nullable Open next) {}

  /** Adds a result, waiting by a calculation, and all that it waits for; returns its register. */
  int add(Tensor result, Lazy lazy) {
    Open open = indexOf(result) < 0 ? new Open(result, lazy, null) : null;
    while (open != null) {
      Open first = unknownInput(open);
      if (first == null) {
        note(open.part, apply(open.lazy), Fusion.isCostly(open.lazy.operation()));
      }
      open = first == null ? open.next : first;
    }
    return registers[indexOf(result)];
  }

  private @Nullable Open unknownInput(Open user) {
    Open x = known(user.lazy.x(), user);
    Tensor y = user.lazy.y();
    return x == null && y != null ? known(y, user) : x;
  }

  /** Notes an input that does not wait; one that does, and is not known yet, is returned. */
  private @Nullable Open known(Tensor part, Open user) {
    if (indexOf(part) >= 0) {
      return null;
    }
    Lazy lazy = part.shape().equals(shape) ? part.lazy() : null;
    if (lazy != null) {
      return new Open(part, lazy, user);
    }
    note(part, inputRegister(part), false);
    return null;
  }

  private int indexOf(Tensor part) {
    int at = count - 1;
    while (at >= 0 && found[at] != part) {
      at--;
    }
    return at;
  }

  private void note(Tensor part, int register, boolean remembers) {
    found[count] = part;
    isRemembered[count] = remembers;
    registers[count++] = register;
  }

  /** What is smaller is not computed again for each repetition. */
  private int inputRegister(Tensor part) {
    if (part.shape().rank() == 0) {
      return builder.constant(part.item());
    }
    NdArray array = part.array();
    if (array.repeatsOne()) {
      return builder.constant(array.first());
    }
    inputs[inputCount] = array.broadcastTo(shape);
    return inputCount++;
  }

  private int apply(Lazy lazy) {
    int x = indexOf(lazy.x());
    users[x]++;
    Tensor right = lazy.y();
    if (right == null) {
      return builder.applyOnce(lazy.operation(), registers[x]);
    }
    int y = indexOf(right);
    users[y] += y == x ? 0 : 1;
    return builder.applyOnce(lazy.operation(), registers[x], registers[y]);
  }

  /**
   * Forgets what is costly on the way, or needed for a moment, where nobody beside this chain is
   * known to need it.
   */
  void forget() {
    for (int i = 0; i < count; i++) {
      boolean isOpen = (isRemembered[i] || borrowed[i] != null) && !isWanted[i];
      Lazy lazy = isOpen ? found[i].lazy() : null;
      if (lazy != null) {
        isRemembered[i] = lazy.isNeededBeside(users[i]);
      }
    }
  }

  /**
   * Runs the program; results are remembered, and what is costly on the way is, too.
   *
   * @param summed registers whose elements are added up
   * @return their sums
   */
  double[] run(int... summed) {
    if (count == 0) {
      return new double[0];
    }
    Pass pass = new Pass(builder.build(registers[count - 1]), inputs, shape, dtype);
    for (int i = 0; i < count; i++) {
      if (isRemembered[i]) {
        NdArray unused = pass.keep(registers[i]);
      }
    }
    for (int i = 0; i < count; i++) {
      Borrowed memory = borrowed[i];
      if (memory != null && !isRemembered[i]) {
        memory.fill(pass.keepIn(registers[i], memory.room()));
      }
    }
    for (int register : summed) {
      pass.addUp(register);
    }
    pass.run();
    for (int i = 0; i < count; i++) {
      if (isRemembered[i]) {
        found[i].remember(pass.keep(registers[i]));
      }
    }
    double[] sums = new double[summed.length];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = pass.sum(summed[i]);
    }
    return sums;
  }
}
