package dev.chainrule.autograd;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.op.Binary;
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
 * of each kind meet, they are multiplied.
 *
 * @param value the number itself
 * @param isCotangent whether it stems from the cotangent
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

  /** A mask with weights of many kinds, whose sums and differences do not cancel by chance. */
  private static <T extends Numeric<T>> T weighted(T mask) {
    T numbers = mask.filled(1).reshape(-1).cumsum(0);
    return mask.mul(numbers.mul(12.9898).sin().mul(0.4).add(1).reshape(mask.shape()));
  }

  private T liveOrOnes() {
    return live == null ? value.filled(1) : live;
  }

  @Override
  public Guarded<T> apply(Unary operation) {
    T result = value.apply(operation);
    if (!isCotangent || operation.isPointwise()) {
      return new Guarded<>(result, isCotangent, live);
    }
    // What no live element flows into is cut off: what a slice left out, for example.
    return new Guarded<>(result, true, weighted(liveOrOnes()).apply(operation).notEqualTo(0));
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
      T chosen = multiplied(operation, cotangent.liveOrOnes(), factor);
      return new Guarded<>(plain, true, chosen);
    }
    if (cotangent.live == null) {
      return cotangent(plain);
    }
    if (operation.isPointwise()) {
      T stillLive = cotangent.live.broadcastTo(plain.shape());
      return new Guarded<>(plain.maskedBy(stillLive), true, stillLive);
    }
    // A matrix product or its like: terms that were cut off do not count, whatever the factor.
    T isFinite = factor.sub(factor).equalTo(0);
    T clean = multiplied(operation, cotangent.value, factor.maskedBy(isFinite));
    T spoilt = multiplied(operation, cotangent.live, isFinite.not());
    T reached = multiplied(operation, weighted(cotangent.live), factor.filled(1)).notEqualTo(0);
    return new Guarded<>(clean.where(spoilt.equalTo(0), plain), true, reached);
  }

  private T multiplied(Binary operation, T cotangent, T factor) {
    return isCotangent ? cotangent.apply(operation, factor) : factor.apply(operation, cotangent);
  }

  @Override
  public List<Guarded<T>> apply(Nary operation, List<Guarded<T>> others) {
    List<Guarded<T>> inputs = ImmutableList.<Guarded<T>>builder().add(this).addAll(others).build();
    List<T> results = results(operation, inputs.stream().map(Guarded::value).toList());
    if (inputs.stream().noneMatch(Guarded::isCotangent)) {
      return results.stream().map(Guarded::plain).toList();
    }
    if (inputs.stream().allMatch(input -> input.live == null)) {
      return results.stream().map(Guarded::cotangent).toList();
    }
    ImmutableList.Builder<Guarded<T>> guarded = ImmutableList.builder();
    List<T> reached = reached(operation, inputs);
    for (int i = 0; i < results.size(); i++) {
      guarded.add(new Guarded<>(results.get(i), true, reached.get(i).notEqualTo(0)));
    }
    return guarded.build();
  }

  /**
   * What live elements make of the results. Where the operation makes no choice, a factor that is 0
   * may have a slope; so whatever depends on a live element is live.
   */
  private static <T extends Numeric<T>> List<T> reached(Nary operation, List<Guarded<T>> inputs) {
    return operation.isChoice() || operation.isLinear()
        ? results(
            operation,
            inputs.stream()
                .map(in -> in.isCotangent ? weighted(in.liveOrOnes()) : in.value)
                .toList())
        : operation.dependence(
            inputs.stream()
                .map(in -> in.isCotangent ? in.liveOrOnes() : in.value.filled(0))
                .toList());
  }

  private static <T extends Numeric<T>> List<T> results(Nary operation, List<T> inputs) {
    return inputs.get(0).apply(operation, inputs.subList(1, inputs.size()));
  }

  @Override
  public Guarded<T> literal(double number) {
    return plain(value.literal(number));
  }
}
