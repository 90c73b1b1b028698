package dev.chainrule.nn.data;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What the elements of an IDX file can be. */
enum Element {
  UNSIGNED_BYTE(0x08, 1) {
    @Override
    double next(ByteBuffer from) {
      return from.get() & 0xff;
    }
  },
  SIGNED_BYTE(0x09, 1) {
    @Override
    double next(ByteBuffer from) {
      return from.get();
    }
  },
  SHORT(0x0b, 2) {
    @Override
    double next(ByteBuffer from) {
      return from.getShort();
    }
  },
  INT(0x0c, 4) {
    @Override
    double next(ByteBuffer from) {
      return from.getInt();
    }
  },
  FLOAT(0x0d, 4) {
    @Override
    double next(ByteBuffer from) {
      return from.getFloat();
    }
  },
  DOUBLE(0x0e, 8) {
    @Override
    double next(ByteBuffer from) {
      return from.getDouble();
    }
  };

  final int code;
  final int bytes;

  Element(int code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  abstract double next(ByteBuffer from);

  static @Nullable Element of(int code) {
    return Arrays.stream(values()).filter(e -> e.code == code).findFirst().orElse(null);
  }
}
