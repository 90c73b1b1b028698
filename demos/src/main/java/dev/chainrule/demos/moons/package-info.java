/**
 * The {@code moons} example: two half-moons of points, told apart by a network of 2-16-16-1, once
 * from tensors and once neuron by neuron from scalars, with the same numbers.
 */
@CheckReturnValue
@NullMarked
package dev.chainrule.demos.moons;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
