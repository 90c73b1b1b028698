package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A list of operations on registers: what a derivative rule is traced into, and what a chain of
 * waiting operations becomes. The inputs stand in the first registers; each step writes the next
 * one. Whoever runs a list of operations runs one of these: on numbers, on any kind of operand, or
 * block by block through memory.
 */
public final class Program {
  private final int inputs;
  private final Step[] steps; // step k writes register inputs + k
  private final int result;
  private final int registers; // of a run on numbers
  private final boolean endsInElements;
  private final int factor; // if this is the first input alone (0), or times this one: often it is

  private final @Nullable DoubleBinaryOperator @Nullable [] functions; // if it is for numbers

  private Program(int inputs, Step[] steps, int result, boolean isForNumbers) {
    this.inputs = inputs;
    this.steps = steps;
    this.result = result;
    this.registers = Math.max(4, inputs + steps.length);
    this.factor = factor();
    this.endsInElements = isForNumbers && result == inputs + steps.length - 1 && areAllOfInputs();
    this.functions = isForNumbers ? onNumbers() : null;
  }

  /** One operation on earlier registers, or a constant. */
  public static final class Step {
    private final @Nullable Operation operation;
    private final double constant;
    final int[] inputs;

    private Step(@Nullable Operation operation, double constant, int... inputs) {
      this.operation = operation;
      this.constant = constant;
      this.inputs = inputs;
    }

    /** The operation; none for a constant. */
    public @Nullable Operation operation() {
      return operation;
    }

    /** The number that is set, if there is no operation. */
    public double constant() {
      return constant;
    }

    /** How many registers the operation reads. */
    public int arity() {
      return inputs.length;
    }

    /** One of the registers that the operation reads. */
    public int input(int index) {
      return inputs[index];
    }
  }

  /** Writes a program, step by step. */
  public static final class Builder {
    private final int inputs;
    private Step[] steps = new Step[8];
    private int count;

    /** Begins a program of so many inputs. */
    public Builder(int inputs) {
      this.inputs = inputs;
    }

    /** Adds a constant, unless it is there; returns its register. */
    public int constant(double number) {
      for (int k = 0; k < count; k++) {
        if (steps[k].operation == null && Double.compare(steps[k].constant, number) == 0) {
          return inputs + k;
        }
      }
      return add(new Step(null, number));
    }

    /** Adds an operation on registers; returns the register of its result. */
    public int apply(Operation operation, int... registers) {
      return add(new Step(operation, 0, registers));
    }

    /** Adds a pure operation, unless it is there on the same registers; returns its register. */
    public int applyOnce(Operation operation, int... registers) {
      for (int k = 0; k < count; k++) {
        if (steps[k].operation == operation && Arrays.equals(steps[k].inputs, registers)) {
          return inputs + k;
        }
      }
      return apply(operation, registers);
    }

    private int add(Step step) {
      if (count == steps.length) {
        steps = Arrays.copyOf(steps, 2 * count);
      }
      steps[count] = step;
      return inputs + count++;
    }

    /** Makes the program whose result is in a register. */
    public Program build(int result) {
      return build(result, false);
    }

    private Program build(int result, boolean isForNumbers) {
      return new Program(inputs, Arrays.copyOf(steps, count), result, isForNumbers);
    }
  }

  /**
   * Traces a rule on numbers.
   *
   * @param name whose rule it is, for messages
   * @param inputs how many numbers it takes
   * @param rule written in the vocabulary
   * @throws IllegalStateException if its result is not a number
   */
  static Program trace(String name, int inputs, Function<List<Term>, Term> rule) {
    Builder builder = new Builder(inputs);
    Term result = rule.apply(Term.inputs(name, builder, inputs));
    checkState(result != null, "%s: its derivative rule gave null", name);
    checkState(
        result.shape().rank() == 0,
        "%s: its derivative rule makes shape %s of numbers",
        name,
        result.shape());
    return builder.build(result.register(), true);
  }

