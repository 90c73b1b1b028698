package dev.chainrule.nn.file;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Replaces a file as a whole or not at all, whatever happens to the program or the machine. */
public final class AtomicFile {
  /** Writes what a file is to hold. */
  @FunctionalInterface
  public interface Writer {
    /** Writes all of it. */
    void writeTo(OutputStream out) throws IOException;
  }

  private AtomicFile() {}

  /**
   * Writes a file beside the old one, makes sure that it is on the disk, and puts it in the old
   * one's place. A program that is killed meanwhile leaves the old file as it was, and perhaps one
   * of its name and {@code .part}, which the next call replaces.
   *
   * @throws IOException if that fails; the old file is as it was then
   */
  public static void write(Path file, Writer writer) throws IOException {
    Path absolute = file.toAbsolutePath();
    Path part = absolute.resolveSibling(absolute.getFileName() + ".part");
    try {
      try (FileOutputStream stream = new FileOutputStream(part.toFile())) { // not a channel, which
        OutputStream out =
            new BufferedOutputStream(stream); // an interrupt of the thread would close
        writer.writeTo(out);
        out.flush();
        stream.getFD().sync();
      }
      Path unused =
          Files.move(
              part, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      boolean unused = Files.deleteIfExists(part);
    }
    force(absolute.resolveSibling("."));
  }

  /** Makes sure that the new name is on the disk, too, where folders can be told so. */
  private static void force(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows has no such thing: there, a crash of the machine may bring the old file back.
    }
  }
}
