package dev.chainrule.demos.gradbench;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.List;

/** Half the sum of squares of what a polynomial misses the sign function by, at n points. */
final class LeastSquares {
  private LeastSquares() {}

  static Scalars.At of(Input input) {
    int n = input.count("n");
    return new Scalars.At(x -> of(x, n), Value.constant(input.tensor("x", 1)));
  }

  private static Value of(Value x, int n) {
    Tensor points = Tensor.arange(n).mul(2.0 / (n - 1)).sub(1);
    Tensor factors = points.expandDims(1).broadcastTo(Shape.of(n, x.shape().size(0) - 1));
    Tensor powers = Tensor.concat(List.of(Tensor.ones(n, 1), factors), 1).cumprod(1);
    Value missed = Value.constant(powers).matMul(x).sub(Value.constant(points.sign()));
    return missed.square().sum().mul(0.5);
  }
}
