package dev.chainrule.demos.digits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.chainrule.demos.console.UserError;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** IDX files that are right, wrong, cut off and made up. */
class IdxFileTest {
  @TempDir private Path folder;

  @Test
  void readsWhatWasWritten() {
    byte[] pixels = new byte[3 * Digits.PIXELS];
    new Random(1).nextBytes(pixels);
    assertArrayEquals(pixels, new IdxFile(file("i", images(3, 28, 28, pixels))).images());
    assertArrayEquals(
        pixels, new IdxFile(file("i.gz", zipped(images(3, 28, 28, pixels)))).images());
    byte[] labels = {0, 9, 5};
    assertArrayEquals(labels, new IdxFile(file("l", labels(3, labels))).labels());
    assertArrayEquals(labels, new IdxFile(file("l.gz", zipped(labels(3, labels)))).labels());
  }

  @Test
  void namesTheFileAndWhatIsWrongWithIt() {
    byte[] two = labels(2, (byte) 1, (byte) 2);
    assertLabelError(
        images(1, 28, 28, new byte[784]),
        "magic number 0x00000803; expected 0x00000801 for labels");
    assertLabelError(labels(3, (byte) 1, (byte) 2), "is truncated: 2 bytes of 3");
    assertLabelError(Arrays.copyOf(two, 6), "is truncated");
    assertLabelError(new byte[0], "is truncated");
    assertLabelError(
        Arrays.copyOf(two, 11), "goes on after the last of the elements that its header promises");
    assertLabelError(labels(2, (byte) 1, (byte) 10), "label 1 is 10; expected a digit from 0 to 9");
    assertLabelError(labels(1, (byte) -1), "label 0 is 255; expected a digit from 0 to 9");
    assertLabelError(labels(0), "promises 0 elements; expected at least 1 and less than 2 GB");
    assertLabelError(labels(-1), "promises -1 elements; expected at least 1 and less than 2 GB");
    Path odd = file("odd", images(1, 14, 56, new byte[784]));
    assertError(odd, "images of 14 x 56 pixels; expected 28 x 28", new IdxFile(odd)::images);
    Path huge = file("huge", images(Integer.MAX_VALUE, 28, 28, new byte[4]));
    assertError(
        huge,
        "promises 2147483647 elements; expected at least 1 and less than 2 GB",
        new IdxFile(huge)::images);
  }

  @Test
  void takesNoMemoryOnAHeadersWord() {
    Path promising = file("promising", images(2_000_000, 28, 28, new byte[4]));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    assertError(promising, "is truncated: 4 bytes of 1568000000", new IdxFile(promising)::images);
    assertTrue(threads.getCurrentThreadAllocatedBytes() - before < 1_000_000);
  }

  @Test
  void anyDamageIsAUserError() {
    byte[] good = labels(20, new byte[20]);
    byte[] zipped = zipped(good);
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      byte[] damaged = (i % 2 == 0 ? good : zipped).clone();
      for (int change = random.nextInt(3); change >= 0; change--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      damaged = Arrays.copyOf(damaged, damaged.length - random.nextInt(4));
      Path file = file(i % 2 == 0 ? "damaged" : "damaged.gz", damaged);
      try {
        assertEquals(20, new IdxFile(file).labels().length);
      } catch (UserError e) {
        assertTrue(String.valueOf(e.getMessage()).startsWith(file + ": "));
      }
    }
  }

  private void assertLabelError(byte[] content, String message) {
    Path file = file("labels", content);
    assertError(file, message, new IdxFile(file)::labels);
  }

  private static void assertError(Path file, String message, Executable reading) {
    assertEquals(file + ": " + message, assertThrows(UserError.class, reading).getMessage());
  }

  static byte[] images(int count, int rows, int columns, byte[] pixels) {
    return bytes(pixels, 0x803, count, rows, columns);
  }

  static byte[] labels(int count, byte... labels) {
    return bytes(labels, 0x801, count);
  }

  static byte[] zipped(byte[] content) {
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

  private Path file(String name, byte[] content) {
    try {
      return Files.write(folder.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
