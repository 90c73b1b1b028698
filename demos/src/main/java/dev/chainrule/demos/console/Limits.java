package dev.chainrule.demos.console;

/** What the number of an option may be; any other is told in a line that says so. */
public final class Limits {
  private Limits() {}

  /**
   * Checks a whole number.
   *
   * @throws OptionError if it is less than the least or more than the most
   */
  public static void check(String option, long value, long least, long most) {
    if (value < least) {
      throw new OptionError(option + ": " + value + " must be at least " + least);
    }
    if (value > most) {
      throw new OptionError(option + ": " + value + " must be at most " + most);
    }
  }

  /**
   * Checks a number such as a learning rate.
   *
   * @throws OptionError unless it is positive and finite
   */
  public static void checkPositive(String option, double value) {
    if (!(value > 0 && Double.isFinite(value))) {
      throw new OptionError(option + ": " + value + " must be a positive number");
    }
  }
}
