package dev.chainrule.nn.file;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Turns tensors into bytes, row by row. */
final class Bytes {
  /** Bounds the bytes of an array: the longest that every virtual machine has. */
  static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

  private static final int CHUNK_NUMBERS = 1 << 13; // numbers that are written at once

  private Bytes() {}

  /** Gives the bytes of one number. */
  static int size(DType dtype) {
    return dtype == DType.FLOAT64 ? Double.BYTES : Float.BYTES;
  }

  /** Writes the numbers, little-endian. */
  static void write(OutputStream out, Tensor tensor) throws IOException {
    ByteBuffer chunk =
        ByteBuffer.allocate(CHUNK_NUMBERS * size(tensor.dtype())).order(ByteOrder.LITTLE_ENDIAN);
    int elements = tensor.shape().elements();
    double[] doubles = tensor.dtype() == DType.FLOAT64 ? tensor.toArray() : new double[0];
    float[] floats = tensor.dtype() == DType.FLOAT32 ? tensor.toFloatArray() : new float[0];
    for (int from = 0; from < elements; from += CHUNK_NUMBERS) {
      int count = Math.min(CHUNK_NUMBERS, elements - from);
      if (tensor.dtype() == DType.FLOAT64) {
        chunk.asDoubleBuffer().put(doubles, from, count);
      } else {
        chunk.asFloatBuffer().put(floats, from, count);
      }
      out.write(chunk.array(), 0, count * size(tensor.dtype()));
    }
  }
}
