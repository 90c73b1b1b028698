package dev.chainrule.nn.file;

import com.google.common.base.Splitter;
import com.google.common.primitives.Ints;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
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
record NpyHeader(Object file, String type, ByteOrder order, boolean isColumnMajor, Shape shape) {
  private static final Pattern ENTRY =
      Pattern.compile("\\s*'(\\w+)'\\s*:\\s*('[^']*'|True|False|\\([\\d,\\s]*\\))\\s*(,|(?=\\}))");
  private static final long LARGEST_WHOLE = 1L << 53; // float64 holds every whole number up to it

  static NpyHeader of(Tensor tensor) {
    String type = tensor.dtype() == DType.FLOAT64 ? "f8" : "f4";
    return new NpyHeader("", type, ByteOrder.LITTLE_ENDIAN, false, tensor.shape());
  }

  /** Writes the header as NumPy does. */
  String text() {
    String sizes =
        IntStream.of(shape.toArray()).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    return "{'descr': '<%s', 'fortran_order': False, 'shape': (%s%s), }"
        .formatted(type, sizes, shape.rank() == 1 ? "," : "");
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
        file, type.substring(1), order, isColumnMajor.equals("True"), shape(file, sizes));
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
    long elements = 1;
    for (String part : Splitter.on(',').split(text.substring(1, text.length() - 1))) {
      String number = part.strip();
      if (!number.isEmpty()) {
        Integer size = Ints.tryParse(number);
        elements = size == null ? -1 : elements * size;
        if (size == null || elements < 0 || elements > Integer.MAX_VALUE) {
          throw UnreadableFileException.of(file, "has a shape that is too large: %s", text);
        }
        sizes.add(size);
      }
    }
    return Shape.of(Ints.toArray(sizes));
  }

  private int bytes() {
    return switch (type) {
      case "b1", "i1", "u1" -> 1;
      case "i2", "u2" -> 2;
      case "i4", "u4", "f4" -> 4;
      case "i8", "u8", "f8" -> 8;
      default ->
          throw UnreadableFileException.of(
              file, "is of type %s; read are b1, i1 to i8, u1 to u8, f4 and f8", type);
    };
  }

  long dataBytes() {
    return (long) shape.elements() * bytes();
  }

  /** Reads the array that follows the header. */
  Tensor tensor(ByteBuffer data) {
    data.order(order);
    Shape stored = isColumnMajor ? reversed() : shape;
    Tensor tensor =
        switch (type) {
          case "f4" -> Bytes.tensor(DType.FLOAT32, stored, data);
          case "f8" -> Bytes.tensor(DType.FLOAT64, stored, data);
          default -> integers(stored, data);
        };
    return isColumnMajor && shape.rank() > 1 ? tensor.transpose() : tensor;
  }

  private Shape reversed() {
    List<Integer> sizes = new ArrayList<>(Ints.asList(shape.toArray()));
    Collections.reverse(sizes);
    return Shape.of(Ints.toArray(sizes));
  }

  private Tensor integers(Shape stored, ByteBuffer data) {
    double[] numbers = new double[stored.elements()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = integer(data);
    }
    return Tensor.of(stored, numbers);
  }

  private double integer(ByteBuffer data) {
    long number =
        switch (type) {
          case "b1", "u1" -> data.get() & 0xff;
          case "i1" -> data.get();
          case "i2" -> data.getShort();
          case "u2" -> data.getShort() & 0xffff;
          case "i4" -> data.getInt();
          case "u4" -> data.getInt() & 0xffffffffL;
          default -> data.getLong();
        };
    boolean isExact = number >= -LARGEST_WHOLE && number <= LARGEST_WHOLE;
    if (!isExact || (type.equals("u8") && number < 0)) {
      throw UnreadableFileException.of(
          file, "holds a whole number beyond 2^53, which float64 does not");
    }
    return number;
  }
}
