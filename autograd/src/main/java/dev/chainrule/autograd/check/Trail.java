package dev.chainrule.autograd.check;

import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Order;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.op.Domain;
import dev.chainrule.autograd.op.Operation;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/**
 * What stands between a number and the result: the values of a graph that move when the number
 * does. They tell what an outside look can't: how many digits were lost on the way, and which
 * operation is at its kink.
 */
final class Trail {
  private final List<Value> values = new ArrayList<>();
  private final List<Tensor> slopes = new ArrayList<>(); // of the result, by each of them
  private final IdentityHashMap<Value, Tensor> rises =
      new IdentityHashMap<>(); // of each of them, from left to right
  private final IdentityHashMap<Value, Tensor> moved =
      new IdentityHashMap<>(); // 1 where a value's moves

  private Trail() {}

  /**
   * Compares the graphs of one function at the point and at both sides of it; none if they differ
   * in more than numbers.
   *
   * @param parts of the function, whose elements add up to it
   * @param left the same to the left of the point
   * @param right the same to the right
   */
  static Optional<Trail> of(List<Value> parts, List<Value> left, List<Value> right) {
    Trail trail = new Trail();
    boolean areAlike = true;
    for (int i = 0; i < parts.size() && areAlike; i++) {
      areAlike = trail.add(parts.get(i), left.get(i), right.get(i));
    }
    return areAlike ? Optional.of(trail) : Optional.empty();
  }

  private boolean add(Value part, Value left, Value right) {
    List<Value> order = Order.of(part);
    List<Value> toLeft = Order.of(left);
    List<Value> toRight = Order.of(right);
    if (!areAlike(order, toLeft) || !areAlike(order, toRight)) {
      return false;
    }
    Gradients gradients = part.gradients(part.data().filled(1), order.toArray(Value[]::new));
    for (int i = order.size() - 1; i >= 0; i--) { // inputs first
      Value value = order.get(i);
      Tensor moves = value.data().notEqualTo(toLeft.get(i).data());
      moves = moves.maximum(value.data().notEqualTo(toRight.get(i).data()));
      values.add(value);
      slopes.add(gradients.of(value));
      rises.put(value, toRight.get(i).data().sub(toLeft.get(i).data()));
      moved.put(value, swallowed(value).map(moves::maximum).orElse(moves));
    }
    return true;
  }

  /** Where numbers moved whose result is the same: what was added to them swallowed them. */
  private Optional<Tensor> swallowed(Value value) {
    boolean isPointwise = value.operation().filter(Operation::isPointwise).isPresent();
    return value.inputs().stream()
        .filter(input -> isPointwise)
        .map(input -> moves(input).to(value.dtype()).broadcastTo(value.shape()))
        .reduce(Tensor::maximum);
  }

  private static boolean areAlike(List<Value> some, List<Value> others) {
    boolean areAlike = some.size() == others.size();
    for (int i = 0; areAlike && i < some.size(); i++) {
      areAlike =
          some.get(i).shape().equals(others.get(i).shape())
              && some.get(i).dtype() == others.get(i).dtype()
              && name(some.get(i)).equals(name(others.get(i)));
    }
    return areAlike;
  }

  private static String name(Value value) {
    return value.operation().map(Operation::toString).orElse("");
  }

  /**
   * Adds up how much each number on the way counts in the result: if each is rounded, the result is
   * off by that times the roundoff at most.
   */
  double weight() {
    double weight = 0;
    for (int i = 0; i < values.size(); i++) {
      double[] numbers = values.get(i).data().toArray();
      double[] slope = slopes.get(i).toArray();
      double[] moves = moves(values.get(i)).toArray();
      for (int k = 0; k < numbers.length; k++) {
        double part = Math.abs(numbers[k] * slope[k]);
        weight += moves[k] != 0 && Double.isFinite(part) ? part : 0;
      }
    }
    return weight;
  }

  /**
   * Tells how much of the result's rise goes through the value through which the most does, all
   * signs alike: a rule that adds such parts up to nothing gives what rounding leaves of them.
   */
  double flow() {
    double most = 0;
    for (int i = 0; i < values.size(); i++) {
      Tensor rise = rise(values.get(i)).maximum(riseOfParts(values.get(i)));
      double flow = slopes.get(i).mul(rise).abs().to(DType.FLOAT64).sum().item();
      most = Double.isFinite(flow) ? Math.max(most, flow) : most;
    }
    return most;
  }

  private Tensor rise(Value value) {
    Tensor rise = rises.get(value);
    return rise == null ? value.data().filled(0) : rise.abs(); // a constant stays
  }

  /**
   * By how much an operation's result would rise by one input alone, about, where both rise: as
   * hypot(x, 1) does though x / hypot(x, x) does not.
   */
  private Tensor riseOfParts(Value value) {
    Tensor least = value.data().filled(value.inputs().size() == 2 ? Double.POSITIVE_INFINITY : 0);
    for (Value input : value.inputs()) {
      boolean isPart = input.shape().broadcastsTo(value.shape()) && input.dtype() == value.dtype();
      Tensor share = isPart ? rise(input).div(input.data().abs()) : value.data().filled(0);
      least = least.minimum(share.broadcastTo(value.shape()));
    }
    Tensor parts = least.mul(value.data().abs());
    return parts.where(parts.isFinite(), 0);
  }

  /** Names the operations that stand where they have no unique derivative, and move. */
  List<String> kinks() {
    List<String> kinks = new ArrayList<>();
    for (Value value : values) {
      if (isAtKink(value) && !kinks.contains(name(value))) {
        kinks.add(name(value));
      }
    }
    return kinks;
  }

  private boolean isAtKink(Value value) {
    Operation operation = value.operation().orElse(null);
    List<Value> inputs = value.inputs();
    for (int i = 0; i < inputs.size() && operation != null; i++) {
      Domain domain = operation.domain(i);
      Value x = inputs.get(i);
      boolean isTie = domain.hasTies() && i > 0 && isTie(inputs.get(0), x);
      if (isTie || domain.kinks().stream().anyMatch(kink -> isAt(kink, x))) {
        return true;
      }
    }
    return false;
  }

  private boolean isAt(double kink, Value x) {
    return holds(x.data().equalTo(kink).mul(moves(x)));
  }

  private boolean isTie(Value x, Value y) {
    return holds(x.data().equalTo(y.data()).mul(moves(x).add(moves(y))));
  }

  private Tensor moves(Value value) {
    Tensor moves = moved.get(value);
    return moves == null ? value.data().filled(0) : moves; // a constant stays
  }

  private static boolean holds(Tensor mask) {
    return mask.sum().item() > 0;
  }
}
