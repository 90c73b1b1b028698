package dev.chainrule.nn.file;

import static dev.chainrule.testing.TensorAssertions.assertIdentical;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Valid files, changed at random in a few places: whatever they are then, reading one either gives
 * tensors, which can be written and read again, or the documented exception, and takes no more
 * memory than befits the size of the file. The profile {@code fuzz} tries a million times.
 */
class MutatedFilesTest {
  private static final int TRIES = Integer.getInteger("mutations", 5000);
  private static final ThreadMXBean MEMORY = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final long BASE = 1 << 20; // for any file, classes being loaded
  private static final long MOST_UNZIPPED = 1 << 16;

  @TempDir private static Path folder = Path.of("");
  private static final Map<String, Tensor> TENSORS = new LinkedHashMap<>();

  @BeforeAll
  static void tensors() {
    Random random = new Random(1);
    TENSORS.put("hidden1.weight", Tensor.uniform(Shape.of(3, 2), -1, 1, random));
    TENSORS.put("a", Tensor.uniform(Shape.of(5), -1, 1, random).to(DType.FLOAT32));
    TENSORS.put("none", Tensor.zeros(Shape.of(2, 0)));
    TENSORS.put("one", Tensor.of(1));
  }

  /** The formats that are tried, each by its reader and its writer. */
  private enum Format {
    SAFETENSORS {
      @Override
      Map<String, Tensor> read(Path file) {
        return Safetensors.read(file).tensors();
      }

      @Override
      void write(Path file, Map<String, Tensor> tensors) throws IOException {
        Safetensors.write(file, tensors, Map.of("key", "value"));
      }
    },
    NPY {
      @Override
      Map<String, Tensor> read(Path file) {
        return Map.of("it", Npy.read(file));
      }

      @Override
      void write(Path file, Map<String, Tensor> tensors) throws IOException {
        Npy.write(file, tensors.values().iterator().next());
      }
    },
    NPZ {
      @Override
      Map<String, Tensor> read(Path file) {
        return Npz.read(file, MOST_UNZIPPED);
      }

      @Override
      void write(Path file, Map<String, Tensor> tensors) throws IOException {
        Npz.write(file, tensors);
      }
    };

    abstract Map<String, Tensor> read(Path file);

    abstract void write(Path file, Map<String, Tensor> tensors) throws IOException;
  }

  @ParameterizedTest
  @EnumSource
  void aChangedFile_isReadOrRefused(Format format) throws IOException {
    Path file = folder.resolve("file");
    format.write(file, TENSORS);
    byte[] valid = Files.readAllBytes(file);
    assertCanBeWritten(format, format.read(file)); // and classes are loaded
    Random random = new Random(2);
    int read = 0;
    int refused = 0;
    for (int i = 0; i < TRIES; i++) {
      byte[] mutated = mutated(valid, random);
      Path unused = Files.write(file, mutated);
      long before = MEMORY.getThreadAllocatedBytes(Thread.currentThread().getId());
      Map<String, Tensor> tensors = null;
      try {
        tensors = format.read(file);
        read++;
      } catch (UnreadableFileException e) {
        refused++;
        assertPrintable(String.valueOf(e.getMessage()), file);
      } catch (RuntimeException e) {
        throw new AssertionError(new String(mutated, ISO_8859_1), e);
      }
      long taken = MEMORY.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
      assertTrue(
          taken < BASE + 100L * mutated.length,
          () -> taken + " bytes for " + new String(mutated, ISO_8859_1));
      if (tensors != null) {
        assertCanBeWritten(format, tensors);
      }
    }
    assertTrue(read > TRIES / 100 && refused > TRIES / 10, read + " read, " + refused + " refused");
  }

  private static void assertPrintable(String message, Path file) {
    assertTrue(message.startsWith(file + ": ") && message.length() < 1000, message);
    assertTrue(message.chars().noneMatch(Character::isISOControl), message);
  }

  private static void assertCanBeWritten(Format format, Map<String, Tensor> tensors)
      throws IOException {
    Path copy = folder.resolve("copy");
    format.write(copy, tensors);
    Map<String, Tensor> again = format.read(copy);
    tensors.forEach((name, tensor) -> assertIdentical(tensor, requireNonNull(again.get(name))));
  }

  /** A few bits turned, digits replaced, pieces cut out, doubled or moved. */
  private static byte[] mutated(byte[] valid, Random random) {
    byte[] bytes = valid.clone();
    int changes = 1 + random.nextInt(3);
    for (int change = 0; change < changes; change++) {
      int at = random.nextInt(bytes.length);
      int other = random.nextInt(bytes.length);
      switch (random.nextInt(6)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt();
        case 2 -> replaceDigits(bytes, at, random);
        case 3 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
        case 4 -> bytes[at] = bytes[other];
        default -> {
          int length = Math.min(random.nextInt(20), bytes.length - Math.max(at, other));
          System.arraycopy(bytes, at, bytes, other, length);
        }
      }
    }
    return bytes;
  }

  /** The next digits from here on become others. */
  private static void replaceDigits(byte[] bytes, int from, Random random) {
    int at = from;
    while (at < bytes.length && (bytes[at] < '0' || bytes[at] > '9')) {
      at++;
    }
    while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9') {
      bytes[at++] = (byte) ('0' + random.nextInt(10));
    }
  }
}
