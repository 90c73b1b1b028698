/**
 * The vocabulary and its operations. {@link dev.chainrule.autograd.op.Numeric} is the whole fluent
 * API, written once over one abstract step, <em>apply an operation</em>: a tensor applies it by
 * computing, a value by computing and recording. An operation is declared in one place, with its
 * value and its derivative rule side by side, and the rule is written in the same vocabulary; so
 * one line serves tensors (the ordinary backward sweep), values (a sweep that is itself recorded,
 * for derivatives of any order) and single numbers (scalar graphs).
 *
 * <p>Words: {@code x} and {@code y} are the inputs of an operation of two, {@code z} its result;
 * {@code x} is the input of an operation of one, {@code y} its result. The <em>cotangent</em> of a
 * value is the derivative of the final result with respect to it; it has the value's shape. A rule
 * takes the cotangent of the result and gives the cotangent of an input: the chain rule, one link
 * at a time. Rules of pointwise operations may ignore broadcasting: the sweep sums what was
 * repeated.
 */
@NullMarked
@CheckReturnValue
package dev.chainrule.autograd.op;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
