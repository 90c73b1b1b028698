package dev.chainrule.nn;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * New numbers for several parameters and buffers, which are put in place together: all of them, or,
 * whatever goes wrong before, none. Everything is checked and computed when it is noted.
 */
public final class Updates {
  // Nothing may fail between the first and the last change: so much stack is there, or none begins.
  private static final int STACK_FRAMES = 16;

  private final List<Change> changes = new ArrayList<>();

  /** Puts something in place; can't fail, and takes no memory. */
  private interface Change {
    void make();
  }

  private record ParameterChange(Parameter parameter, Value next) implements Change {
    @Override
    public void make() {
      parameter.replace(next);
    }
  }

  private record BufferChange(Buffer buffer, Tensor next) implements Change {
    @Override
    public void make() {
      buffer.replace(next);
    }
  }

  /** Begins with no updates. */
  public Updates() {}

  /**
   * Notes what a parameter is to become.
   *
   * @param numbers in the parameter's shape and precision
   * @throws IllegalArgumentException if they are of another shape or precision
   */
  public void put(Parameter parameter, Tensor numbers) {
    changes.add(new ParameterChange(parameter, parameter.next(numbers)));
  }

  /**
   * Notes what a buffer is to become.
   *
   * @param numbers in the buffer's shape and precision
   * @throws IllegalArgumentException if they are of another shape or precision
   */
  public void put(Buffer buffer, Tensor numbers) {
    changes.add(new BufferChange(buffer, buffer.next(numbers)));
  }

  /** Notes what several buffers are to become, such as {@link TrainingPass#updates()}. */
  public void putAll(Map<Buffer, Tensor> buffers) {
    buffers.forEach(this::put);
  }

  /** Puts everything in place. */
  public void apply() {
    Change[] all = changes.toArray(new Change[0]);
    int unused = stackFrames(STACK_FRAMES);
    for (Change change : all) {
      change.make();
    }
  }

  private static int stackFrames(int count) {
    return count == 0 ? 0 : 1 + stackFrames(count - 1);
  }

  /** Says how many there are. */
  @Override
  public String toString() {
    return "Updates(" + changes.size() + ")";
  }
}
