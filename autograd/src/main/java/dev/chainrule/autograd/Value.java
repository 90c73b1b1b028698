package dev.chainrule.autograd;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.chainrule.autograd.op.Binary;
import dev.chainrule.autograd.op.Nary;
import dev.chainrule.autograd.op.Numeric;
import dev.chainrule.autograd.op.Operation;
import dev.chainrule.autograd.op.Program;
import dev.chainrule.autograd.op.Unary;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.autograd.tensor.Together;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A scalar or a tensor that remembers how it was made. Immutable, but for the gradient of a
 * variable; compared by identity, so that two variables that hold the same number stay two.
 *
 * <pre>{@code
 * Value x = Value.of(3);
 * Value y = x.square().add(x.mul(2)); // x² + 2x
 * y.backward();
 * x.grad(); // 2x + 2 = 8
 * }</pre>
 */
public sealed class Value extends Notes implements Numeric<Value>
    permits Variable, Joint, Dual, Batched, Dependent, NotedConstant {
  private final double number; // a float64 scalar is this one object
  private final @Nullable Tensor tensor; // otherwise
  final @Nullable Operation operation; // none: a variable or a constant
  final @Nullable Value x; // the operation's first input, if there is an operation
  final @Nullable Value y; // its second input, if it has two

  Value(
      double number,
      @Nullable Tensor tensor,
      @Nullable Operation operation,
      @Nullable Value x,
      @Nullable Value y) {
    this(operation == null ? Home.NOWHERE : Home.of(x, y), number, tensor, operation, x, y);
  }

  Value(
      Home home,
      double number,
      @Nullable Tensor tensor,
      @Nullable Operation operation,
      @Nullable Value x,
      @Nullable Value y) {
    super(home);
    this.number = number;
    this.tensor = tensor;
    this.operation = operation;
    this.x = x;
    this.y = y;
  }

  /** A value that nothing made, but that gradients flow into. */
  Value(double number, @Nullable Tensor tensor) {
    this(Home.current(), number, tensor, null, null, null);
  }

  /** A value of another kind with the numbers of one. */
  Value(Value numbers, @Nullable Operation operation, @Nullable Value x, @Nullable Value y) {
    this(numbers.number, numbers.tensor, operation, x, y);
  }

  /** Makes a scalar variable: it wants a gradient. */
  public static Value of(double number) {
    return SourceLines.noted(new Variable(number, null));
  }

  /** Makes a variable that is a vector of these numbers: it wants a gradient. */
  public static Value of(double... numbers) {
    return of(Tensor.of(numbers));
  }

  /** Makes a variable of the tensor's shape and precision: it wants a gradient. */
  public static Value of(Tensor tensor) {
    checkArgument(tensor != null, "of: the tensor is null");
    return isNumber(tensor) ? of(tensor.item()) : SourceLines.noted(new Variable(0, tensor));
  }

  /** Makes a constant of the tensor's shape and precision: it wants no gradient. */
  public static Value constant(Tensor tensor) {
    checkArgument(tensor != null, "constant: the tensor is null");
    return SourceLines.given(unnoted(tensor));
  }

  static Value unnoted(Tensor tensor) {
    return isNumber(tensor)
        ? new Value(tensor.item(), null, null, null, null)
        : new Value(0, tensor, null, null, null);
  }

  private static boolean isNumber(Tensor tensor) {
    return tensor.shape().rank() == 0 && tensor.dtype() == DType.FLOAT64;
  }

  /** Makes a scalar constant: it wants no gradient. */
  public static Value constant(double number) {
    return SourceLines.given(new Value(number, null, null, null, null));
  }

  /**
   * Joins values along an axis, each copied once: [a, n, c] and [a, m, c] along axis 1 give [a, n +
   * m, c]. Derivative 1: the gradient is cut where they were joined.
   *
   * @param axis a negative one counts from the end
   * @throws IllegalArgumentException if there are none, there is no such axis, the shapes differ
   *     along another one, or precisions differ
   */
  public static Value concat(List<Value> parts, int axis) {
    checkArgument(!parts.isEmpty(), "concat: there is nothing to join");
    return parts.get(0).concat(axis, parts.subList(1, parts.size()));
  }

  /**
   * Puts values beside each other along a new axis, each copied once: k of shape [n, m] give [k, n,
   * m] for axis 0, [n, m, k] for axis 2 or -1. Derivative 1: each gets its part of the gradient.
   *
   * @param axis where the new axis stands in the result
   * @throws IllegalArgumentException if there are none, the result can't have such an axis, or
   *     shapes or precisions differ
   */
  public static Value stack(List<Value> parts, int axis) {
    checkArgument(!parts.isEmpty(), "stack: there is nothing to put together");
    return parts.get(0).stack(axis, parts.subList(1, parts.size()));
  }

  @Override
  public Value literal(double literal) {
    // Not noted in a scope: there are too many of them to be worth the question whether there is
    // one.
    return tensor == null
        ? new Value(literal, null, null, null, null)
        : unnoted(tensor.literal(literal));
  }

  /** Gives the numbers, in this value's shape and precision; nothing is recorded from there on. */
  public Tensor data() {
    return Together.settled(numbers());
  }

  /** The same; a number may wait. */
  final Tensor numbers() {
    return tensor == null ? Tensor.of(number) : tensor;
  }

  /**
   * Gives the only number; nothing is recorded from there on.
   *
   * @throws IllegalArgumentException if there is not exactly one
   */
  public double item() {
    return tensor == null ? number : tensor.item();
  }

  @Override
  public Shape shape() {
    return tensor == null ? Shape.SCALAR : tensor.shape();
  }

  @Override
  public DType dtype() {
    return tensor == null ? DType.FLOAT64 : tensor.dtype();
  }

  @Override
  public Value self() {
    return this;
  }

  /**
   * Tells which interpretation this is: 0 for plain numbers, more inside of {@link Jvp} and {@link
   * Vmap}, and the more the deeper they are nested.
   */
  public long level() {
    return 0;
  }

  @Override
  public Value apply(Unary operation) {
    checkArgument(operation != null, "apply: the operation is null");
    boolean records = isConnected() && Recording.isOn();
    if (tensor == null && operation.isPointwise()) {
      return made(operation.value(number), null, records, operation, null);
    }
    Tensor result = records ? Together.apply(operation, numbers()) : data().apply(operation);
    return made(result, records, operation, null);
  }

  @Override
  public Value apply(Binary operation, Value other) {
    checkArgument(operation != null, "apply: the operation is null");
    checkArgument(other != null, "%s: an operand is null", operation.name());
    if (other.level() > 0) {
      return other.applyTo(operation, this, other);
    }
    boolean records = (isConnected() || other.isConnected()) && Recording.isOn();
    if (tensor == null && other.tensor == null && operation.isPointwise()) {
      return made(operation.value(number, other.number), null, records, operation, other);
    }
    Tensor result =
        records
            ? Together.apply(operation, numbers(), other.numbers())
            : data().apply(operation, other.data());
    return made(result, records, operation, other);
  }

  @Override
  public final List<Value> apply(Nary operation, List<Value> others) {
    checkArgument(operation != null, "apply: the operation is null");
    List<Value> inputs = ImmutableList.<Value>builder().add(this).addAll(others).build();
    Value highest = Collections.max(inputs, Comparator.comparingLong(Value::level));
    return highest.applyTo(operation, inputs);
  }

  @Override
  public Value run(Program program, List<Value> operands) {
    Tensor[] numbers = new Tensor[operands.size()];
    for (int i = 0; i < numbers.length; i++) {
      Value operand = operands.get(i);
      if (operand.tensor == null || !operand.isPlain()) {
        return Numeric.super.run(program, operands);
      }
      numbers[i] = operand.tensor;
    }
    return unnoted(numbers[0].run(program, Arrays.asList(numbers)));
  }

  /** Whether what is made of this, and of others of the kind, is nothing but numbers. */
  private boolean isPlain() {
    return level() == 0 && !(isConnected() && Recording.isOn()) && !SourceLines.isOn();
  }

  /** Applies an operation to inputs of which none is of a higher level than this one. */
  Value applyTo(Binary operation, Value left, Value right) {
    return left.apply(operation, right);
  }

  /** Applies an operation to inputs of which none is of a higher level than this one. */
  List<Value> applyTo(Nary operation, List<Value> inputs) {
    List<Tensor> data = inputs.stream().map(Value::data).toList();
    List<Tensor> results = data.get(0).apply(operation, data.subList(1, data.size()));
    if (!records(inputs)) {
      return results.stream()
          .map(result -> SourceLines.unrecorded(unnoted(result), operation, inputs))
          .toList();
    }
    Joint joint = new Joint(operation, inputs);
    return joint.join(results.stream().map(result -> joint.result(result, operation)));
  }

  static boolean records(List<Value> inputs) {
    return Recording.isOn() && inputs.stream().anyMatch(Value::isConnected);
  }

  private Value made(Tensor result, boolean records, Operation operation, @Nullable Value other) {
    return isNumber(result) && !Together.isLateNumber(result)
        ? made(result.item(), null, records, operation, other)
        : made(0, result, records, operation, other);
  }

  private Value made(
      double number,
      @Nullable Tensor tensor,
      boolean records,
      Operation operation,
      @Nullable Value other) {
    if (!records) {
      Value constant = new Value(number, tensor, null, null, null);
      return SourceLines.unrecorded(constant, operation, this, other);
    }
    Home home = Home.of(this, other); // asked first: what is new can then be filled at once
    return SourceLines.noted(new Value(home, number, tensor, operation, this, other));
  }

  /** A value that an operation made of this one alone. */
  final Value result(Tensor result, Operation operation) {
    return made(result, true, operation, null);
  }

  /** Tells the operation that made this value; none for a variable or a constant. */
  public final Optional<Operation> operation() {
    return Optional.ofNullable(operation);
  }

  /** Lists the values that the operation was applied to, in order; none without an operation. */
  public final List<Value> inputs() {
    return x instanceof Joint joint ? joint.operands() : operands();
  }

  /** Lists all results of the operation that made this value, in order, this one among them. */
  public final List<Value> siblings() {
    return x instanceof Joint joint ? joint.results() : ImmutableList.of(this);
  }

  /** What the operation was applied to, or the joint that stands between. */
  ImmutableList<Value> operands() {
    if (x == null) {
      return ImmutableList.of();
    }
    return y == null ? ImmutableList.of(x) : ImmutableList.of(x, y);
  }

  /** One of the operands. */
  Value input(int index) {
    return requireNonNull(index == 0 ? x : y);
  }

  /** The results of the operation: this one, unless a joint says otherwise. */
  ImmutableList<Value> results() {
    return ImmutableList.of(this);
  }

  /** How many operands there are. */
  int inputCount() {
    return y != null ? 2 : x != null ? 1 : 0;
  }

  /** Whether the operation chooses among what was computed, from what gradients flow into. */
  final boolean choosesAmongComputed() {
    return operation != null && operation.isKnownChoice() && isOfComputed();
  }

  /** Whether an operand was computed itself, from what gradients flow into. */
  boolean isOfComputed() {
    return (x != null && x.isComputed()) || (y != null && y.isComputed());
  }

  /** Whether an operation made this; an alias of what none has made counts as that. */
  final boolean isComputed() {
    boolean isAlias = operation == Alias.INSTANCE && x != null && x.operation == null;
    return operation != null && !isAlias;
  }

  /** Whether a gradient can flow from this value into an operand. */
  final boolean wants(int input) {
    return input(input).isConnected() && operation != null && !operation.isFlat(input);
  }

  /** Notes a use of each operand that a gradient can flow into. */
  void useInputs(Order order) {
    if (x != null && operation != null && !operation.isFlat(0)) {
      order.use(x);
    }
    if (y != null && operation != null && !operation.isFlat(1)) {
      order.use(y);
    }
  }

  /**
   * Gives this value a name, for graphs, explanations and messages; an earlier name is forgotten.
   *
   * @return this value
   * @throws IllegalArgumentException if the name is empty
   */
  @CanIgnoreReturnValue
  public final Value named(String name) {
    checkArgument(!name.isEmpty(), "named: the name is empty");
    setName(name);
    return this;
  }

  /** Gives the name that this value was given by {@link #named}, if it was. */
  public final Optional<String> name() {
    return Optional.ofNullable(knownName());
  }

  /**
   * Tells that this value takes another one's place, as an optimiser's update does with a
   * parameter's variable. It has the other one's name from then on, and if both are variables,
   * {@link #sharesPlaceWith} knows.
   *
   * @return this value
   */
  @CanIgnoreReturnValue
  public final Value replacing(Value before) {
    takePlaceOf(before);
    return this;
  }

  /**
   * Tells whether one of two variables has taken the other one's place, or both that of a third.
   */
  public boolean sharesPlaceWith(Value other) {
    return this == other;
  }

  void takePlaceOf(Value before) {
    before.name().ifPresent(this::setName);
  }

  void setName(String name) {
    Labels.name(this, name);
  }

  @Nullable String knownName() {
    return Labels.name(this);
  }

  /** Tells whether this value depends on a variable, so that a gradient can flow into it. */
  public boolean isConnected() {
    return operation != null;
  }

  /** Whether this holds its number itself, without a tensor. */
  final boolean isScalar() {
    return tensor == null;
  }

  /** Whether this is a scalar in float64, even if its number has not been computed yet. */
  final boolean isNumber() {
    return tensor == null || isNumber(tensor);
  }

  /**
   * Gives the same numbers as a value of its own: derivatives with respect to it are those of what
   * is computed from it, not of what is computed from this value beside it. Derivative 1: gradients
   * flow on through it into what this was made of, if there is anything; else it is a variable.
   */
  public final Value alias() {
    return isConnected() ? apply(Alias.INSTANCE) : freed();
  }

  /**
   * Tells when this was made, if it is an {@link #alias} of a constant: later ones have higher
   * numbers. A gradient that flows into it goes no further.
   *
   * @return 0 for any other value
   */
  public long aliasNumber() {
    return 0;
  }

  /** The same numbers as a variable of this level. */
  Value freed() {
    return Variable.ofConstant(number, tensor == null ? null : data());
  }

  /**
   * Gives the same value without the graph behind it: no gradient flows from it. Unlike {@link
   * #detach}, it keeps a tangent, where forward mode runs.
   */
  public Value unrecorded() {
    return detach();
  }

  /** Gives the same numbers as a constant: gradients stop here. */
  public Value detach() {
    return isConnected() ? SourceLines.detached(unnoted(data()), this) : this;
  }

  /**
   * Adds the gradient of this value into {@link #grad()} of every variable that it depends on,
   * along every path. To share variables between threads, rather use {@link #gradients(Value...)}.
   *
   * @throws IllegalStateException if this value has not exactly one element, or depends on no
   *     variable
   */
  public final void backward() {
    Gradients.addToVariables(this, seed("backward"));
  }

  /**
   * Computes the gradient of this value with respect to others, without side effects. Derivative
   * rules run only on the way from here to these: one that would fail elsewhere is not noticed.
   *
   * @param wanted the values to differentiate with respect to, intermediate ones too; none of them
   *     stands for every variable that this value depends on; a constant among them has gradient 0,
   *     for nothing flows into it
   * @throws IllegalStateException if this value has not exactly one element; or if it depends on no
   *     variable, and none are given
   */
  public final Gradients gradients(Value... wanted) {
    return Gradients.of(this, seed("gradients"), wanted);
  }

  /**
   * Computes the gradient of &lt;cotangent, this value&gt;: the cotangent times the Jacobian matrix
   * of this value.
   *
   * @param cotangent what the sweep begins with, shaped like this value
   * @param wanted as for {@link #gradients(Value...)}
   * @throws IllegalArgumentException if the cotangent has another shape or precision
   * @throws IllegalStateException if this value depends on no variable, and none are given
   */
  public final Gradients gradients(Tensor cotangent, Value... wanted) {
    return Gradients.of(this, cotangent, wanted);
  }

  /**
   * Computes the derivative of this value with respect to another one, itself recorded: it can be
   * differentiated again, to any order.
   *
   * @return a value shaped like {@code wanted}; zero if this value does not depend on it
   * @throws IllegalArgumentException if it is a constant, for which nothing was recorded
   * @throws IllegalStateException if this value has not exactly one element
   */
  public final Value derivative(Value wanted) {
    checkArgument(
        wanted.isConnected(),
        "derivative: what to differentiate by is a constant; make it by Value.of, not by"
            + " Value.constant, detach() or inside of Recording.off");
    return derivatives(ImmutableList.of(wanted)).get(0);
  }

  /**
   * Computes the derivatives of this value with respect to others, in order, themselves recorded.
   * Derivative rules run only on the way from here to these, as in {@link #gradients(Value...)}.
   *
   * @throws IllegalStateException if this value has not exactly one element
   */
  public final List<Value> derivatives(List<Value> wanted) {
    return RecordedSweep.derivatives(this, constant(seed("derivatives")), wanted);
  }

  /**
   * Computes the derivatives of &lt;cotangent, this value&gt; with respect to others, themselves
   * recorded, also with respect to what the cotangent depends on.
   *
   * @param cotangent what the sweep begins with, shaped like this value
   * @throws IllegalArgumentException if the cotangent has another shape or precision
   */
  public final List<Value> derivatives(Value cotangent, List<Value> wanted) {
    Cotangents.check("derivatives", this, cotangent);
    return RecordedSweep.derivatives(this, cotangent, wanted);
  }

  private Tensor seed(String method) {
    checkState(
        shape().elements() == 1,
        "%s: the result must have one element, not shape %s: reduce it (sum, mean), or give"
            + " gradients(...) a cotangent of its shape",
        method,
        shape());
    return tensor == null ? Tensor.of(1) : filled(1).data();
  }

  boolean hasNaN() {
    return data().hasNaN();
  }

  /**
   * Gives the gradient that {@link #backward()} has added up so far; zeros before the first time.
   *
   * @throws IllegalStateException if this is not a variable
   */
  public Tensor grad() {
    throw noVariable("grad");
  }

  /**
   * Sets {@link #grad()} to zeros.
   *
   * @throws IllegalStateException if this is not a variable
   */
  public void zeroGrad() {
    throw noVariable("zeroGrad");
  }

  private IllegalStateException noVariable(String method) {
    return new IllegalStateException(
        method
            + ": only a variable (Value.of) keeps a gradient; for an intermediate value v of a result"
            + " r ask r.gradients(v).of(v)");
  }

  /** Shows the numbers and, if there is one, the operation. */
  @Override
  public String toString() {
    return operation == null ? data().toString() : data() + " = " + operation;
  }
}
