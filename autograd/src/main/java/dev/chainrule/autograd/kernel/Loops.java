package dev.chainrule.autograd.kernel;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The fastest loops that this machine has: those on vector instructions where the module {@code
 * jdk.incubator.vector} is there and the JIT compiler that knows it, C2, is on; or else plain ones.
 * The system property {@code chainrule.vector} insists, if it is true, on vector instructions from
 * the first call on, or forbids them, if it is false.
 */
final class Loops {
  private static final Optional<Boolean> CHOICE = Setting.choice("chainrule.vector");
  private static final boolean INSISTS = CHOICE.orElse(false);
  private static final boolean HAS_SIMD = hasSimd();

  private Loops() {}

  static Float64Loops float64() {
    return HAS_SIMD ? new Float64WarmLoops(SimdLoops::float64, INSISTS) : new PlainFloat64Loops();
  }

  static Float32Loops float32() {
    return HAS_SIMD ? new Float32WarmLoops(SimdLoops::float32, INSISTS) : new PlainFloat32Loops();
  }

  static boolean hasVectors() {
    return HAS_SIMD;
  }

  private static boolean hasSimd() {
    if (!CHOICE.orElse(true)) {
      return false;
    }
    Optional<Module> module = ModuleLayer.boot().findModule("jdk.incubator.vector");
    if (module.isEmpty()) {
      tellPlain("for vector instructions start java with --add-modules jdk.incubator.vector");
      return false;
    }
    if (!INSISTS && !hasC2()) {
      tellPlain(
          "the JIT compiler C2 is off (-Xint, -XX:TieredStopAtLevel=1 or the like), and without it"
              + " vector loops are slow; -Dchainrule.vector=true takes them all the same");
      return false;
    }
    if (!Fma.IS_FAST) {
      tellPlain(
          "this processor has no instruction for x y + z, without which vector loops are slow");
      return false;
    }
    Loops.class.getModule().addReads(module.get());
    return true;
  }

  private static void tellPlain(String reason) {
    Log.tell(System.Logger.Level.INFO, "plain loops in use: " + reason);
  }

  /** Whether there is more than an interpreter, or the compiler C1 alone; HotSpot tells. */
  private static boolean hasC2() {
    String info = System.getProperty("java.vm.info", "");
    return !info.contains("interpreted mode")
        && !info.contains("emulated-client")
        && !stopsBeforeC2();
  }

  /** Whether an option keeps the compilers below the fourth tier, which is C2's. */
  private static boolean stopsBeforeC2() {
    Pattern stops = Pattern.compile("-XX:TieredStopAtLevel=[0-3]\\b");
    Stream<String> options =
        Stream.concat(
            Stream.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS").map(System::getenv),
            ProcessHandle.current()
                .info()
                .arguments()
                .map(Arrays::stream)
                .orElseGet(Loops::longArguments));
    return options.filter(Objects::nonNull).anyMatch(option -> stops.matcher(option).find());
  }

  /** The arguments where they are too many for a process's info, as on Linux beyond 4,096 bytes. */
  private static Stream<String> longArguments() {
    try {
      return Stream.of(Files.readString(Path.of("/proc/self/cmdline"), ISO_8859_1).split("\0"));
    } catch (IOException | SecurityException e) { // there is no such file: nothing is known
      return Stream.empty();
    }
  }
}
