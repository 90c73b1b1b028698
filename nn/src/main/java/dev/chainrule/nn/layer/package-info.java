/**
 * Layers, one a file: a {@link dev.chainrule.nn.layer.Linear} and other single layers with their
 * parameters, {@link dev.chainrule.nn.layer.Sequential} and {@link
 * dev.chainrule.nn.layer.Residual}, which are made of other layers, the {@link
 * dev.chainrule.nn.layer.Activation}s between them, and whole multilayer perceptrons. An {@link
 * dev.chainrule.nn.layer.Initializer} draws the numbers that weights begin with.
 */
@NullMarked
@CheckReturnValue
package dev.chainrule.nn.layer;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
