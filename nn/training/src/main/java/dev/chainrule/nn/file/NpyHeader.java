package dev.chainrule.nn.file;

import com.google.common.base.Splitter;
import com.google.common.primitives.Ints;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads and writes the header of a .npy file: a dictionary of Python's, with three entries. */
record NpyHeader(
    Object file, StoredType type, ByteOrder order, boolean isColumnMajor, Shape shape) {
  private static final Pattern ENTRY =
      Pattern.compile("\\s*'(\\w+)'\\s*:\\s*('[^']*'|True|False|\\([\\d,\\s]*\\))\\s*(,|(?=\\}))");
  private static final int MAX_RANK = 64; // as NumPy has it

  static NpyHeader of(Tensor tensor) {
    StoredType type = tensor.dtype() == DType.FLOAT64 ? StoredType.F64 : StoredType.F32;
    return new NpyHeader("", type, ByteOrder.LITTLE_ENDIAN, false, tensor.shape());
  }

  /** Writes the header as NumPy does. */
  String text() {
    String sizes =
        IntStream.of(shape.toArray()).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    return "{'descr': '<%s', 'fortran_order': False, 'shape': (%s%s), }"
        .formatted(type == StoredType.F64 ? "f8" : "f4", sizes, shape.rank() == 1 ? "," : "");
  }

  static NpyHeader parse(Object file, String text) {
    Map<String, String> entries = entries(file, text);
    String type = unquoted(entries.get("descr"));
    String isColumnMajor = entries.get("fortran_order");
    String sizes = entries.get("shape");
    if (entries.size() != 3
        || type == null
        || !type.matches("[<>|=].{2}")
        || isColumnMajor == null
        || !isColumnMajor.matches("True|False")
        || sizes == null
        || !sizes.startsWith("(")) {
      throw malformed(file, text);
    }
    ByteOrder order = type.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    return new NpyHeader(
        file,
        type(file, type.substring(1)),
        order,
        isColumnMajor.equals("True"),
        shape(file, sizes));
  }

  private static Map<String, String> entries(Object file, String text) {
    String trimmed = text.strip();
    if (!trimmed.startsWith("{") || !trimmed.endsWith("}")) {
      throw malformed(file, text);
    }
    Map<String, String> entries = new HashMap<>();
    Matcher entry = ENTRY.matcher(trimmed);
    int at = 1;
    while (entry.region(at, trimmed.length()).lookingAt()) {
      if (entries.put(entry.group(1), entry.group(2)) != null) {
        throw malformed(file, text);
      }
      at = entry.end();
    }
    if (!trimmed.substring(at, trimmed.length() - 1).isBlank()) {
      throw malformed(file, text);
    }
    return entries;
  }

  private static @Nullable String unquoted(@Nullable String text) {
    return text != null && text.startsWith("'") ? text.substring(1, text.length() - 1) : null;
  }

  private static UnreadableFileException malformed(Object file, String text) {
    return UnreadableFileException.of(
        file, "has a header that is not understood: %s", text.strip());
  }

  private static Shape shape(Object file, String text) {
    List<Integer> sizes = new ArrayList<>();
    long elements = 1; // if an axis of size 0 had 1, as Shape counts
    for (String part : Splitter.on(',').split(text.substring(1, text.length() - 1))) {
      String number = part.strip();
      if (!number.isEmpty()) {
        Integer size = Ints.tryParse(number);
        elements *= size == null ? 1 : Math.max(size, 1);
        if (size == null || size < 0 || elements > Integer.MAX_VALUE) {
          throw UnreadableFileException.of(file, "has a shape that is too large: %s", text);
        }
        sizes.add(size);
      }
    }
    if (sizes.size() > MAX_RANK) {
      throw UnreadableFileException.of(
          file, "has %d axes; up to %d are read", sizes.size(), MAX_RANK);
    }
    return Shape.of(Ints.toArray(sizes));
  }

  private static StoredType type(Object file, String name) {
    return switch (name) {
      case "b1" -> StoredType.BOOL;
      case "i1" -> StoredType.I8;
      case "u1" -> StoredType.U8;
      case "i2" -> StoredType.I16;
      case "u2" -> StoredType.U16;
      case "i4" -> StoredType.I32;
      case "u4" -> StoredType.U32;
      case "i8" -> StoredType.I64;
      case "u8" -> StoredType.U64;
      case "f2" -> StoredType.F16;
      case "f4" -> StoredType.F32;
      case "f8" -> StoredType.F64;
      default ->
          throw UnreadableFileException.of(
              file, "is of type %s; read are b1, i1 to i8, u1 to u8, and f2 to f8", name);
    };
  }

  /** Gives how many bytes of numbers follow the header. */
  long dataBytes() {
    return type.bytes(shape.elements());
  }

  /** Gives how many bytes of memory the array takes. */
  long memory() {
    return type.memory(shape.elements());
  }

  /** Reads the array that follows the header. */
  Tensor tensor(ByteBuffer data) throws IOException {
    Shape stored = isColumnMajor ? reversed() : shape;
    Tensor tensor =
        type.tensor(
            file,
            stored,
            bytes -> {
              ByteBuffer chunk = data.slice(data.position(), bytes).order(order);
              data.position(data.position() + bytes);
              return chunk;
            });
    return isColumnMajor && shape.rank() > 1 ? tensor.transpose() : tensor;
  }

  private Shape reversed() {
    List<Integer> sizes = new ArrayList<>(Ints.asList(shape.toArray()));
    Collections.reverse(sizes);
    return Shape.of(Ints.toArray(sizes));
  }
}
