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
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A function of values as one operation, of which the graph remembers the inputs alone. Its
 * derivative rule is given, or else runs the function again. The rule is itself such an operation,
 * so that there are derivatives of every order.
 */
final class Segment extends TensorNary {
  private final Function<List<Value>, List<Value>> function;
  private final List<Value> captured; // variables that the function uses beside its inputs
  private final List<Shape> shapes; // of the results
  private final DType dtype; // of the results
  private final @Nullable Rules rules; // none: what follows from the function
  private final AtomicReference<@Nullable List<Tensor>> known = new AtomicReference<>();

  /**
   * Derivative rules that a user gives.
   *
   * @param backward takes cotangents of the results, inputs and results, gives those of the inputs
   * @param forward takes tangents of the inputs, inputs and results, gives those of the results;
   *     none: the transpose of the other one
   */
  record Rules(
      Function<List<Value>, List<Value>> backward,
      @Nullable Function<List<Value>, List<Value>> forward) {
    private Rules each() {
      Function<List<Value>, List<Value>> one = forward;
      return new Rules(in -> Vmap.all(backward, in), one == null ? null : in -> Vmap.all(one, in));
    }
  }

  private Segment(
      String name,
      Function<List<Value>, List<Value>> function,
      List<Value> captured,
      List<Shape> shapes,
      DType dtype,
      @Nullable Rules rules) {
    super(name);
    this.rules = rules;
    this.function = function;
    this.captured = captured;
    this.shapes = shapes;
    this.dtype = dtype;
  }

  /** Runs a function, and forgets how it came to its results. */
  static List<Value> run(
      String name,
      Function<List<Value>, List<Value>> function,
      @Nullable Rules rules,
      List<Value> at) {
    checkArgument(!at.isEmpty(), "%s: there are no inputs", name);
    if (rules == null && !Recording.isOn()) {
      return function.apply(at); // there is nothing to forget
    }
    // What the function depends on shows only in its graph; so it is recorded, and let go at once.
    List<Value> inputs = at.stream().map(Value::unrecorded).map(Value::alias).toList();
    List<Value> results = Recording.on(() -> function.apply(inputs));
    List<Value> captured = captured(name, results, inputs);
    checkArgument(
        rules == null || captured.isEmpty(),
        "%s: the function uses a variable beside its inputs, which its rule can't know: give it as"
            + " an input",
        name);
    List<Value> all = ImmutableList.<Value>builder().addAll(at).addAll(captured).build();
    List<Shape> shapes = results.stream().map(Value::shape).toList();
    DType dtype = precision(name, all, results);
    Segment segment = new Segment(name, function, captured, shapes, dtype, rules);
    if (at.stream().allMatch(input -> input.level() == 0)) {
      segment.known.set(results.stream().map(Value::data).toList());
    }
    return segment.results(all);
  }

  private static DType precision(String name, List<Value> inputs, List<Value> results) {
    DType first = inputs.get(0).dtype();
    for (Value value : Iterables.concat(inputs, results)) {
      checkArgument(
          value.dtype() == first,
          "%s: inputs, results and variables must be of one precision, not %s and %s:"
              + " convert them outside by to(...)",
          name,
          first,
          value.dtype());
    }
    return first;
  }

  private static List<Value> captured(String name, List<Value> results, List<Value> inputs) {
    List<Value> captured = new ArrayList<>();
    for (Value result : results) {
      for (Value value : Order.of(result)) {
        boolean isLeaf = value.operation().isEmpty() && value.isConnected();
        if (isLeaf && !inputs.contains(value) && !captured.contains(value)) {
          checkArgument(
              value.level() == 0,
              "%s: the function uses a value of an outer Jvp or Vmap: give it as an input",
              name);
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
    List<Shape> shapesOfInputs = inputs.stream().map(T::shape).toList();
    if (rules != null) {
      return part(rules.backward, ImmutableList.of(), shapesOfInputs)
          .results(joined(cotangents, inputs, results));
    }
    int count = shapes.size();
    return part(
            in -> pullBack(in.subList(0, count), in.subList(count, in.size())),
            captured,
            shapesOfInputs)
        .results(joined(cotangents, inputs, List.of()));
  }

  @Override
  public <T extends Numeric<T>> Optional<List<T>> tangents(
      List<T> tangents, List<T> inputs, List<T> results) {
    if (rules == null || rules.forward == null) {
      return Optional.empty();
    }
    return Optional.of(
        part(rules.forward, ImmutableList.of(), shapes).results(joined(tangents, inputs, results)));
  }

  /** A rule, as an operation. */
  private Segment part(
      Function<List<Value>, List<Value>> rule, List<Value> uses, List<Shape> shapesOfResults) {
    return new Segment(name(), rule, uses, shapesOfResults, dtype, null);
  }

  private static <T> List<T> joined(List<T> first, List<T> second, List<T> third) {
    return ImmutableList.<T>builder().addAll(first).addAll(second).addAll(third).build();
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
            name(),
            in -> Vmap.all(function, in),
            captured,
            shapes.stream().map(shape -> shape.stacked(count)).toList(),
            dtype,
            rules == null ? null : rules.each())
        .results(all);
  }
}
