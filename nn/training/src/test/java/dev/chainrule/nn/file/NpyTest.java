package dev.chainrule.nn.file;

import static dev.chainrule.nn.FileAssertions.assertUnreadable;
import static dev.chainrule.testing.MessageAssertions.assertRefused;
import static dev.chainrule.testing.TensorAssertions.assertIdentical;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.io.BaseEncoding;
import com.google.common.primitives.Bytes;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyTest {
  @TempDir private Path folder = Path.of("");

  private Path file(int version, String header, String hexData) throws IOException {
    String length = version == 1 ? "%c\0" : "%c\0\0\0";
    byte[] start =
        ("\u0093NUMPY" + (char) version + "\0" + length.formatted((char) header.length()) + header)
            .getBytes(ISO_8859_1);
    byte[] data = BaseEncoding.base16().lowerCase().decode(hexData);
    return Files.write(
        folder.resolve("file.npy"), com.google.common.primitives.Bytes.concat(start, data));
  }

  private Tensor read(String type, String shape, String hexData) throws IOException {
    String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }";
    return Npy.read(file(1, header, hexData));
  }

  @Test
  void whatIsWritten_isRead() throws IOException {
    for (Shape shape : List.of(Shape.SCALAR, Shape.of(3), Shape.of(0, 2), Shape.of(40, 300))) {
      for (DType dtype : DType.values()) {
        Tensor tensor = Tensor.uniform(shape, -1, 1, new Random(1)).to(dtype);
        Npy.write(folder.resolve("a.npy"), tensor);
        assertIdentical(tensor, Npy.read(folder.resolve("a.npy")));
      }
    }
  }

  @Test
  void theBytes_areThoseOfTheFormat() throws IOException {
    Path file = folder.resolve("a.npy");
    Npy.write(file, Tensor.of(1.0, -2.0));
    byte[] bytes = Files.readAllBytes(file);
    String header = "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }";
    assertEquals(128 + 16, bytes.length);
    assertEquals(
        "\u0093NUMPY\1\0v\0" + header + " ".repeat(118 - 1 - header.length()) + "\n",
        new String(bytes, 0, 128, ISO_8859_1));
    assertEquals(
        "000000000000f03f00000000000000c0",
        BaseEncoding.base16().lowerCase().encode(bytes, 128, 16));
  }

  @ParameterizedTest
  @CsvSource({
    "<f4, 0000803f000000c0, 1, -2",
    ">f4, 3f800000c0000000, 1, -2",
    ">f8, 3ff0000000000000c000000000000000, 1, -2",
    "|b1, 0100, 1, 0",
    "|u1, ff01, 255, 1",
    "|i1, ff01, -1, 1",
    "<i2, ffff0001, -1, 256",
    ">u2, ffff0100, 65535, 256",
    "<i4, ffffffff00010000, -1, 256",
    "<u4, ffffffff00010000, 4294967295, 256",
    "<i8, 00000000000020000000000000000080, 9007199254740992, 0",
    "<u8, 01000000000000000200000000000000, 1, 2",
  })
  void types(String type, String hexData, double first, double second) throws IOException {
    if (type.equals("<i8")) {
      assertUnreadable("beyond 2^53", () -> read(type, "(2,)", hexData));
      assertEquals(first, read(type, "(1,)", hexData.substring(0, 16)).item());
    } else {
      Tensor tensor = read(type, "(2,)", hexData);
      assertArrayEquals(new double[] {first, second}, tensor.toArray());
      assertEquals(type.endsWith("f4") ? DType.FLOAT32 : DType.FLOAT64, tensor.dtype());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0102", "ff00"})
  void aTruthValue_thatIsNeither0Nor1_isRefused(String hexData) throws IOException {
    String refused = "holds a truth value that is neither 0 nor 1";
    assertUnreadable(refused, () -> read("|b1", "(2,)", hexData));
    Path file = file(1, "{'descr': '|b1', 'fortran_order': True, 'shape': (1, 2)}", hexData);
    assertUnreadable(refused, () -> Npy.read(file));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void columnMajor_andLaterVersions_andAnyOrderOfTheEntries(int version) throws IOException {
    Path file =
        file(version, "{'shape': (2, 3), 'descr': '|u1', 'fortran_order': True}", "010203040506");
    assertIdentical(Tensor.of(new double[][] {{1, 3, 5}, {2, 4, 6}}), Npy.read(file));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "not understood | []",
        "not understood | {'descr': '<f8', 'shape': (1,), }",
        "not understood | {'descr': '<f8', 'descr': '<f8', 'fortran_order': False, 'shape': (1,)}",
        "not understood | {'descr': '<f8', 'fortran_order': 0, 'shape': (1,)}",
        "not understood | {'descr': '<f8', 'fortran_order': False, 'shape': (1,)} + 1}",
        "not understood | {'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (1,)}",
        "of type O8 | {'descr': '<O8', 'fortran_order': False, 'shape': (1,)}",
        "of type c8 | {'descr': '<c8', 'fortran_order': False, 'shape': (1,)}",
        "too large | {'descr': '<f8', 'fortran_order': False, 'shape': (99999, 99999)}",
        "too large | {'descr': '<f8', 'fortran_order': False, 'shape': (99999999999,)}",
        "too large | {'descr': '<f8', 'fortran_order': False, 'shape': (0, 2147483647,"
            + " 2147483647)}",
        "too large | {'descr': '<f8', 'fortran_order': False, 'shape': (2147483647, 2147483647,"
            + " 0)}",
        "more than are read | {'descr': '<f8', 'fortran_order': False, 'shape': (2000000000,)}",
        "truncated: 8 bytes of 16 | {'descr': '<f8', 'fortran_order': False, 'shape': (2,)}",
        "goes on | {'descr': '<f4', 'fortran_order': False, 'shape': (1,)}",
      })
  void aMalformedFile_isRefusedWithAReason(String reason, String header) throws IOException {
    Path file = file(1, header, "0000000000000000");
    assertUnreadable(reason, () -> Npy.read(file));
  }

  @Test
  void anArchive_ofSeveral() throws IOException {
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    arrays.put("weights", Tensor.uniform(Shape.of(20, 30), -1, 1, new Random(1)));
    arrays.put("bias", Tensor.ofFloats(Shape.of(2), 1, 2));
    Path file = folder.resolve("a.npz");
    Npz.write(file, arrays);
    Map<String, Tensor> read = Npz.read(file, 5000);
    assertEquals(List.of("weights", "bias"), List.copyOf(read.keySet()));
    for (Map.Entry<String, Tensor> array : arrays.entrySet()) {
      assertIdentical(array.getValue(), requireNonNull(read.get(array.getKey())));
    }
    byte[] first = Files.readAllBytes(file);
    Npz.write(file, arrays);
    assertArrayEquals(first, Files.readAllBytes(file));
    assertUnreadable("more than are read", () -> Npz.read(file, 4000));
    Files.write(file, new byte[] {1, 2, 3});
    assertUnreadable("damaged archive", () -> Npz.read(file, 4000));
  }

  @Test
  void aSmallArchive_ofALot_takesNoMoreThanItMay() throws IOException {
    Path file = folder.resolve("bomb.npz");
    Npz.write(file, Map.of("zeros", Tensor.zeros(Shape.of(1_000_000))));
    assertTrue(Files.size(file) < 10_000);
    assertUnreadable("promises 8000000 bytes", () -> Npz.read(file, 1_000_000));
  }

  @Test
  void aTurnedBit_isNoticedByTheChecksum() throws IOException {
    Path file = folder.resolve("a.npz");
    // Stored as it is: in a compressed one a turned bit is mostly noticed without.
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      ByteArrayOutputStream array = new ByteArrayOutputStream();
      Npy.write(array, Tensor.of(2.0, 3));
      ZipEntry entry = new ZipEntry("x.npy");
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(array.size());
      CRC32 sum = new CRC32();
      sum.update(array.toByteArray());
      entry.setCrc(sum.getValue());
      zip.putNextEntry(entry);
      array.writeTo(zip);
    }
    assertIdentical(Tensor.of(2.0, 3), requireNonNull(Npz.read(file, 100).get("x")));
    byte[] bytes = Files.readAllBytes(file);
    int two = Bytes.indexOf(bytes, new byte[] {0, 0, 0, 0, 0, 0, 0, 0x40});
    bytes[two + 6] ^= 2; // 2.0 becomes 2.25
    Files.write(file, bytes);
    assertUnreadable(file + ": x.npy: is damaged: its checksum is ", () -> Npz.read(file, 100));
  }

  @Test
  void theLimit_isOfMemory_notOfTheFile() throws IOException {
    Path file = folder.resolve("a.npz");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("x.npy"));
      zip.write(
          Files.readAllBytes(
              file(
                  1,
                  "{'descr': '|b1', 'fortran_order': False, 'shape': (1000,)}",
                  "01".repeat(1000))));
    }
    assertUnreadable("promises 8000 bytes", () -> Npz.read(file, 7999));
    assertEquals(1, Npz.read(file, 8000).size());
    assertRefused("read: -1 bytes", () -> Npz.read(file, -1));
  }

  @Test
  void halfPrecision_becomesFloat32() throws IOException {
    Path file = file(1, "{'descr': '>f2', 'fortran_order': False, 'shape': (3,)}", "3c00c0003555");
    assertIdentical(Tensor.ofFloats(Shape.of(3), 1, -2, 0.33325195f), Npy.read(file));
  }

  @Test
  void tooManyAxes_areRefused() throws IOException {
    String shape = "1, ".repeat(65);
    Path file =
        file(1, "{'descr': '<f4', 'fortran_order': False, 'shape': (" + shape + ")}", "00000000");
    assertUnreadable("has 65 axes; up to 64 are read", () -> Npy.read(file));
  }

  @Test
  void aFolder_isSaidToBeOne() {
    assertUnreadable(folder + ": is a folder, not a file", () -> Npy.read(folder));
    assertUnreadable(folder + ": is a folder, not a file", () -> Safetensors.read(folder));
    assertUnreadable(folder + ": is a folder, not a file", () -> Npz.read(folder, 1));
  }
}
