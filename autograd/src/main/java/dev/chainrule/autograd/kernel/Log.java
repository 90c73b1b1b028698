package dev.chainrule.autograd.kernel;

/** The engine's log. */
final class Log {
  private Log() {}

  static System.Logger logger() {
    return System.getLogger("dev.chainrule.autograd");
  }

  /** Logs in a thread of its own: a logger takes as long to start as all up to a gradient. */
  static void tell(System.Logger.Level level, String message) {
    try {
      new Thread(() -> logger().log(level, message), "chainrule-log").start();
    } catch (OutOfMemoryError e) { // there is no room for one more thread
      logger().log(level, message);
    }
  }
}
