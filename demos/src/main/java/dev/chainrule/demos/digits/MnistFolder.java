package dev.chainrule.demos.digits;

import dev.chainrule.demos.console.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder of MNIST's files, or of files like them. */
final class MnistFolder {
  private final Path folder;

  MnistFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * The training and the test pair as they are; of one pair alone, every fifth image is held out.
   */
  Split read() {
    if (!Files.isDirectory(folder)) {
      throw new UserError(folder + ": there is no such folder");
    }
    Optional<Digits> training = pair("train");
    Optional<Digits> test = pair("t10k");
    if (training.isPresent() && test.isPresent()) {
      return new Split(training.get(), test.get());
    }
    Digits one =
        Stream.of(training, test)
            .flatMap(Optional::stream)
            .findFirst()
            .orElseThrow(
                () ->
                    new UserError(
                        folder
                            + ": no digits here; expected train-images-idx3-ubyte and"
                            + " train-labels-idx1-ubyte, or t10k-..., plain or .gz"));
    return Split.of(one);
  }

  private Optional<Digits> pair(String prefix) {
    Optional<Path> images = file(prefix + "-images-idx3-ubyte");
    Optional<Path> labels = file(prefix + "-labels-idx1-ubyte");
    if (images.isEmpty() && labels.isEmpty()) {
      return Optional.empty();
    }
    if (images.isEmpty() || labels.isEmpty()) {
      throw new UserError(
          folder
              + ": has "
              + prefix
              + (images.isEmpty()
                  ? "-labels-idx1-ubyte but no images"
                  : "-images-idx3-ubyte but no labels"));
    }
    byte[] pixels = new IdxFile(images.get()).images();
    byte[] classes = new IdxFile(labels.get()).labels();
    if (pixels.length / Digits.PIXELS != classes.length) {
      throw new UserError(
          images.get()
              + ": "
              + pixels.length / Digits.PIXELS
              + " images, but "
              + classes.length
              + " labels in "
              + labels.get().getFileName());
    }
    return Optional.of(new Digits(pixels, classes));
  }

  private Optional<Path> file(String name) {
    return Stream.of(name, name + ".gz").map(folder::resolve).filter(Files::exists).findFirst();
  }
}
