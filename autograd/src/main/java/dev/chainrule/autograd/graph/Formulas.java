package dev.chainrule.autograd.graph;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.notation.Algebra;
import dev.chainrule.autograd.notation.Expression;
import dev.chainrule.autograd.notation.Notation;
import dev.chainrule.autograd.op.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes values, and derivatives of one by another, as formulas in the names that a reader knows.
 * What has no name is written as it was computed, as long as that is short and was computed element
 * by element: then a formula holds for each element.
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
    boolean isNumber = Names.isConstant(value) && value.shape().elements() == 1;
    if (isNumber && value.name().isEmpty()) {
      return Algebra.number(Names.number(value));
    }
    int inputs = value.inputs().size();
    boolean isMask = !names.isOnTheWay(value); // or whatever else no gradient flows through
    boolean isWritten =
        Slopes.isPointwise(value)
            && depth > (isMask ? -MAX_DEPTH : 0)
            && inputs > 0
            && inputs <= MAX_INPUTS;
    if (names.isKnown(value) || !isWritten || !isOfFinite(value)) {
      return Algebra.name(names.of(value));
    }
    Expression written = computed(value, depth - 1);
    return written.text().length() > MAX_LENGTH ? Algebra.name(names.of(value)) : written;
  }

  /**
   * Writes a value that is compared: computed in another order, it may differ in its last digit.
   */
  Expression byName(Value value) {
    return of(value, -MAX_DEPTH);
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
    return Slopes.isPointwise(value)
        ? Notation.applied(value.operation().orElseThrow(), inputs)
        : Algebra.call(Structure.name(value), inputs);
  }

  /**
   * Writes the derivative of a value by one of its inputs, without sums that follow from shapes; in
   * words where there is no formula that holds for every element.
   */
  Expression derivative(Value value, int input) {
    return formula(value, input)
        .orElseGet(
            () ->
                Algebra.name(
                    Slopes.isPointwise(value)
                        ? "slope of " + Structure.name(value)
                        : Structure.of(value).derivativeInWords(value, input, this)));
  }

  /** Writes the derivative at each element; nothing where there is no such formula. */
  Optional<Expression> formula(Value value, int input) {
    Operation operation = value.operation().orElseThrow();
    if (!operation.isPointwise()) {
      return Structure.of(value).derivative(value, input, this);
    }
    if (value.inputs().stream().anyMatch(Formulas::hasNaN) || isException(value)) {
      return Optional.empty();
    }
    ImmutableList.Builder<Expression> operands = ImmutableList.builder();
    for (Value operand : value.inputs()) {
      operands.add(operation.domain(input).hasTies() ? byName(operand) : of(operand));
    }
    boolean isRelu = operation.isOfVocabulary() && operation.name().equals("relu");
    operands.add(isRelu ? computed(value, MAX_DEPTH) : of(value));
    return Notation.derivative(operation.rule(input), operands.build());
  }

  /** What a mask hides is 0, but infinity times 0 is not. */
  private static boolean isOfFinite(Value value) {
    return value.inputs().stream().noneMatch(input -> NotFinite.isIn(input.data()));
  }

  /** With NaN a condition may fail together with its opposite. */
  private static boolean hasNaN(Value value) {
    return value.data().hasNaN();
  }

  /** Their rules divide by the hypotenuse, and make an exception where it is 0. */
  private static boolean isException(Value value) {
    return value.inputs().size() == 2
        && Conventions.AT_ORIGIN.contains(value.operation().orElseThrow().name())
        && Activity.count(Conventions.atOrigin(value)) > 0;
  }

  /** Says in words how the cotangent is added up or moved on its way to an input; may be empty. */
  String movement(Value value, int input) {
    if (!Slopes.isPointwise(value)) {
      return Structure.of(value).words(value, input);
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
