package dev.chainrule.demos.digits;

import dev.chainrule.nn.data.Examples;
import dev.chainrule.nn.loss.Metrics;
import dev.chainrule.nn.report.ConfusionMatrix;
import dev.chainrule.nn.report.ReportFile;
import dev.chainrule.nn.report.WeightImages;
import dev.chainrule.nn.train.Checkpoint;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What a report shows of a network that reads digits, besides how it was trained. */
final class DigitsReport {
  private static final int SIDE = 28; // pixels

  private DigitsReport() {}

  /**
   * Adds which digit is taken for which, what the first neurons look for, and the epochs before.
   *
   * @param resumed the checkpoint that training goes on from, if there is one
   */
  static ReportFile filled(
      ReportFile page, Classifier network, Examples heldOut, @Nullable Path resumed) {
    ReportFile whole = resumed == null ? page : page.after(Checkpoint.read(resumed).history());
    return whole
        .chart(
            () ->
                ConfusionMatrix.of(
                    Metrics.confusion(network.scores(heldOut.inputs()), heldOut.targets())))
        .chart(
            () ->
                WeightImages.of(
                    network.mlp().stages().get(0).linear().weight().value().data(), SIDE, SIDE));
  }
}
