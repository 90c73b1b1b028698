package dev.chainrule.demos.digits;

import dev.chainrule.demos.console.UserError;
import dev.chainrule.nn.train.Checkpoint;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A network out of a file that {@code --save} has written. */
final class Saved {
  private Saved() {}

  /**
   * Reads a network.
   *
   * @throws UserError if the file is something else
   */
  static Classifier network(Path file) {
    try {
      Checkpoint checkpoint = Checkpoint.read(file);
      Classifier network = Plan.of(checkpoint.about()).network(0);
      checkpoint.restore(network.mlp());
      return network;
    } catch (NoSuchFileException e) {
      throw new UserError(file + ": there is no such file");
    } catch (IOException e) {
      throw new UserError(String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      throw new UserError(file + ": holds no network of digits: " + e.getMessage());
    }
  }
}
