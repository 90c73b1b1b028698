package dev.chainrule.autograd.check;

/** Decides about one derivative. */
final class Judge {
  private Judge() {}

  /** Compares a rule with differences: quickly where they agree, thoroughly where they do not. */
  static Finding judge(Steps steps, Tolerance tolerance, double rule, boolean connected) {
    return new Search(steps, tolerance, rule)
        .agreement()
        .orElseGet(() -> new Inquiry(steps, tolerance, rule, connected).finding());
  }
}
