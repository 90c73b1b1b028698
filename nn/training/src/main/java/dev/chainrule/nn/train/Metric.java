package dev.chainrule.nn.train;

import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.loss.Metrics;
import java.util.stream.DoubleStream;

/** A number for people to read: how good a model's outputs are. */
@FunctionalInterface
public interface Metric {
  /**
   * The metric of all held-out examples at once.
   *
   * @param outputs the model's, one row an example
   * @param targets of the same examples
   */
  double of(Tensor outputs, Tensor targets);

  /**
   * The share of rows whose largest output stands at the row's class; classes are whole numbers
   * from 0, shape [examples].
   */
  static Metric accuracy() {
    return (outputs, targets) ->
        Metrics.accuracy(
            outputs, DoubleStream.of(targets.toArray()).mapToInt(c -> (int) c).toArray());
  }

  /** The coefficient of determination; see {@link Metrics#rSquared}. */
  static Metric rSquared() {
    return Metrics::rSquared;
  }
}
