package dev.chainrule.nn.optim;

import static java.lang.System.Logger.Level.WARNING;

import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Parameter;
import java.nio.DoubleBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * Warns of weights that begin with the same numbers: used alike, such as in two branches that are
 * added, they get the same gradients, and stay the same for ever.
 */
final class SameStart {
  private static final System.Logger LOG = System.getLogger("dev.chainrule.nn");

  private SameStart() {}

  static void check(Map<String, Parameter> parameters) {
    Map<DoubleBuffer, String> seen = new HashMap<>(); // buffers are compared by their numbers
    parameters.forEach(
        (name, parameter) -> {
          Tensor tensor = parameter.value().data();
          if (tensor.shape().rank() > 1 && isDrawn(tensor)) {
            String first = seen.putIfAbsent(DoubleBuffer.wrap(tensor.toArray()), name);
            if (first != null) {
              LOG.log(
                  WARNING,
                  "parameters {0} and {1} begin with the same numbers, and stay the same if they are"
                      + " used alike: give one Random to all layers, such as Linear.of(3, 4, random)",
                  first,
                  name);
            }
          }
        });
  }

  /** Whether there is more than one number: zeros and ones are meant to be the same. */
  private static boolean isDrawn(Tensor tensor) {
    return tensor.shape().elements() > 0 && tensor.min().item() < tensor.max().item();
  }
}
