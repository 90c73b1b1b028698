package dev.chainrule.demos.digits;

/** Digits to learn from, and others to be tested on. */
record Split(Digits training, Digits heldOut) {
  private static final int EVERY = 5;

  /** Holds out every fifth image. */
  static Split of(Digits digits) {
    return new Split(
        digits.only(image -> image % EVERY != EVERY - 1),
        digits.only(image -> image % EVERY == EVERY - 1));
  }
}
