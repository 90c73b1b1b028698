package dev.chainrule.autograd.notation;

import static dev.chainrule.autograd.notation.Algebra.ONE;
import static dev.chainrule.autograd.notation.Algebra.call;
import static dev.chainrule.autograd.notation.Algebra.difference;
import static dev.chainrule.autograd.notation.Algebra.masked;
import static dev.chainrule.autograd.notation.Algebra.negative;
import static dev.chainrule.autograd.notation.Algebra.number;
import static dev.chainrule.autograd.notation.Algebra.power;
import static dev.chainrule.autograd.notation.Algebra.product;
import static dev.chainrule.autograd.notation.Algebra.quotient;
import static dev.chainrule.autograd.notation.Algebra.square;
import static dev.chainrule.autograd.notation.Algebra.sum;

import com.google.common.primitives.Doubles;
import dev.chainrule.autograd.op.Operation;
import dev.chainrule.autograd.op.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes operations, and their derivative rules, in the signs of school mathematics. */
public final class Notation {
  private static final int MAX_SIZE = 100; // of a formula: in steps, each use of a step counted

  private Notation() {}

  /**
   * Writes the derivative that a rule computes: the rule is linear in its cotangent, so with a
   * cotangent of 1 it gives the derivative itself.
   *
   * @param rule of a pointwise operation, see {@link Operation#rule}
   * @param operands the inputs of the operation, and then its result
   * @return nothing if that would be too long to read
   */
  public static Optional<Expression> derivative(Program rule, List<Expression> operands) {
    List<Expression> registers = new ArrayList<>();
    registers.add(ONE);
    registers.addAll(operands);
    int[] sizes = new int[rule.inputs() + rule.size()];
    for (int k = 0; k < rule.size(); k++) {
      Program.Step step = rule.step(k);
      int size = 1;
      for (int i = 0; i < step.arity(); i++) {
        size += sizes[step.input(i)];
      }
      if (size > MAX_SIZE) {
        return Optional.empty();
      }
      sizes[rule.inputs() + k] = size;
      registers.add(step(step, registers));
    }
    return Optional.of(registers.get(rule.result()));
  }

  private static Expression step(Program.Step step, List<Expression> registers) {
    Operation operation = step.operation();
    if (operation == null) {
      return number(step.constant());
    }
    List<Expression> inputs = new ArrayList<>();
    for (int i = 0; i < step.arity(); i++) {
      inputs.add(registers.get(step.input(i)));
    }
    return applied(operation, inputs);
  }

  /**
   * Writes an operation applied to inputs: an operation of the engine by the signs of school
   * mathematics, a user's own by its name, whatever that is.
   */
  public static Expression applied(Operation operation, List<Expression> inputs) {
    if (!operation.isOfVocabulary()) {
      return call(word(operation), inputs);
    }
    Expression x = inputs.get(0);
    return inputs.size() == 2
        ? binary(operation, x, inputs.get(1))
        : inputs.size() == 1 ? unary(operation, x) : call(word(operation), inputs);
  }

  /** The name, with the constants of a function of numbers, such as {@code elu(1.0)}. */
  private static String word(Operation operation) {
    return NameText.ofOperation(operation.isPointwise() ? operation.toString() : operation.name());
  }

  private static Expression binary(Operation operation, Expression x, Expression y) {
    Optional<Relation> relation = Relation.of(operation.name());
    if (relation.isPresent()) {
      return Algebra.condition(x, relation.get(), y);
    }
    return switch (operation.name()) {
      case "add" -> sum(x, y);
      case "sub" -> difference(x, y);
      case "mul" -> product(x, y);
      case "div" -> quotient(x, y);
      case "pow" -> power(x, y);
      case "maskedBy" -> masked(x, y);
      // The engine's own words for derivatives, which a user does not know.
      case "sigmoidSlope" -> product(y, difference(ONE, y)); // y is the sigmoid itself
      case "tanhSlope" -> difference(ONE, square(y)); // and here tanh itself
      case "logAddExpSlope" -> call("sigmoid", difference(x, y));
      case "xOverY" -> quotient(x, y);
      case "hypotSlope" -> quotient(x, call("hypot", x, y));
      default -> call(word(operation), x, y);
    };
  }

  private static Expression unary(Operation operation, Expression x) {
    return switch (operation.name()) {
      case "neg" -> negative(x);
      case "square" -> square(x);
      case "reciprocal" -> quotient(ONE, x);
      case "pow" -> exponent(operation).map(e -> power(x, e)).orElseGet(() -> call("pow", x));
      case "to" -> x;
      case "asinSlope" -> quotient(ONE, call("sqrt", difference(ONE, square(x))));
      case "atanSlope" -> quotient(ONE, sum(ONE, square(x)));
      case "asinhSlope" -> quotient(ONE, call("sqrt", sum(square(x), ONE)));
      case "acoshSlope" -> quotient(ONE, call("sqrt", difference(square(x), ONE)));
      case "atanhSlope" -> quotient(ONE, difference(ONE, square(x)));
      case "erfSlope" -> product(number(2 / Math.sqrt(Math.PI)), call("exp", negative(square(x))));
      case "erfInvSlope", "erfcInvSlope" ->
          product(number(Math.sqrt(Math.PI) / 2), call("exp", square(inverse(operation, x))));
      case "normalQuantileSlope" ->
          product(
              number(Math.sqrt(2 * Math.PI)),
              call("exp", quotient(square(inverse(operation, x)), number(2))));
      case "normalHazard" ->
          operation.toString().endsWith("(0)")
              ? quotient(call("normalDensity", x), call("normalCumulative", x))
              : call(word(operation), x);
      case "logitSlope" -> quotient(ONE, product(x, difference(ONE, x)));
      default -> call(word(operation), x);
    };
  }

  /** The function whose slope an operation is. */
  private static Expression inverse(Operation slope, Expression x) {
    return call(slope.name().replace("Slope", ""), x);
  }

  /** The exponent of a power with a constant one, which calls itself {@code pow(1.5)}. */
  private static Optional<Expression> exponent(Operation operation) {
    String text = operation.toString();
    Double exponent =
        text.startsWith("pow(") ? Doubles.tryParse(text.substring(4, text.length() - 1)) : null;
    return Optional.ofNullable(exponent).map(Algebra::number);
  }
}
