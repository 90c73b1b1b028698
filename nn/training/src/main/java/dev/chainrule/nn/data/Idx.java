package dev.chainrule.nn.data;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.file.UnreadableFileException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Reads files in IDX format, in which MNIST and its relatives come, plain or .gz: two zeros, the
 * type of the elements, the number of axes, their sizes, and the elements, big-endian. A file is
 * not trusted: what its header promises is compared with its size, if it is plain, and with the
 * memory that there is, before any is taken.
 */
public final class Idx {
  private static final int MAX_BYTES = Integer.MAX_VALUE - 8;
  private static final int BUFFER_BYTES = 1 << 16;

  private Idx() {}

  /**
   * Reads a file.
   *
   * @param file unpacked on the way if its name ends in {@code .gz}
   * @param dtype the precision of the result, whatever the type of the elements
   * @return of the shape that the file has
   * @throws UnreadableFileException if it can't be read, is no IDX file, or promises elements that
   *     take more than three quarters of Java's memory
   */
  public static Tensor read(Path file, DType dtype) {
    return read(file, dtype, Runtime.getRuntime().maxMemory() / 4 * 3);
  }

  /**
   * Reads a file.
   *
   * @param file unpacked on the way if its name ends in {@code .gz}
   * @param dtype the precision of the result, whatever the type of the elements
   * @param maxBytes how many bytes the result may take, for a small packed file can hold a lot
   * @return of the shape that the file has
   * @throws UnreadableFileException if it can't be read, is no IDX file, or promises more than that
   */
  public static Tensor read(Path file, DType dtype, long maxBytes) {
    if (Files.isDirectory(file)) {
      throw UnreadableFileException.of(file, "is a folder, not a file");
    }
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        DataInputStream in = new DataInputStream(unpacked(file, raw))) {
      int magic = in.readInt();
      IdxType type = IdxType.of(magic >>> 8 & 0xff);
      if (magic >>> 16 != 0 || type == null) {
        throw UnreadableFileException.of(file, "is no IDX file: it begins with 0x%08x", magic);
      }
      Shape shape = shape(file, in, magic & 0xff);
      checkSize(file, shape, type, dtype, maxBytes);
      Tensor numbers = numbers(in, shape, type, dtype);
      if (in.read() >= 0) {
        throw UnreadableFileException.of(
            file, "goes on after the last of the elements that its header promises");
      }
      return numbers;
    } catch (IOException e) {
      throw UnreadableFileException.of(file, e);
    }
  }

  private static InputStream unpacked(Path file, InputStream in) throws IOException {
    return isPacked(file) ? new GZIPInputStream(in) : in;
  }

  private static boolean isPacked(Path file) {
    return file.toString().endsWith(".gz");
  }

  private static Shape shape(Path file, DataInputStream in, int rank) throws IOException {
    int[] sizes = new int[rank];
    long elements = 1; // if an axis of size 0 had 1, as Shape counts
    for (int axis = 0; axis < rank; axis++) {
      sizes[axis] = in.readInt();
      elements *= Math.max(sizes[axis], 1);
      if (sizes[axis] < 0 || elements > MAX_BYTES) {
        throw UnreadableFileException.of(
            file, "promises more than 2 GB of elements, on axis %d", axis);
      }
    }
    return Shape.of(sizes);
  }

  private static void checkSize(Path file, Shape shape, IdxType type, DType dtype, long maxBytes)
      throws IOException {
    long promised = (long) shape.elements() * type.bytes;
    long present = Files.size(file) - Integer.BYTES * (1L + shape.rank());
    if (!isPacked(file) && Files.isRegularFile(file) && present < promised) {
      throw UnreadableFileException.of(file, "is truncated: %d bytes of %d", present, promised);
    }
    long taken = (long) shape.elements() * (dtype == DType.FLOAT64 ? Double.BYTES : Float.BYTES);
    if (taken > maxBytes) {
      throw UnreadableFileException.of(
          file,
          "promises %d elements, which take %d bytes as %s, more than the %d that may be; start"
              + " java with a larger -Xmx",
          shape.elements(),
          taken,
          dtype,
          maxBytes);
    }
  }

  private static Tensor numbers(InputStream in, Shape shape, IdxType type, DType dtype)
      throws IOException {
    int count = shape.elements();
    double[] doubles = new double[dtype == DType.FLOAT64 ? count : 0];
    float[] floats = new float[dtype == DType.FLOAT32 ? count : 0];
    byte[] bytes = new byte[BUFFER_BYTES];
    int step = BUFFER_BYTES / type.bytes;
    for (int from = 0; from < count; from += step) {
      int some = Math.min(step, count - from);
      if (in.readNBytes(bytes, 0, some * type.bytes) < some * type.bytes) {
        throw new EOFException();
      }
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      for (int i = from; i < from + some; i++) {
        double number = type.read(buffer);
        if (dtype == DType.FLOAT64) {
          doubles[i] = number;
        } else {
          floats[i] = (float) number;
        }
      }
    }
    return dtype == DType.FLOAT64 ? Tensor.of(shape, doubles) : Tensor.ofFloats(shape, floats);
  }
}
