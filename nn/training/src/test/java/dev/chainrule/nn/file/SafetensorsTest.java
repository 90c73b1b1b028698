package dev.chainrule.nn.file;

import static dev.chainrule.nn.FileAssertions.assertUnreadable;
import static dev.chainrule.testing.MessageAssertions.assertRefused;
import static dev.chainrule.testing.TensorAssertions.assertIdentical;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.io.BaseEncoding;
import com.google.common.primitives.Bytes;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
  @TempDir private Path folder = Path.of("");

  private Path file(String header, int dataBytes) throws IOException {
    byte[] json = header.getBytes(UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + dataBytes);
    bytes.order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).put(json);
    return Files.write(folder.resolve("file"), bytes.array());
  }

  @Test
  void whatIsWritten_isRead() throws IOException {
    Random random = new Random(1);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("odd", Tensor.uniform(Shape.of(3), -1, 1, random).to(DType.FLOAT32));
    tensors.put("matrix", Tensor.uniform(Shape.of(70, 130), -1, 1, random));
    tensors.put("number \"quoted\" é", Tensor.of(Math.PI));
    tensors.put("empty", Tensor.zeros(Shape.of(0, 4)));
    tensors.put("special", Tensor.of(Double.NaN, -0.0, Double.NEGATIVE_INFINITY, Double.MIN_VALUE));
    Map<String, String> metadata = Map.of("text", "of two\nlines");
    Path file = folder.resolve("file");
    Safetensors.write(file, tensors, metadata);
    Safetensors read = Safetensors.read(file);
    assertEquals(
        List.of("empty", "matrix", "number \"quoted\" é", "special", "odd").stream()
            .sorted()
            .toList(),
        read.tensors().keySet().stream().sorted().toList());
    tensors.forEach(
        (name, tensor) -> assertIdentical(tensor, requireNonNull(read.tensors().get(name))));
    assertEquals(metadata, read.metadata());
    assertFalse(Files.exists(folder.resolve("file.part")));
  }

  @Test
  void theBytes_areThoseOfTheFormat() throws IOException {
    Path file = folder.resolve("file");
    Safetensors.write(file, Map.of("a", Tensor.ofFloats(Shape.of(1, 2), 1, -2)), Map.of());
    String header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]}}";
    int padded = (header.length() + 7) / 8 * 8;
    ByteBuffer expected = ByteBuffer.allocate(8 + padded + 8).order(ByteOrder.LITTLE_ENDIAN);
    expected.putLong(padded).put((header + " ".repeat(padded - header.length())).getBytes(UTF_8));
    expected.putFloat(1).putFloat(-2);
    assertArrayEquals(expected.array(), Files.readAllBytes(file));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "the header is no JSON | {",
        "START_OBJECT should be | []",
        "the header is no JSON | {\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"}}",
        "the header goes on | {} {}",
        "needs dtype, shape and two data_offsets | {\"a\":{}}",
        "read are [F64, F32, F16, BF16, I64, |"
            + " {\"a\":{\"dtype\":\"F8_E4M3\",\"shape\":[1],\"data_offsets\":[0,8]}}",
        "has a field | {\"a\":{\"dtype\":\"F64\",\"x\":[1],\"data_offsets\":[0,8]}}",
        "does not fit into bytes 0 to 8 |"
            + " {\"a\":{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[0,8]}}",
        "does not fit into bytes 8 to 0 |"
            + " {\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[8,0]}}",
        "does not fit into bytes -8 to 0 |"
            + " {\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[-8,0]}}",
        "too large | {\"a\":{\"dtype\":\"F64\",\"shape\":[-1],\"data_offsets\":[0,8]}}",
        "too large | {\"a\":{\"dtype\":\"F64\",\"shape\":[99999,99999],\"data_offsets\":[0,8]}}",
        "too large | {\"a\":{\"dtype\":\"F64\",\"shape\":[2147483648],\"data_offsets\":[0,8]}}",
        "too large |"
            + " {\"a\":{\"dtype\":\"F64\",\"shape\":[0,2147483647,2147483647],\"data_offsets\":[0,0]}}",
        "begins at byte 8 | {\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[8,16]}}",
        "are 16 bytes, but 8 | {\"a\":{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[0,16]}}",
        "are 0 bytes, but 8 | {}",
        "should be | {\"__metadata__\":{\"a\":1}}",
        "should be | {\"a\":{\"dtype\":\"F64\",\"shape\":[1.5],\"data_offsets\":[0,8]}}",
        "is no JSON |"
            + " {\"a\":{\"dtype\":\"F64\",\"shape\":[99999999999999999999],\"data_offsets\":[0,8]}}",
      })
  void aMalformedHeader_isRefusedWithAReason(String reason, String header) throws IOException {
    Path file = file(header, 8);
    assertUnreadable(file + ": ", () -> Safetensors.read(file));
    assertUnreadable(reason, () -> Safetensors.read(file));
  }

  @Test
  void aHeaderInAnotherEncoding_isRefused() throws IOException {
    for (Charset other : new Charset[] {StandardCharsets.UTF_16LE, Charset.forName("UTF-32BE")}) {
      byte[] json = "{}".getBytes(other);
      ByteBuffer bytes = ByteBuffer.allocate(8 + json.length).order(ByteOrder.LITTLE_ENDIAN);
      bytes.putLong(json.length).put(json);
      Path file = Files.write(folder.resolve("file"), bytes.array());
      assertThrows(UnreadableFileException.class, () -> Safetensors.read(file));
    }
    byte[] invalid = {1, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff};
    Path file = Files.write(folder.resolve("file"), invalid);
    assertUnreadable("the header is not in UTF-8", () -> Safetensors.read(file));
  }

  @Test
  void aTruthValue_thatIsNeither0Nor1_isRefused() throws IOException {
    Path file = two("BOOL", "0102");
    assertUnreadable("holds a truth value that is neither 0 nor 1", () -> Safetensors.read(file));
  }

  @Test
  void overlappingTensors_areRefused() throws IOException {
    Path file =
        file(
            "{\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]},"
                + "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
            8);
    assertThrows(UnreadableFileException.class, () -> Safetensors.read(file));
  }

  @Test
  void aHeaderLength_beyondTheFile_isRefused() throws IOException {
    for (long length : new long[] {-1, 1, 1000, Long.MAX_VALUE}) {
      byte[] bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();
      Path file = Files.write(folder.resolve("file"), bytes);
      assertThrows(UnreadableFileException.class, () -> Safetensors.read(file));
    }
    Path tiny = Files.write(folder.resolve("file"), new byte[3]);
    assertThrows(UnreadableFileException.class, () -> Safetensors.read(tiny));
    assertUnreadable("there is no such file", () -> Safetensors.read(folder.resolve("none")));
  }

  @Test
  void aFailedWrite_leavesTheOldFile() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "old");
    assertThrows(
        IOException.class,
        () ->
            AtomicFile.write(
                file,
                out -> {
                  out.write(new byte[100_000]);
                  throw new IOException("the disk is full");
                }));
    assertEquals("old", Files.readString(file));
    assertFalse(Files.exists(folder.resolve("file.part")));
    AtomicFile.write(file, out -> out.write(new byte[] {'n', 'e', 'w'}));
    assertEquals("new", Files.readString(file));
    assertThrows(
        IllegalArgumentException.class,
        () -> Safetensors.write(file, Map.of("__metadata__", Tensor.of(1)), Map.of()));
  }

  /** Writes a file of one tensor of two numbers. */
  private Path two(String dtype, String hex) throws IOException {
    String json =
        "{\"a\":{\"dtype\":\"%s\",\"shape\":[2],\"data_offsets\":[0,%d]}}"
            .formatted(dtype, hex.length() / 2);
    ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    Path file = folder.resolve("two");
    return Files.write(
        file,
        Bytes.concat(
            length.putLong(json.length()).array(),
            json.getBytes(UTF_8),
            BaseEncoding.base16().lowerCase().decode(hex)));
  }

  @ParameterizedTest
  @CsvSource({
    "F16, 003c01fc, 1, NaN",
    "F16, 00fc0100, -Infinity, 5.960464477539063E-8",
    "F16, ff7b0080, 65504, -0.0",
    "BF16, 803f40c0, 1, -3",
    "I64, 0300000000000000ffffffffffffffff, 3, -1",
    "U64, 03000000000000000000000000002000, 3, 9007199254740992",
    "I32, 03000000ffffffff, 3, -1",
    "U32, 03000000ffffffff, 3, 4294967295",
    "I16, 0300ffff, 3, -1",
    "U16, 0300ffff, 3, 65535",
    "I8, 03ff, 3, -1",
    "U8, 03ff, 3, 255",
    "BOOL, 0001, 0, 1",
  })
  void otherTypes_areReadWithoutLoss(String dtype, String hex, double first, double second)
      throws IOException {
    Tensor read = requireNonNull(Safetensors.read(two(dtype, hex)).tensors().get("a"));
    assertArrayEquals(new double[] {first, second}, read.toArray());
    assertEquals(dtype.endsWith("F16") ? DType.FLOAT32 : DType.FLOAT64, read.dtype());
  }

  @ParameterizedTest
  @CsvSource({
    "I64, 01000000000020000000000000000000",
    "I64, ffffffffffffdfff0000000000000000",
    "U64, ffffffffffffffff0000000000000000",
  })
  void aWholeNumberThatFloat64DoesNotHold_isRefused(String dtype, String hex) throws IOException {
    Path file = two(dtype, hex);
    assertUnreadable(
        file + ": tensor a: holds a whole number beyond 2^53", () -> Safetensors.read(file));
  }

  @Test
  void longNamesAndTexts_areReadIfTheyWereWritten() throws IOException {
    Path file = folder.resolve("file");
    String name = "n".repeat(100_000);
    String text = "t".repeat(25_000_000);
    Safetensors.write(file, Map.of(name, Tensor.of(1)), Map.of("text", text));
    Safetensors read = Safetensors.read(file);
    assertEquals(text, read.metadata().get("text"));
    assertTrue(read.tensors().containsKey(name));
    assertTrue(read.toString().length() < 1000);
  }

  @Test
  void moreTextThanIsRead_isNotWritten() {
    Path file = folder.resolve("file");
    Map<String, String> texts = Map.of("text", "t".repeat(100_000_000));
    assertRefused(
        "write: names and texts take 100000",
        () -> Safetensors.write(file, Map.of("a", Tensor.of(1)), texts));
    assertFalse(Files.exists(file));
  }

  @Test
  void moreNumbersThanMemory_areRefusedBeforeItIsTaken() throws IOException {
    long bytes = Runtime.getRuntime().maxMemory() / 8 + (1 << 20);
    String json =
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[%d],\"data_offsets\":[0,%d]}}".formatted(bytes, bytes);
    Path file = folder.resolve("sparse");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.writeLong(Long.reverseBytes(json.length()));
      sparse.write(json.getBytes(UTF_8));
      sparse.setLength(8 + json.length() + bytes); // takes no space on the disk
    }
    assertUnreadable("start it with a larger -Xmx", () -> Safetensors.read(file));
  }

  @Test
  void printed_namesOfTheFile_areEscaped() throws IOException {
    Path file = folder.resolve("file");
    Safetensors.write(file, Map.of("a\u001b[2J", Tensor.of(1)), Map.of("b\n", "x"));
    assertEquals(
        "Safetensors(a\\u001b[2J []; texts [b\\u000a])", Safetensors.read(file).toString());
  }
}
