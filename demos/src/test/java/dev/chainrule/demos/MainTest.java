package dev.chainrule.demos;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The entry point, as a process. */
class MainTest {
  @Test
  void helpNamesEveryExample() {
    String help = DemoProcess.run("--help").succeeded();
    for (String example : new String[] {"dosage", "three-layer", "moons", "regression", "digits"}) {
      assertTrue(help.contains("  " + example), help);
    }
  }

  @Test
  void unknownCommandIsAUsageError() {
    DemoProcess.run("dosages")
        .failed(2, "demos: there is no 'dosages'; did you mean dosage?; see --help");
  }
}
