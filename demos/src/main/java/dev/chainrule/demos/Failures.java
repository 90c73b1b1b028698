package dev.chainrule.demos;

import com.google.common.base.Ascii;
import dev.chainrule.demos.console.OptionError;
import dev.chainrule.demos.console.OutputFailure;
import dev.chainrule.demos.console.Prose;
import dev.chainrule.demos.console.UserError;
import dev.chainrule.nn.file.UnreadableFileException;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Whatever ends an example early, as one line and an exit code. */
final class Failures {
  private static final int MISTAKE_OF_OURS = 3;
  private static final int INTERRUPTED = 130; // as shells have it
  private static final int READER_GONE = 141; // likewise
  private static final int MAX_CHARS = 2000;

  private final PrintStream err;

  Failures(PrintStream err) {
    this.err = err;
  }

  /** Says what went wrong while a command ran, and gives the exit code. */
  int report(String command, Throwable e) {
    if (e instanceof OutputFailure failure && failure.isReaderGone()) {
      return READER_GONE; // who has gone need not be told
    }
    if (e instanceof OptionError) {
      return say(CommandLine.ExitCode.USAGE, command, String.valueOf(e.getMessage()));
    }
    if (e instanceof UserError
        || e instanceof UnreadableFileException
        || e instanceof OutputFailure) {
      return say(CommandLine.ExitCode.SOFTWARE, command, String.valueOf(e.getMessage()));
    }
    if (e instanceof CancellationException) {
      return INTERRUPTED; // which has been said already
    }
    if (e instanceof OutOfMemoryError) {
      return say(
          CommandLine.ExitCode.SOFTWARE,
          command,
          "out of memory; ask for less, or give Java more by -Xmx");
    }
    System.getLogger(Failures.class.getName()).log(System.Logger.Level.DEBUG, command, e);
    return say(MISTAKE_OF_OURS, command, "this program has made a mistake: " + e.getMessage());
  }

  /** Says what is wrong with the command line, and gives the exit code. */
  int report(ParameterException e) {
    String command = e.getCommandLine().getCommandName();
    return say(CommandLine.ExitCode.USAGE, command, reason(e) + "; see --help");
  }

  private int say(int exitCode, String command, String message) {
    err.println(Ascii.truncate(Prose.line(command + ": " + message), MAX_CHARS, "..."));
    return exitCode;
  }

  private static String reason(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched);
    }
    if (e instanceof MissingParameterException missing) {
      return "expected "
          + missing.getMissing().stream().map(Failures::usage).collect(Collectors.joining(" and "));
    }
    ArgSpec argument = e.getArgSpec();
    if (argument != null && argument.typeInfo().isEnum()) {
      return name(argument) + ": '" + e.getValue() + "' is not known";
    }
    return argument != null && e.getCause() instanceof TypeConversionException conversion
        ? name(argument) + ": " + conversion.getMessage()
        : String.valueOf(e.getMessage());
  }

  private static String unmatched(UnmatchedArgumentException e) {
    String first = e.getUnmatched().get(0);
    List<String> suggestions = e.getSuggestions();
    if (!suggestions.isEmpty()) {
      return "there is no '" + first + "'; did you mean " + suggestions.get(0) + "?";
    }
    Set<String> commands = e.getCommandLine().getSubcommands().keySet();
    if (commands.isEmpty()) {
      return "'" + first + "' is not expected here, nor is it an option";
    }
    return first.startsWith("-")
        ? "there is no '" + first + "' before a command; options come after it"
        : "there is no '" + first + "'; there are " + String.join(", ", commands);
  }

  private static String usage(ArgSpec argument) {
    return argument.isOption()
        ? name(argument) + "=" + argument.paramLabel()
        : argument.paramLabel();
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }
}
