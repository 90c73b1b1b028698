package dev.chainrule.demos.benchmarks;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.MoreFiles;
import com.google.common.io.Resources;
import dev.chainrule.demos.adbench.GaussianMixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Who is there to compete: this engine always, others if the machine has what they need. */
final class Peers implements AutoCloseable {
  private static final Path SCRIPTS =
      Path.of(System.getProperty("peers.native", "src/peers/native"));
  private static final String PYTHON = System.getProperty("peers.python", "/usr/bin/python3");
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();
  private static final String VECTORS = "--add-modules=jdk.incubator.vector";

  /** Room for young arrays; and vector instructions at once, so that they are warm soon. */
  private static final List<String> FLAGS =
      Splitter.on(' ')
          .omitEmptyStrings()
          .splitToList(
              System.getProperty(
                  "peers.jvm", "-XX:+UseParallelGC -Xmn256m -Dchainrule.vector=true"));

  /** Whose kernels OpenBLAS is to take, such as Haswell's, for whoever measures without AVX-512. */
  private static final Optional<String> CORE =
      Optional.ofNullable(System.getProperty("peers.core"));

  private final Map<String, String> settings;
  private final Path build;
  private final List<String> absent = new ArrayList<>();
  private final boolean hasDjl;
  private final boolean hasNumPy;
  private final boolean hasTorch;
  private final Optional<Path> byHand;
  private final Optional<Path> adBench;
  private final Map<String, String> openBlas;

  /**
   * Looks who is there, and compiles what is written in C++.
   *
   * @param warmUp in seconds, for each contestant
   * @param measure in seconds
   */
  Peers(double warmUp, double measure) {
    ImmutableMap.Builder<String, String> all = ImmutableMap.builder();
    all.put("WARM_UP_S", "" + warmUp).put("MEASURE_S", "" + measure);
    CORE.ifPresent(core -> all.put("OPENBLAS_CORETYPE", core));
    this.settings = all.buildOrThrow();
    this.build = temporaryFolder();
    this.hasDjl = hasClass("dev.chainrule.demos.benchmarks.DjlTrainingStep");
    note(hasDjl, "DJL and OpenBLAS (Maven's profile peers)");
    this.hasNumPy = succeeds(PYTHON, "-c", "import numpy");
    note(hasNumPy, "NumPy (Debian's python3-numpy with libopenblas0-pthread)");
    this.hasTorch = succeeds(PYTHON, "-c", "import torch");
    note(hasTorch, "PyTorch (Debian's python3-torch)");
    this.byHand = compiled("by_hand", List.of(SCRIPTS.resolve("by_hand.cpp").toString()));
    note(byHand.isPresent(), "C++ by hand (Debian's g++)");
    this.adBench =
        Optional.ofNullable(System.getProperty("adbench")).flatMap(this::compiledAdBench);
    note(adBench.isPresent(), "ADBench's C++ (g++, and -Dadbench=FOLDER with a checkout of it)");
    this.openBlas = hasNumPy && CORE.isEmpty() ? fasterOpenBlas() : ImmutableMap.of();
  }

  private void note(boolean isThere, String peer) {
    if (!isThere) {
      absent.add(peer);
    }
  }

  /** Whether there is DJL, and OpenBLAS for Java. */
  boolean hasDjl() {
    return hasDjl;
  }

  /** Who is absent, and what would help. */
  List<String> absent() {
    return absent;
  }

  /** What NumPy's and PyTorch's OpenBLAS was told. */
  String openBlasText() {
    return openBlas.isEmpty() ? CORE.orElse("as it chooses") : openBlas.toString();
  }

  /**
   * An OpenBLAS older than the processor takes its kernels for another one, and not always well.
   */
  private Map<String, String> fasterOpenBlas() {
    Map<String, String> wide = ImmutableMap.of("OPENBLAS_CORETYPE", "SkylakeX");
    return Machine.text().contains("vectors of 512")
            && product(wide).run() < 0.95 * product(ImmutableMap.of()).run()
        ? wide
        : ImmutableMap.of();
  }

  private Contestant product(Map<String, String> environment) {
    return python("NumPy", "by_numpy.py", "W6-product", "f32", 1, environment);
  }

  /** This engine, on so many threads. */
  Contestant ours(int threads, String... benchmark) {
    return java("Chainrule", List.of(VECTORS, "-Dchainrule.threads=" + threads), benchmark);
  }

  /** This engine as whoever does not know of the vector module starts it. */
  Contestant oursWithoutFlag(String... benchmark) {
    return java("Chainrule", List.of("-Dchainrule.threads=1"), benchmark);
  }

