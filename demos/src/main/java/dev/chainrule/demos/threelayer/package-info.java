/**
 * Backpropagation by hand beside backpropagation by the engine: three layers of neurons, weights as
 * matrices, every number of the first iteration shown.
 */
@NullMarked
@CheckReturnValue
package dev.chainrule.demos.threelayer;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