  private int factor() {
    boolean isProduct =
        steps.length == 1
            && result == inputs
            && steps[0].operation == ArithmeticOperations.MUL
            && steps[0].inputs[0] == 0
            && steps[0].inputs[1] > 0
            && steps[0].inputs[1] < inputs;
    if (isProduct) {
      return steps[0].inputs[1];
    }
    return result == 0 ? 0 : -1;
  }

  /**
   * Whether this is a rule whose last step gives the result, and whose every operation has an
   * element for each element of its inputs: none is on constants alone.
   */
  public boolean endsInElements() {
    return endsInElements;
  }

  private boolean areAllOfInputs() {
    boolean[] isOfInputs = new boolean[inputs + steps.length];
    Arrays.fill(isOfInputs, 0, inputs, true);
    for (int k = 0; k < steps.length; k++) {
      for (int input : steps[k].inputs) {
        isOfInputs[inputs + k] |= isOfInputs[input];
      }
      if (!isOfInputs[inputs + k] && steps[k].operation != null) {
        return false;
      }
    }
    return isOfInputs[result];
  }

  /** How many inputs there are. */
  public int inputs() {
    return inputs;
  }

  /** The steps, in order. */
  public List<Step> steps() {
    return ImmutableList.copyOf(steps);
  }

  /** How many steps there are. */
  public int size() {
    return steps.length;
  }

  /** One of the steps. */
  public Step step(int index) {
    return steps[index];
  }

  /** The register in which the result stands. */
  public int result() {
    return result;
  }

  /** Runs this on numbers; a program of fewer inputs does not look at the last ones. */
  public double run(double g, double x, double y, double z) {
    return run(new double[registers], g, x, y, z);
  }

  /** How many registers a run on numbers takes. */
  public int registers() {
    return registers;
  }

  /** Does the same in registers that can be used again. */
  public double run(double[] registers, double g, double x, double y, double z) {
    if (factor > 0) {
      return g * (factor == 1 ? x : factor == 2 ? y : z);
    }
    if (factor == 0) {
      return g;
    }
    registers[0] = g;
    registers[1] = x;
    registers[2] = y;
    registers[3] = z;
    @Nullable DoubleBinaryOperator[] onNumbers = functions == null ? onNumbers() : functions;
    for (int k = 0; k < steps.length; k++) {
      int[] from = steps[k].inputs;
      DoubleBinaryOperator function = onNumbers[k];
      registers[inputs + k] =
          function == null
              ? steps[k].constant
              : function.applyAsDouble(registers[from[0]], registers[from[from.length - 1]]);
    }
    return registers[result];
  }

  /** The function of each step, without one for a constant. */
  private @Nullable DoubleBinaryOperator[] onNumbers() {
    @Nullable DoubleBinaryOperator[] found = new DoubleBinaryOperator[steps.length];
    for (int k = 0; k < steps.length; k++) {
      Operation operation = steps[k].operation;
      found[k] = operation == null ? null : operation.onNumbers();
    }
    return found;
  }

  /**
   * Runs this on operands of any kind; a program of fewer inputs does not look at the last ones.
   *
   * @param <T> the kind of number
   */
  public <T extends Numeric<T>> T run(T g, T x, T y, T z) {
    if (factor > 0) {
      return g.mul(factor == 1 ? x : factor == 2 ? y : z);
    }
    if (factor == 0) {
      return g;
    }
    return g.run(this, inputs == 4 ? List.of(g, x, y, z) : List.of(g, x, y));
  }

  /**
   * Runs this on operands of any kind, one step after the other.
   *
   * @param operands one for each input
   * @param <T> the kind of number
   */
  public <T extends Numeric<T>> T runSteps(List<T> operands) {
    List<T> registers = new ArrayList<>(inputs + steps.length);
    registers.addAll(operands);
    for (Step step : steps) {
      registers.add(
          step.operation == null
              ? operands.get(0).literal(step.constant)
              : step.operation.on(registers, step.inputs));
    }
    return registers.get(result);
  }

  /**
   * Writes this as a formula in the names of its inputs, such as {@code g * (1 + square(y))}.
   *
   * @param names one for each input
   */
  public String formula(String... names) {
    return Formula.of(this, names);
  }
}
