package dev.chainrule.demos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.demos.digits.IdxBytes;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Every option of every example, given whatever a person may type: it works, or a line says why.
 */
@Timeout(300) // what never ends is to fail
class HostileOptionsTest {
  private static final String[] VALUES = {
    "",
    "x",
    "-1",
    "0",
    "0.5",
    "2147483647",
    "99999999999999999999",
    "1e10",
    "1e300",
    "4.9e-324",
    "NaN",
    "Infinity",
    "784-99999999999-10",
    "size,kind",
    "\0",
  };
  private static final String[] MORE_VALUES = {
    " ",
    "-0.0",
    "1",
    "30",
    "-1e300",
    "1e-5",
    "0x10",
    "1,5",
    "\u0661",
    "784-10",
    "784-100000000-10",
    "784-1-1-10",
    "relu",
    "price",
    ",",
    "@nope",
    "%s%n",
    "line\nbreak",
    "\u001b[2J",
  };
  private static final String[] FILES = {
    "", "/nope", "/nope/nope", "/empty", "/noise", "/saved", "/table.csv",
  };
  private static final String[] PLACES = {
    "/", ".", "..", "/dev/full", "/dev/null", "/proc/nope", "/" + "x".repeat(300),
  };

  private static byte[] saved = {};

  @TempDir private Path folder;

  @BeforeAll
  static void train(@TempDir Path elsewhere) throws IOException {
    String mnist = writeDigits(elsewhere).toString();
    String file = elsewhere.resolve("saved").toString();
    String out = Demo.run("digits", "--mnist", mnist, "--epochs", "1", "--save", file).succeeded();
    assertTrue(out.contains("held out"), out);
    saved = Files.readAllBytes(Path.of(file));
  }

  private static Path writeDigits(Path folder) throws IOException {
    byte[] pixels = new byte[10 * 784];
    new Random(1).nextBytes(pixels);
    byte[] labels = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    Path mnist = Files.createDirectory(folder.resolve("mnist"));
    Files.write(mnist.resolve("train-images-idx3-ubyte"), IdxBytes.images(10, 28, 28, pixels));
    Files.write(mnist.resolve("train-labels-idx1-ubyte"), IdxBytes.labels(10, labels));
    return mnist;
  }

  @BeforeEach
  void writeFiles() throws IOException {
    Path mnist = writeDigits(folder);
    StringBuilder table = new StringBuilder("size,kind,price\n");
    IntStream.range(0, 20)
        .forEach(i -> table.append("%d,%s,%d\n".formatted(i, i % 2 == 0 ? "a" : "b", i * i)));
    Files.writeString(folder.resolve("table.csv"), table);
    Files.writeString(folder.resolve("empty"), "");
    Files.copy(mnist.resolve("train-images-idx3-ubyte"), folder.resolve("noise"));
    Files.write(folder.resolve("saved"), saved);
  }

  /** The names of what a command is given so that it ends soon. */
  private String[] base(String command) {
    return switch (command) {
      case "dosage" -> new String[] {"--steps", "3"};
      case "three-layer" -> new String[] {"--iterations", "3"};
      case "moons" -> new String[] {"--steps", "3", "--points", "6"};
      case "regression" ->
          new String[] {
            "--epochs",
            "2",
            "--data",
            folder + "/table.csv",
            "--target",
            "price",
            "--categories",
            "kind"
          };
      case "fit" ->
          new String[] {"--data", folder + "/table.csv", "--y", "price", "--curve", "line"};
      case "digits" -> new String[] {"--epochs", "1", "--mnist", folder + "/mnist"};
      case "predict" -> new String[] {"--from", folder + "/saved"};
      default -> new String[0];
    };
  }

  /**
   * The command with its base, but for an option that is given otherwise, or is not to be there.
   */
  private String[] withBase(String command, String... options) {
    List<String> arguments = new ArrayList<>();
    if (command.equals("predict")) {
      arguments.add("digits");
    }
    arguments.add(command);
    String[] base = base(command);
    for (int i = 0; i < base.length; i += 2) {
      if (!Arrays.asList(options).contains(base[i])) {
        arguments.add(base[i]);
        arguments.add(base[i + 1]);
      }
    }
    arguments.addAll(List.of(options));
    return arguments.toArray(String[]::new);
  }

