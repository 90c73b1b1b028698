/**
 * Exact derivatives for the solvers of Hipparchus. A function is written once, of values, and a
 * solver gets from it whatever derivatives it asks for: no formula is differentiated by hand, and
 * no difference quotient taken.
 *
 * <table>
 * <caption>What gives which solver its function</caption>
 * <tr><th>to solve</th><th>take</th><th>for</th></tr>
 * <tr><td>least squares</td><td>{@link dev.chainrule.autograd.hipparchus.LeastSquaresModel}</td>
 *     <td>Levenberg-Marquardt, Gauss-Newton</td></tr>
 * <tr><td>a minimum or a maximum</td><td>{@link dev.chainrule.autograd.hipparchus.Objective}</td>
 *     <td>conjugate gradients, SQP</td></tr>
 * <tr><td>the same, with side conditions</td>
 *     <td>{@link dev.chainrule.autograd.hipparchus.Constraints}</td><td>SQP</td></tr>
 * <tr><td>a root</td><td>{@link dev.chainrule.autograd.hipparchus.Univariate}</td>
 *     <td>Newton-Raphson</td></tr>
 * <tr><td>derivatives of any order</td>
 *     <td>{@link dev.chainrule.autograd.hipparchus.Univariate},
 *     {@link dev.chainrule.autograd.hipparchus.Multivariate},
 *     {@link dev.chainrule.autograd.hipparchus.MultivariateVector}</td>
 *     <td>whoever computes with Hipparchus' own derivatives</td></tr>
 * </table>
 *
 * <pre>{@code
 * Value t = Value.constant(Tensor.of(0.0, 1.0, 2.0, 3.0));
 * LeastSquaresProblem decay =
 *     new LeastSquaresBuilder()
 *         .model(LeastSquaresModel.of(p -> t.mul(p.get(1)).neg().exp().mul(p.get(0))))
 *         .target(new double[] {8, 4, 2, 1})
 *         .start(new double[] {5, 1})
 *         .maxEvaluations(100)
 *         .maxIterations(100)
 *         .build();
 * new LevenbergMarquardtOptimizer().optimize(decay).getPoint(); // {8; ln 2}
 * }</pre>
 *
 * <p>{@code GaussNewtonOptimizer} also has to be told when to stop, before {@code build()}: {@code
 * .checkerPair(new SimpleVectorValueChecker(1e-9, 1e-9))}. Without, it stops with "null is not
 * allowed". Levenberg-Marquardt has tolerances of its own.
 *
 * <p>What a solver has found can be differentiated by what it depends on: see {@link
 * dev.chainrule.autograd.transform.Implicit}.
 *
 * <p>Everything here is immutable, if the function is, so that several threads may use it at once;
 * no graph is kept from one call to the next. Numbers are float64, as Hipparchus' are.
 */
@CheckReturnValue
@NullMarked
package dev.chainrule.autograd.hipparchus;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
