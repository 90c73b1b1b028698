package dev.chainrule.nn.data;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.file.UnreadableFileException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Reads files in IDX format, in which MNIST and its relatives come, plain or .gz: two zeros, the
 * type of the elements, the number of axes, their sizes, and the elements, big-endian. A file is
 * not trusted: memory is taken as bytes come, whatever its header promises.
 */
public final class Idx {
  private static final int MAX_BYTES = Integer.MAX_VALUE - 8;

  private Idx() {}

  /**
   * Reads a file.
   *
   * @param file unpacked on the way if its name ends in {@code .gz}
   * @param dtype the precision of the result, whatever the type of the elements
   * @return of the shape that the file has
   * @throws UnreadableFileException if it can't be read, or is no IDX file
   */
  public static Tensor read(Path file, DType dtype) {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        DataInputStream in = new DataInputStream(unpacked(file, raw))) {
      int magic = in.readInt();
      IdxType type = IdxType.of(magic >>> 8 & 0xff);
      if (magic >>> 16 != 0 || type == null) {
        throw UnreadableFileException.of(file, "is no IDX file: it begins with 0x%08x", magic);
      }
      Shape shape = shape(file, in, magic & 0xff);
      return numbers(file, in, shape, type, dtype);
    } catch (IOException e) {
      throw UnreadableFileException.of(file, e);
    }
  }

  private static InputStream unpacked(Path file, InputStream in) throws IOException {
    return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
  }

  private static Shape shape(Path file, DataInputStream in, int rank) throws IOException {
    int[] sizes = new int[rank];
    long elements = 1;
    for (int axis = 0; axis < rank; axis++) {
      sizes[axis] = in.readInt();
      elements = sizes[axis] < 0 ? -1 : elements * sizes[axis];
      if (elements < 0 || elements > MAX_BYTES) {
        throw UnreadableFileException.of(
            file, "promises more than 2 GB of elements, on axis %d", axis);
      }
    }
    return Shape.of(sizes);
  }

  private static Tensor numbers(Path file, InputStream in, Shape shape, IdxType type, DType dtype)
      throws IOException {
    long promised = (long) shape.elements() * type.bytes;
    if (promised > MAX_BYTES) {
      throw UnreadableFileException.of(file, "promises more than 2 GB of elements");
    }
    byte[] bytes = in.readNBytes((int) promised);
    if (bytes.length < promised) {
      throw UnreadableFileException.of(
          file, "is truncated: %d bytes of %d", bytes.length, promised);
    }
    if (in.read() >= 0) {
      throw UnreadableFileException.of(
          file, "goes on after the last of the elements that its header promises");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    if (dtype == DType.FLOAT32) {
      float[] numbers = new float[shape.elements()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = (float) type.read(buffer);
      }
      return Tensor.ofFloats(shape, numbers);
    }
    double[] numbers = new double[shape.elements()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = type.read(buffer);
    }
    return Tensor.of(shape, numbers);
  }
}