  /** Every command and option: those of commands of commands, too. */
  static Stream<Object[]> options() {
    CommandLine all =
        Main.commandLine(
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    List<Object[]> options = new ArrayList<>();
    collect(all, options);
    assertTrue(options.size() > 35, "only " + options.size() + " options were found");
    return options.stream();
  }

  private static void collect(CommandLine command, List<Object[]> options) {
    for (ArgSpec argument : command.getCommandSpec().args()) {
      String name = argument instanceof OptionSpec option ? option.longestName() : "";
      if (!name.equals("--help") && !name.equals("--version")) {
        boolean isFile = argument.auxiliaryTypes()[0] == Path.class;
        options.add(new Object[] {command.getCommandName(), name, isFile});
      }
    }
    command.getSubcommands().values().forEach(one -> collect(one, options));
  }

  /**
   * Places that no test may write to: what writes into folders is not sent to any that is there.
   */
  private static List<String> places(String command) {
    return Stream.of(PLACES)
        .filter(place -> !command.equals("pages") || !Files.isDirectory(Path.of(place)))
        .toList();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("options")
  void anOption_worksOrALineSaysWhy(String command, String option, boolean isFile) {
    List<String> values = new ArrayList<>(List.of(VALUES));
    if (isFile) {
      values.replaceAll(value -> folder + "/" + value);
      Stream.of(FILES).forEach(name -> values.add(folder + name));
      values.addAll(places(command));
    }
    List<String> problems = new ArrayList<>(problems(command, option, values));
    if (!option.isEmpty()) {
      problems.addAll(problems(withBase(command, option)));
    }
    assertEquals("", String.join("\n", problems));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("options")
  @Tag("long")
  void anOption_worksOrALineSaysWhy_givenMore(String command, String option, boolean isFile) {
    List<String> values = new ArrayList<>(List.of(MORE_VALUES));
    if (isFile) {
      values.replaceAll(value -> folder + "/" + value);
    }
    assertEquals("", String.join("\n", problems(command, option, values)));
  }

  private List<String> problems(String command, String option, List<String> values) {
    return values.stream()
        .flatMap(value -> problems(given(command, option, value)).stream())
        .toList();
  }

  private String[] given(String command, String option, String value) {
    return option.isEmpty() ? withBase(command, value) : withBase(command, option, value);
  }

  /** What is wrong with a run; nothing, if it goes well or says in a line why not. */
  private List<String> problems(String... arguments) {
    Demo demo = Demo.run(arguments);
    List<String> err = demo.err().lines().toList();
    List<String> wrong = new ArrayList<>();
    if (demo.exitCode() == 0 ? !err.isEmpty() : demo.exitCode() > 2 || err.size() != 1) {
      wrong.add(demo.exitCode() + ": " + demo.err());
    }
    Stream.concat(err.stream(), demo.exitCode() == 0 ? demo.out().lines() : Stream.empty())
        .map(line -> ours(line, arguments))
        .filter(
            line -> line.length() > 80 || line.matches(".*(\\bNaN\\b|Exception|java\\.|null).*"))
        .forEach(wrong::add);
    return wrong.stream().map(line -> String.join(" ", arguments) + " -> " + line).toList();
  }

  /** What a line says, but for what the user has said himself. */
  private String ours(String line, String... arguments) {
    String ours = line;
    for (String argument : arguments) {
      ours = argument.length() > 2 ? ours.replace(argument, "") : ours;
    }
    return ours.replace(folder.toString(), "").replace("[size, kind, price]", "");
  }

  @ParameterizedTest
  @MethodSource("ways")
  @Tag("long")
  void everyWayToLearn_endsAtEveryRate(String activation, String loss) {
    String[] optimizers = {"sgd", "sgd", "adam", "rmsprop", "adagrad", "adam"};
    String[] rates = {"30", "1e300", "1e8", "1e300", "1e-300", "1e-300"};
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < rates.length; i++) {
      String[] options = {
        "--activation",
        activation,
        "--loss",
        loss,
        "--optimizer",
        optimizers[i],
        "--learning-rate",
        rates[i],
        "--precision",
        i % 2 == 0 ? "float32" : "float64"
      };
      problems.addAll(problems(withBase("digits", options)));
    }
    assertEquals("", String.join("\n", problems));
  }

  static Stream<String[]> ways() {
    return Stream.of(
            "identity",
            "sigmoid",
            "tanh",
            "relu",
            "leaky_relu",
            "elu",
            "silu",
            "gelu",
            "softmax",
            "softplus")
        .flatMap(a -> Stream.of("squared", "cross_entropy").map(l -> new String[] {a, l}));
  }
}