  /** DJL on PyTorch, or OpenBLAS from Java. */
  Stream<Contestant> djl(String name, int threads, String... benchmark) {
    List<String> flags =
        List.of("-Dai.djl.pytorch.num_threads=" + threads, "-Dchainrule.threads=" + threads);
    return hasDjl ? Stream.of(java(name, flags, benchmark)) : Stream.empty();
  }

  private Contestant java(String name, List<String> flags, String... benchmark) {
    List<String> command = new ArrayList<>(List.of(JAVA));
    command.addAll(FLAGS);
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Median.class.getName()));
    command.addAll(List.of(benchmark));
    return new Contestant(name, command, settings);
  }

  /** NumPy, by hand. */
  Stream<Contestant> numPy(String work, String dtype, int threads) {
    return hasNumPy
        ? Stream.of(python("NumPy", "by_numpy.py", work, dtype, threads, openBlas))
        : Stream.empty();
  }

  /**
   * PyTorch; on two threads also with a pool that does not spin, which OpenBLAS's own gets on with.
   */
  Stream<Contestant> torch(String work, String dtype, int threads) {
    Map<String, String> patient =
        ImmutableMap.<String, String>builder()
            .putAll(openBlas)
            .put("OMP_WAIT_POLICY", "PASSIVE")
            .build();
    Stream<Map<String, String>> ways =
        threads == 1 ? Stream.of(openBlas) : Stream.of(openBlas, patient);
    return hasTorch
        ? ways.map(way -> python("PyTorch", "by_torch.py", work, dtype, threads, way))
        : Stream.empty();
  }

  private Contestant python(
      String name,
      String script,
      String work,
      String dtype,
      int threads,
      Map<String, String> environment) {
    return new Contestant(
        name,
        List.of(PYTHON, SCRIPTS.resolve(script).toString(), work, "" + threads, dtype),
        ImmutableMap.<String, String>builder()
            .putAll(settings)
            .putAll(environment)
            .put("OMP_NUM_THREADS", "" + threads)
            .put("OPENBLAS_NUM_THREADS", "" + threads)
            .put("PYTHONDONTWRITEBYTECODE", "1")
            .buildOrThrow());
  }

  /** C++ with derivatives by hand. */
  Stream<Contestant> byHand(String work) {
    return byHand
        .map(file -> new Contestant("C++", List.of(file.toString(), work), settings))
        .stream();
  }

  /** ADBench's C++ with derivatives by hand. */
  Stream<Contestant> adBench(String data) {
    return adBench
        .map(file -> new Contestant("C++", List.of(file.toString(), copied(data)), settings))
        .stream();
  }

  private String copied(String data) {
    if (data.contains("hand")) {
      for (String part : List.of("bones", "vertices", "triangles")) {
        Path unused = copied("hand/", part);
      }
      return copied("hand/", data).toString();
    }
    return copied("", data).toString();
  }

  private Path copied(String folder, String data) {
    Path copy = build.resolve(data + ".txt");
    try {
      return Files.write(
          copy,
          Resources.toByteArray(
              Resources.getResource(GaussianMixture.class, folder + data + ".txt")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<Path> compiledAdBench(String folder) {
    Path source = Path.of(folder, "src", "cpp");
    Path manual = source.resolve("modules").resolve("manual");
    return compiled(
        "by_hand_adbench",
        List.of(
            "-w",
            "-I" + source,
            SCRIPTS.resolve("by_hand_adbench.cpp").toString(),
            manual.resolve("ba_d.cpp").toString(),
            manual.resolve("gmm_d.cpp").toString(),
            manual.resolve("hand_d.cpp").toString(),
            manual.resolve("lstm_d.cpp").toString(),
            source.resolve("shared").resolve("utils.cpp").toString()));
  }

  private Optional<Path> compiled(String name, List<String> arguments) {
    Path program = build.resolve(name);
    List<String> command = new ArrayList<>(List.of("g++", "-std=c++17", "-O3", "-march=native"));
    command.addAll(arguments);
    command.addAll(List.of("-o", program.toString()));
    return succeeds(command.toArray(new String[0])) ? Optional.of(program) : Optional.empty();
  }

  private static boolean succeeds(String... command) {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false; // no such program
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static boolean hasClass(String name) {
    return Peers.class.getClassLoader().getResource(name.replace('.', '/') + ".class") != null;
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("peers");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    MoreFiles.deleteRecursively(build);
  }
}
