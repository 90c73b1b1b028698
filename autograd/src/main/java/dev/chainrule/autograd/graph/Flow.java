package dev.chainrule.autograd.graph;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.graph.Finding.Kind;
import dev.chainrule.autograd.notation.Decimals;
import java.util.List;
import java.util.Optional;

/** Finds what becomes of the cotangent along a path: it ends, vanishes, explodes, or is lost. */
final class Flow {
  /** A path whose gain is less than this is said to vanish. */
  static final double VANISHING = 1e-6;

  /** A path whose gain is greater than this is said to explode. */
  static final double EXPLODING = 1e6;

  private Flow() {}

  /**
   * Looks at one path.
   *
   * @param number counted from 1, for the text
   */
  static Optional<Finding> find(GradientPath path, int number, Names names) {
    double gain = path.gain();
    double last = path.norm(path.length());
    if (!Double.isFinite(last)) {
      return at(Kind.NOT_FINITE, path, firstLost(path), number, names, "is not finite after");
    }
    if (last == 0) {
      return at(Kind.ENDS, path, firstZero(path), number, names, "is 0 after");
    }
    String factors = path.length() == 1 ? "1 factor, " : path.length() + " factors, ";
    String all = Decimals.of(gain) + " times as large after " + factors;
    if (gain < VANISHING) {
      return at(
          Kind.VANISHES, path, extreme(path, -1), number, names, "is " + all + "least of all at");
    }
    return gain > EXPLODING
        ? at(Kind.EXPLODES, path, extreme(path, 1), number, names, "is " + all + "most of all at")
        : Optional.empty();
  }

  private static Optional<Finding> at(
      Kind kind, GradientPath path, int link, int number, Names names, String what) {
    List<Value> values = path.values();
    String place = "d" + names.of(values.get(link)) + "/d" + names.of(values.get(link + 1));
    String text =
        "path %s: the cotangent %s %s, a gain of %s"
            .formatted(number, what, place, Decimals.of(path.gain(link)));
    return Optional.of(new Finding(kind, values.get(link), text));
  }

  private static int firstZero(GradientPath path) {
    int link = 0;
    while (path.norm(link + 1) != 0) {
      link++;
    }
    return link;
  }

  private static int firstLost(GradientPath path) {
    int link = 0;
    while (Double.isFinite(path.norm(link + 1))) {
      link++;
    }
    return link;
  }

  private static int extreme(GradientPath path, int sign) {
    int found = 0;
    for (int link = 1; link < path.length(); link++) {
      found = sign * path.gain(link) > sign * path.gain(found) ? link : found;
    }
    return found;
  }
}
