package dev.chainrule.autograd;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.op.Binary;
import dev.chainrule.autograd.op.Nary;
import dev.chainrule.autograd.op.Numeric;
import dev.chainrule.autograd.op.Unary;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import java.util.List;

/**
 * A number in a derivative rule for which 0 times infinity is 0, if the 0 comes from the cotangent:
 * nothing flowed in, so nothing flows on. A rule is linear in its cotangent; so whatever it
 * computes either stems from the cotangent or does not, and where one of each kind meet, they are
 * multiplied.
 *
 * @param value the number itself
 * @param isCotangent whether it stems from the cotangent
 */
record Guarded<T extends Numeric<T>>(T value, boolean isCotangent) implements Numeric<Guarded<T>> {
  static <T extends Numeric<T>> Guarded<T> cotangent(T value) {
    return new Guarded<>(value, true);
  }

  static <T extends Numeric<T>> Guarded<T> plain(T value) {
    return new Guarded<>(value, false);
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

  @Override
  public Guarded<T> apply(Unary operation) {
    return new Guarded<>(value.apply(operation), isCotangent);
  }

  @Override
  public Guarded<T> apply(Binary operation, Guarded<T> other) {
    T plain = value.apply(operation, other.value);
    if (isCotangent == other.isCotangent) {
      return new Guarded<>(plain, isCotangent);
    }
    T cotangent = isCotangent ? value : other.value;
    return Guarded.cotangent(
        operation.isPointwise()
            ? plain.maskedBy(plain.equalTo(plain).add(cotangent.notEqualTo(0)))
            : product(operation, other, plain));
  }

  /** A matrix product or its like: terms whose cotangent is 0 do not count, whatever the factor. */
  private T product(Binary operation, Guarded<T> other, T plain) {
    T factor = isCotangent ? other.value : value;
    T cotangent = isCotangent ? value : other.value;
    T isFinite = factor.sub(factor).equalTo(0);
    T clean = multiplied(operation, cotangent, factor.maskedBy(isFinite));
    T spoilt = multiplied(operation, cotangent.notEqualTo(0), isFinite.not());
    return clean.where(spoilt.equalTo(0), plain);
  }

  private T multiplied(Binary operation, T cotangent, T factor) {
    return isCotangent ? cotangent.apply(operation, factor) : factor.apply(operation, cotangent);
  }

  @Override
  public List<Guarded<T>> apply(Nary operation, List<Guarded<T>> others) {
    boolean any = isCotangent || others.stream().anyMatch(Guarded::isCotangent);
    return value.apply(operation, others.stream().map(Guarded::value).toList()).stream()
        .map(result -> new Guarded<>(result, any))
        .collect(ImmutableList.toImmutableList());
  }

  @Override
  public Guarded<T> literal(double number) {
    return plain(value.literal(number));
  }
}
