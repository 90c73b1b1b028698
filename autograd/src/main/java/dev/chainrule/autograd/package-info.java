/**
 * Values that remember how they were made. A {@link dev.chainrule.autograd.Value} is a scalar or a
 * tensor; every operation on one makes a new one that keeps the operation and its inputs, so that
 * the values form a graph without cycles. A backward sweep starts at a result with the cotangent 1,
 * visits each value after all its uses (an {@link dev.chainrule.autograd.Order}), and hands each
 * operation's cotangent on to its inputs by the operation's derivative rule, adding up where
 * several paths meet. That is the chain rule, and all there is to it.
 *
 * <p>A <em>variable</em> wants a gradient, a <em>constant</em> does not; what is computed from
 * constants alone is a constant, and remembers nothing.
 *
 * <p>There are several kinds of value behind this one face, so that a function that was written for
 * one serves all. A value of a higher level lifts those of lower levels that it meets: forward mode
 * ({@link dev.chainrule.autograd.Jvp}) runs a function on values that carry a tangent, {@link
 * dev.chainrule.autograd.Vmap} on values that stand for many examples, a {@link
 * dev.chainrule.autograd.SparsityPattern} is found on values that stand for the inputs they depend
 * on.
 */
@NullMarked
@CheckReturnValue
package dev.chainrule.autograd;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
