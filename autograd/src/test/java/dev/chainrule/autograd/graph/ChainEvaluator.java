package dev.chainrule.autograd.graph;

import dev.chainrule.autograd.PathSweep;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.graph.ChainPart.Derivative;
import dev.chainrule.autograd.graph.ChainPart.Formula;
import dev.chainrule.autograd.graph.ChainPart.Summed;
import dev.chainrule.autograd.graph.ChainPart.Words;
import dev.chainrule.autograd.graph.PathGraph.Link;
import dev.chainrule.autograd.notation.Expression;
import dev.chainrule.autograd.notation.Expression.Call;
import dev.chainrule.autograd.notation.Expression.Condition;
import dev.chainrule.autograd.notation.Expression.Literal;
import dev.chainrule.autograd.notation.Expression.Name;
import dev.chainrule.autograd.notation.Expression.Power;
import dev.chainrule.autograd.notation.Expression.Product;
import dev.chainrule.autograd.notation.Expression.Sum;
import dev.chainrule.autograd.op.Operation;
import dev.chainrule.autograd.op.OperationTable;
import dev.chainrule.autograd.op.OperationTable.Sample;
import dev.chainrule.autograd.op.PointwiseBinary;
import dev.chainrule.autograd.op.PointwiseUnary;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Computes what a line of an explanation says, as a reader of it would: from its parts alone. */
final class ChainEvaluator {
  private static final Map<String, Operation> FUNCTIONS = new HashMap<>();

  static {
    for (Sample sample : OperationTable.samples()) {
      if (sample.operation().isPointwise()) {
        FUNCTIONS.put(sample.operation().toString(), sample.operation());
      }
    }
  }

  private final Function<String, Value> values;

  ChainEvaluator(Function<String, Value> values) {
    this.values = values;
  }

  /** Computes a line: a tensor that broadcasts to the variable. */
  Tensor value(ChainLine line, Value variable) {
    Tensor product = product(line.parts());
    if (line.rest().isEmpty()) {
      return placed(product, variable.shape());
    }
    Value from = line.rest().get(0).from().value;
    List<Integer> inputs = line.rest().stream().map(Link::input).toList();
    Tensor cotangent = placed(product, from.shape()).to(from.dtype());
    return PathSweep.along(from, cotangent, inputs).get(inputs.size());
  }

  private Tensor product(List<ChainPart> parts) {
    return parts.stream().map(this::value).reduce(Tensor::mul).orElseThrow();
  }

  /** Axes of size 1 in front do not count. */
  private static Tensor placed(Tensor tensor, Shape shape) {
    int extra = Math.max(0, tensor.shape().rank() - shape.rank());
    int[] sizes = tensor.shape().toArray();
    return tensor.reshape(Arrays.copyOfRange(sizes, extra, sizes.length)).broadcastTo(shape);
  }

  private Tensor value(ChainPart part) {
    if (part instanceof Formula formula) {
      return value(formula.expression());
    }
    if (part instanceof Derivative derivative) {
      return derivative(derivative.of(), derivative.by());
    }
    if (part instanceof Words words) {
      Tensor product = Tensor.of(1);
      for (Link link : words.links()) {
        product = product.mul(slope(link.from().value, link.input()));
      }
      return product;
    }
    Summed sum = (Summed) part;
    Tensor product = product(sum.parts());
    if (sum.isStated()) {
      product = placed(product, sum.over());
    }
    if (sum.isNumber()) {
      return product.sum();
    }
    int shift = product.shape().rank() - sum.over().rank();
    int[] axes = sum.into().repeatedAxes(sum.over());
    return placedSum(
        product.sum(true, Arrays.stream(axes).map(axis -> axis + shift).toArray()), sum.into());
  }

  private static Tensor slope(Value value, int input) {
    if (Slopes.isPointwise(value)) {
      return Slopes.of(value, input);
    }
    Tensor ones = value.data().filled(1);
    boolean isExtreme = Structure.of(value) == Structure.EXTREME;
    return isExtreme ? PathSweep.along(value, ones, List.of(input)).get(1) : Tensor.of(1);
  }

  private static Tensor placedSum(Tensor sum, Shape into) {
    int extra = Math.max(0, sum.shape().rank() - into.rank());
    int[] sizes = sum.shape().toArray();
    return sum.reshape(Arrays.copyOfRange(sizes, extra, sizes.length));
  }

  /** Of one element by many it is a gradient; of many, each moves with its own element alone. */
  private static Tensor derivative(Value of, Value by) {
    if (of.shape().elements() == 1) {
      return of.gradients(of.data().filled(1), by).of(by);
    }
    double[] slopes = new double[of.shape().elements()];
    for (int i = 0; i < slopes.length; i++) {
      double[] unit = new double[slopes.length];
      unit[i] = 1;
      Tensor row = of.gradients(Tensor.of(unit).reshape(of.shape()), by).of(by);
      if (row.notEqualTo(0).sum().item() > 1) {
        throw new AssertionError("an element made of several: " + row);
      }
      slopes[i] = row.sum().item();
    }
    return Tensor.of(slopes).reshape(of.shape());
  }

  /** Reads the number in front of a product; for 1 there is none, for -1 only the sign. */
  private static double coefficient(Product product) {
    double coefficient = product.coefficient();
    boolean isWritten = product.factors().isEmpty() || Math.abs(coefficient) != 1;
    return isWritten
        ? printed(product.text().substring(0, (product.text() + " ").indexOf(' ')))
        : coefficient;
  }

  /** Reads a number as it is printed: decimals or a fraction. */
  private static double printed(String text) {
    int slash = text.indexOf('/');
    return slash < 0
        ? Double.parseDouble(text)
        : Double.parseDouble(text.substring(0, slash))
            / Double.parseDouble(text.substring(slash + 1));
  }

  Tensor value(Expression e) {
    if (e instanceof Literal number) {
      return Tensor.of(printed(number.text())).reshape();
    }
    if (e instanceof Name name) {
      return values.apply(name.name()).data();
    }
    if (e instanceof Sum sum) {
      return sum.terms().stream().map(this::value).reduce(Tensor::add).orElseThrow();
    }
    if (e instanceof Product product) {
      Tensor result = Tensor.of(coefficient(product)).reshape();
      for (Expression factor : product.factors()) {
        result = result.mul(value(factor));
      }
      for (Expression divisor : product.divisors()) {
        result = result.div(value(divisor));
      }
      return result;
    }
    if (e instanceof Power power) {
      return value(power.base()).pow(value(power.exponent()));
    }
    if (e instanceof Condition condition) {
      Tensor left = value(condition.left());
      Tensor right = value(condition.right());
      return switch (condition.relation()) {
        case EQUAL -> left.equalTo(right);
        case NOT_EQUAL -> left.notEqualTo(right);
        case LESS -> left.less(right);
        case LESS_OR_EQUAL -> left.lessOrEqual(right);
        case GREATER -> left.greater(right);
        case GREATER_OR_EQUAL -> left.greaterOrEqual(right);
      };
    }
    Call call = (Call) e;
    Tensor first = value(call.arguments().get(0));
    Operation operation = FUNCTIONS.get(call.function());
    if (operation instanceof PointwiseUnary unary) {
      return first.apply(unary);
    }
    if (operation instanceof PointwiseBinary binary) {
      return first.apply(binary, value(call.arguments().get(1)));
    }
    throw new AssertionError(call.function());
  }
}
