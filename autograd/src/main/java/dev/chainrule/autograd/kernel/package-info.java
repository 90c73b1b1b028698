/**
 * Loops over primitive arrays, and the only room that sees them. An {@link NdArray} is a shape laid
 * over a {@code double[]} by strides; nobody writes to one after it was made, so any number of them
 * may share one array. A row is a run of elements a fixed stride apart: kernels work row by row.
 */
@NullMarked
@CheckReturnValue
package dev.chainrule.autograd.kernel;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
