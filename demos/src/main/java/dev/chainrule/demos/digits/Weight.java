package dev.chainrule.demos.digits;

import dev.chainrule.nn.layer.Mlp;
import java.util.Comparator;

/**
 * A weight of a network, and how sensitive the cost is to it.
 *
 * @param layer that it leads to
 * @param stage the number of that layer
 * @param to the neuron there
 * @param from the neuron in the layer before, or the pixel
 * @param number what it is
 * @param derivative by how much the cost rises for each unit that it is raised
 */
record Weight(Mlp.Stage layer, int stage, int to, int from, double number, double derivative) {
  /** By the size of the derivative; of equals, the first weight is the greatest. */
  static final Comparator<Weight> BY_COMPONENT =
      Comparator.comparingDouble(Weight::size)
          .thenComparing(
              Comparator.<Weight>comparingInt(weight -> weight.stage)
                  .thenComparingInt(weight -> weight.to)
                  .thenComparingInt(weight -> weight.from)
                  .reversed());

  /** Gives the derivative without its sign. */
  double size() {
    return Math.abs(derivative);
  }

  /** Names it as an element of the parameter that it stands in. */
  String name() {
    return layer.name() + ".weight[" + to + ", " + from + "]";
  }

  boolean isOfPixel() {
    return stage == 0;
  }

  int row() {
    return from / Digits.SIDE;
  }

  int column() {
    return from % Digits.SIDE;
  }

  /** Says where what it is multiplied with comes from. */
  String source() {
    return isOfPixel()
        ? "pixel row %d, column %d".formatted(row(), column())
        : "hidden%d neuron %d".formatted(stage, from);
  }

  /** Says which neuron it leads to. */
  String target() {
    return "%s neuron %d".formatted(layer.name(), to);
  }
}
