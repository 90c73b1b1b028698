/**
 * Numbers in n dimensions, with the whole vocabulary, computed at once. A {@link
 * dev.chainrule.autograd.tensor.Tensor} is immutable, row-major and float64, and knows nothing of
 * gradients.
 */
@NullMarked
@CheckReturnValue
package dev.chainrule.autograd.tensor;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
