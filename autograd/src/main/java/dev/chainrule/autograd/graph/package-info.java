/**
 * Looking at a graph of values. {@link dev.chainrule.autograd.graph.Graph} shows all that a value
 * was made of, with what is repeated folded; {@link dev.chainrule.autograd.graph.Explanation} says
 * why a gradient is what it is, by the chain rule along each path; {@link
 * dev.chainrule.autograd.graph.NotFinite} finds the operation that was the first to give NaN or an
 * infinity, forward or backward; {@link dev.chainrule.autograd.graph.NoGradient} finds out why a
 * variable gets no gradient. All name the line of the program where the calculation ran in a {@link
 * dev.chainrule.autograd.SourceLines} scope.
 *
 * <p>Words: a <em>path</em> goes from a result to an input, from there to an input of that one, and
 * so on to the variable; each of its steps is a <em>link</em>, and the derivative there a
 * <em>factor</em>. What a path <em>contributes</em> is the product of its factors; the
 * contributions of all paths add up to the gradient. The <em>gain</em> of a link is how many times
 * larger the cotangent is after it.
 */
@NullMarked
@CheckReturnValue
package dev.chainrule.autograd.graph;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
