package dev.chainrule.autograd;

import com.google.common.collect.MapMaker;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * What a few values are called, on which line they were made, and which holds a tensor: kept beside
 * the values, of which most have none of this, and no longer than these.
 */
final class Labels {
  private static final ConcurrentMap<Value, String> NAMES = new MapMaker().weakKeys().makeMap();
  private static final ConcurrentMap<Value, StackTraceElement> LINES =
      new MapMaker().weakKeys().makeMap();

  // A value keeps its key here, the tensor, and so has to be weak, too.
  private static final ConcurrentMap<Tensor, Value> HOLDERS =
      new MapMaker().weakKeys().weakValues().makeMap();

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

  static void holder(Tensor numbers, Value value) {
    HOLDERS.put(numbers, value);
  }

  static @Nullable Value holder(Tensor numbers) {
    return HOLDERS.get(numbers);
  }
}
