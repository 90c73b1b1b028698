package dev.chainrule.demos.fit;

import com.google.common.base.Splitter;
import com.google.common.primitives.Doubles;
import dev.chainrule.demos.console.OptionError;
import dev.chainrule.demos.console.Prose;
import java.util.List;

/** Parameters to begin with: guessed, but for those that the user gives. */
final class Start {
  private Start() {}

  /**
   * Puts numbers of the user's in place of some that were guessed.
   *
   * @param given such as {@code ec50=2,slope=1}; empty for none
   * @throws OptionError if that is not how it is written, there is no such parameter, or it is
   *     given twice
   */
  static double[] of(Curve curve, Observations observed, String given) {
    double[] start = curve.guess(observed);
    List<String> names = curve.parameters();
    boolean[] isGiven = new boolean[start.length];
    for (String one : Splitter.on(',').trimResults().omitEmptyStrings().split(given)) {
      List<String> parts = Splitter.on('=').trimResults().splitToList(one);
      Double number = parts.size() == 2 ? Doubles.tryParse(parts.get(1)) : null;
      if (number == null || !Double.isFinite(number)) {
        throw new OptionError(
            "--start: '%s' is not a name and a number, as in %s=1"
                .formatted(Prose.name(one), names.get(0)));
      }
      int index = names.indexOf(parts.get(0));
      if (index < 0 || isGiven[index]) {
        throw new OptionError(
            "--start: %s; there are %s"
                .formatted(
                    index < 0
                        ? "there is no parameter " + Prose.name(parts.get(0))
                        : names.get(index) + " is given twice",
                    String.join(", ", names)));
      }
      isGiven[index] = true;
      start[index] = number;
    }
    return start;
  }
}
