/**
 * Networks, in the engine's vocabulary: a {@link dev.chainrule.nn.Layer} is its parameters and one
 * expression, a loss is one expression, an optimiser is its update rule. Data is laid out one
 * example a row, so a batch of examples is a matrix of shape [batch, features]. Values never
 * change; a {@link dev.chainrule.nn.Parameter} is the place that holds a variable now and the next
 * one after a step.
 *
 * <p>A layer reads its own parameters. {@link dev.chainrule.nn.Bound} makes it a function of them:
 * the same layer with parameters as named inputs, for gradients of any order and for checks. What a
 * layer keeps and does not learn by gradients stands in a {@link dev.chainrule.nn.Buffer}; while it
 * learns, a {@link dev.chainrule.nn.TrainingPass} collects what buffers are to become.
 *
 * <p>A function of a value is a layer, and so is a small class with parameters of its own:
 *
 * <pre>{@code
 * class Scale implements Layer {
 *   private final Parameter factor = Parameter.of(Tensor.of(1));
 *
 *   public Value apply(Value x) {
 *     return x.mul(factor.value());
 *   }
 *
 *   public Map<String, Parameter> parameters() {
 *     return Map.of("factor", factor);
 *   }
 * }
 *
 * Layer network = Sequential.of(new Scale(), x -> x.square());
 * Adam adam = Adam.of(network, 1e-3);
 * }</pre>
 */
@NullMarked
@CheckReturnValue
package dev.chainrule.nn;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
