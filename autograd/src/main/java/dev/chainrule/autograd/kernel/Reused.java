package dev.chainrule.autograd.kernel;

import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.function.Function;

/**
 * Things that a thread makes once and then uses again. What is not in use may go when memory gets
 * short. A calculation that begins inside another one takes another thing; and one that fails
 * simply does not give its thing back.
 */
final class Reused<T> {
  private final Function<Shelf<T>, T> maker;
  private final ThreadLocal<SoftReference<Shelf<T>>> shelf =
      ThreadLocal.withInitial(() -> new SoftReference<>(new Shelf<>()));

  /** Begins with none; a thing that is made is told where it belongs. */
  Reused(Function<Shelf<T>, T> maker) {
    this.maker = maker;
  }

  /** Where a thread's things are while they are not in use. */
  static final class Shelf<T> {
    private final ArrayDeque<T> things = new ArrayDeque<>();

    private Shelf() {}

    void giveBack(T thing) {
      things.push(thing);
    }
  }

  T take() {
    Shelf<T> own = shelf();
    T thing = own.things.poll();
    return thing == null ? maker.apply(own) : thing;
  }

  private Shelf<T> shelf() {
    Shelf<T> known = shelf.get().get();
    if (known != null) {
      return known;
    }
    Shelf<T> fresh = new Shelf<>();
    shelf.set(new SoftReference<>(fresh));
    return fresh;
  }
}
