package dev.chainrule.autograd.op;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import java.util.List;
import java.util.Optional;

/**
 * An operation on any number of inputs, with one result or several. To define one, extend {@code
 * TensorNary}.
 */
public abstract class Nary extends NaryForm {
  /** Names an operation. */
  protected Nary(String name) {
    super(name);
  }

  /**
   * Gives the shape of each result.
   *
   * @param inputs the shape of each input, at least one
   * @throws IllegalArgumentException if the operation does not take inputs of these shapes
   */
  public abstract List<Shape> shapes(List<Shape> inputs);

  /**
   * Gives the precision of all results: that of the inputs.
   *
   * @throws IllegalArgumentException if these differ
   */
  public DType dtype(List<DType> inputs) {
    for (DType input : inputs) {
      DType unused = Precisions.common(name(), inputs.get(0), input);
    }
    return inputs.get(0);
  }

  /**
   * Gives the cotangent of each input: the derivative rule.
   *
   * @param cotangents of the results, each shaped like its result
   * @param inputs as the operation was applied to
   * @param results of the operation
   * @return one for each input, shaped like it
   * @param <T> the kind of number
   */
  public abstract <T extends Numeric<T>> List<T> cotangents(
      List<T> cotangents, List<T> inputs, List<T> results);

  /**
   * Gives the tangent of each result, for operations that have a rule of their own for forward
   * mode; for others the cotangents' rule is transposed.
   *
   * @param tangents of the inputs, each shaped like its input
   * @param inputs as the operation was applied to
   * @param results of the operation
   * @return one for each result, shaped like it; none if there is no such rule
   * @param <T> the kind of number
   */
  public <T extends Numeric<T>> Optional<List<T>> tangents(
      List<T> tangents, List<T> inputs, List<T> results) {
    return Optional.empty();
  }

  /**
   * Applies this to each of many examples at once: one by one, unless an operation knows better.
   *
   * @param inputs of which at least one is stacked along a leading axis
   * @return each result, stacked along a leading axis
   * @param <T> the kind of number
   */
  public <T extends Numeric<T>> List<T> each(List<Batch<T>> inputs) {
    return OneByOne.of(this, inputs);
  }

  /**
   * Gives numbers for each result whose elements are sums of whatever the result's elements may
   * depend on, whatever the numbers: for sparsity patterns. Everything, unless an operation knows
   * better.
   *
   * @param inputs as the operation is applied to
   * @return shaped like each result
   * @param <T> the kind of number
   */
  public <T extends Numeric<T>> List<T> dependence(List<T> inputs) {
    T all = inputs.stream().map(input -> input.sum()).reduce(T::add).orElseThrow();
    return shapes(inputs.stream().map(T::shape).toList()).stream().map(all::broadcastTo).toList();
  }

  /**
   * Gives, for what this operation is linear in, numbers for each result that are 0 where no live
   * element flows into, and greater elsewhere: whatever depends on it, unless an operation knows of
   * choices inside of it.
   *
   * @param masks for each input 1 where an element is live, 0 where it is cut off; all 0 for an
   *     input that the operation need not be linear in
   * @param inputs as the operation is applied to
   * @return shaped like each result
   * @param <T> the kind of number
   */
  public <T extends Numeric<T>> List<T> flows(List<T> masks, List<T> inputs) {
    return dependence(masks);
  }

  /**
   * Gives the results of this where a choice cut off some elements of what it is linear in: nothing
   * flows from there, whatever it is multiplied by inside, be it infinite or NaN. The results as
   * they are, unless an operation can tell.
   *
   * @param masks as for {@link #flows}
   * @param inputs as the operation is applied to; 0 where they are cut off
   * @return all results and then, shaped like each, what {@link #flows} gives
   * @param <T> the kind of number
   */
  public <T extends Numeric<T>> List<T> ofLive(List<T> masks, List<T> inputs) {
    boolean moves = movement() != Movement.NONE;
    List<T> flows = moves ? results(masks) : flows(masks, inputs);
    return ImmutableList.<T>builder().addAll(results(inputs)).addAll(flows).build();
  }

  @Override
  public final <T extends Numeric<T>> List<T> results(List<T> inputs) {
    return inputs.get(0).apply(this, inputs.subList(1, inputs.size()));
  }

  @Override
  final <T extends Numeric<T>> T on(List<T> registers, int[] inputs) {
    throw new IllegalStateException(this + ": not a step of a program");
  }

  @Override
  public final <T extends Numeric<T>> void pullBack(Link<T> link) {
    List<T> inputs = link.inputs();
    List<T> sent = cotangents(link.cotangents(), inputs, link.results());
    if (sent == null) {
      throw new IllegalStateException(this + ": its derivative rule gave null");
    }
    if (sent.size() != inputs.size()) {
      throw new IllegalStateException(
          this
              + ": its derivative rule gave "
              + sent.size()
              + " cotangents for "
              + inputs.size()
              + " inputs");
    }
    for (int i = 0; i < sent.size(); i++) {
      if (link.wants(i)) {
        link.send(i, sent.get(i));
      }
    }
  }
}
