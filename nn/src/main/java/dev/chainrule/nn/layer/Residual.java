package dev.chainrule.nn.layer;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.Value;
import dev.chainrule.nn.Buffer;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.Parameter;
import dev.chainrule.nn.TrainingPass;
import java.util.Map;

/**
 * What goes in, plus what a layer makes of it: x + f(x) (K. He, X. Zhang, S. Ren, J. Sun, Deep
 * residual learning for image recognition, CVPR 2016).
 */
public final class Residual implements Layer {
  private final Layer layer;

  private Residual(Layer layer) {
    this.layer = layer;
  }

  /** A connection around a layer that keeps the shape. */
  public static Residual of(Layer layer) {
    return new Residual(layer);
  }

  @Override
  public Value apply(Value x) {
    return sum(x, layer.apply(x));
  }

  @Override
  public Value applyTraining(Value x, TrainingPass training) {
    return sum(x, layer.applyTraining(x, training));
  }

  private static Value sum(Value x, Value y) {
    checkArgument(
        x.shape().equals(y.shape()),
        "Residual: the layer makes shape %s of %s; it must keep the shape",
        y.shape(),
        x.shape());
    return x.add(y);
  }

  /** Those of the layer. */
  @Override
  public Map<String, Parameter> parameters() {
    return layer.parameters();
  }

  /** Those of the layer. */
  @Override
  public Map<String, Buffer> buffers() {
    return layer.buffers();
  }
}
