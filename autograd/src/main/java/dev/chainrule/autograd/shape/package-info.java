/**
 * How n-dimensional numbers are laid out, and which layouts go together: the lowest room, which
 * knows of no numbers but in what precision they are. An <em>axis</em> is one direction of a shape;
 * the number of axes is its <em>rank</em>; a scalar has rank 0. A negative axis counts from the
 * end. Two shapes <em>broadcast</em> by NumPy's rule: aligned at their last axes, each pair of
 * sizes must be equal or one of them 1 (or missing), and the other one is taken.
 */
@NullMarked
@CheckReturnValue
package dev.chainrule.autograd.shape;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
