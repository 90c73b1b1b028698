package dev.chainrule.autograd;

import com.google.common.collect.MapMaker;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * What a few values are called, and on which line they were made: kept beside the values, of which
 * most have neither, and no longer than these.
 */
final class Labels {
  private static final ConcurrentMap<Value, String> NAMES = new MapMaker().weakKeys().makeMap();
  private static final ConcurrentMap<Value, StackTraceElement> LINES =
      new MapMaker().weakKeys().makeMap();

  private Labels() {}

  static void name(Value value, String name) {
    NAMES.put(value, name);
  }

  static @Nullable String name(Value value) {
    return NAMES.get(value);
  }

  static void line(Value value, StackTraceElement line) {
    LINES.put(value, line);
  }

  static @Nullable StackTraceElement line(Value value) {
    return LINES.get(value);
  }
}
