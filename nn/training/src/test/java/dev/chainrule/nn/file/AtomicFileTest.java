package dev.chainrule.nn.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are replaced as a whole. */
class AtomicFileTest {
  @TempDir private Path folder = Path.of("");
  private Path file = Path.of("");

  @BeforeEach
  void old() throws IOException {
    file = Files.writeString(folder.resolve("file"), "old");
  }

  private static void write(Path file, String text) throws IOException {
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private void assumePosix() throws IOException {
    FileStore store = Files.getFileStore(folder);
    assumeTrue(store.supportsFileAttributeView("posix"), "rights as of POSIX");
  }

  @Test
  void aLink_staysALink_andWhatItLeadsToIsReplaced() throws IOException {
    assumePosix();
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("file"));
    Path second = Files.createSymbolicLink(folder.resolve("second"), link);
    write(second, "new");
    assertTrue(Files.isSymbolicLink(link) && Files.isSymbolicLink(second));
    assertEquals("new", Files.readString(file));
    Files.delete(file);
    write(link, "again");
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("again", Files.readString(file));
    assertEquals(List.of("file", "link", "second"), names());
  }

  @Test
  void linksInACircle_areRefused() throws IOException {
    assumePosix();
    Path a = Files.createSymbolicLink(folder.resolve("a"), Path.of("b"));
    Path unused = Files.createSymbolicLink(folder.resolve("b"), Path.of("a"));
    assertThrows(IOException.class, () -> write(a, "new"));
  }

  @Test
  void theMode_staysWhatItWas_alsoWhileItIsWritten() throws IOException {
    assumePosix();
    for (String mode : List.of("rw-------", "rw-rw-r--", "rwxr-x---")) {
      Path unused = Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
      Path link = folder.resolve("to" + mode);
      AtomicFile.write(
          Files.createSymbolicLink(link, file),
          out -> {
            Path part = folder.resolve("file.part");
            assertEquals(mode, PosixFilePermissions.toString(Files.getPosixFilePermissions(part)));
            out.write('x');
          });
      assertEquals(mode, PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }
  }

  @Test
  void whatIsNoFile_isWrittenInto_andStays() throws IOException {
    Path none = Path.of("/dev/null");
    assumeTrue(Files.exists(none), "a device");
    Path link = Files.createSymbolicLink(folder.resolve("link"), none);
    write(link, "new");
    assertFalse(Files.isRegularFile(none));
    assertTrue(Files.isSymbolicLink(link));
  }

  @Test
  void aFolder_isRefused() throws IOException {
    IOException e = assertThrows(IOException.class, () -> write(folder, "new"));
    assertTrue(String.valueOf(e.getMessage()).contains("is a folder, not a file"), e::toString);
    Path other = Files.createDirectory(folder.resolve("other.part"));
    assertThrows(IOException.class, () -> write(folder.resolve("other"), "new"));
    assertTrue(Files.isDirectory(other), "it has deleted what was not its own");
  }

  @Test
  void whateverIsThrown_theOldFileStays_andNothingElse() throws IOException {
    for (Throwable failure :
        List.of(
            new IOException("injected"),
            new IllegalStateException("injected"),
            new OutOfMemoryError("injected"),
            new StackOverflowError("injected"))) {
      for (int bytes : new int[] {0, 1, 100_000}) {
        Throwable thrown =
            assertThrows(
                Throwable.class, () -> AtomicFile.write(file, out -> fail(out, bytes, failure)));
        assertEquals(failure, thrown);
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("file"), names());
      }
    }
  }

  private static void fail(OutputStream out, int bytes, Throwable failure) throws IOException {
    out.write(new byte[bytes]);
    if (failure instanceof IOException io) {
      throw io;
    }
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }

  @Test
  void aFailure_isNotHiddenByThatOfTidyingUp() {
    IOException failure = new IOException("injected");
    IOException thrown =
        assertThrows(
            IOException.class,
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      Path part = folder.resolve("file.part");
                      Files.delete(part);
                      Files.createDirectories(part.resolve("full")); // which can't be deleted
                      throw failure;
                    }));
    assertEquals(failure, thrown);
    assertEquals(1, thrown.getSuppressed().length);
  }

  @Test
  void anInterruptOfTheThread_doesNoHarm() throws IOException {
    Thread.currentThread().interrupt();
    write(file, "new");
    assertTrue(Thread.interrupted());
    assertEquals("new", Files.readString(file));
  }

  @Test
  void aFolderThatIsNotThere_isNamed() {
    Path nowhere = folder.resolve("nowhere").resolve("file");
    NoSuchFileException e =
        assertThrows(NoSuchFileException.class, () -> AtomicFile.write(nowhere, out -> {}));
    assertEquals(nowhere + ": there is no such folder", e.getMessage());
  }
}
