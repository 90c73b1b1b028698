/**
 * Looking at a graph of values. {@link dev.chainrule.autograd.graph.NotFinite} finds the operation
 * that was the first to give NaN or an infinity, forward or backward; {@link
 * dev.chainrule.autograd.graph.NoGradient} finds out why a variable gets no gradient. Both name the
 * line of the program where the calculation ran in a {@link dev.chainrule.autograd.SourceLines}
 * scope.
 */
@NullMarked
@CheckReturnValue
package dev.chainrule.autograd.graph;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
