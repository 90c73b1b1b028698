package dev.chainrule.autograd;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.op.Binary;
import dev.chainrule.autograd.op.Nary;
import dev.chainrule.autograd.op.Numeric;
import dev.chainrule.autograd.op.Unary;
import dev.chainrule.autograd.shape.DType;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One link of the chain rule, forward: the tangent of an operation's result, of those of its
 * inputs. Where the operation has no rule for it, the cotangents' rule is linear in its cotangents,
 * and the tangents go through its transpose. No tangent stands for zeros.
 *
 * @param <T> what the rules compute with
 */
abstract class Tangents<T extends Numeric<T>> {
  static final Tangents<Value> PLAIN = new Plain();

  /** Knows at each element whether a choice cut the way to it. */
  static final Tangents<Guarded<Value>> CAREFUL = new Careful();

  /** What the rules see of a value. */
  abstract T view(Value value);

  /** The tangent of what does not depend on the inputs. */
  abstract T zeros(Value value);

  /**
   * What the transpose of a rule of cotangents makes of tangents.
   *
   * @param dependence of masks of the inputs: greater than 0 where a result depends on what is live
   */
  abstract List<T> transposed(
      UnaryOperator<List<Value>> rule,
      List<Value> results,
      List<T> tangents,
      UnaryOperator<List<Value>> dependence);

  final @Nullable T of(Unary operation, @Nullable T tangent, Value x, Value y) {
    if (tangent == null || operation.isFlat(0)) {
      return null;
    }
    return operation
        .tangent(tangent, view(x), view(y))
        .orElseGet(
            () -> transposed(g -> operation.cotangent(g, x, y), y, tangent, operation::dependence));
  }

  final @Nullable T of(
      Binary operation, @Nullable T tangentX, @Nullable T tangentY, Value x, Value y, Value z) {
    T wantedX = operation.isFlat(0) ? null : tangentX;
    T wantedY = operation.isFlat(1) ? null : tangentY;
    if (wantedX != null && wantedY != null) {
      return operation
          .tangent(wantedX, wantedY, view(x), view(y), view(z))
          .orElseGet(() -> ofX(operation, wantedX, x, y, z).add(ofY(operation, wantedY, x, y, z)))
          .broadcastTo(z.shape());
    }
    T forX = wantedX == null ? null : ofX(operation, wantedX, x, y, z).broadcastTo(z.shape());
    return wantedY == null ? forX : ofY(operation, wantedY, x, y, z).broadcastTo(z.shape());
  }

  private T ofX(Binary operation, T tangent, Value x, Value y, Value z) {
    return operation
        .tangentX(tangent, view(x), view(y), view(z))
        .orElseGet(
            () ->
                transposed(
                    g -> operation.cotangentX(g, x, y, z),
                    z,
                    tangent,
                    live -> operation.dependence(live, y.filled(0))));
  }

  private T ofY(Binary operation, T tangent, Value x, Value y, Value z) {
    return operation
        .tangentY(tangent, view(x), view(y), view(z))
        .orElseGet(
            () ->
                transposed(
                    g -> operation.cotangentY(g, x, y, z),
                    z,
                    tangent,
                    live -> operation.dependence(x.filled(0), live)));
  }

  List<T> of(Nary operation, List<T> tangents, List<Value> inputs, List<Value> results) {
    return operation.isLinear()
        ? tangents.get(0).apply(operation, tangents.subList(1, tangents.size()))
        : operation
            .tangents(tangents, views(inputs), views(results))
            .orElseGet(
                () ->
                    transposed(
                        g -> operation.cotangents(g, inputs, results),
                        results,
                        tangents,
                        operation::dependence));
  }

  private List<T> views(List<Value> values) {
    return values.stream().map(this::view).toList();
  }

  private T transposed(
      UnaryOperator<Value> rule, Value result, T tangent, UnaryOperator<Value> dependence) {
    return transposed(only(rule), List.of(result), List.of(tangent), only(dependence)).get(0);
  }

  private static UnaryOperator<List<Value>> only(UnaryOperator<Value> function) {
    return values -> List.of(function.apply(values.get(0)));
  }

  private static final class Plain extends Tangents<Value> {
    @Override
    Value view(Value value) {
      return value;
    }

    @Override
    Value zeros(Value value) {
      return value.filled(0);
    }

    @Override
    List<Value> of(Nary operation, List<Value> tangents, List<Value> inputs, List<Value> results) {
      List<Value> pushed = super.of(operation, tangents, inputs, results);
      // A rule that is run again is recorded with the cotangents that its transpose began with.
      return Value.records(inputs) || Value.records(tangents)
          ? pushed
          : pushed.stream().map(Value::unrecorded).toList();
    }

    @Override
    List<Value> transposed(
        UnaryOperator<List<Value>> rule,
        List<Value> results,
        List<Value> tangents,
        UnaryOperator<List<Value>> dependence) {
      List<Value> pushed =
          Recording.on(
              () -> {
                List<Value> cotangents =
                    results.stream()
                        .map(result -> Value.constant(result.filled(0).data()).alias())
                        .toList();
                List<Value> sent = rule.apply(cotangents);
                Value product = null;
                for (int i = 0; i < sent.size(); i++) {
                  Value tangent = tangents.get(i).broadcastTo(sent.get(i).shape());
                  Value part = sent.get(i).mul(tangent).sum().to(DType.FLOAT64);
                  product = product == null ? part : product.add(part);
                }
                return product == null ? results : product.derivatives(cotangents);
              });
      return Recording.isOn() ? pushed : pushed.stream().map(Value::unrecorded).toList();
    }
  }

  private static final class Careful extends Tangents<Guarded<Value>> {
    @Override
    Guarded<Value> view(Value value) {
      return Guarded.plain(value);
    }

    @Override
    Guarded<Value> zeros(Value value) {
      return Guarded.cut(value);
    }

    /** What is sent to an element that was cut off is masked, so that the transpose cuts, too. */
    @Override
    List<Guarded<Value>> transposed(
        UnaryOperator<List<Value>> rule,
        List<Value> results,
        List<Guarded<Value>> tangents,
        UnaryOperator<List<Value>> dependence) {
      List<Value> numbers = tangents.stream().map(Guarded::value).toList();
      if (tangents.stream().allMatch(tangent -> tangent.live() == null)) {
        return PLAIN.transposed(rule, results, numbers, dependence).stream()
            .map(Guarded::cotangent)
            .toList();
      }
      List<Value> live = tangents.stream().map(Guarded::liveOrOnes).toList();
      List<Value> pushed =
          PLAIN.transposed(
              g -> zip(Value::maskedBy, rule.apply(g), live), results, numbers, dependence);
      List<Value> flows = dependence.apply(live);
      return zip(Guarded::reached, pushed, flows);
    }

    private static <R> List<R> zip(
        BiFunction<Value, Value, R> function, List<Value> first, List<Value> second) {
      ImmutableList.Builder<R> zipped = ImmutableList.builder();
      for (int i = 0; i < first.size(); i++) {
        zipped.add(function.apply(first.get(i), second.get(i)));
      }
      return zipped.build();
    }
  }
}
