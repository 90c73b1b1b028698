package dev.chainrule.autograd;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Where a thread's values are at home. A sweep from one of them may keep its notes in all of them,
 * if it has taken the home; whatever is at home elsewhere, it notes in a map of its own. So threads
 * that sweep graphs of their own never wait for each other, and no value needs an atomic step.
 */
final class Home {
  /** The home of what no gradient flows into; nobody ever takes it. */
  static final Home NOWHERE = new Home(null);

  private static final ThreadLocal<Home> CURRENT =
      ThreadLocal.withInitial(() -> new Home(Thread.currentThread()));

  // Whose values are at home here; nobody's any more once abandoned. A value that outlives its
  // thread does not keep it.
  private WeakReference<Thread> thread;
  private final AtomicBoolean isTaken = new AtomicBoolean();

  private Home(@Nullable Thread thread) {
    this.thread = new WeakReference<>(thread);
    isTaken.setPlain(thread == null);
  }

  /** The home of what this thread makes of two values, or of others. */
  static Home of(@Nullable Value x, @Nullable Value y) {
    // Asking a value costs less than asking for what is the thread's own.
    if (x != null && x.home.isHere()) {
      return x.home;
    }
    return y != null && y.home.isHere() ? y.home : current();
  }

  /** The home of what this thread makes. */
  static Home current() {
    Home known = CURRENT.get();
    if (known.isHere()) {
      return known;
    }
    Home fresh = new Home(Thread.currentThread());
    CURRENT.set(fresh);
    return fresh;
  }

  private boolean isHere() {
    return thread.refersTo(Thread.currentThread());
  }

  /** Takes it for one sweep, unless another one has. */
  boolean take() {
    return !isTaken.getPlain() && isTaken.compareAndSet(false, true);
  }

  /** Lets others have it: there is not a note left in any value. */
  void leave() {
    isTaken.setRelease(false);
  }

  /** Lets nobody have it any more, for there are notes left; what is made now has another home. */
  void abandon() {
    thread = new WeakReference<>(null);
  }
}
