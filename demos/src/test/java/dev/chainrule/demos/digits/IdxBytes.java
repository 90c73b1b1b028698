package dev.chainrule.demos.digits;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** What files in IDX format hold. */
public final class IdxBytes {
  private IdxBytes() {}

  /** Such a file. */
  public static byte[] images(int count, int rows, int columns, byte[] pixels) {
    return bytes(pixels, 0x803, count, rows, columns);
  }

  /** Such a file. */
  public static byte[] labels(int count, byte... labels) {
    return bytes(labels, 0x801, count);
  }

  /** Such a file. */
  public static byte[] zipped(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] bytes(byte[] body, int... header) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (int word : header) {
        out.writeInt(word);
      }
      out.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
