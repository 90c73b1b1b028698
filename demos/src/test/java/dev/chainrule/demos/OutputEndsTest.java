package dev.chainrule.demos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.chainrule.demos.console.Output;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the examples print goes nowhere: they end, and do as little as they can until then. */
@Timeout(60) // what goes on regardless is to fail
class OutputEndsTest {
  /** Takes some bytes, and then fails as a file or a pipe does. */
  private static final class Failing extends OutputStream {
    private final String reason;
    private int left;

    Failing(int bytes, String reason) {
      this.left = bytes;
      this.reason = reason;
    }

    @Override
    public void write(int b) throws IOException {
      if (left-- <= 0) {
        throw new IOException(reason);
      }
    }
  }

  private static Demo run(OutputStream to, String... arguments) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode =
        Main.execute(
            Output.of(to, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            arguments);
    return new Demo(exitCode, "", err.toString(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dosage --steps 1000000",
        "three-layer --iterations 10000000",
        "moons --steps 10000",
        "regression --epochs 100000",
        "fit",
        "digits --epochs 10000",
        "--help",
        "--version",
        "digits --help",
        ""
      })
  void aReaderWhoGoes_endsAnExample_withoutAWord(String line) {
    String[] arguments = line.isEmpty() ? new String[0] : line.split(" ", -1);
    assertEquals(new Demo(141, "", ""), run(new Failing(3, "Broken pipe"), arguments));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dosage", "three-layer", "--help", ""})
  void aFullDisk_isTold(String line) {
    String[] arguments = line.isEmpty() ? new String[0] : line.split(" ", -1);
    Demo demo = run(new Failing(1000, "No space left on device"), arguments);
    assertEquals(1, demo.exitCode());
    assertTrue(
        demo.err().matches("\\S+: can't write the output: No space left on device\\R"), demo.err());
  }

  @Test
  void head_endsALongTraining() throws Exception {
    assertEquals(
        new DemoProcess(141, "", ""),
        DemoProcess.runHead(3, "three-layer", "--iterations", "3000000"));
  }

  @Test
  void aFullDevice_isTold() throws Exception {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full));
    DemoProcess.runInto(full, "dosage")
        .failed(1, "dosage: can't write the output: No space left on device");
  }

  @Test
  @Tag("long")
  void digitsAndDecimalPoints_areTheSameEverywhere() {
    List<String> arabic =
        List.of("-Duser.language=ar", "-Duser.country=EG", "-Duser.extensions=u-nu-arab");
    List<String> german = List.of("-Duser.language=de", "-Duser.country=DE");
    String[] moons = {"moons", "--form", "tensor", "--steps", "20"};
    String here = DemoProcess.run(moons).succeeded();
    assertTrue(here.contains(" 0.296251 "), here);
    assertEquals(here, DemoProcess.runWith(arabic, moons).succeeded());
    assertEquals(here, DemoProcess.runWith(german, moons).succeeded());
    for (String example : List.of("dosage --steps 9", "three-layer --iterations 9")) {
      String[] arguments = example.split(" ", -1);
      String there = DemoProcess.runWith(german, arguments).succeeded();
      assertEquals(DemoProcess.run(arguments).succeeded(), there);
    }
    String digits = DemoProcess.runWith(german, "digits", "--epochs", "1").succeeded();
    assertFalse(Pattern.compile("\\d,\\d").matcher(digits).find(), digits);
    DemoProcess.runWith(arabic, "regression", "--batch", "1000")
        .failed(1, "regression: --batch: 1000 is more than the 384 rows to learn from");
    DemoProcess.runWith(german, "dosage", "--bias-learning-rate", "0.5")
        .failed(
            1, "dosage: --bias-learning-rate: at 0.5 steps do not get smaller; try under 0.333");
  }
}
