package dev.chainrule.nn.train;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.nn.Layer;
import dev.chainrule.nn.layer.Activation;
import dev.chainrule.nn.layer.Dropout;
import dev.chainrule.nn.layer.Mlp;
import dev.chainrule.nn.layer.Sequential;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sees to it that a loss of logits gets logits, and not probabilities made of them. */
final class Logits {
  private Logits() {}

  /** Refuses a model that ends in what the loss itself does: it would be done twice. */
  static void check(Layer model, Loss loss) {
    Activation last = last(model);
    checkArgument(
        !loss.takesLogits() || (last != Activation.SOFTMAX && last != Activation.SIGMOID),
        "Trainer.of: the loss %s takes logits and makes probabilities of them itself, but the model"
            + " ends in %s; leave that out while learning, and apply it to predictions",
        loss,
        last);
  }

  private static @Nullable Activation last(Layer layer) {
    if (layer instanceof Mlp mlp) {
      return mlp.stages().get(mlp.stages().size() - 1).activation();
    }
    if (layer instanceof Sequential sequence) {
      List<Layer> layers = sequence.layers();
      int end = layers.size() - 1;
      while (end >= 0 && keepsItsInput(layers.get(end))) {
        end--;
      }
      return end < 0 ? null : last(layers.get(end));
    }
    return layer instanceof Activation activation ? activation : null;
  }

  private static boolean keepsItsInput(Layer layer) {
    return layer instanceof Dropout || layer == Activation.IDENTITY;
  }
}
