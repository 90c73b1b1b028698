package dev.chainrule.nn.train;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import java.util.Map;

/**
 * Tells how an epoch went.
 *
 * @param number from 1 on
 * @param loss the mean over its examples, each taken before the step of its batch
 * @param heldOut the loss and the metrics of the held-out examples after the epoch, by name in a
 *     stable order, {@value #LOSS} first; empty if none are held out
 * @param learningRate that a next step would have
 * @param seconds that it took
 */
public record Epoch(
    int number, double loss, Map<String, Double> heldOut, double learningRate, double seconds) {
  /** Names the loss among what is looked at on held-out examples. */
  public static final String LOSS = "loss";

  /** Copies the map. */
  public Epoch {
    heldOut = ImmutableMap.copyOf(heldOut);
  }

  /**
   * Gives one of the numbers of the held-out examples.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public double heldOut(String name) {
    Double number = heldOut.get(name);
    checkArgument(number != null, "heldOut: there is no %s among %s", name, heldOut.keySet());
    return number;
  }
}
