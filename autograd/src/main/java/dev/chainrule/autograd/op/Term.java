package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkState;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import java.util.ArrayList;
import java.util.List;

/** A number to be: applying an operation to it writes a step of a {@link Program}. */
public final class Term implements Numeric<Term> {
  private final String name; // whose rule is traced
  private final Program.Builder program;
  private final int register;
  private final Shape shape;

  private Term(String name, Program.Builder program, int register, Shape shape) {
    this.name = name;
    this.program = program;
    this.register = register;
    this.shape = shape;
  }

  static List<Term> inputs(String name, Program.Builder program, int count) {
    List<Term> inputs = new ArrayList<>(); // no stream, for these load many classes at start
    for (int register = 0; register < count; register++) {
      inputs.add(new Term(name, program, register, Shape.SCALAR));
    }
    return inputs;
  }

  int register() {
    return register;
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public DType dtype() {
    return DType.FLOAT64;
  }

  @Override
  public Term self() {
    return this;
  }

  @Override
  public Term apply(Unary operation) {
    checkIsForNumbers(operation);
    return term(operation.shape(shape), program.apply(operation, register));
  }

  @Override
  public Term apply(Binary operation, Term other) {
    checkIsForNumbers(operation);
    return term(
        operation.shape(shape, other.shape), program.apply(operation, register, other.register));
  }

  @Override
  public List<Term> apply(Nary operation, List<Term> others) {
    throw isNotForNumbers(operation);
  }

  private void checkIsForNumbers(Operation operation) {
    if (!operation.isPointwise()) {
      throw isNotForNumbers(operation);
    }
  }

  private IllegalStateException isNotForNumbers(Operation operation) {
    return new IllegalStateException(
        name
            + ": its derivative rule uses "
            + operation
            + ", which is not an operation on numbers");
  }

  @Override
  public Term literal(double number) {
    return term(Shape.SCALAR, program.constant(number));
  }

  private Term term(Shape result, int at) {
    checkState(
        result.rank() == 0, "%s: its derivative rule makes shape %s of a number", name, result);
    return new Term(name, program, at, result);
  }
}
