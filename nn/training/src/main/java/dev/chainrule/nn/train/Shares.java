package dev.chainrule.nn.train;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Buffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts together what the parts of a batch have found, in the order in which they are added. */
final class Shares {
  private final List<Part> parts = new ArrayList<>();

  /**
   * Holds what one part has found.
   *
   * @param share of the batch's examples, from 0 to 1
   * @param found its loss and gradients as their share of the whole; its updates as they are
   */
  record Part(double share, BatchGradients found) {}

  void add(Part part) {
    parts.add(part);
  }

  /** Sums losses and gradients; a buffer's updates become their mean, weighted by the shares. */
  BatchGradients sum() {
    double loss = 0;
    Map<String, Tensor> gradients = new LinkedHashMap<>();
    Map<Buffer, WeightedMean> updates = new LinkedHashMap<>();
    for (Part part : parts) {
      loss += part.found.loss();
      part.found
          .gradients()
          .forEach((name, gradient) -> gradients.merge(name, gradient, Tensor::add));
      part.found
          .updates()
          .forEach(
              (buffer, update) ->
                  updates.merge(buffer, new WeightedMean(part.share, update), WeightedMean::with));
    }
    return new BatchGradients(
        loss, gradients, ImmutableMap.copyOf(Maps.transformValues(updates, mean -> mean.mean)));
  }

  /** Takes a mean step by step: what is the same in all parts is so in it, to the last bit. */
  private record WeightedMean(double weight, Tensor mean) {
    WeightedMean with(WeightedMean next) {
      double sum = weight + next.weight;
      return new WeightedMean(sum, mean.add(next.mean.sub(mean).mul(next.weight / sum)));
    }
  }
}
