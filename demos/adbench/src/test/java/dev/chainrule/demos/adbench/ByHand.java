package dev.chainrule.demos.adbench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.io.Resources;
import dev.chainrule.autograd.tensor.Tensor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.GZIPInputStream;

/** What ADBench's C++ gives, whose derivatives were derived by hand. */
final class ByHand {
  private ByHand() {}

  /** Holds numbers against a file's: 1e-10 of each, or, where one cancels, of the largest. */
  static void assertSame(String file, double[] actual) throws IOException {
    double[] expected = numbers(file);
    double largest = Tensor.of(expected).normInf().item();
    assertEquals(expected.length, actual.length);
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[i], 1e-10 * largest, "number " + i);
    }
  }

  /** The float64 numbers of a NumPy file: behind a head whose length stands at byte 8. */
  private static double[] numbers(String file) throws IOException {
    byte[] content = Resources.toByteArray(Resources.getResource(ByHand.class, file));
    if (file.endsWith(".gz")) {
      content = new GZIPInputStream(new ByteArrayInputStream(content)).readAllBytes();
    }
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    bytes.position(10 + bytes.getShort(8));
    double[] numbers = new double[bytes.remaining() / Double.BYTES];
    bytes.asDoubleBuffer().get(numbers);
    return numbers;
  }
}
