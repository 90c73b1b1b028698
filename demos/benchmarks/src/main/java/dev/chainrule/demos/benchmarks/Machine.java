package dev.chainrule.demos.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a table was measured on: ratios differ from one kind of processor to another. */
final class Machine {
  private Machine() {}

  /** Names the processor, how wide its vectors are, and the Java that runs. */
  static String text() {
    String info = cpuInfo();
    String flags = " " + field(info, "flags") + " ";
    String width = flags.contains(" avx512f ") ? "512" : flags.contains(" avx2 ") ? "256" : "128";
    return "%s (%s family %s, model %s), vectors of %s bits, %s cores; Java %s"
        .formatted(
            field(info, "model name"),
            field(info, "vendor_id"),
            field(info, "cpu family"),
            field(info, "model"),
            width,
            Runtime.getRuntime().availableProcessors(),
            Runtime.version());
  }

  private static String cpuInfo() {
    try {
      Path file = Path.of("/proc/cpuinfo");
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String field(String info, String name) {
    Matcher line = Pattern.compile("(?m)^" + name + "\\s*: (.*)$").matcher(info);
    return line.find() ? line.group(1) : "unknown";
  }
}
