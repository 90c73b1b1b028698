package dev.chainrule.autograd.transform;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import com.google.common.collect.Lists;
import dev.chainrule.autograd.Order;
import dev.chainrule.autograd.Recording;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.Vmap;
import dev.chainrule.autograd.op.Batch;
import dev.chainrule.autograd.op.Numeric;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.autograd.tensor.TensorNary;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A function of values as one operation, of which the graph remembers the inputs alone: its
 * derivative rule runs the function again. The rule is itself such an operation, so that there are
 * derivatives of every order.
 */
final class Segment extends TensorNary {
  private final Function<List<Value>, List<Value>> function;
  private final List<Value> captured; // variables that the function uses beside its inputs
  private final List<Shape> shapes; // of the results
  private final DType dtype; // of the results
  private final AtomicReference<@Nullable List<Tensor>> known = new AtomicReference<>();

  private Segment(
      Function<List<Value>, List<Value>> function,
      List<Value> captured,
      List<Shape> shapes,
      DType dtype) {
    super("checkpoint");
    this.function = function;
    this.captured = captured;
    this.shapes = shapes;
    this.dtype = dtype;
  }

  /** Runs a function, and forgets how it came to its results. */
  static List<Value> run(Function<List<Value>, List<Value>> function, List<Value> at) {
    checkArgument(!at.isEmpty(), "checkpoint: there are no inputs");
    // What the function depends on shows only in its graph; so it is recorded, and let go at once.
    List<Value> inputs = at.stream().map(Value::unrecorded).map(Value::alias).toList();
    List<Value> results = Recording.on(() -> function.apply(inputs));
    List<Value> captured = captured(results, inputs);
    List<Value> all = ImmutableList.<Value>builder().addAll(at).addAll(captured).build();
    List<Shape> shapes = results.stream().map(Value::shape).toList();
    Segment segment = new Segment(function, captured, shapes, precision(all, results));
    if (at.stream().allMatch(input -> input.level() == 0)) {
      segment.known.set(results.stream().map(Value::data).toList());
    }
    return segment.results(all);
  }

  private static DType precision(List<Value> inputs, List<Value> results) {
    DType first = inputs.get(0).dtype();
    for (Value value : Iterables.concat(inputs, results)) {
      checkArgument(
          value.dtype() == first,
          "checkpoint: inputs, results and variables must be of one precision, not %s and %s:"
              + " convert them outside by to(...)",
          first,
          value.dtype());
    }
    return first;
  }

  private static List<Value> captured(List<Value> results, List<Value> inputs) {
    List<Value> captured = new ArrayList<>();
    for (Value result : results) {
      for (Value value : Order.of(result)) {
        boolean isLeaf = value.operation().isEmpty() && value.isConnected();
        if (isLeaf && !inputs.contains(value) && !captured.contains(value)) {
          checkArgument(
              value.level() == 0,
              "checkpoint: the function uses a value of an outer Jvp or Vmap: give it as an input");
          captured.add(value);
        }
      }
    }
    return captured;
  }

  @Override
  public List<Shape> shapes(List<Shape> inputs) {
    return shapes;
  }

  @Override
  public DType dtype(List<DType> inputs) {
    return dtype;
  }

  @Override
  public List<Tensor> values(List<Tensor> inputs) {
    List<Tensor> first = known.getAndSet(null);
    if (first != null) {
      return first;
    }
    List<Value> free = Lists.transform(inputs, Value::constant);
    List<Value> at = ImmutableList.copyOf(free.subList(0, free.size() - captured.size()));
    return Recording.off(() -> function.apply(at)).stream().map(Value::data).toList();
  }

  @Override
  public <T extends Numeric<T>> List<T> cotangents(
      List<T> cotangents, List<T> inputs, List<T> results) {
    Segment rule =
        new Segment(
            in -> pullBack(in.subList(0, shapes.size()), in.subList(shapes.size(), in.size())),
            captured,
            inputs.stream().map(T::shape).toList(),
            dtype);
    return rule.results(ImmutableList.<T>builder().addAll(cotangents).addAll(inputs).build());
  }

  /** The cotangents of the inputs, and of what is captured. */
  private List<Value> pullBack(List<Value> cotangents, List<Value> at) {
    List<Value> inputs = Recording.on(() -> at.stream().map(Value::alias).toList());
    Value product = Recording.on(() -> dot(cotangents, function.apply(inputs)));
    return product.derivatives(
        ImmutableList.<Value>builder().addAll(inputs).addAll(captured).build());
  }

  private static Value dot(List<Value> cotangents, List<Value> results) {
    Value dot = cotangents.get(0).mul(results.get(0)).sum();
    for (int i = 1; i < results.size(); i++) {
      dot = dot.add(cotangents.get(i).mul(results.get(i)).sum());
    }
    return dot;
  }

  @Override
  public <T extends Numeric<T>> List<T> each(List<Batch<T>> inputs) {
    int count =
        inputs.stream()
            .filter(Batch::isStacked)
            .findFirst()
            .orElseThrow()
            .numbers()
            .shape()
            .size(0);
    int free = inputs.size() - captured.size();
    List<T> all = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      Batch<T> input = inputs.get(i);
      all.add(i < free ? input.stacked(count) : input.numbers());
    }
    return new Segment(
            in -> Vmap.all(function, in),
            captured,
            shapes.stream().map(shape -> shape.stacked(count)).toList(),
            dtype)
        .results(all);
  }
}
