package dev.chainrule.autograd;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.op.Operation;
import java.util.List;
import java.util.Optional;

/**
 * How a constant came about. The graph does not say: there, a constant is a number and no more. A
 * {@link SourceLines} scope notes it, so that one can tell where a gradient was cut off.
 *
 * @param kind what was done
 * @param operation that computed the constant, if one did
 * @param madeOf the values that it was made of, in order
 */
public record ConstantOrigin(Kind kind, Optional<Operation> operation, List<Value> madeOf) {
  /** What makes a constant. */
  public enum Kind {
    /**
     * {@link Value#constant}. If it was given the tensor that an operation had computed earlier in
     * the scope, which is to be had by {@link Value#data} alone, it was made of that operation's
     * value; of any other numbers it is not known where they come from.
     */
    GIVEN,
    /** {@link Value#detach}. */
    DETACHED,
    /** An operation in {@link Recording#off}, on a value that depends on a variable. */
    RECORDING_OFF,
    /** An operation on constants alone. */
    COMPUTED
  }

  /** Copies the list. */
  public ConstantOrigin {
    madeOf = ImmutableList.copyOf(madeOf);
  }
}
