/**
 * Losses and metrics: how far predictions are from what was expected. A loss is a value, which an
 * optimiser makes smaller; a metric is a plain number for people to read.
 */
@NullMarked
@CheckReturnValue
package dev.chainrule.nn.loss;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
