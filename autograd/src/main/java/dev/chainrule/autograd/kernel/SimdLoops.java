package dev.chainrule.autograd.kernel;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * The loops on vector instructions. They are compiled apart, for they need the module {@code
 * jdk.incubator.vector}, and so are found by name.
 */
final class SimdLoops {
  private static final String PACKAGE = "dev.chainrule.autograd.kernel.simd.";

  private SimdLoops() {}

  static Float64Loops float64() {
    return made("SimdFloat64Loops") instanceof Float64Loops loops ? loops : new PlainFloat64Loops();
  }

  static Float32Loops float32() {
    return made("SimdFloat32Loops") instanceof Float32Loops loops ? loops : new PlainFloat32Loops();
  }

  private static @Nullable Object made(String name) {
    try {
      return requireNonNull(Class.forName(PACKAGE + name)).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException | LinkageError e) {
      Log.logger()
          .log(System.Logger.Level.WARNING, "plain loops in use: the vector loops do not start", e);
      return null;
    }
  }
}
