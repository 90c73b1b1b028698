package dev.chainrule.nn.train;

import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.data.Examples;
import dev.chainrule.nn.layer.Activation;
import dev.chainrule.nn.layer.Mlp;
import dev.chainrule.nn.optim.Adam;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A program that trains, and that {@link KilledProcessTest} ends before its time. */
final class TrainedProcess {
  private TrainedProcess() {}

  /**
   * Trains from the checkpoint, if there is one.
   *
   * @param arguments the checkpoint, and the number of epochs
   */
  public static void main(String... arguments) throws IOException {
    Path checkpoint = Path.of(arguments[0]);
    History unused = train(model(), checkpoint, Integer.parseInt(arguments[1]));
  }

  static Mlp model() {
    return Mlp.builder(4).hidden(16, Activation.TANH).output(1, Activation.IDENTITY).build();
  }

  static History train(Mlp model, Path checkpoint, int epochs) throws IOException {
    Tensor inputs = Tensor.uniform(Shape.of(64, 4), -1, 1, new Random(1));
    Examples examples = Examples.of(inputs, inputs.square().sum(1).reshape(64, 1));
    Trainer trainer =
        Trainer.of(model, Loss.mse(), Adam.of(model, 1e-3)).epochs(epochs).checkpoint(checkpoint);
    Trainer resumed = Files.exists(checkpoint) ? trainer.resume(checkpoint) : trainer;
    return resumed.fit(examples.batches(8).shuffled(2));
  }
}
