package dev.chainrule.nn.file;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The kinds of numbers that files hold, each with the precision in which it becomes a tensor: no
 * digit is lost, or the file is refused.
 */
enum StoredType {
  F64(8, DType.FLOAT64) {
    @Override
    double next(ByteBuffer data) {
      return data.getDouble();
    }
  },
  F32(4, DType.FLOAT32) {
    @Override
    double next(ByteBuffer data) {
      return data.getFloat();
    }
  },
  F16(2, DType.FLOAT32) {
    @Override
    double next(ByteBuffer data) {
      return half(data.getShort());
    }
  },
  BF16(2, DType.FLOAT32) {
    @Override
    double next(ByteBuffer data) {
      return Float.intBitsToFloat(data.getShort() << Short.SIZE);
    }
  },
  I64(8, DType.FLOAT64) {
    @Override
    double next(ByteBuffer data) {
      return exact(data.getLong());
    }
  },
  U64(8, DType.FLOAT64) {
    @Override
    double next(ByteBuffer data) {
      long number = data.getLong();
      return number < 0 ? Double.NaN : exact(number);
    }
  },
  I32(4, DType.FLOAT64) {
    @Override
    double next(ByteBuffer data) {
      return data.getInt();
    }
  },
  U32(4, DType.FLOAT64) {
    @Override
    double next(ByteBuffer data) {
      return Integer.toUnsignedLong(data.getInt());
    }
  },
  I16(2, DType.FLOAT64) {
    @Override
    double next(ByteBuffer data) {
      return data.getShort();
    }
  },
  U16(2, DType.FLOAT64) {
    @Override
    double next(ByteBuffer data) {
      return Short.toUnsignedInt(data.getShort());
    }
  },
  I8(1, DType.FLOAT64) {
    @Override
    double next(ByteBuffer data) {
      return data.get();
    }
  },
  U8(1, DType.FLOAT64) {
    @Override
    double next(ByteBuffer data) {
      return Byte.toUnsignedInt(data.get());
    }
  },
  BOOL(1, DType.FLOAT64) {
    @Override
    double next(ByteBuffer data) {
      int number = data.get();
      return number == 0 || number == 1 ? number : Double.NaN;
    }
  };

  private static final int CHUNK_NUMBERS = 1 << 13; // that are read at once
  private static final long LARGEST_WHOLE = 1L << 53; // float64 holds every whole number up to it

  private final int bytes;
  private final DType dtype;

  /** Gives the next bytes, so many, in the file's byte order. */
  @FunctionalInterface
  interface Source {
    ByteBuffer next(int bytes) throws IOException;
  }

  StoredType(int bytes, DType dtype) {
    this.bytes = bytes;
    this.dtype = dtype;
  }

  /**
   * Reads a number; NaN if it is a whole number that float64 does not hold, or a truth value that
   * is neither 0 nor 1.
   */
  abstract double next(ByteBuffer data);

  /** Gives the bytes of so many numbers in the file. */
  long bytes(long numbers) {
    return numbers * bytes;
  }

  /** Gives the bytes of so many numbers in memory. */
  long memory(long numbers) {
    return numbers * Bytes.size(dtype);
  }

  /**
   * Reads as many numbers as a shape has.
   *
   * @throws UnreadableFileException if one is a whole number beyond 2⁵³ or a truth value that is
   *     neither 0 nor 1, or there is not the memory
   */
  Tensor tensor(Object file, Shape shape, Source source) throws IOException {
    int count = shape.elements();
    long memory = memory(count);
    if (memory > Runtime.getRuntime().maxMemory()) {
      throw UnreadableFileException.of(
          file,
          "holds %d bytes of numbers, and Java may take %d; start it with a larger -Xmx",
          memory,
          Runtime.getRuntime().maxMemory());
    }
    double[] doubles = new double[dtype == DType.FLOAT64 ? count : 0];
    float[] floats = new float[dtype == DType.FLOAT32 ? count : 0];
    for (int from = 0; from < count; from += CHUNK_NUMBERS) {
      int size = Math.min(CHUNK_NUMBERS, count - from);
      ByteBuffer data = source.next(size * bytes);
      switch (this) {
        case F64 -> data.asDoubleBuffer().get(doubles, from, size);
        case F32 -> data.asFloatBuffer().get(floats, from, size);
        case F16, BF16 -> {
          for (int i = from; i < from + size; i++) {
            floats[i] = (float) next(data);
          }
        }
        default -> {
          for (int i = from; i < from + size; i++) {
            doubles[i] = next(data);
            checkWhole(file, doubles[i]);
          }
        }
      }
    }
    return dtype == DType.FLOAT64 ? Tensor.of(shape, doubles) : Tensor.ofFloats(shape, floats);
  }

  private void checkWhole(Object file, double number) {
    if (Double.isNaN(number)) {
      String refused =
          this == BOOL
              ? "holds a truth value that is neither 0 nor 1"
              : "holds a whole number beyond 2^53, which float64 does not";
      throw UnreadableFileException.of(file, "%s", refused);
    }
  }

  private static double exact(long number) {
    return number >= -LARGEST_WHOLE && number <= LARGEST_WHOLE ? number : Double.NaN;
  }

  /** Widens a number of 16 bits (IEEE 754): a sign, five bits of exponent, ten of fraction. */
  private static double half(short bits) {
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    double size =
        switch (exponent) {
          case 0 -> Math.scalb((double) fraction, -24);
          case 0x1f -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
          default -> Math.scalb(1 + Math.scalb((double) fraction, -10), exponent - 15);
        };
    return bits < 0 ? -size : size;
  }
}
