package dev.chainrule.demos.digits;

import com.google.common.io.ByteStreams;
import com.google.errorprone.annotations.FormatMethod;
import dev.chainrule.demos.console.UserError;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file in IDX format, plain or .gz: a magic number, the sizes of the axes, then one byte for each
 * element. The file is not trusted: memory is taken as bytes come, whatever the header promises.
 */
final class IdxFile {
  private static final int IMAGES = 0x803; // unsigned bytes, three axes
  private static final int LABELS = 0x801; // unsigned bytes, one axis

  private final Path path;

  IdxFile(Path path) {
    this.path = path;
  }

  /** The pixels of all images, row by row. */
  byte[] images() {
    return read(
        IMAGES,
        in -> {
          int count = in.readInt();
          int rows = in.readInt();
          int columns = in.readInt();
          if (rows != Digits.SIDE || columns != Digits.SIDE) {
            throw error("images of %d x %d pixels; expected 28 x 28", rows, columns);
          }
          return elements(in, count, Digits.PIXELS);
        });
  }

  /** The digits from 0 to 9. */
  byte[] labels() {
    byte[] labels = read(LABELS, in -> elements(in, in.readInt(), 1));
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= Digits.CLASSES) {
        throw error("label %d is %d; expected a digit from 0 to 9", i, labels[i] & 0xff);
      }
    }
    return labels;
  }

  private interface Body {
    byte[] read(DataInputStream in) throws IOException;
  }

  private byte[] read(int magic, Body body) {
    try (InputStream file = new BufferedInputStream(Files.newInputStream(path));
        DataInputStream in = new DataInputStream(unzipped(file))) {
      int found = in.readInt();
      if (found != magic) {
        throw error(
            "magic number 0x%08x; expected 0x%08x for %s",
            found, magic, magic == IMAGES ? "images" : "labels");
      }
      byte[] elements = body.read(in);
      if (in.read() >= 0) {
        throw error("goes on after the last of the elements that its header promises");
      }
      return elements;
    } catch (EOFException e) {
      throw error("is truncated");
    } catch (ZipException e) {
      throw error("is a damaged .gz file: %s", e);
    } catch (IOException e) {
      throw error("can't be read: %s", e);
    }
  }

  private InputStream unzipped(InputStream file) throws IOException {
    return path.toString().endsWith(".gz") ? new GZIPInputStream(file) : file;
  }

  private byte[] elements(InputStream in, int count, int each) throws IOException {
    long promised = (long) count * each;
    if (count < 1 || promised > Integer.MAX_VALUE - Long.BYTES) {
      throw error("promises %d elements; expected at least 1 and less than 2 GB", count);
    }
    byte[] elements = ByteStreams.toByteArray(ByteStreams.limit(in, promised));
    if (elements.length < promised) {
      throw error("is truncated: %d bytes of %d", elements.length, promised);
    }
    return elements;
  }

  @FormatMethod
  private UserError error(String format, Object... arguments) {
    return new UserError(path + ": " + String.format(format, arguments));
  }
}
