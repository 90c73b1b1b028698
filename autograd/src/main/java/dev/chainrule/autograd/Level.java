package dev.chainrule.autograd;

import java.util.concurrent.atomic.AtomicLong;

/** Tells interpretations of a function apart that run inside of each other. */
final class Level {
  private static final AtomicLong HIGHEST = new AtomicLong();

  private Level() {}

  /** One that begins inside another has a higher level, on whatever thread. */
  static long next() {
    return HIGHEST.incrementAndGet();
  }
}
