package dev.chainrule.nn;

import java.util.Arrays;

/** Reads layers for comparisons. */
public final class LayerNumbers {
  private LayerNumbers() {}

  /** Gives all parameters of a layer, one after the other. */
  public static double[] weights(Layer layer) {
    return layer.parameters().values().stream()
        .flatMapToDouble(parameter -> Arrays.stream(parameter.value().data().toArray()))
        .toArray();
  }
}
