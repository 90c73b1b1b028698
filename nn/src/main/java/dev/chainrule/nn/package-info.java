/**
 * Networks, in the engine's vocabulary: a {@link dev.chainrule.nn.Layer} is its parameters and one
 * expression, a loss is one expression, an optimiser is its update rule. Data is laid out one
 * example a row, so a batch of examples is a matrix of shape [batch, features]. Values never
 * change; a {@link dev.chainrule.nn.Parameter} is the place that holds a variable now and the next
 * one after a step.
 */
@NullMarked
@CheckReturnValue
package dev.chainrule.nn;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
