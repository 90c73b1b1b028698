/**
 * The language: operations, the vocabulary that applies them, and programs made of them.
 *
 * <p>An {@link dev.chainrule.autograd.op.Operation} is a thing that can be looked at: its name, the
 * shape and precision of its result (with the checks and messages that go with them), its value,
 * its derivative rule, what its results depend on, and whether it is pointwise, pure, linear, a
 * choice, and what it costs. It has one input ({@link dev.chainrule.autograd.op.Unary}), two
 * ({@link dev.chainrule.autograd.op.Binary}) or any number, and one result or several ({@link
 * dev.chainrule.autograd.op.Nary}).
 *
 * <p>{@link dev.chainrule.autograd.op.Numeric} is the whole vocabulary, written once over one
 * abstract step, <em>apply an operation</em>: a tensor applies it by computing, a value by
 * computing and recording, a term by writing down a step of a program. Each family of the
 * vocabulary is an interface, and the pointwise operations of the family {@code X} are the rows of
 * the table {@code XOperations}; any other operation is a file of its own.
 *
 * <p>A derivative rule is written in the same vocabulary. That of a pointwise operation is traced
 * once, on {@link dev.chainrule.autograd.op.Term}s, into a {@link
 * dev.chainrule.autograd.op.Program}: a list of operations on registers. Whoever runs a list of
 * operations runs one of these: the sweep of a scalar graph on plain numbers, that of tensors or of
 * recorded values, forward mode, the pass over memory that a chain of waiting operations becomes,
 * and the formula for people.
 *
 * <p>Words: {@code x} and {@code y} are the inputs of an operation of two, {@code z} its result;
 * {@code x} is the input of an operation of one, {@code y} its result. The <em>cotangent</em> of a
 * value is the derivative of the final result with respect to it; it has the value's shape. A rule
 * takes the cotangent {@code g} of the result and gives the cotangent of an input: the chain rule,
 * one {@link dev.chainrule.autograd.op.Link} at a time. Rules of pointwise operations may ignore
 * broadcasting: the sweep sums what was repeated.
 */
@NullMarked
@CheckReturnValue
package dev.chainrule.autograd.op;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
