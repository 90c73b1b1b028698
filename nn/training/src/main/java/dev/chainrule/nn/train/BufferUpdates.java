package dev.chainrule.nn.train;

import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Buffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Puts together what buffers are to become after a step whose batch was taken apart: the mean of
 * what the parts say, weighted by their shares of the examples, added up in the order of the parts.
 */
final class BufferUpdates {
  private final Map<Buffer, Tensor> sums = new LinkedHashMap<>();
  private final Map<Buffer, Double> shares = new LinkedHashMap<>();

  /** Adds what one part says. */
  void add(Map<Buffer, Tensor> updates, double share) {
    updates.forEach(
        (buffer, tensor) -> {
          sums.merge(buffer, tensor.mul(share), Tensor::add);
          shares.merge(buffer, share, Double::sum);
        });
  }

  /** Puts the means into the buffers. */
  void apply() {
    sums.forEach((buffer, sum) -> buffer.update(sum.div(shares.getOrDefault(buffer, 1.0))));
  }
}
