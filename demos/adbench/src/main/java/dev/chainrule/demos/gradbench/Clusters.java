package dev.chainrule.demos.gradbench;

import dev.chainrule.autograd.Jvp;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.autograd.transform.Gradient;

/** k-means: the sum of squared distances from each point to the nearest of some centroids. */
final class Clusters {
  private Clusters() {}

  static Task<?> cost(Input input) {
    Value points = Value.constant(input.tensor("points", 2));
    Value centroids = Value.constant(input.tensor("centroids", 2));
    return Task.of(() -> cost(points, centroids).item());
  }

  /**
   * The gradient, divided by the second derivatives. The Hessian is a diagonal matrix, so its
   * product with a vector of ones is this diagonal: the derivative of the gradient, forward, in one
   * direction.
   */
  static Task<?> direction(Input input) {
    Value points = Value.constant(input.tensor("points", 2));
    Value centroids = Value.constant(input.tensor("centroids", 2));
    return new Task<>(
        () -> {
          Jvp both =
              Jvp.of(at -> Gradient.of(c -> cost(points, c), at), centroids, centroids.filled(1));
          Tensor direction = both.value().div(both.tangent()).data();
          return direction.toArray();
        },
        numbers -> Nested.of(Tensor.of(centroids.shape(), numbers)));
  }

  /** (p - c)² = p² - 2 p c + c². */
  private static Value cost(Value points, Value centroids) {
    Value product = points.matMulTransposed(centroids);
    Value distances = centroids.square().sum(1).sub(product.mul(2)); // less p²
    return distances.min(1).add(points.square().sum(1)).sum();
  }
}
