package dev.chainrule.autograd.graph;

/** Makes names that anybody may have chosen fit for a message: in one line, and short. */
final class Quoted {
  private static final int LONGEST = 40;

  private Quoted() {}

  /** Gives a name without control characters, cut where it is too long. */
  static String name(String name) {
    int end = name.offsetByCodePoints(0, Math.min(LONGEST, name.codePointCount(0, name.length())));
    String shown = name.substring(0, end).replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]", " ");
    return end < name.length() ? shown + "..." : shown;
  }
}
