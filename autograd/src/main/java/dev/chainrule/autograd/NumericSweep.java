package dev.chainrule.autograd;

import static java.util.Objects.requireNonNull;

import dev.chainrule.autograd.op.ChainRule;
import dev.chainrule.autograd.op.PointwiseBinary;
import dev.chainrule.autograd.op.PointwiseUnary;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A sweep that computes with numbers and records nothing. Scalars among the values get by without
 * an object for each cotangent: theirs are kept, and computed, as plain numbers.
 */
final class NumericSweep extends Sweep<Tensor> {
  private double[] numbers = new double[0];
  private @Nullable Tensor[] tensors = new Tensor[0];

  @Override
  Tensor view(Value value) {
    return value.data();
  }

  @Override
  Tensor link(Tensor contribution, Tensor cotangent) {
    return contribution.apply(ChainRule.LINK, cotangent);
  }

  @Override
  void grow(int capacity) {
    if (numbers.length < capacity) {
      numbers = Arrays.copyOf(numbers, capacity);
    }
  }

  @Override
  void add(int place, Tensor contribution) {
    if (contribution.shape().rank() == 0 && contribution.dtype() == DType.FLOAT64) {
      numbers[place] += contribution.item();
      return;
    }
    if (place >= tensors.length) {
      tensors = Arrays.copyOf(tensors, numbers.length);
    }
    Tensor before = tensors[place];
    tensors[place] = before == null ? contribution : before.add(contribution);
  }

  @Override
  Tensor cotangent(int place) {
    Tensor tensor = place < tensors.length ? tensors[place] : null;
    return tensor == null ? Tensor.of(numbers[place]) : tensor;
  }

  @Override
  void release(int place) {
    if (place < tensors.length) {
      tensors[place] = null;
    }
  }

  @Override
  void handOn(int place, Value value) {
    if (value.isScalar() && value.operation instanceof PointwiseBinary operation) {
      Value x = requireNonNull(value.x);
      Value y = requireNonNull(value.y);
      double cotangent = numbers[place];
      if (x.isConnected()) {
        send(x, cotangent, operation.cotangentX(cotangent, x.item(), y.item(), value.item()));
      }
      if (y.isConnected()) {
        send(y, cotangent, operation.cotangentY(cotangent, x.item(), y.item(), value.item()));
      }
    } else if (value.isScalar() && value.operation instanceof PointwiseUnary operation) {
      Value x = requireNonNull(value.x);
      send(x, numbers[place], operation.cotangent(numbers[place], x.item(), value.item()));
    } else {
      super.handOn(place, value);
    }
  }

  private void send(Value input, double cotangent, double contribution) {
    int place = placeOf(input);
    // 0 times an infinite derivative, as in the other sweep
    numbers[place] += cotangent == 0 && Double.isNaN(contribution) ? 0 : contribution;
    used(place);
  }
}
