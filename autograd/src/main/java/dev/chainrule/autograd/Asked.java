package dev.chainrule.autograd;

import com.google.common.collect.Sets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a sweep is asked for.
 *
 * @param wanted the values whose cotangents are wanted; none: those of all variables
 * @param hasComputed whether some of the wanted values were computed
 */
record Asked(@Nullable Set<Value> wanted, boolean hasComputed) {
  /** These values; if there are none, every variable. */
  static Asked of(List<Value> wanted) {
    if (wanted.isEmpty()) {
      return new Asked(null, false);
    }
    Set<Value> set = Sets.newIdentityHashSet();
    set.addAll(wanted);
    return new Asked(set, wanted.stream().anyMatch(value -> value.operation != null));
  }

  /** Whether every variable is asked for. */
  boolean isForAll() {
    return wanted == null;
  }

  /** Whether a value that gradients flow into is asked for. */
  boolean isAsked(Value value) {
    return wanted == null ? value.operation == null : wanted.contains(value);
  }
}
