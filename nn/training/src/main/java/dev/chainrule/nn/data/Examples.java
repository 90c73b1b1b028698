package dev.chainrule.nn.data;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.math.DoubleMath;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Holds inputs and the targets that belong to them, one example a row; so is a mini-batch. */
public final class Examples {
  private final Tensor inputs;
  private final Tensor targets;

  /**
   * Holds examples to learn from, and others to be tested on.
   *
   * @param training those to learn from
   * @param heldOut the others
   */
  public record Split(Examples training, Examples heldOut) {
    /** Gives how many there are on either side, and the shapes. */
    @Override
    public String toString() {
      return "Split(training " + training + ", held out " + heldOut + ")";
    }
  }

  private Examples(Tensor inputs, Tensor targets) {
    this.inputs = inputs;
    this.targets = targets;
  }

  /**
   * Puts inputs and targets together.
   *
   * @param inputs shape [count, ...]
   * @param targets shape [count, ...], such as one number or one class an example
   * @throws IllegalArgumentException if there are not as many inputs as targets
   */
  public static Examples of(Tensor inputs, Tensor targets) {
    checkArgument(
        inputs.shape().rank() >= 1
            && targets.shape().rank() >= 1
            && inputs.shape().size(0) == targets.shape().size(0),
        "Examples: inputs %s and targets %s must have as many rows",
        inputs.shape(),
        targets.shape());
    return new Examples(inputs, targets);
  }

  /** Counts the examples. */
  public int count() {
    return inputs.shape().size(0);
  }

  /** Gives the inputs, one example a row: shape [count, ...]. */
  public Tensor inputs() {
    return inputs;
  }

  /** Gives the targets of the same examples: shape [count, ...]. */
  public Tensor targets() {
    return targets;
  }

  /** Converts inputs and targets to a precision. */
  public Examples to(DType dtype) {
    return new Examples(inputs.to(dtype), targets.to(dtype));
  }

  /**
   * Brings the examples into another form, such as standardised.
   *
   * @throws IllegalArgumentException if there are no longer as many inputs as targets
   */
  public Examples map(UnaryOperator<Tensor> inputs, UnaryOperator<Tensor> targets) {
    return of(inputs.apply(this.inputs), targets.apply(this.targets));
  }

  /**
   * Takes some of the examples in some order; one may be there more than once.
   *
   * @throws IllegalArgumentException if there is no such example
   */
  public Examples rows(int... which) {
    return new Examples(inputs.indexSelect(0, which), targets.indexSelect(0, which));
  }

  /**
   * Takes the examples from one on, up to but without another.
   *
   * @throws IllegalArgumentException if there are no such examples
   */
  public Examples slice(int from, int to) {
    checkArgument(
        from >= 0 && from <= to && to <= count(),
        "slice: from %s to %s of %s examples",
        from,
        to,
        count());
    return new Examples(inputs.slice(0, from, to), targets.slice(0, from, to));
  }

  /**
   * Holds some out at random.
   *
   * @param heldOut the share to hold out, such as 0.2
   * @param seed the same seed holds the same out
   * @throws IllegalArgumentException if nothing is left on one side
   */
  public Split split(double heldOut, long seed) {
    return split(Partition.random(count(), heldOut, seed));
  }

  /**
   * Holds the same share of each class out at random, rounded, but at least one example of each and
   * never all. The targets are the classes, one number an example.
   *
   * @param heldOut the share to hold out, such as 0.2
   * @param seed the same seed holds the same out
   * @throws IllegalArgumentException if the share is not between 0 and 1, the targets have another
   *     shape, or a class is no whole number or has but one example
   */
  public Split stratifiedSplit(double heldOut, long seed) {
    return split(Partition.stratified(classes("stratifiedSplit"), heldOut, seed));
  }

  /**
   * Holds each example out once: so many splits, each of which holds another part out at random.
   *
   * @param count how many parts; their sizes differ by one example at most
   * @param seed the same seed gives the same splits
   * @throws IllegalArgumentException if it is less than 2, or there are fewer examples
   */
  public List<Split> folds(int count, long seed) {
    return Partition.folds(count(), count, seed).stream().map(this::split).toList();
  }

  /**
   * Holds each example out once, the examples of each class being spread over the parts evenly: no
   * part has more than one example of a class more than another. The targets are the classes, one
   * number an example.
   *
   * @param count how many parts; their sizes differ by one example at most
   * @param seed the same seed gives the same splits
   * @throws IllegalArgumentException if it is less than 2, the targets have another shape, or a
   *     class is no whole number or has fewer examples
   */
  public List<Split> stratifiedFolds(int count, long seed) {
    return Partition.stratifiedFolds(classes("stratifiedFolds"), count, seed).stream()
        .map(this::split)
        .toList();
  }

  private List<Double> classes(String method) {
    checkArgument(
        targets.shape().elements() == count(),
        "%s: targets of shape %s; there must be one class an example",
        method,
        targets.shape());
    double[] classes = targets.toArray();
    for (double each : classes) {
      checkArgument(
          DoubleMath.isMathematicalInteger(each),
          "%s: a class is %s; it must be a whole number",
          method,
          (Object) each);
    }
    return Arrays.stream(classes).map(c -> c + 0.0).boxed().toList(); // -0.0 is 0.0
  }

  private Split split(Partition partition) {
    return new Split(rows(partition.training()), rows(partition.heldOut()));
  }

  /**
   * Holds out the last of every n examples.
   *
   * @throws IllegalArgumentException if nothing is left on one side
   */
  public Split holdOutEvery(int n) {
    checkArgument(n >= 2 && n <= count(), "holdOutEvery: every %s. of %s examples", n, count());
    return new Split(only(i -> i % n != n - 1), only(i -> i % n == n - 1));
  }

  private Examples only(IntPredicate chosen) {
    return rows(IntStream.range(0, count()).filter(chosen).toArray());
  }

  /**
   * Makes batches in the order of the examples; the last one may be smaller.
   *
   * @throws IllegalArgumentException if the size is less than 1, or more than there are examples
   */
  public InMemoryBatches batches(int size) {
    checkArgument(size >= 1, "batches: size %s must be at least 1", size);
    checkArgument(
        size <= count(),
        "batches: size %s is more than the %s examples; choose a smaller one",
        size,
        count());
    return InMemoryBatches.of(this, size);
  }

  /** Gives how many there are, and the shapes and precisions of inputs and targets. */
  @Override
  public String toString() {
    return "Examples(count "
        + count()
        + ", inputs "
        + form(inputs)
        + ", targets "
        + form(targets)
        + ")";
  }

  private static String form(Tensor tensor) {
    return tensor.shape() + " of " + tensor.dtype();
  }
}
