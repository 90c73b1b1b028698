package dev.chainrule.autograd;

import dev.chainrule.autograd.op.Binary;
import dev.chainrule.autograd.op.Nary;
import dev.chainrule.autograd.op.Unary;
import dev.chainrule.autograd.shape.DType;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One link of the chain rule, forward: the tangent of an operation's result, of those of its
 * inputs. Where the operation has no rule for it, the cotangents' rule is linear in its cotangents,
 * and the tangents go through its transpose. No tangent stands for zeros.
 */
final class Tangents {
  private Tangents() {}

  static @Nullable Value of(Unary operation, @Nullable Value tangent, Value x, Value y) {
    if (tangent == null || operation.isFlat(0)) {
      return null;
    }
    return operation
        .tangent(tangent, x, y)
        .orElseGet(() -> transposed(g -> operation.cotangent(g, x, y), y, tangent));
  }

  static @Nullable Value of(
      Binary operation,
      @Nullable Value tangentX,
      @Nullable Value tangentY,
      Value x,
      Value y,
      Value z) {
    Value wantedX = operation.isFlat(0) ? null : tangentX;
    Value wantedY = operation.isFlat(1) ? null : tangentY;
    if (wantedX != null && wantedY != null && operation.isLinear()) {
      return wantedX.apply(operation, wantedY);
    }
    Value forX = wantedX == null ? null : ofX(operation, wantedX, x, y, z);
    Value forY = wantedY == null ? null : ofY(operation, wantedY, x, y, z);
    Value sum = forX == null || forY == null ? (forX == null ? forY : forX) : forX.add(forY);
    return sum == null ? null : sum.broadcastTo(z.shape());
  }

  private static Value ofX(Binary operation, Value tangent, Value x, Value y, Value z) {
    return operation
        .tangentX(tangent, x, y, z)
        .orElseGet(() -> transposed(g -> operation.cotangentX(g, x, y, z), z, tangent));
  }

  private static Value ofY(Binary operation, Value tangent, Value x, Value y, Value z) {
    return operation
        .tangentY(tangent, x, y, z)
        .orElseGet(() -> transposed(g -> operation.cotangentY(g, x, y, z), z, tangent));
  }

  static List<Value> of(
      Nary operation, List<Value> tangents, List<Value> inputs, List<Value> results) {
    List<Value> pushed =
        operation.isLinear()
            ? tangents.get(0).apply(operation, tangents.subList(1, tangents.size()))
            : operation
                .tangents(tangents, inputs, results)
                .orElseGet(
                    () ->
                        transposed(
                            g -> operation.cotangents(g, inputs, results), results, tangents));
    // A rule that is run again is recorded with the cotangents that its transpose began with.
    return Value.records(inputs) || Value.records(tangents)
        ? pushed
        : pushed.stream().map(Value::unrecorded).toList();
  }

  private static Value transposed(UnaryOperator<Value> rule, Value result, Value tangent) {
    return transposed(g -> List.of(rule.apply(g.get(0))), List.of(result), List.of(tangent)).get(0);
  }

  private static List<Value> transposed(
      Function<List<Value>, List<Value>> rule, List<Value> results, List<Value> tangents) {
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
