package dev.chainrule.nn.train;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.nn.data.Examples;
import dev.chainrule.nn.optim.ReduceOnPlateau;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds what is looked at after each epoch, and what follows from it.
 *
 * @param heldOut the examples to look at, or null if there are none
 * @param metrics of these examples beside the loss, by name
 * @param patience how many epochs in a row may bring nothing before training ends; 0 if any number
 * @param plateau a learning rate that observes the loss, or null if there is none
 */
record Validation(
    @Nullable Examples heldOut,
    ImmutableMap<String, Metric> metrics,
    int patience,
    @Nullable ReduceOnPlateau plateau) {
  static final Validation NONE = new Validation(null, ImmutableMap.of(), 0, null);

  Validation withHeldOut(Examples heldOut) {
    return new Validation(heldOut, metrics, patience, plateau);
  }

  Validation withMetric(String name, Metric metric) {
    Map<String, Metric> more = new LinkedHashMap<>(metrics);
    more.put(name, metric);
    return new Validation(heldOut, ImmutableMap.copyOf(more), patience, plateau);
  }

  Validation withPatience(int patience) {
    return new Validation(heldOut, metrics, patience, plateau);
  }

  Validation withPlateau(ReduceOnPlateau plateau) {
    return new Validation(heldOut, metrics, patience, plateau);
  }

  /** Says whether there are examples for all that needs some. */
  boolean isComplete() {
    return heldOut != null || (patience == 0 && metrics.isEmpty());
  }

  boolean stopsEarly() {
    return patience > 0;
  }

  /** Lists what was set, for a person. */
  List<String> settings() {
    List<String> settings = new ArrayList<>();
    if (heldOut != null) {
      settings.add("held out: " + heldOut);
    }
    if (!metrics.isEmpty()) {
      settings.add("metrics " + metrics.keySet());
    }
    if (stopsEarly()) {
      settings.add("stops after " + patience + " epochs without progress");
    }
    if (plateau != null) {
      settings.add("reduces the learning rate on a plateau");
    }
    return settings;
  }
}
