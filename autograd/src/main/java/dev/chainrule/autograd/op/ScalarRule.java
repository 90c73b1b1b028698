package dev.chainrule.autograd.op;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pointwise derivative rule as a short list of steps on plain numbers. The rule is run once on
 * {@link Register}s, which write down what they are asked to do; so a scalar graph needs no second
 * copy of a rule, and no object for each number on the way.
 */
final class ScalarRule {
  private static final int INPUTS = 4;

  /** A rule in the vocabulary: of the cotangent, the inputs and the result. */
  @FunctionalInterface
  interface Rule {
    Register apply(Register cotangent, Register x, Register y, Register z);
  }

  /** An operation on registers; without one, the step just sets its constant. */
  private record Step(@Nullable Operation operation, int left, int right, double constant) {}

  private final Step[] steps; // step k writes register INPUTS + k
  private final int result;
  private final int factor; // if the rule is but the cotangent, times this input: so it mostly is

  private ScalarRule(Step[] steps, int result) {
    this.steps = steps;
    this.result = result;
    this.factor = factor(steps, result);
  }

  static ScalarRule trace(Rule rule) {
    List<Step> steps = new ArrayList<>();
    Register result =
        rule.apply(
            new Register(steps, 0),
            new Register(steps, 1),
            new Register(steps, 2),
            new Register(steps, 3));
    return new ScalarRule(steps.toArray(Step[]::new), result.index);
  }

  private static int factor(Step[] steps, int result) {
    boolean isProduct =
        steps.length == 1 && steps[0].operation == Arithmetic.MUL && steps[0].left == 0;
    if (isProduct && steps[0].right > 0 && steps[0].right < INPUTS) {
      return steps[0].right;
    }
    return steps.length == 0 && result == 0 ? 0 : -1;
  }

  double apply(double cotangent, double x, double y, double z) {
    if (factor >= 0) {
      return cotangent * input(factor, 1, x, y, z);
    }
    double[] registers = new double[INPUTS + steps.length];
    registers[0] = cotangent;
    registers[1] = x;
    registers[2] = y;
    registers[3] = z;
    for (int k = 0; k < steps.length; k++) {
      registers[INPUTS + k] = run(steps[k], registers);
    }
    return registers[result];
  }

  private static double run(Step step, double[] registers) {
    if (step.operation instanceof PointwiseBinary binary) {
      return binary.value(registers[step.left], registers[step.right]);
    }
    if (step.operation instanceof PointwiseUnary unary) {
      return unary.value(registers[step.left]);
    }
    return step.constant;
  }

  private static double input(int index, double cotangent, double x, double y, double z) {
    return switch (index) {
      case 0 -> cotangent;
      case 1 -> x;
      case 2 -> y;
      default -> z;
    };
  }

  /** A number to be: applying an operation to it adds a step. */
  static final class Register implements Numeric<Register> {
    private final List<Step> steps;
    private final int index;

    private Register(List<Step> steps, int index) {
      this.steps = steps;
      this.index = index;
    }

    @Override
    public Shape shape() {
      return Shape.SCALAR;
    }

    @Override
    public DType dtype() {
      return DType.FLOAT64;
    }

    @Override
    public Register self() {
      return this;
    }

    @Override
    public Register apply(Unary operation) {
      if (operation instanceof PointwiseUnary) {
        return add(new Step(operation, index, index, 0));
      }
      return this; // on a scalar, shaping and summing leave everything as it is
    }

    @Override
    public Register apply(Binary operation, Register other) {
      if (operation instanceof PointwiseBinary) {
        return add(new Step(operation, index, other.index, 0));
      }
      throw new IllegalStateException(
          operation + ": not a pointwise operation, so no part of a pointwise operation's rule");
    }

    @Override
    public Register literal(double number) {
      return add(new Step(null, index, index, number));
    }

    private Register add(Step step) {
      steps.add(step);
      return new Register(steps, INPUTS + steps.size() - 1);
    }
  }
}
