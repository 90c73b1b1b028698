package dev.chainrule.demos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The entry point, as a process. */
class MainTest {
  @Test
  void helpNamesEveryExample() {
    String help = DemoProcess.run("--help").succeeded();
    for (String example :
        new String[] {"dosage", "three-layer", "moons", "regression", "fit", "digits"}) {
      assertTrue(help.contains("  " + example), help);
    }
  }

  @Test
  void unknownCommandIsAUsageError() {
    DemoProcess.run("dosages")
        .failed(2, "demos: there is no 'dosages'; did you mean dosage?; see --help");
  }

  @Test
  void helpFitsATerminal() {
    for (String command :
        new String[] {"dosage", "three-layer", "moons", "regression", "fit", "digits"}) {
      assertTrue(Demo.run(command, "--help").succeeded().startsWith("Usage: demos " + command));
    }
    String predict = Demo.run("digits", "predict", "--help").succeeded();
    assertTrue(predict.startsWith("Usage: demos digits predict"), predict);
    assertEquals("0.1.0", Demo.run("--version").succeeded().strip());
    assertEquals("0.1.0", Demo.run("fit", "--version").succeeded().strip());
    assertEquals("0.1.0", Demo.run("digits", "predict", "-V").succeeded().strip());
  }

  @Test
  void theExampleThatIsNamedFirst_isPreparedAlone() {
    PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    Map<String, CommandLine> all = Main.commandLine(out).getSubcommands();
    all.forEach(
        (name, example) -> {
          assertEquals(name, annotatedName(example));
          assertEquals(
              Set.of(name), Main.commandLine(out, name, "--help").getSubcommands().keySet());
        });
    assertEquals(all.keySet(), Main.commandLine(out, "--help", "fit").getSubcommands().keySet());
  }

  private static String annotatedName(CommandLine example) {
    return example.getCommand().getClass().getAnnotation(CommandLine.Command.class).name();
  }

  @Test
  void aMistakeOfTheProgram_isALine_too() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Failures failures = new Failures(new PrintStream(err, true, StandardCharsets.UTF_8));
    assertEquals(3, failures.report("moons", new IllegalStateException("one\ntwo")));
    assertEquals(1, failures.report("moons", new OutOfMemoryError("Java heap space")));
    assertEquals(130, failures.report("moons", new CancellationException("said already")));
    assertEquals(
        List.of(
            "moons: this program has made a mistake: one two",
            "moons: out of memory; ask for less, or give Java more by -Xmx"),
        err.toString(StandardCharsets.UTF_8).lines().toList());
  }
}
