package dev.chainrule.autograd.op;

import java.util.List;

/**
 * One link of the chain rule: an operation's inputs, its results and their cotangents on one side,
 * the cotangents of its inputs on the other.
 *
 * @param <T> the kind of number
 */
public interface Link<T extends Numeric<T>> {
  /** The cotangent of the only result, shaped like it. */
  T cotangent();

  /** The cotangents of all results, each shaped like its result. */
  List<T> cotangents();

  /** One of the inputs. */
  T input(int index);

  /** All inputs. */
  List<T> inputs();

  /** The only result. */
  T result();

  /** All results. */
  List<T> results();

  /** Whether a gradient can flow into an input. */
  boolean wants(int input);

  /** Adds to the cotangent of an input. */
  void send(int input, T cotangent);

  /**
   * Adds what an operation makes of a part to the cotangent of an input: for rules that scatter a
   * part over zeros, which need not be there for every part.
   */
  default void send(int input, T part, Unary scatter) {
    send(input, part.apply(scatter));
  }
}
