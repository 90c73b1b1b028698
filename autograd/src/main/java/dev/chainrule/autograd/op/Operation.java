package dev.chainrule.autograd.op;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;

/**
 * A step of a calculation, and all that can be said of it: its name, the shape and precision of its
 * result, its value, its derivative rule, and what else an interpreter may want to know. Immutable:
 * a rule may be traced once and kept.
 */
public abstract class Operation extends Form {
  private static final int CHOOSES = 1;
  private static final int DOES_NOT_CHOOSE = 2;

  private final String name;
  private final boolean isPointwise;
  private int flatInputs; // bit i: the derivative with respect to input i is 0 everywhere
  private int choice; // of these, once somebody has asked; 0 before

  Operation(String name, boolean isPointwise) {
    this.name = name;
    this.isPointwise = isPointwise;
  }

  /** The name, as in the vocabulary. */
  public final String name() {
    return name;
  }

  /** Whether it is a function of numbers, taken at every element. */
  public final boolean isPointwise() {
    return isPointwise;
  }

  /** Declares, in a constructor, that the derivative with respect to an input is 0 everywhere. */
  final void declareFlat(int input) {
    flatInputs |= 1 << input;
  }

  /**
   * Whether the derivative with respect to an input is 0 wherever there is one, so that no gradient
   * flows that way, not even one that is 0 times infinity.
   */
  public final boolean isFlat(int input) {
    return (flatInputs >> input & 1) != 0;
  }

  /**
   * Whether its value depends on its inputs alone, has no side effects and throws nothing, so that
   * it may be computed later, twice or never.
   */
  public boolean isPure() {
    return false;
  }

  /**
   * What tells this operation from others of its name, such as the axes of a sum: by name, numbers
   * ({@link Double}, {@link Integer}), lists of numbers, or texts.
   */
  public Map<String, Object> parameters() {
    return ImmutableMap.of();
  }

  /**
   * Whether it is of the engine's own vocabulary, so that its name and its parameters say all: any
   * interpreter may then compute it in its own way. A user's operation may have any name.
   */
  public final boolean isOfVocabulary() {
    return getClass().getPackage() == Operation.class.getPackage();
  }

  /** Whether it is linear in all its inputs together, so that a tangent goes through it as is. */
  public boolean isLinear() {
    return false;
  }

  /** Whether it chooses among its inputs, so that what is not chosen does not count. */
  public boolean isChoice() {
    return false;
  }

  /** The same, remembered: a sweep asks this of every value. */
  public final boolean isKnownChoice() {
    int known = choice;
    if (known == 0) {
      known = isChoice() ? CHOOSES : DOES_NOT_CHOOSE;
      choice = known; // a race is harmless: every thread finds the same
    }
    return known == CHOOSES;
  }

  /**
   * What this does to the places of elements, if that is all: a way to see what its results depend
   * on. An operation on two inputs moves the first, to places that stand in the second.
   */
  public Movement movement() {
    return Movement.NONE;
  }

  /** What one element costs, in additions. */
  public int cost() {
    return 1;
  }

  /** Where the derivative with respect to an input can be checked. */
  public Domain domain(int input) {
    return Domain.ALL;
  }

  /**
   * The derivative rule with respect to an input, traced on numbers: of the cotangent, the inputs
   * and the result.
   *
   * @throws IllegalStateException if this is not a pointwise operation
   */
  public Program rule(int input) {
    throw new IllegalStateException(
        this + ": not a pointwise operation, so its rule is no program on numbers");
  }

  /** Refuses a rule that would not be the same for the elements of a tensor as for numbers. */
  final void checkRule(int input) {
    if (isPointwise) {
      Program unused = rule(input);
    }
  }

  /**
   * One link of the chain rule: sends to each input that wants it its cotangent, as the derivative
   * rule gives it.
   *
   * @param link what the rule sees, and where its results go
   * @param <T> the kind of number
   */
  public abstract <T extends Numeric<T>> void pullBack(Link<T> link);

  /**
   * Applies this to inputs of any kind.
   *
   * @param inputs as many as it takes
   * @return its results; of most operations, one
   * @param <T> the kind of number
   */
  public abstract <T extends Numeric<T>> List<T> results(List<T> inputs);

  /** Applies this to registers, as a step of a program does. */
  abstract <T extends Numeric<T>> T on(List<T> registers, int[] inputs);

  /** The name, with whatever distinguishes this operation from others of that name. */
  @Override
  public String toString() {
    return name;
  }
}
