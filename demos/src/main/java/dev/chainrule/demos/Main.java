package dev.chainrule.demos;

import dev.chainrule.demos.console.UserError;
import dev.chainrule.demos.digits.DigitsCommand;
import dev.chainrule.demos.dosage.DosageCommand;
import dev.chainrule.demos.moons.MoonsCommand;
import dev.chainrule.demos.regression.RegressionCommand;
import dev.chainrule.demos.threelayer.ThreeLayerCommand;
import dev.chainrule.nn.file.UnreadableFileException;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The entry point: runs the example named on the command line, or all of them. */
@Command(
    name = "demos",
    mixinStandardHelpOptions = true,
    version = "0.1.0",
    subcommands = {
      DosageCommand.class,
      ThreeLayerCommand.class,
      MoonsCommand.class,
      RegressionCommand.class,
      DigitsCommand.class
    },
    description = "Worked examples of automatic differentiation. Without a command, all of them.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:all went well",
      "1:something is wrong with the input, as one line says",
      "2:something is wrong with the command line",
      "130:interrupted"
    })
public final class Main implements Runnable {
  private static final int INTERRUPTED = 130; // as shells have it

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.subcommands().values().forEach(example -> ((Runnable) example.getCommand()).run());
  }

  /** Exits with 0 if all went well, 1 for an error in what was read, 2 for a wrong option. */
  public static void main(String... args) {
    Locale.setDefault(Locale.ROOT); // numbers read the same everywhere
    System.exit(
        new CommandLine(new Main())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(Main::report)
            .execute(args));
  }

  private static int report(Exception e, CommandLine command, CommandLine.ParseResult unused)
      throws Exception {
    if (e instanceof UserError || e instanceof UnreadableFileException) {
      command.getErr().println(command.getCommandName() + ": " + e.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
    if (e instanceof CancellationException) {
      return INTERRUPTED; // which has been said already
    }
    throw e;
  }
}
