/**
 * Optimisers: each is its update rule, with the constants of the paper that it comes from. An
 * {@link dev.chainrule.nn.optim.Optimizer} steps by the gradients of one batch after the other, at
 * a {@link dev.chainrule.nn.optim.LearningRate} that may change from step to step, after a {@link
 * dev.chainrule.nn.optim.Clipping} of gradients that are too large. {@link
 * dev.chainrule.nn.optim.Lbfgs} minimises a loss of all examples at once.
 */
@NullMarked
@CheckReturnValue
package dev.chainrule.nn.optim;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
