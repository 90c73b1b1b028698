package dev.chainrule.nn.file;

import dev.chainrule.autograd.tensor.Tensor;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads and writes a NumPy array in a file of its own. What is written has format version 1.0 and
 * is of {@code f4} or {@code f8}. Read are also later versions, {@code f2} as float32, integers up
 * to 2⁵³ and truth values as float64, and any byte and axis order.
 */
public final class Npy {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int ALIGNMENT = 64; // of the data, as NumPy has it
  private static final int MAX_HEADER_BYTES = 1 << 16;

  private Npy() {}

  /**
   * Reads a file.
   *
   * @throws UnreadableFileException if it can't be read, is no .npy file, or of a type that is not
   *     read
   */
  public static Tensor read(Path file) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return read(file, in, Long.MAX_VALUE);
    } catch (IOException e) {
      throw UnreadableFileException.of(file, e);
    }
  }

  /**
   * Reads an array.
   *
   * @param maxBytes so many bytes of memory may it take
   */
  static Tensor read(Object file, InputStream in, long maxBytes) throws IOException {
    NpyHeader header = NpyHeader.parse(file, header(file, in));
    long promised = header.dataBytes();
    if (promised > Bytes.MAX_ARRAY || header.memory() > maxBytes) {
      throw UnreadableFileException.of(
          file,
          "promises %d bytes of numbers, more than are read, %d",
          header.memory(),
          Math.min(maxBytes, Bytes.MAX_ARRAY));
    }
    byte[] data = in.readNBytes((int) promised); // takes memory as bytes come
    if (data.length < promised) {
      throw UnreadableFileException.of(file, "is truncated: %d bytes of %d", data.length, promised);
    }
    if (in.read() >= 0) {
      throw UnreadableFileException.of(file, "goes on after the last of its %d bytes", promised);
    }
    return header.tensor(ByteBuffer.wrap(data));
  }

  private static String header(Object file, InputStream in) throws IOException {
    byte[] start = in.readNBytes(MAGIC.length + 2);
    if (start.length < MAGIC.length + 2
        || !Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw UnreadableFileException.of(file, "is no .npy file");
    }
    int version = start[MAGIC.length];
    if (version < 1 || version > 3) {
      throw UnreadableFileException.of(file, "has version %d; 1, 2 and 3 are read", version);
    }
    byte[] size = in.readNBytes(version == 1 ? 2 : 4);
    long length = 0;
    for (int i = size.length - 1; i >= 0; i--) {
      length = (length << 8) + (size[i] & 0xff);
    }
    if (length > MAX_HEADER_BYTES) {
      throw UnreadableFileException.of(
          file, "has a header of %d bytes, more than are read", length);
    }
    byte[] text = in.readNBytes((int) length);
    if (text.length < length) {
      throw UnreadableFileException.of(file, "is truncated in its header");
    }
    return new String(text, StandardCharsets.UTF_8);
  }

  /**
   * Writes a file; see {@link AtomicFile#write}.
   *
   * @throws IOException if that fails
   */
  public static void write(Path file, Tensor tensor) throws IOException {
    AtomicFile.write(file, out -> write(out, tensor));
  }

  static void write(OutputStream out, Tensor tensor) throws IOException {
    String text = NpyHeader.of(tensor).text();
    int before = MAGIC.length + 4;
    int length = (before + text.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT - before;
    String padded = text + " ".repeat(length - text.length() - 1) + "\n";
    out.write(MAGIC);
    out.write(new byte[] {1, 0, (byte) length, (byte) (length >> 8)});
    out.write(padded.getBytes(StandardCharsets.US_ASCII));
    Bytes.write(out, tensor);
  }
}
