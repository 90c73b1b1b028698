package dev.chainrule.autograd.tensor;

import static com.google.common.base.Preconditions.checkState;

import dev.chainrule.autograd.op.Operation;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What operations promise of their results, held against what they give. */
final class Results {
  private Results() {}

  /** Refuses a user's result that is not there. */
  static Tensor checked(Operation operation, @Nullable Tensor result) {
    checkState(result != null, "%s: its value is null", operation);
    return result;
  }

  /** Refuses a user's results that are not there. */
  static List<Tensor> checked(Operation operation, @Nullable List<Tensor> results) {
    checkState(results != null, "%s: its values are null", operation);
    return results.stream().map(result -> checked(operation, result)).toList();
  }

  /** Refuses a result of another shape or precision than was stated. */
  static void check(Operation operation, Tensor result, Shape shape, DType dtype) {
    if (!result.shape().equals(shape) || result.dtype() != dtype) {
      throw new IllegalStateException(
          "%s: its value is of shape %s and %s, where it states %s and %s"
              .formatted(operation, result.shape(), result.dtype(), shape, dtype));
    }
  }
}
