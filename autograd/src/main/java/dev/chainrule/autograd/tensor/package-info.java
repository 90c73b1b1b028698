/**
 * Numbers in n dimensions, with the whole vocabulary. A {@link
 * dev.chainrule.autograd.tensor.Tensor} is immutable and row-major, and knows nothing of gradients.
 * Pointwise operations wait until somebody looks at a result; then a whole chain of them is one
 * pass over memory. The sum of what waits is a number that waits, too, so that a loss and its
 * gradients can be computed in one pass. That is all there is to laziness: shapes and precisions
 * are checked at once.
 */
@NullMarked
@CheckReturnValue
package dev.chainrule.autograd.tensor;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
