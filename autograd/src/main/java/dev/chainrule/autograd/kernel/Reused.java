package dev.chainrule.autograd.kernel;

import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.function.Supplier;

/**
 * Things that a thread makes once and then uses again. What is not in use may go when memory gets
 * short. A calculation that begins inside another one takes another thing; and one that fails
 * simply does not give its thing back.
 */
final class Reused<T> {
  private final Supplier<T> maker;
  private final ThreadLocal<SoftReference<ArrayDeque<T>>> free =
      ThreadLocal.withInitial(() -> new SoftReference<>(new ArrayDeque<>()));

  Reused(Supplier<T> maker) {
    this.maker = maker;
  }

  T take() {
    T thing = free().poll();
    return thing == null ? maker.get() : thing;
  }

  void giveBack(T thing) {
    free().push(thing);
  }

  private ArrayDeque<T> free() {
    ArrayDeque<T> known = free.get().get();
    if (known != null) {
      return known;
    }
    ArrayDeque<T> fresh = new ArrayDeque<>();
    free.set(new SoftReference<>(fresh));
    return fresh;
  }
}
