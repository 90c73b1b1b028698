package dev.chainrule.autograd;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.op.Binary;
import dev.chainrule.autograd.op.Movement;
import dev.chainrule.autograd.op.Nary;
import dev.chainrule.autograd.op.Numeric;
import dev.chainrule.autograd.op.Unary;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A number in a derivative rule that knows where a choice cut the way from the result: what was cut
 * off is 0, and stays 0 whatever it is multiplied by, be it infinite or NaN. A rule is linear in
 * its cotangent; so whatever it computes either stems from the cotangent or does not, and where one
 * of each kind meet, they are multiplied. Forward, the same holds of tangents, and of the way from
 * the inputs.
 *
 * <p>What is cut off is found by where elements go, never by what numbers come out: a factor that
 * is 0 here is no cut, for it may have a slope.
 *
 * @param value the number itself
 * @param isCotangent whether it stems from the cotangent, or the tangent
 * @param live a mask of the elements that were not cut off; without one, none was
 */
record Guarded<T extends Numeric<T>>(T value, boolean isCotangent, @Nullable T live)
    implements Numeric<Guarded<T>> {
  static <T extends Numeric<T>> Guarded<T> cotangent(T value) {
    return new Guarded<>(value, true, null);
  }

  /** The cotangent of a number that nothing flows into. */
  static <T extends Numeric<T>> Guarded<T> cut(T number) {
    T zeros = number.filled(0);
    return new Guarded<>(zeros, true, zeros);
  }

  /** A tangent that begins at the elements of a mask, and is 1 there. */
  static <T extends Numeric<T>> Guarded<T> begun(T mask) {
    return new Guarded<>(mask, true, mask);
  }

  /** A tangent of which a mask tells what was not cut off. */
  static <T extends Numeric<T>> Guarded<T> tangent(T value, T live) {
    return new Guarded<>(value.maskedBy(live), true, live);
  }

  static <T extends Numeric<T>> Guarded<T> plain(T value) {
    return new Guarded<>(value, false, null);
  }

  @Override
  public Shape shape() {
    return value.shape();
  }

  @Override
  public DType dtype() {
    return value.dtype();
  }

  @Override
  public Guarded<T> self() {
    return this;
  }

  T liveOrOnes() {
    return live == null ? value.filled(1) : live;
  }

  /** A cotangent of which only what some live element flows into counts; the rest is cut off. */
  static <T extends Numeric<T>> Guarded<T> reached(T value, T flows) {
    T live = flows.to(value.dtype()).notEqualTo(0);
    return new Guarded<>(value.maskedBy(live), true, live);
  }

  @Override
  public Guarded<T> apply(Unary operation) {
    T result = value.apply(operation);
    if (!isCotangent || operation.isPointwise()) {
      return new Guarded<>(result, isCotangent, live);
    }
    // What no live element flows into is cut off: what a slice left out, for example.
    return reached(result, flows(operation, liveOrOnes()));
  }

  private static <T extends Numeric<T>> T flows(Unary operation, T mask) {
    boolean moves = operation.movement() != Movement.NONE;
    return moves ? mask.apply(operation) : operation.dependence(mask);
  }

  @Override
  public Guarded<T> apply(Binary operation, Guarded<T> other) {
    T plain = value.apply(operation, other.value);
    if (isCotangent == other.isCotangent) {
      boolean isCut = live != null && other.live != null;
      T either = isCut ? liveOrOnes().maximum(other.liveOrOnes()) : null;
      return new Guarded<>(plain, isCotangent, either);
    }
    Guarded<T> cotangent = isCotangent ? this : other;
    T factor = isCotangent ? other.value : value;
    if (operation.isChoice()) { // elsewhere the way is cut from here on
      T chosen = applied(operation, cotangent.liveOrOnes(), factor);
      return new Guarded<>(plain, true, chosen);
    }
    if (cotangent.live == null) {
      return cotangent(plain);
    }
    if (operation.isPointwise()) {
      T stillLive = cotangent.live.broadcastTo(plain.shape());
      return new Guarded<>(plain.maskedBy(stillLive), true, stillLive);
    }
    T flows = flows(operation, cotangent.live, factor);
    boolean isProduct = operation.isBilinear() && operation.isOfVocabulary();
    return reached(isProduct ? product(operation, cotangent, factor, plain) : plain, flows);
  }

  private T applied(Binary operation, T cotangent, T factor) {
    return isCotangent ? cotangent.apply(operation, factor) : factor.apply(operation, cotangent);
  }

  private T flows(Binary operation, T mask, T factor) {
    if (operation.movement() != Movement.NONE) {
      return applied(operation, mask, factor);
    }
    T nothing = factor.filled(0);
    return isCotangent ? operation.dependence(mask, nothing) : operation.dependence(nothing, mask);
  }

  /** A matrix product: terms that were cut off do not count, whatever the factor. */
  private T product(Binary operation, Guarded<T> cotangent, T factor, T plain) {
    T isFinite = factor.sub(factor).equalTo(0);
    T clean = applied(operation, cotangent.value, factor.maskedBy(isFinite));
    T spoilt = applied(operation, cotangent.liveOrOnes(), isFinite.not());
    return clean.where(spoilt.equalTo(0), plain);
  }

  @Override
  public List<Guarded<T>> apply(Nary operation, List<Guarded<T>> others) {
    List<Guarded<T>> inputs = ImmutableList.<Guarded<T>>builder().add(this).addAll(others).build();
    List<T> numbers = inputs.stream().map(Guarded::value).toList();
    if (inputs.stream().noneMatch(Guarded::isCotangent)) {
      return operation.results(numbers).stream().map(Guarded::plain).toList();
    }
    if (!operation.isKnownChoice() && inputs.stream().allMatch(input -> input.live == null)) {
      return operation.results(numbers).stream().map(Guarded::cotangent).toList();
    }
    List<T> masks =
        inputs.stream()
            .map(input -> input.isCotangent ? input.liveOrOnes() : input.value.filled(0))
            .toList();
    List<T> both = operation.ofLive(masks, numbers);
    int count = both.size() / 2;
    ImmutableList.Builder<Guarded<T>> guarded = ImmutableList.builder();
    for (int i = 0; i < count; i++) {
      guarded.add(reached(both.get(i), both.get(count + i)));
    }
    return guarded.build();
  }

  @Override
  public Guarded<T> literal(double number) {
    return plain(value.literal(number));
  }
}
