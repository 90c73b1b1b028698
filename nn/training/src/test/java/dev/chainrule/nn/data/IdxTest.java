package dev.chainrule.nn.data;

import static dev.chainrule.nn.FileAssertions.assertUnreadable;
import static dev.chainrule.testing.TensorAssertions.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.io.BaseEncoding;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.file.UnreadableFileException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdxTest {
  @TempDir private Path folder = Path.of("");

  private Path file(String name, String hex) throws IOException {
    byte[] bytes = BaseEncoding.base16().lowerCase().decode(hex.replace(" ", ""));
    return Files.write(folder.resolve(name), bytes);
  }

  @ParameterizedTest
  @CsvSource({
    "08, ff01, 255, 1",
    "09, ff01, -1, 1",
    "0b, ffff0100, -1, 256",
    "0c, ffffffff00000100, -1, 256",
    "0d, bf80000043800000, -1, 256",
    "0e, bff00000000000004070000000000000, -1, 256",
  })
  void types(String type, String data, double first, double second) throws IOException {
    Path file = file("f", "0000" + type + "01 00000002" + data);
    assertArrayEquals(new double[] {first, second}, Idx.read(file, DType.FLOAT64).toArray());
    assertIdentical(
        Tensor.ofFloats(Shape.of(2), (float) first, (float) second), Idx.read(file, DType.FLOAT32));
  }

  @Test
  void anyRank_plainOrPacked() throws IOException {
    Tensor expected = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}});
    Path plain = file("f", "00000802 00000002 00000003 010203040506");
    assertIdentical(expected, Idx.read(plain, DType.FLOAT64));
    Path packed = folder.resolve("f.gz");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(Files.readAllBytes(plain));
    }
    Files.write(packed, bytes.toByteArray());
    assertIdentical(expected, Idx.read(packed, DType.FLOAT64));
    assertEquals(7, Idx.read(file("f", "00000800 07"), DType.FLOAT64).item());
    Files.write(packed, Arrays.copyOf(bytes.toByteArray(), bytes.size() - 9));
    assertUnreadable("truncated", () -> Idx.read(packed, DType.FLOAT64));
    Files.write(packed, new byte[] {1, 2, 3, 4});
    assertUnreadable("damaged archive", () -> Idx.read(packed, DType.FLOAT64));
  }

  @ParameterizedTest
  @CsvSource({
    "00000801 00000002 01, truncated: 1 bytes of 2",
    "00000801 00000001 0102, goes on",
    "00000801 0000, is truncated",
    "00000701 00000001 01, begins with 0x00000701",
    "01000801 00000001 01, begins with 0x01000801",
    "00000801 ffffffff 01, promises more than 2 GB",
    "00000803 00ffffff 00ffffff 00ffffff 01, promises more than 2 GB",
    "00000e01 7fffffff 01, promises more than 2 GB",
    "00000803 00000000 7fffffff 7fffffff, promises more than 2 GB",
    "00000801 7ffffff0 01, is truncated: 1 bytes of 2147483632",
  })
  void aMalformedFile_isRefusedWithAReason(String hex, String reason) throws IOException {
    Path file = file("f", hex);
    assertUnreadable(reason, () -> Idx.read(file, DType.FLOAT64));
  }

  @Test
  void aMutatedFile_givesNumbersOrTheDocumentedException() throws IOException {
    Path file = file("f", "00000803 00000002 00000001 00000003 010203040506");
    byte[] valid = Files.readAllBytes(file);
    Random random = new Random(1);
    int read = 0;
    for (int i = 0; i < 3000; i++) {
      byte[] mutated = Arrays.copyOf(valid, random.nextInt(4) == 0 ? random.nextInt(22) : 22);
      for (int change = random.nextInt(3); change > 0 && mutated.length > 0; change--) {
        mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(16);
      }
      Files.write(file, mutated);
      try {
        Tensor unused = Idx.read(file, DType.FLOAT64);
        read++;
      } catch (UnreadableFileException e) {
        assertTrue(e.toString().contains(file.toString()), e::toString);
      }
    }
    assertTrue(read > 100 && read < 2900, "read " + read);
  }

  @Test
  void aSmallPackedFile_thatHoldsALot_isRefusedBeforeMemoryIsTaken() throws IOException {
    Path bomb = folder.resolve("f.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
      out.write(new byte[] {0, 0, 8, 1, 0x70, 0, 0, 0});
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 64; i++) {
        out.write(zeros);
      }
    }
    assertUnreadable(
        "f.gz: promises 1879048192 elements, which take 15032385536 bytes as float64, more than",
        () -> Idx.read(bomb, DType.FLOAT64, 1L << 30));
    Path seven = file("f", "00000801 00000007 01020304050607");
    assertUnreadable(
        "promises 7 elements, which take 56 bytes as float64, more than the 55 that may be; start"
            + " java with a larger -Xmx",
        () -> Idx.read(seven, DType.FLOAT64, 55));
    assertEquals(7, Idx.read(seven, DType.FLOAT64, 56).at(6));
    assertEquals(7, Idx.read(seven, DType.FLOAT32, 28).at(6));
  }

  @Test
  void aLongFile_isReadPieceByPiece() throws IOException {
    int count = 100_000; // of 8 bytes: several pieces, the last of which is not full
    ByteBuffer bytes = ByteBuffer.allocate(8 + 8 * count);
    bytes.putInt(0x00000e01).putInt(count);
    for (int i = 0; i < count; i++) {
      bytes.putDouble(i + 0.5);
    }
    Path file = Files.write(folder.resolve("f"), bytes.array());
    Tensor expected = Tensor.arange(0, count, 1).add(0.5);
    assertIdentical(expected, Idx.read(file, DType.FLOAT64));
    assertIdentical(expected.to(DType.FLOAT32), Idx.read(file, DType.FLOAT32));
  }

  @Test
  void aFolder_andAFile_areToldFromEachOther() throws IOException {
    assertUnreadable("is a folder, not a file", () -> Idx.read(folder, DType.FLOAT64));
    Path file = file("f", "00");
    assertUnreadable("f: is a file, not a folder", () -> ImageFolder.at(file));
  }

  private void pair(String prefix) throws IOException {
    Path unusedImages =
        file(prefix + "-images-idx3-ubyte", "00000803 00000002 00000001 00000002 00ff 3300");
    Path unusedLabels = file(prefix + "-labels-idx1-ubyte", "00000801 00000002 0703");
  }

  @Test
  void aFolderOfImages() throws IOException {
    assertUnreadable("no such folder", () -> ImageFolder.at(folder.resolve("none")));
    ImageFolder images = ImageFolder.at(folder);
    assertEquals(Optional.empty(), images.training(DType.FLOAT64));
    pair("train");
    Examples examples = images.training(DType.FLOAT64).orElseThrow();
    assertIdentical(Tensor.of(new double[][] {{0, 1}, {0.2, 0}}), examples.inputs());
    assertIdentical(Tensor.of(7.0, 3.0), examples.targets());
    assertEquals(Optional.empty(), images.test(DType.FLOAT64));
    Path labels = file("t10k-labels-idx1-ubyte", "00000801 00000002 0703");
    assertUnreadable("but no images", () -> images.test(DType.FLOAT64));
    Files.delete(labels);
    Path file = file("t10k-images-idx3-ubyte", "00000803 00000001 00000001 00000001 00");
    assertUnreadable("but no labels", () -> images.test(DType.FLOAT64));
    Files.copy(folder.resolve("train-labels-idx1-ubyte"), labels);
    assertUnreadable("1 images, but 2 labels", () -> images.test(DType.FLOAT64));
    Files.write(file, Files.readAllBytes(labels));
    assertUnreadable("of shape [2], and labels of [2]", () -> images.test(DType.FLOAT64));
  }
}
