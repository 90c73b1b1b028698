package dev.chainrule.autograd.transform;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.Jvp;
import dev.chainrule.autograd.Value;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Derivatives of what a solver found: of roots, fixed points and minima with respect to the
 * parameters that they depend on, whoever's solver it was. Nothing of the solver is remembered: the
 * implicit function theorem needs one linear solve, with the Jacobian at the solution. The result
 * can be differentiated again, forward and backward.
 *
 * <pre>{@code
 * // x with x³ + p x = 10, found by any means
 * Value root = Implicit.root((x, p) -> x.pow(3).add(p.get(0).mul(x)).sub(10), found, List.of(p));
 * root.derivative(p); // -x / (3 x² + p)
 * }</pre>
 *
 * <p>Derivatives are as exact as the solution is: an error of it goes into them.
 */
public final class Implicit {
  private Implicit() {}

  /**
   * Connects a root to its parameters: x with f(x, p) = 0. Derivative: -(∂f/∂x)⁻¹ ∂f/∂p.
   *
   * @param residual f: shaped like x, and 0 at the solution
   * @param solution the numbers that a solver found
   * @param parameters of f, all of one precision; f may use constants besides
   * @return the same numbers, as a function of the parameters
   * @throws IllegalArgumentException if there are no parameters, the residual is not shaped like
   *     the solution or depends on a variable that is not among the parameters, or precisions
   *     differ; in the sweep, if the Jacobian ∂f/∂x is singular
   */
  public static Value root(
      BiFunction<Value, List<Value>, Value> residual, Value solution, List<Value> parameters) {
    checkArgument(residual != null, "implicit: the function is null");
    checkArgument(solution != null, "implicit: the solution is null");
    checkArgument(!parameters.isEmpty(), "implicit: there are no parameters");
    List<Value> inputs = Stream.concat(Stream.of(solution.detach()), parameters.stream()).toList();
    return CustomFunction.of("implicit", in -> solution(residual, in))
        .backward((cotangent, in, x) -> pullBack(residual, cotangent, in, x))
        .forward((tangents, in, x) -> pushForward(residual, tangents, in, x))
        .apply(inputs);
  }

  /**
   * Connects a fixed point to its parameters: x = f(x, p). Derivative: (1 - ∂f/∂x)⁻¹ ∂f/∂p.
   *
   * @param map f: shaped like x
   * @param solution the numbers that a solver found
   * @param parameters of f, all of one precision; f may use constants besides
   * @return the same numbers, as a function of the parameters
   * @throws IllegalArgumentException as for {@link #root}
   */
  public static Value fixedPoint(
      BiFunction<Value, List<Value>, Value> map, Value solution, List<Value> parameters) {
    return root((x, p) -> x.sub(map.apply(x, p)), solution, parameters);
  }

  /**
   * Connects a minimum, a maximum or a saddle point to its parameters: x with ∂f/∂x = 0.
   * Derivative: -(∂²f/∂x²)⁻¹ ∂²f/∂x∂p.
   *
   * @param objective f: one number
   * @param solution the numbers that a solver found
   * @param parameters of f, all of one precision; f may use constants besides
   * @return the same numbers, as a function of the parameters
   * @throws IllegalArgumentException as for {@link #root}, or if f has not exactly one element
   */
  public static Value minimum(
      BiFunction<Value, List<Value>, Value> objective, Value solution, List<Value> parameters) {
    return root((x, p) -> Gradient.of(v -> objective.apply(v, p), x), solution, parameters);
  }

  /** The solution, from which its equations hang: mistakes in them are found here, not later. */
  private static Value solution(
      BiFunction<Value, List<Value>, Value> residual, List<Value> inputs) {
    Value x = inputs.get(0);
    Value equations = checked(residual.apply(x, inputs.subList(1, inputs.size())), x);
    return x.where(x.filled(1), equations);
  }

  /** For the solution, which does not count, and each parameter: -∂f/∂pᵀ (∂f/∂x)⁻ᵀ cotangent. */
  private static List<Value> pullBack(
      BiFunction<Value, List<Value>, Value> residual,
      Value cotangent,
      List<Value> inputs,
      Value x) {
    List<Value> parameters = inputs.subList(1, inputs.size());
    Value jacobian = jacobian(residual, x, parameters);
    Value multipliers = solve(jacobian.transpose(), cotangent.flatten()).reshape(x.shape());
    Vjp byParameters = Vjp.of(p -> residual.apply(x, p), parameters);
    return ImmutableList.<Value>builder()
        .add(x.filled(0))
        .addAll(byParameters.pullBack(multipliers.neg()))
        .build();
  }

  /** For the solution: -(∂f/∂x)⁻¹ ∂f/∂p tangents. */
  private static Value pushForward(
      BiFunction<Value, List<Value>, Value> residual,
      List<Value> tangents,
      List<Value> inputs,
      Value x) {
    List<Value> parameters = inputs.subList(1, inputs.size());
    Jvp byParameters =
        Jvp.of(p -> residual.apply(x, p), parameters, tangents.subList(1, tangents.size()));
    Value pushed = byParameters.tangent().neg().flatten();
    return solve(jacobian(residual, x, parameters), pushed).reshape(x.shape());
  }

  private static Value solve(Value jacobian, Value right) {
    try {
      return jacobian.solve(right);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "implicit: by the Jacobian of the residual at the solution, " + e.getMessage(), e);
    }
  }

  /** By the solution, both flat: a square matrix. */
  private static Value jacobian(
      BiFunction<Value, List<Value>, Value> residual, Value x, List<Value> parameters) {
    return Jacobian.of(
        v -> checked(residual.apply(v.reshape(x.shape()), parameters), x).flatten(), x.flatten());
  }

  private static Value checked(Value residual, Value x) {
    checkArgument(residual != null, "implicit: the residual is null");
    checkArgument(
        residual.shape().equals(x.shape()),
        "implicit: a residual of shape %s for a solution of shape %s: there must be one equation"
            + " for each unknown",
        residual.shape(),
        x.shape());
    return residual;
  }
}
