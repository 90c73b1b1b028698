package dev.chainrule.nn.train;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says what something that was set is, in words that are the same in every run of a program. */
final class SettingText {
  // What Object and lambdas print of themselves is another thing in each run.
  private static final Pattern CHANGING =
      Pattern.compile("(\\$\\$Lambda[^@]*|/0x[0-9a-f]+)?@[0-9a-f]+");

  private SettingText() {}

  static String of(@Nullable Object setting) {
    if (setting == null) {
      return "none";
    }
    Class<?> type = setting.getClass();
    return type.isHidden() || type.isSynthetic()
        ? "a function"
        : CHANGING.matcher(setting.toString()).replaceAll("");
  }
}
