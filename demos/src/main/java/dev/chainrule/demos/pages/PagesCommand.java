package dev.chainrule.demos.pages;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import dev.chainrule.demos.console.OutputFile;
import dev.chainrule.demos.console.UserError;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The {@code pages} command: lessons on backpropagation, as web pages. */
@Command(
    name = "pages",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "Write the lessons on backpropagation as web pages, to step through.")
public final class PagesCommand implements Runnable {
  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      description = "Where they are written; it is made if need be.")
  private Path folder = Path.of(System.getProperty("chainrule.pages", "pages"));

  private final PrintStream out;

  /** That prints to a stream. */
  public PagesCommand(PrintStream out) {
    this.out = out;
  }

  /** All lessons, in the order in which they are best read. */
  static ImmutableList<Lesson> lessons() {
    return ImmutableList.of(
        new DosageLesson(), new PathsLesson(), new ThreeLayerLesson(), new DigitsLesson());
  }

  @Override
  public void run() {
    makeFolder();
    out.println("Lessons on backpropagation, to open in a browser:");
    out.println();
    for (Lesson lesson : lessons()) {
      Path file = folder.resolve(lesson.name() + ".html");
      write(lesson, file);
      out.printf("  %s%n      %s%n", file, lesson.title());
    }
    out.println();
  }

  private void makeFolder() {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new UserError("FOLDER: " + folder + ": is a file; name a folder");
    }
    try {
      Path unused = Files.createDirectories(folder);
    } catch (IOException e) {
      throw OutputFile.error("FOLDER", folder, e);
    }
  }

  private static void write(Lesson lesson, Path file) {
    try {
      lesson.page().write(file);
    } catch (UncheckedIOException e) {
      throw OutputFile.error("FOLDER", file, requireNonNull(e.getCause()));
    }
  }
}
