package dev.chainrule.nn.data;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.file.UnreadableFileException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads pairs of images and labels out of a folder with MNIST's files, or others so named. */
public final class ImageFolder {
  private static final String IMAGES = "-images-idx3-ubyte";
  private static final String LABELS = "-labels-idx1-ubyte";
  private static final double WHITE = 255;

  private final Path folder;

  private ImageFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Names a folder.
   *
   * @throws UnreadableFileException if there is none
   */
  public static ImageFolder at(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw UnreadableFileException.of(
          folder, Files.exists(folder) ? "is a file, not a folder" : "there is no such folder");
    }
    return new ImageFolder(folder);
  }

  /**
   * Reads the images to learn from: {@code train-images-idx3-ubyte} and its labels, plain or .gz.
   */
  public Optional<Examples> training(DType dtype) {
    return pair("train", dtype);
  }

  /**
   * Reads the images to be tested on: {@code t10k-images-idx3-ubyte} and its labels, plain or .gz.
   */
  public Optional<Examples> test(DType dtype) {
    return pair("t10k", dtype);
  }

  /**
   * Reads a pair of files; none if neither is there. The examples' inputs are the pixels of an
   * image, from 0 to 1, in a row: shape [count, height · width]. Their targets are its class: shape
   * [count].
   *
   * @param prefix what their names begin with
   * @throws UnreadableFileException if only one of them is there, one can't be read, or they don't
   *     belong together
   */
  public Optional<Examples> pair(String prefix, DType dtype) {
    Optional<Path> images = file(prefix + IMAGES);
    Optional<Path> labels = file(prefix + LABELS);
    if (images.isEmpty() && labels.isEmpty()) {
      return Optional.empty();
    }
    if (images.isEmpty() || labels.isEmpty()) {
      throw images.isEmpty()
          ? UnreadableFileException.of(folder, "has %s%s but no images", prefix, LABELS)
          : UnreadableFileException.of(folder, "has %s%s but no labels", prefix, IMAGES);
    }
    return Optional.of(examples(images.get(), labels.get(), dtype));
  }

  private static Examples examples(Path images, Path labels, DType dtype) {
    Tensor pixels = Idx.read(images, dtype);
    Tensor classes = Idx.read(labels, dtype);
    if (pixels.shape().rank() < 2 || classes.shape().rank() != 1) {
      throw UnreadableFileException.of(
          images, "of shape %s, and labels of %s", pixels.shape(), classes.shape());
    }
    int count = pixels.shape().size(0);
    if (count == 0) {
      throw UnreadableFileException.of(images, "holds no images");
    }
    if (classes.shape().size(0) != count) {
      throw UnreadableFileException.of(
          images,
          "%d images, but %d labels in %s",
          count,
          classes.shape().size(0),
          labels.getFileName());
    }
    Tensor rows = pixels.reshape(count, pixels.shape().elements() / count).div(WHITE);
    return Examples.of(rows.copy(), classes);
  }

  private Optional<Path> file(String name) {
    return Stream.of(name, name + ".gz").map(folder::resolve).filter(Files::exists).findFirst();
  }

  /** Gives the folder's name. */
  @Override
  public String toString() {
    return "ImageFolder(" + folder + ")";
  }
}
