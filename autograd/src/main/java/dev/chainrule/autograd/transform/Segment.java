package dev.chainrule.autograd.transform;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import dev.chainrule.autograd.Jvp;
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
  private final List<Shape> shapes; // of the results
  private final DType dtype; // of the results
  private final @Nullable Rules rules; // none: what follows from the function
  private final int vectors; // that a user's rule is linear in, the first inputs; 0: it is no rule
  private final @Nullable Function<List<Value>, List<Value>> ofLive; // of masks and the inputs
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
      List<Shape> shapes,
      DType dtype,
      @Nullable Rules rules,
      int vectors,
      @Nullable Function<List<Value>, List<Value>> ofLive) {
    super(name);
    this.rules = rules;
    this.vectors = vectors;
    this.ofLive = ofLive;
    this.function = function;
    this.shapes = shapes;
    this.dtype = dtype;
  }

  /**
   * Runs a function, and forgets how it came to its results.
   *
   * @param rules none: those that follow from the function
   */
  static List<Value> run(
      String name,
      Function<List<Value>, List<Value>> function,
      @Nullable Rules rules,
      List<Value> at) {
    checkArgument(!at.isEmpty(), "%s: there are no inputs", name);
    for (int i = 0; i < at.size(); i++) {
      checkArgument(at.get(i) != null, "%s: input %s is null", name, i);
    }
    boolean isForgotten = Recording.isOn() && at.stream().allMatch(input -> input.level() == 0);
    if (rules == null && !isForgotten) {
      return function.apply(at);
    }
    // What the function depends on shows only in its graph; so it is recorded, and let go at once.
    long begin = Vjp.now();
    List<Value> inputs = freed(at);
    List<Value> results = Recording.on(() -> function.apply(inputs));
    checkArgument(results != null, "%s: the function gave null", name);
    for (Value result : results) {
      checkArgument(result != null, "%s: the function gave null", name);
    }
    if (rules == null && highest(results) > 0) { // it uses a value of a Jvp or Vmap around it
      return function.apply(at);
    }
    checkUses(name, highest(results) <= highest(at) && usesNothingBeside(begin, inputs, results));
    List<Shape> shapes = results.stream().map(Value::shape).toList();
    DType dtype = precision(name, at, results);
    Segment segment = new Segment(name, function, shapes, dtype, rules, /* vectors= */ 0, null);
    if (isForgotten) {
      segment.known.set(results.stream().map(Value::data).toList());
    }
    return segment.results(at);
  }

  private static List<Value> freed(List<Value> values) {
    return values.stream()
        .map(Value::unrecorded)
        .map(Value::alias)
        .collect(ImmutableList.toImmutableList());
  }

  private static void checkUses(String name, boolean usesNothingBeside) {
    checkArgument(
        usesNothingBeside,
        "%s: the function, or its rule, uses a value beside its inputs that gradients or tangents"
            + " flow into: give it as an input, parameters of a layer by Bound",
        name);
  }

  private static long highest(List<Value> values) {
    return values.stream().mapToLong(Value::level).max().orElse(0);
  }

  /** What was made inside, such as a point that the function differentiates at, may be used. */
  private static boolean usesNothingBeside(long begin, List<Value> inputs, List<Value> results) {
    return results.stream()
        .filter(Value::isConnected)
        .flatMap(Vjp::leaves)
        .allMatch(leaf -> inputs.contains(leaf) || Vjp.isSince(begin).test(leaf));
  }

  private static DType precision(String name, List<Value> inputs, List<Value> results) {
    DType first = inputs.get(0).dtype();
    for (Value value : Iterables.concat(inputs, results)) {
      checkArgument(
          value.dtype() == first,
          "%s: inputs and results must be of one precision, not %s and %s:"
              + " convert them outside by to(...)",
          name,
          first,
          value.dtype());
    }
    return first;
  }

  /** Whatever choices are made inside. */
  @Override
  public boolean isChoice() {
    return vectors == 0;
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
    List<Value> at = inputs.stream().map(Value::constant).collect(ImmutableList.toImmutableList());
    List<Value> results = vectors > 0 ? checkedRule(at) : ofFunction(at);
    checkUses(name(), highest(results) == 0);
    return results.stream().map(Value::data).toList();
  }

  /** A user's function may differentiate something inside, as it could in its first run. */
  private List<Value> ofFunction(List<Value> at) {
    return rules == null
        ? Recording.off(() -> function.apply(at))
        : Recording.on(() -> function.apply(freed(at)));
  }

  /** What a user's rule depends on shows in its graph, too. */
  private List<Value> checkedRule(List<Value> at) {
    long begin = Vjp.now();
    List<Value> inputs = freed(at);
    List<Value> results = Recording.on(() -> function.apply(inputs));
    checkUses(name(), usesNothingBeside(begin, inputs, results));
    return results;
  }

  @Override
  public <T extends Numeric<T>> List<T> cotangents(
      List<T> cotangents, List<T> inputs, List<T> results) {
    List<Shape> shapesOfInputs = inputs.stream().map(T::shape).toList();
    if (rules != null) {
      return userPart(rules.backward, cotangents.size(), shapesOfInputs)
          .results(joined(cotangents, inputs, results));
    }
    int count = shapes.size();
    return part(count, LinearRule.pullBack(function), shapesOfInputs)
        .results(joined(cotangents, inputs, List.of()));
  }

  @Override
  public <T extends Numeric<T>> Optional<List<T>> tangents(
      List<T> tangents, List<T> inputs, List<T> results) {
    if (rules == null) {
      return Optional.of(
          part(inputs.size(), LinearRule.pushForward(function), shapes)
              .results(joined(tangents, inputs, List.of())));
    }
    return Optional.ofNullable(rules.forward)
        .map(
            rule ->
                userPart(rule, tangents.size(), shapes).results(joined(tangents, inputs, results)));
  }

  @Override
  public <T extends Numeric<T>> List<T> ofLive(List<T> masks, List<T> inputs) {
    return ofLive == null
        ? super.ofLive(masks, inputs)
        : new Segment(
                name(),
                ofLive,
                joined(shapes, shapes, List.of()),
                dtype,
                null,
                /* vectors= */ 0,
                null)
            .results(joined(masks, inputs, List.of()));
  }

  /** Runs the function once more, and looks where tangents go in it. */
  @Override
  public <T extends Numeric<T>> List<T> flows(List<T> masks, List<T> inputs) {
    int count = inputs.size();
    return part(count, (none, of, at) -> flow(of, at), shapes)
        .results(joined(masks, inputs, List.of()));
  }

  private List<Value> flow(List<Value> masks, List<Value> at) {
    List<Value> inputs = LinearRule.aliases(at);
    List<Value> results = Recording.on(() -> function.apply(inputs));
    return results.stream().map(result -> flow(result, inputs, masks)).toList();
  }

  /** A user's rule may compute by numbers; then its graph does not show what they depend on. */
  private Value flow(Value result, List<Value> inputs, List<Value> masks) {
    List<Value> linear = inputs.subList(0, vectors);
    if (vectors > 0 && Order.of(result).stream().noneMatch(linear::contains)) {
      return result.filled(1);
    }
    Value flow = Jvp.flow(result, inputs, masks);
    return vectors > 0 ? flow.maximum(result.abs().greater(0)) : flow;
  }

  /** A user's derivative rule, as an operation. */
  private Segment userPart(
      Function<List<Value>, List<Value>> rule, int vectors, List<Shape> shapesOfResults) {
    return new Segment(name(), rule, shapesOfResults, dtype, null, vectors, null);
  }

  /** A derivative rule that follows from the function, as an operation. */
  private Segment part(int count, LinearRule rule, List<Shape> shapesOfResults) {
    return new Segment(
        name(),
        in -> rule.apply(List.of(), in.subList(0, count), in.subList(count, in.size())),
        shapesOfResults,
        dtype,
        null,
        /* vectors= */ 0,
        in -> {
          int all = in.size() / 2;
          return rule.apply(
              in.subList(0, count), in.subList(all, all + count), in.subList(all + count, 2 * all));
        });
  }

  private static <T> List<T> joined(List<T> first, List<T> second, List<T> third) {
    return ImmutableList.<T>builder().addAll(first).addAll(second).addAll(third).build();
  }

  @Override
  public <T extends Numeric<T>> List<T> each(List<Batch<T>> inputs) {
    T like = inputs.stream().filter(Batch::isStacked).findFirst().orElseThrow().numbers();
    int count = like.shape().size(0);
    Function<List<Value>, List<Value>> live = ofLive;
    return new Segment(
            name(),
            in -> Vmap.all(function, in),
            shapes.stream().map(shape -> shape.stacked(count)).toList(),
            dtype,
            rules == null ? null : rules.each(),
            vectors,
            live == null ? null : in -> Vmap.all(live, in))
        .results(inputs.stream().map(input -> input.stacked(count)).toList());
  }
}
