package dev.chainrule.nn.data;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Names the types that the elements of an IDX file can have, and reads one element of each. */
enum IdxType {
  UNSIGNED_BYTE(0x08, 1) {
    @Override
    double read(ByteBuffer from) {
      return from.get() & 0xff;
    }
  },
  SIGNED_BYTE(0x09, 1) {
    @Override
    double read(ByteBuffer from) {
      return from.get();
    }
  },
  SHORT(0x0b, 2) {
    @Override
    double read(ByteBuffer from) {
      return from.getShort();
    }
  },
  INT(0x0c, 4) {
    @Override
    double read(ByteBuffer from) {
      return from.getInt();
    }
  },
  FLOAT(0x0d, 4) {
    @Override
    double read(ByteBuffer from) {
      return from.getFloat();
    }
  },
  DOUBLE(0x0e, 8) {
    @Override
    double read(ByteBuffer from) {
      return from.getDouble();
    }
  };

  final int code;
  final int bytes;

  IdxType(int code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  /** Reads the next element. */
  abstract double read(ByteBuffer from);

  /** Finds the type of a code; null if there is none. */
  static @Nullable IdxType of(int code) {
    return Arrays.stream(values()).filter(type -> type.code == code).findFirst().orElse(null);
  }
}
