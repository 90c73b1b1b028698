package dev.chainrule.nn.train;

import static dev.chainrule.nn.LayerNumbers.weights;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.nn.file.Safetensors;
import dev.chainrule.nn.layer.Mlp;
import dev.chainrule.testing.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ends a training program at random moments, as a crash or an impatient person would. */
class KilledProcessTest {
  private static final String ENDLESS = "1000000000";

  @Test
  void killedTwice_itLosesNoBit(@TempDir Path folder) throws Exception {
    killAndResume(folder, 2);
  }

  @Test
  @Tag("long")
  void killedAHundredTimes_itAlwaysLeavesACheckpoint_andLosesNoBit(@TempDir Path folder)
      throws Exception {
    killAndResume(folder, 100);
  }

  private static void killAndResume(Path folder, int kills) throws Exception {
    Path checkpoint = folder.resolve("checkpoint.safetensors");
    Random random = new Random(1);
    int epochs = -1;
    for (int kill = 0; kill < kills; kill++) {
      Process process = start(checkpoint);
      waitForNews(checkpoint, process);
      Thread.sleep(random.nextInt(100));
      Process killed = process.destroyForcibly(); // SIGKILL: nothing of the program runs any more
      assertTrue(killed.waitFor(10, TimeUnit.SECONDS));
      int now = epochsIn(checkpoint);
      assertTrue(now > epochs, "it began anew, or could not go on, at kill " + kill);
      epochs = now;
    }
    assertSameAsUninterrupted(checkpoint, epochs + 3);
  }

  @Test
  void toldToEnd_itKeepsTheBatchesThatWereDone(@TempDir Path folder) throws Exception {
    Path checkpoint = folder.resolve("checkpoint.safetensors");
    Process process = start(checkpoint);
    waitForNews(checkpoint, process);
    process.destroy(); // SIGTERM, which does what Ctrl-C does
    assertTrue(process.waitFor(10, TimeUnit.SECONDS));
    assertSameAsUninterrupted(checkpoint, epochsIn(checkpoint) + 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"listener", "loss", "part"})
  void aProgramThatEndsItself_isNotHeldUp(String who, @TempDir Path folder) throws Exception {
    Path log = folder.resolve("log");
    Process process = JavaProcess.start(ExitingProcess.class, JavaProcess.SHORT_LIVED, log, who);
    try { // held up, it would wait for half a minute
      assertTrue(process.waitFor(20, TimeUnit.SECONDS), () -> "it hangs: " + log(log));
    } finally {
      Process unused = process.destroyForcibly();
    }
    assertEquals(7, process.exitValue(), () -> log(log));
  }

  private static Process start(Path checkpoint) throws IOException {
    return JavaProcess.start(
        TrainedProcess.class,
        // The vector kernels as here: other loops round in other ways.
        List.of(
            "-XX:TieredStopAtLevel=1",
            "--add-modules=jdk.incubator.vector",
            "-Dchainrule.vector=true"),
        checkpoint.resolveSibling("log"),
        checkpoint.toString(),
        ENDLESS);
  }

  /** Waits until the program has written a checkpoint. */
  private static void waitForNews(Path checkpoint, Process process) throws Exception {
    Object before = stamp(checkpoint);
    while (stamp(checkpoint).equals(before)) {
      assertTrue(
          process.isAlive(), () -> "it ended by itself: " + log(checkpoint.resolveSibling("log")));
      Thread.sleep(5);
    }
  }

  private static Object stamp(Path file) throws IOException {
    return Files.exists(file) ? Files.getLastModifiedTime(file) : "none";
  }

  private static String log(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static int epochsIn(Path checkpoint) throws IOException {
    String history = requireNonNull(Safetensors.read(checkpoint).metadata().get("history"));
    return History.ofCsv(history).epochs().size();
  }

  private static void assertSameAsUninterrupted(Path checkpoint, int epochs) throws IOException {
    Mlp resumed = TrainedProcess.model();
    History history = TrainedProcess.train(resumed, checkpoint, epochs);
    Mlp whole = TrainedProcess.model();
    Path fresh = checkpoint.resolveSibling("fresh");
    History expected = TrainedProcess.train(whole, fresh, epochs);
    assertEquals(expected.epochs().size(), history.epochs().size());
    assertEquals(expected.last().loss(), history.last().loss());
    assertArrayEquals(weights(whole), weights(resumed));
  }
}
