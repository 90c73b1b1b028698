package dev.chainrule.nn.layer;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.Value;
import dev.chainrule.nn.Buffer;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.Parameter;
import dev.chainrule.nn.TrainingPass;
import java.util.Map;

/**
 * Adds to its input what another layer makes of it: x + f(x) (K. He, X. Zhang, S. Ren, J. Sun, Deep
 * residual learning for image recognition, CVPR 2016).
 */
public final class Residual implements Layer {
  private final Layer layer;

  private Residual(Layer layer) {
    this.layer = layer;
  }

  /** Makes a connection around a layer that keeps the shape. */
  public static Residual of(Layer layer) {
    return new Residual(layer);
  }

  /** Gives the layer that the connection leads around. */
  public Layer layer() {
    return layer;
  }

  /**
   * Computes x + f(x) for predictions.
   *
   * @param x any shape that the layer takes
   * @return the same shape
   * @throws IllegalArgumentException if the layer does not keep the shape
   */
  @Override
  public Value apply(Value x) {
    return sum("apply", x, layer.apply(x));
  }

  /**
   * Computes x + f(x) while learning.
   *
   * @param x any shape that the layer takes
   * @return the same shape
   * @throws IllegalArgumentException if the layer does not keep the shape
   */
  @Override
  public Value applyTraining(Value x, TrainingPass pass) {
    return sum("applyTraining", x, layer.applyTraining(x, pass));
  }

  private static Value sum(String method, Value x, Value y) {
    checkArgument(
        x.shape().equals(y.shape()),
        "Residual.%s: the layer makes shape %s of %s; it must keep the shape",
        method,
        y.shape(),
        x.shape());
    return x.add(y);
  }

  /** Gives those of the layer. */
  @Override
  public Map<String, Parameter> parameters() {
    return layer.parameters();
  }

  /** Gives those of the layer. */
  @Override
  public Map<String, Buffer> buffers() {
    return layer.buffers();
  }

  /** Gives the layer within, such as {@code Residual(Linear(8 -> 8))}. */
  @Override
  public String toString() {
    return "Residual(" + Layer.describe(layer) + ")";
  }
}
