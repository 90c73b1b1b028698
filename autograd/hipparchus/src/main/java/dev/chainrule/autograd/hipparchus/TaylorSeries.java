package dev.chainrule.autograd.hipparchus;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.Recording;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.autograd.transform.Jacobian;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.hipparchus.analysis.differentiation.DSCompiler;
import org.hipparchus.analysis.differentiation.DSFactory;
import org.hipparchus.analysis.differentiation.DerivativeStructure;
import org.hipparchus.util.CombinatoricsUtils;

/**
 * Derivatives of f(x(t)) by the free parameters t, of every order up to the highest that x has. The
 * derivatives of x are the coefficients of a polynomial in t, which is written in values: then
 * those of f(x(t)) are Jacobians of Jacobians, taken at t = 0.
 *
 * @param function f: from [n] to any shape
 */
record TaylorSeries(UnaryOperator<Value> function) {
  /** The only result with its derivatives. */
  DerivativeStructure only(DerivativeStructure... x) {
    DerivativeStructure[] all = all(x);
    checkArgument(
        all.length == 1,
        "multivariate: the function gives %s numbers, not one: take MultivariateVector",
        all.length);
    return all[0];
  }

  /** Each result with its derivatives. */
  DerivativeStructure[] all(DerivativeStructure... x) {
    checkArgument(x.length > 0, "multivariate: there are no inputs");
    DSFactory factory = x[0].getFactory();
    for (DerivativeStructure other : x) {
      checkSame(x[0], other);
    }
    double[][] derivatives = Recording.off(() -> derivatives(factory.getCompiler(), x));
    return Arrays.stream(derivatives).map(factory::build).toArray(DerivativeStructure[]::new);
  }

  private static void checkSame(DerivativeStructure x, DerivativeStructure other) {
    checkArgument(
        other.getFreeParameters() == x.getFreeParameters() && other.getOrder() == x.getOrder(),
        "multivariate: an input has derivatives by %s parameters up to order %s, another by %s up"
            + " to %s: make all of them by one DSFactory",
        x.getFreeParameters(),
        x.getOrder(),
        other.getFreeParameters(),
        other.getOrder());
  }

  private double[][] derivatives(DSCompiler places, DerivativeStructure... x) {
    Value zero = Value.constant(Tensor.zeros(places.getFreeParameters()));
    UnaryOperator<Value> inputs = polynomial(places, x);
    UnaryOperator<Value> derivative = t -> function.apply(inputs.apply(t)).flatten();
    Tensor values = derivative.apply(zero).data();
    double[][] results = new double[values.shape().elements()][places.getSize()];
    put(results, places, 0, values);
    for (int order = 1; order <= places.getOrder(); order++) {
      UnaryOperator<Value> below = derivative;
      derivative = order == 1 ? t -> Jacobian.of(below, t) : t -> Jacobian.forward(below, t);
      put(results, places, order, derivative.apply(zero).data());
    }
    return results;
  }

  /** Puts the derivatives of one order, a tensor [results, parameters, parameters, ...]. */
  private static void put(double[][] results, DSCompiler places, int order, Tensor derivatives) {
    double[] numbers = derivatives.toArray();
    for (int place = 0; place < places.getSize(); place++) {
      int[] factors = factors(places, place);
      if (factors.length == order) {
        int at = 0;
        for (int parameter : factors) {
          at = at * places.getFreeParameters() + parameter;
        }
        for (int i = 0; i < results.length; i++) {
          results[i][place] = numbers[i * (numbers.length / results.length) + at];
        }
      }
    }
  }

  /** The parameters that are differentiated by, each as often as it is: 0, 0, 2 for ∂³/∂a²∂c. */
  private static int[] factors(DSCompiler places, int place) {
    int[] orders = places.getPartialDerivativeOrders(place);
    return IntStream.range(0, orders.length)
        .flatMap(parameter -> IntStream.range(0, orders[parameter]).map(i -> parameter))
        .toArray();
  }

  /** x(t): the sum of derivatives times powers of t, divided by factorials. */
  private static UnaryOperator<Value> polynomial(DSCompiler places, DerivativeStructure... x) {
    double[] values = Arrays.stream(x).mapToDouble(DerivativeStructure::getValue).toArray();
    Value constant = Value.constant(Tensor.of(values));
    int terms = places.getSize() - 1; // without the constant one
    if (terms == 0) {
      return t -> constant;
    }
    double[] coefficients = new double[x.length * terms];
    for (int i = 0; i < x.length; i++) {
      double[] derivatives = x[i].getAllDerivatives();
      for (int j = 0; j < terms; j++) {
        coefficients[i * terms + j] = derivatives[j + 1] / factorials(places, j + 1);
      }
    }
    Value matrix = Value.constant(Tensor.of(Shape.of(x.length, terms), coefficients));
    return t ->
        matrix
            .matMul(
                Value.stack(
                    IntStream.rangeClosed(1, terms).mapToObj(j -> power(places, j, t)).toList(), 0))
            .add(constant);
  }

  private static double factorials(DSCompiler places, int place) {
    return Arrays.stream(places.getPartialDerivativeOrders(place))
        .mapToDouble(CombinatoricsUtils::factorialDouble)
        .reduce(1, (a, b) -> a * b);
  }

  private static Value power(DSCompiler places, int place, Value t) {
    return Arrays.stream(factors(places, place)).mapToObj(t::get).reduce(Value::mul).orElseThrow();
  }
}
