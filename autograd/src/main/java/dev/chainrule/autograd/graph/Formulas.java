package dev.chainrule.autograd.graph;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.notation.Algebra;
import dev.chainrule.autograd.notation.Expression;
import dev.chainrule.autograd.notation.Notation;
import dev.chainrule.autograd.op.Operation;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes values, and derivatives of one by another, as formulas in the names that a reader knows:
 * what has no name is written as it was computed, as long as that is short.
 */
final class Formulas {
  private static final int MAX_DEPTH = 3; // operations within operations
  private static final int MAX_LENGTH = 30; // in characters
  private static final int MAX_INPUTS = 3; // of an operation that is written out

  private final Names names;

  Formulas(Names names) {
    this.names = names;
  }

  /** Writes a value. */
  Expression of(Value value) {
    return of(value, MAX_DEPTH);
  }

  private Expression of(Value value, int depth) {
    boolean isNumber = value.operation().isEmpty() && !value.isConnected();
    if (isNumber && value.name().isEmpty() && value.shape().elements() == 1) {
      return Algebra.number(value.item());
    }
    int inputs = value.inputs().size();
    boolean isMask = !names.isOnTheWay(value); // or whatever else no gradient flows through
    boolean isWritten = depth > (isMask ? -MAX_DEPTH : 0) && inputs > 0 && inputs <= MAX_INPUTS;
    if (names.isKnown(value) || !isWritten) {
      return Algebra.name(names.of(value));
    }
    Expression written = computed(value, depth - 1);
    return written.text().length() > MAX_LENGTH ? Algebra.name(names.of(value)) : written;
  }

  /** Writes out how a value was computed, its inputs by their names. */
  Expression computed(Value value) {
    return computed(value, 0);
  }

  private Expression computed(Value value, int depth) {
    List<Expression> inputs = new ArrayList<>();
    for (Value input : value.inputs()) {
      inputs.add(of(input, depth));
    }
    return Notation.applied(value.operation().orElseThrow(), inputs);
  }

  /**
   * Writes the derivative of a value by one of its inputs, without sums that follow from shapes.
   */
  Expression derivative(Value value, int input) {
    Operation operation = value.operation().orElseThrow();
    if (!operation.isPointwise()) {
      return Structure.of(operation).derivative(value, input, this);
    }
    ImmutableList.Builder<Expression> operands = ImmutableList.builder();
    for (Value operand : value.inputs()) {
      operands.add(of(operand));
    }
    operands.add(operation.name().equals("relu") ? computed(value, MAX_DEPTH) : of(value));
    return Notation.derivative(operation.rule(input), operands.build())
        .orElseGet(() -> Algebra.name("slope of " + operation.name()));
  }

  /** Says in words how the cotangent is added up or moved on its way to an input; may be empty. */
  String movement(Value value, int input) {
    Operation operation = value.operation().orElseThrow();
    if (!operation.isPointwise()) {
      return Structure.of(operation).words(value, input);
    }
    int copies = copies(value, input);
    return copies > 1 ? "summed over " + copies + " elements" : "";
  }

  /** How many elements of a value each element of an input went into by broadcasting. */
  static int copies(Value value, int input) {
    int before = value.inputs().get(input).shape().elements();
    return before == 0 ? 1 : value.shape().elements() / before;
  }
}
