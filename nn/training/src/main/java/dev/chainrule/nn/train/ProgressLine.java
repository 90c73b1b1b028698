package dev.chainrule.nn.train;

import java.io.Console;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Shows a line at the bottom of the terminal while an epoch goes on: a bar with the steps in a
 * second, the time left, the mean loss so far, and what the epoch before has said of the held-out
 * examples. The line is gone when the epoch is done. Silent where there is no terminal.
 */
public final class ProgressLine implements Listener {
  private final boolean isShown;
  private @Nullable ProgressBar bar;
  private double lossSum;
  private int batches;
  private String metrics = "";

  private ProgressLine(boolean isShown) {
    this.isShown = isShown;
  }

  /** Makes a line on the standard error stream, if that is a terminal. */
  public static ProgressLine onTerminal() {
    return new ProgressLine(isTerminal());
  }

  @Override
  public void epochBegins(int epoch, int done, OptionalInt batches) {
    this.lossSum = 0;
    this.batches = 0;
    if (isShown) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("epoch " + epoch)
              .setInitialMax(batches.orElse(-1))
              .startsFrom(done, Duration.ZERO)
              .setStyle(ProgressBarStyle.ASCII)
              .setConsumer(new Line(System.err))
              .clearDisplayOnFinish()
              .showSpeed()
              .build();
    }
  }

  @Override
  public void batchDone(int epoch, int batch, double loss) {
    lossSum += loss;
    batches++;
    if (bar != null) {
      bar.setExtraMessage(" loss %.4g%s".formatted(lossSum / batches, metrics));
      bar.step();
    }
  }

  @Override
  public void epochDone(Epoch epoch) {
    metrics =
        epoch.heldOut().entrySet().stream()
            .filter(metric -> !metric.getKey().equals(Epoch.LOSS))
            .map(metric -> "  %s %.4g".formatted(metric.getKey(), metric.getValue()))
            .collect(Collectors.joining());
    close();
  }

  @Override
  public void interrupted(@Nullable Path checkpoint) {
    close();
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  /** Asks whether there is a terminal: up to JDK 21 a console is one, and later ones can tell. */
  private static boolean isTerminal() {
    return Optional.ofNullable(System.console()).filter(ProgressLine::isTerminal).isPresent();
  }

  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (IllegalAccessException | InvocationTargetException e) {
      return false;
    }
  }

  /** Writes over the same line again and again, and in the end leaves nothing of it. */
  private static final class Line implements ProgressBarConsumer {
    private static final int WIDTH = 79; // a terminal's usual one, less the cursor

    private final PrintStream out;

    Line(PrintStream out) {
      this.out = out;
    }

    @Override
    public int getMaxRenderedLength() {
      return WIDTH;
    }

    @Override
    public void accept(String text) {
      out.print("\r" + text);
      out.flush();
    }

    @Override
    public void clear() {
      accept(" ".repeat(WIDTH) + "\r");
    }

    @Override
    public void close() {
      clear();
    }
  }
}
