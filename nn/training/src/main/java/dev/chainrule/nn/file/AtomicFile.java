package dev.chainrule.nn.file;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Replaces a file as a whole or not at all, whatever happens to the program or the machine. */
public final class AtomicFile {
  private static final int MAX_LINKS = 40; // one to the next, as Linux has it

  /** Writes what a file is to hold. */
  @FunctionalInterface
  public interface Writer {
    /** Writes all of it. */
    void writeTo(OutputStream out) throws IOException;
  }

  private AtomicFile() {}

  /**
   * Writes a file beside the old one, makes sure that it is on the disk, and puts it in the old
   * one's place. A symbolic link stays one: the file that it leads to is replaced. The new file may
   * be read and written by whom the old one could be. A program that is killed meanwhile leaves the
   * old file as it was, and perhaps one of its name and {@code .part}, which the next call
   * replaces. What is no file, such as {@code /dev/stdout}, is written into.
   *
   * @throws IOException if that fails; the old file is as it was then
   */
  public static void write(Path file, Writer writer) throws IOException {
    Path target = target(file.toAbsolutePath());
    if (Files.isDirectory(target)) {
      throw new FileSystemException(file.toString(), null, "is a folder, not a file");
    }
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      try (OutputStream out = Files.newOutputStream(target)) {
        writer.writeTo(out);
      }
      return;
    }
    if (Files.notExists(target.resolveSibling("."))) {
      throw new NoSuchFileException(file.toString(), null, "there is no such folder");
    }
    Path part = target.resolveSibling(target.getFileName() + ".part");
    FileOutputStream stream = new FileOutputStream(part.toFile()); // not a channel, which an
    try { // interrupt of the thread would close
      try (stream) {
        keepMode(target, part);
        OutputStream out = new BufferedOutputStream(stream);
        writer.writeTo(out);
        out.flush();
        stream.getFD().sync();
      }
      Path unused =
          Files.move(
              part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (Throwable e) {
      delete(part, e);
      throw e;
    }
    force(target.resolveSibling("."));
  }

  /** Follows symbolic links, also to where there is nothing yet. */
  private static Path target(Path file) throws IOException {
    Path target = file;
    for (int links = 0; Files.isSymbolicLink(target); links++) {
      if (links == MAX_LINKS) {
        throw new FileSystemLoopException(file.toString());
      }
      target = target.resolveSibling(Files.readSymbolicLink(target));
    }
    return target;
  }

  /** Lets those read and write a new file who could the old one, if there are such rights here. */
  private static void keepMode(Path old, Path now) throws IOException {
    if (Files.exists(old) && Files.getFileStore(old).supportsFileAttributeView("posix")) {
      Path unused = Files.setPosixFilePermissions(now, Files.getPosixFilePermissions(old));
    }
  }

  /** Leaves nothing behind after a failure, which must not be hidden by another one. */
  private static void delete(Path part, Throwable failure) {
    try {
      boolean unused = Files.deleteIfExists(part);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
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
