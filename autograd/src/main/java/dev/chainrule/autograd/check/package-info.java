/**
 * Checks derivatives against numbers. A {@link dev.chainrule.autograd.check.GradCheck} takes a
 * function and tensors to evaluate it at. The backward sweep gives one derivative for each element
 * of each tensor; moving that element a little to both sides, and extrapolating the slopes to a
 * step of zero, gives another. Where the two differ, the {@link
 * dev.chainrule.autograd.check.GradCheckReport} names the element, shows both numbers, and says
 * what the difference looks like: a wrong rule, a kink of the function, noise, or a value that was
 * cut from its inputs.
 *
 * <p>The check sees a function through what {@link dev.chainrule.autograd.Value} says in public, so
 * it serves operations of a user's own as well. A function along one of its numbers is a {@code
 * Line}; values of it at {@code Steps} to both sides make a {@code Window} of slopes; a {@code
 * Search} for a window that agrees with the gradient settles most, and an {@code Inquiry} over all
 * {@code Scales} the rest.
 */
@NullMarked
@CheckReturnValue
package dev.chainrule.autograd.check;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
