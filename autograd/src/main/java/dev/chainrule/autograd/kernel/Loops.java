package dev.chainrule.autograd.kernel;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fastest loops that this machine has: those on vector instructions where the module {@code
 * jdk.incubator.vector} is there and the system property {@code chainrule.vector} is not false, or
 * else plain ones.
 */
final class Loops {
  private static final String PACKAGE = "dev.chainrule.autograd.kernel.simd.";
  private static final System.Logger LOG = System.getLogger("dev.chainrule.autograd");
  private static final Optional<Module> SIMD_MODULE = simdModule();

  private Loops() {}

  static Float64Loops float64() {
    return made("SimdFloat64Loops") instanceof Float64Loops loops ? loops : new PlainFloat64Loops();
  }

  static Float32Loops float32() {
    return made("SimdFloat32Loops") instanceof Float32Loops loops ? loops : new PlainFloat32Loops();
  }

  private static Optional<Module> simdModule() {
    if (!Boolean.parseBoolean(System.getProperty("chainrule.vector", "true"))) {
      return Optional.empty();
    }
    Optional<Module> module = ModuleLayer.boot().findModule("jdk.incubator.vector");
    if (module.isEmpty()) {
      LOG.log(
          System.Logger.Level.INFO,
          "plain loops in use: for vector instructions start java with"
              + " --add-modules jdk.incubator.vector");
    }
    module.ifPresent(Loops.class.getModule()::addReads);
    return module;
  }

  private static @Nullable Object made(String name) {
    if (SIMD_MODULE.isEmpty()) {
      return null;
    }
    try {
      return requireNonNull(Class.forName(PACKAGE + name)).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException | LinkageError e) {
      LOG.log(System.Logger.Level.WARNING, "plain loops in use: the vector loops do not start", e);
      return null;
    }
  }
}
