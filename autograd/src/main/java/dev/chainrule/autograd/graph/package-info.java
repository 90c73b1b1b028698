/**
 * Looking at a graph of values. {@link dev.chainrule.autograd.graph.Graph} shows all that a value
 * was made of, with what is repeated folded; {@link dev.chainrule.autograd.graph.Explanation} says
 * why a gradient is what it is, by the chain rule along each path; {@link
 * dev.chainrule.autograd.graph.NotFinite} finds the operation that was the first to give NaN or an
 * infinity, forward or backward.
 */
@NullMarked
@CheckReturnValue
package dev.chainrule.autograd.graph;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
