package dev.chainrule.nn.file;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.tensor.Tensor;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Reads and writes NumPy arrays by name, in one file: a zip archive of .npy files. */
public final class Npz {
  private static final String SUFFIX = ".npy";
  private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private Npz() {}

  /**
   * Reads a file, compressed or not.
   *
   * @param maxBytes how many bytes its arrays may take together, for a small archive can hold a lot
   * @throws UnreadableFileException if it can't be read, is no .npz file, holds more than that, or
   *     a checksum is wrong
   * @throws IllegalArgumentException if the bytes are negative
   */
  public static Map<String, Tensor> read(Path file, long maxBytes) {
    checkArgument(maxBytes >= 0, "read: %s bytes; there must be none or more", maxBytes);
    Map<String, Tensor> arrays = new HashMap<>();
    ImmutableMap.Builder<String, Tensor> inOrder = ImmutableMap.builder();
    long left = maxBytes;
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = next(file, all);
        String where = file + ": " + FileText.shown(entry.getName());
        if (!entry.getName().endsWith(SUFFIX)) {
          throw UnreadableFileException.of(where, "is no .npy file");
        }
        try (CheckedInputStream in =
            new CheckedInputStream(
                new BufferedInputStream(zip.getInputStream(entry)), new CRC32())) {
          Tensor tensor = Npy.read(where, in, left);
          checkSum(where, entry.getCrc(), in.getChecksum().getValue());
          left -= (long) tensor.shape().elements() * Bytes.size(tensor.dtype());
          String name = entry.getName().substring(0, entry.getName().length() - SUFFIX.length());
          if (arrays.put(name, tensor) != null) {
            throw UnreadableFileException.of(where, "is there twice");
          }
          inOrder.put(name, tensor);
        }
      }
    } catch (IOException e) {
      throw UnreadableFileException.of(file, e);
    }
    return inOrder.buildOrThrow();
  }

  /** Compares checksums, which Java leaves to others. */
  private static void checkSum(String where, long promised, long found) {
    if (promised != found) {
      throw UnreadableFileException.of(
          where, "is damaged: its checksum is %d, and should be %d", found, promised);
    }
  }

  private static ZipEntry next(Path file, Enumeration<? extends ZipEntry> entries) {
    try {
      return entries.nextElement();
    } catch (IllegalArgumentException e) { // a name that is not in UTF-8
      throw UnreadableFileException.of(file, "is a damaged archive: %s", e);
    }
  }

  /**
   * Writes a file, compressed, in the map's order; see {@link AtomicFile#write}.
   *
   * @throws IOException if that fails
   */
  public static void write(Path file, Map<String, Tensor> arrays) throws IOException {
    AtomicFile.write(
        file,
        out -> {
          ZipOutputStream zip = new ZipOutputStream(out);
          for (Map.Entry<String, Tensor> array : arrays.entrySet()) {
            ZipEntry entry = new ZipEntry(array.getKey() + SUFFIX);
            // The same arrays give the same bytes, whenever they are written.
            entry.setTimeLocal(ENTRY_TIME);
            zip.putNextEntry(entry);
            Npy.write(zip, array.getValue());
            zip.closeEntry();
          }
          zip.finish();
        });
  }
}
