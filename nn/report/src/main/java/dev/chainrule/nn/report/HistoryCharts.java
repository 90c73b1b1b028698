package dev.chainrule.nn.report;

import dev.chainrule.nn.train.Epoch;
import dev.chainrule.nn.train.History;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Draws what a history tells: loss, metrics and learning rate over the epochs. */
public final class HistoryCharts {
  private static final String HELD_OUT = "held out";

  private HistoryCharts() {}

  /** Gives the charts of loss and learning rate, and between them one for each metric. */
  public static List<Chart> all(History history) {
    List<Chart> charts = new ArrayList<>();
    charts.add(loss(history));
    metrics(history).forEach(name -> charts.add(metric(history, name)));
    charts.add(learningRate(history));
    return charts;
  }

  /** Draws the loss of the examples to learn from, and of those held out, if some are. */
  public static Chart loss(History history) {
    List<Curve> curves = new ArrayList<>();
    curves.add(curve("training", history, Epoch::loss));
    Curve heldOut = curve(HELD_OUT, history, epoch -> epoch.heldOut().get(Epoch.LOSS));
    if (!heldOut.epochs().isEmpty()) {
      curves.add(heldOut);
    }
    return EpochChart.of("Loss", "loss", curves);
  }

  /**
   * Draws a metric of the held-out examples.
   *
   * @param name as in {@link Epoch#heldOut}; epochs without it are left out
   */
  public static Chart metric(History history, String name) {
    Curve curve = curve(name, history, epoch -> epoch.heldOut().get(name));
    return EpochChart.of(name + ", held-out examples", "", List.of(curve));
  }

  /** Draws the learning rate as it was at the end of each epoch. */
  public static Chart learningRate(History history) {
    Curve curve = curve("learning rate", history, Epoch::learningRate);
    return EpochChart.of("Learning rate", "learning rate", List.of(curve));
  }

  private static Set<String> metrics(History history) {
    Set<String> names = heldOutNames(history);
    names.remove(Epoch.LOSS);
    return names;
  }

  /** Lists the numbers of held-out examples of all epochs, in the order in which they come. */
  static Set<String> heldOutNames(History history) {
    Set<String> names = new LinkedHashSet<>();
    history.epochs().forEach(epoch -> names.addAll(epoch.heldOut().keySet()));
    return names;
  }

  private static Curve curve(
      String name, History history, Function<Epoch, @Nullable Double> number) {
    List<Integer> epochs = new ArrayList<>();
    List<Double> numbers = new ArrayList<>();
    for (Epoch epoch : history.epochs()) {
      Double found = number.apply(epoch);
      if (found != null) {
        epochs.add(epoch.number());
        numbers.add(found);
      }
    }
    return new Curve(name, epochs, numbers);
  }
}
