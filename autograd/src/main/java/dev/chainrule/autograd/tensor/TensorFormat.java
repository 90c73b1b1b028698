package dev.chainrule.autograd.tensor;

import com.google.common.base.Strings;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A tensor as text. */
final class TensorFormat {
  private static final int MOST = 1000; // a tensor of up to this many elements is shown whole
  private static final int ENDS = 3; // of a larger one, this many at each end of an axis

  private final NdArray array;
  private final Shape shape;
  private final boolean whole;
  private final int[] index;
  private int widest; // of the numbers written so far
  private int width; // of every number, so that columns stand below each other

  private TensorFormat(NdArray array) {
    this.array = array;
    this.shape = array.shape();
    this.whole = shape.elements() <= MOST;
    this.index = new int[shape.rank()];
  }

  static String format(NdArray array) {
    TensorFormat format = new TensorFormat(array);
    String text = format.axis(0);
    if (format.shape.rank() > 1) {
      format.width = format.widest;
      text = format.axis(0);
    }
    return text + format.note();
  }

  /** What the numbers do not tell: the shape where some are left out, and float32. */
  private String note() {
    List<String> notes = new ArrayList<>();
    if (!whole || (shape.elements() == 0 && shape.rank() > 1)) {
      notes.add("shape " + shape);
    }
    if (array.dtype() == DType.FLOAT32) {
      notes.add(array.dtype().toString());
    }
    return notes.isEmpty() ? "" : " (" + String.join(", ", notes) + ")";
  }

  /** With as many digits as the precision has. */
  static String format(DType dtype, double number) {
    return dtype == DType.FLOAT64 ? Double.toString(number) : Float.toString((float) number);
  }

  private String axis(int axis) {
    if (axis == shape.rank()) {
      String number = format(array.dtype(), array.at(index));
      widest = Math.max(widest, number.length());
      return Strings.padStart(number, width, ' ');
    }
    int lines = shape.rank() - 1 - axis; // blank lines between matrices, none within a row
    String separator = lines == 0 ? ", " : "," + "\n".repeat(lines) + " ".repeat(axis + 1);
    int size = shape.size(axis);
    if (whole || size <= 2 * ENDS) {
      return "[" + entries(axis, 0, size, separator) + "]";
    }
    return "["
        + entries(axis, 0, ENDS, separator)
        + separator
        + "..."
        + separator
        + entries(axis, size - ENDS, size, separator)
        + "]";
  }

  private String entries(int axis, int from, int to, String separator) {
    return IntStream.range(from, to)
        .mapToObj(
            i -> {
              index[axis] = i;
              return axis(axis + 1);
            })
        .collect(Collectors.joining(separator));
  }
}
