package dev.chainrule.demos;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.demos.console.Converters;
import dev.chainrule.demos.console.Output;
import dev.chainrule.demos.digits.DigitsCommand;
import dev.chainrule.demos.digits.PredictCommand;
import dev.chainrule.demos.dosage.DosageCommand;
import dev.chainrule.demos.fit.FitCommand;
import dev.chainrule.demos.moons.MoonsCommand;
import dev.chainrule.demos.pages.PagesCommand;
import dev.chainrule.demos.regression.RegressionCommand;
import dev.chainrule.demos.threelayer.ThreeLayerCommand;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The entry point: runs the example named on the command line, or all of them. */
@Command(
    name = "demos",
    mixinStandardHelpOptions = true,
    version = "0.1.0",
    description = "Worked examples of automatic differentiation. Without a command, all of them.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:all went well",
      "1:something is wrong with the input, as one line says",
      "2:something is wrong with the command line",
      "3:something is wrong with this program",
      "130:interrupted",
      "141:nobody reads what it prints"
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.subcommands().values().forEach(example -> ((Runnable) example.getCommand()).run());
  }

  /** Runs the examples, and exits with the code that {@code --help} lists. */
  public static void main(String... args) {
    Locale.setDefault(Locale.ROOT); // numbers read the same everywhere
    System.exit(execute(Output.standard(), System.err, args));
  }

  /** Runs the examples, and gives the exit code. */
  static int execute(PrintStream out, PrintStream err, String... args) {
    Failures failures = new Failures(err);
    StringWriter help = new StringWriter(); // picocli prints a stack trace if this can't be printed
    try {
      int exitCode =
          commandLine(out, args)
              .setOut(new PrintWriter(help))
              .setExecutionExceptionHandler(
                  (e, c, unused) -> failures.report(c.getCommandName(), e))
              .setParameterExceptionHandler((e, unused) -> failures.report(e))
              .execute(args);
      out.print(help);
      return exitCode;
    } catch (RuntimeException | Error e) { // what picocli does not catch
      return failures.report("demos", e);
    }
  }

  /**
   * What is on the command line: each example, with its options. If the first argument names one,
   * that one alone, since each takes time to prepare.
   */
  static CommandLine commandLine(PrintStream out, String... args) {
    ImmutableMap<String, Supplier<Object>> examples = examples(out);
    Supplier<Object> named = args.length == 0 ? null : examples.get(args[0]);
    CommandLine all = new CommandLine(new Main());
    if (named == null) {
      examples.forEach((name, example) -> all.addSubcommand(name, example.get()));
    } else {
      all.addSubcommand(args[0], named.get());
    }
    tellVersion(all, all.getCommandSpec().version());
    return Converters.in(all)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExpandAtFiles(false); // a file's name may begin with @
  }

  /** Every command has the option, so each must know the version. */
  private static void tellVersion(CommandLine command, String... version) {
    command.getCommandSpec().version(version);
    command.getSubcommands().values().forEach(example -> tellVersion(example, version));
  }

  private static ImmutableMap<String, Supplier<Object>> examples(PrintStream out) {
    return ImmutableMap.<String, Supplier<Object>>builder()
        .put("dosage", () -> new DosageCommand(out))
        .put("three-layer", () -> new ThreeLayerCommand(out))
        .put("moons", () -> new MoonsCommand(out))
        .put("regression", () -> new RegressionCommand(out))
        .put("fit", () -> new FitCommand(out))
        .put(
            "digits",
            () -> new CommandLine(new DigitsCommand(out)).addSubcommand(new PredictCommand(out)))
        .put("pages", () -> new PagesCommand(out))
        .buildOrThrow();
  }
}
