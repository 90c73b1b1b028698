/**
 * Loops over primitive arrays, and the only room that sees them. An {@link NdArray} is a shape laid
 * over {@code Storage} by strides; nobody writes to one after it was made, so any number of them
 * may share one array. {@code Storage} holds the loops over {@code double[]} and, made from that
 * text by the build, over {@code float[]}; the innermost ones are {@code Loops}, on vector
 * instructions where Java has them, and {@code Threads} is the one pool. Whatever there is of
 * vectors and threads, each element has the same bits, on processors with a fused multiply-add. A
 * {@link Computation} is what the kernels ask of an operation.
 */
@NullMarked
@CheckReturnValue
package dev.chainrule.autograd.kernel;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
