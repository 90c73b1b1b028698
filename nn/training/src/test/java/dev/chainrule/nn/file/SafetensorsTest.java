package dev.chainrule.nn.file;

import static dev.chainrule.nn.FileAssertions.assertUnreadable;
import static dev.chainrule.testing.TensorAssertions.assertIdentical;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.io.IOException;
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
        "only F32 and F64 are read | {\"a\":{\"dtype\":\"BF16\",\"shape\":[1],\"data_offsets\":[0,8]}}",
        "has a field | {\"a\":{\"dtype\":\"F64\",\"x\":[1],\"data_offsets\":[0,8]}}",
        "does not fit into bytes 0 to 8 | {\"a\":{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[0,8]}}",
        "does not fit into bytes 8 to 0 | {\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[8,0]}}",
        "does not fit into bytes -8 to 0 | {\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[-8,0]}}",
        "too large | {\"a\":{\"dtype\":\"F64\",\"shape\":[-1],\"data_offsets\":[0,8]}}",
        "too large | {\"a\":{\"dtype\":\"F64\",\"shape\":[99999,99999],\"data_offsets\":[0,8]}}",
        "too large | {\"a\":{\"dtype\":\"F64\",\"shape\":[2147483648],\"data_offsets\":[0,8]}}",
        "begins at byte 8 | {\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[8,16]}}",
        "are 16 bytes, but 8 | {\"a\":{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[0,16]}}",
        "are 0 bytes, but 8 | {}",
        "should be | {\"__metadata__\":{\"a\":1}}",
        "should be | {\"a\":{\"dtype\":\"F64\",\"shape\":[1.5],\"data_offsets\":[0,8]}}",
        "is no JSON | {\"a\":{\"dtype\":\"F64\",\"shape\":[99999999999999999999],\"data_offsets\":[0,8]}}",
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
}
