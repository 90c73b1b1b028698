package dev.chainrule.autograd.kernel;

import com.google.common.primitives.Ints;
import java.util.Optional;

/**
 * A system property by which the user sets how the engine works. Nobody sees an exception that is
 * thrown while classes are loaded, so what can't be read is told to the log and left aside.
 */
final class Setting {
  private Setting() {}

  /** A whole number from 1, or what stands where there is none. */
  static int atLeastOne(String name, int otherwise) {
    String text = System.getProperty(name);
    if (text == null) {
      return otherwise;
    }
    Integer number = Ints.tryParse(text);
    if (number == null || number < 1) {
      refuse(name, text, "a whole number from 1");
      return otherwise;
    }
    return number;
  }

  /** True or false, if either is said. */
  static Optional<Boolean> choice(String name) {
    String text = System.getProperty(name);
    if (text == null) {
      return Optional.empty();
    }
    if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
      refuse(name, text, "true or false");
      return Optional.empty();
    }
    return Optional.of(Boolean.valueOf(text));
  }

  private static void refuse(String name, String text, String wanted) {
    Log.tell(
        System.Logger.Level.WARNING,
        "-D" + name + "=" + text + " is not " + wanted + "; as if it were not set");
  }
}
