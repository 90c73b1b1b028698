package dev.chainrule.demos.digits;

import dev.chainrule.demos.console.InputFile;
import dev.chainrule.demos.console.UserError;
import dev.chainrule.nn.train.Checkpoint;
import java.nio.file.Path;

/** A network out of a file that {@code --save} has written. */
final class Saved {
  private Saved() {}

  /**
   * Reads a network.
   *
   * @throws dev.chainrule.nn.file.UnreadableFileException if the file is no checkpoint
   * @throws UserError if there is no file, or the checkpoint is not of a network of digits
   */
  static Classifier network(Path file) {
    InputFile.check("", file);
    try {
      Checkpoint checkpoint = Checkpoint.read(file);
      Classifier network = Plan.of(checkpoint.notes()).network(0);
      checkpoint.restore(network.mlp());
      return network;
    } catch (IllegalArgumentException | UserError e) {
      throw new UserError(file + ": holds no network of digits: " + e.getMessage());
    }
  }
}
