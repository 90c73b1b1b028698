package dev.chainrule.demos.console;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** How the texts of the command line are read, and what is said of those that can't be. */
public final class Converters {
  private Converters() {}

  /** Has a command and its sub-commands read their options so. */
  public static CommandLine in(CommandLine command) {
    return command
        .registerConverter(int.class, Converters::toInt)
        .registerConverter(Integer.class, Converters::toInt)
        .registerConverter(long.class, Converters::toLong)
        .registerConverter(double.class, Converters::toDouble)
        .registerConverter(Double.class, Converters::toDouble)
        .registerConverter(Path.class, Converters::toPath);
  }

  private static int toInt(String text) {
    long number = toLong(text);
    if (number != (int) number) {
      throw new TypeConversionException("'" + text + "' is out of range");
    }
    return (int) number;
  }

  private static long toLong(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      boolean isLong = text.matches("[-+]?\\d{19,}");
      throw new TypeConversionException(
          "'" + text + "' is " + (isLong ? "out of range" : "not a whole number"));
    }
  }

  private static double toDouble(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'" + text + "' is not a number");
    }
  }

  private static Path toPath(String text) {
    try {
      if (!text.isBlank()) {
        return Path.of(text);
      }
    } catch (InvalidPathException e) {
      // told below
    }
    throw new TypeConversionException("'" + text + "' is not the name of a file");
  }
}
