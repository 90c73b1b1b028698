package dev.chainrule.demos.console;

import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.report.ReportFile;
import dev.chainrule.nn.train.Epoch;
import dev.chainrule.nn.train.Listener;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --report}: a page of pictures of the training, in a file. */
public final class ReportOption {
  private static final String NAME = "--report";

  @Option(
      names = NAME,
      paramLabel = "FILE",
      description = "Write pictures of the training, and of what it led to, as an HTML page.")
  private @Nullable Path file;

  /** Leaves the file open until the command line is read. */
  public ReportOption() {}

  /**
   * Checks that the file can be written, and is none of those that must stay as they are.
   *
   * @param kept the files that are read or written beside it, by what they are
   * @throws UserError if not
   */
  public void check(Map<String, Path> kept) {
    if (file != null) {
      OutputFile.check(NAME, file, kept);
    }
  }

  /**
   * Makes what writes the report when training is over, if one is asked for.
   *
   * @param filled adds to the report what is to be in it besides how training went
   */
  public Optional<Listener> listener(String title, UnaryOperator<ReportFile> filled) {
    return Optional.ofNullable(file)
        .map(path -> new Writing(path, filled.apply(ReportFile.at(path, title))));
  }

  /** Says where the report is, if one is asked for. */
  public void tell(PrintStream out) {
    if (file != null) {
      out.println(Prose.lines("Pictures of the training are in %s.", file));
      out.println();
    }
  }

  /** Writes a report, and says in a line if that fails. */
  private record Writing(Path file, ReportFile report) implements Listener {
    @Override
    public void gradientsFound(int epoch, int batch, Map<String, Tensor> gradients) {
      report.gradientsFound(epoch, batch, gradients);
    }

    @Override
    public void epochDone(Epoch epoch) {
      report.epochDone(epoch);
    }

    @Override
    public void close() {
      try {
        report.close();
      } catch (UncheckedIOException e) {
        IOException cause = e.getCause();
        throw cause == null ? e : OutputFile.error(NAME, file, cause);
      }
    }
  }
}
