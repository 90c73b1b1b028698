package dev.chainrule.demos.benchmarks;

import com.google.common.collect.ImmutableList;
import dev.chainrule.demos.benchmarks.Row.Aim;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The rows of the table, with what is aimed at in each. */
final class Rows {
  private static final List<String> AD_BENCH =
      List.of(
          "gmm_d2_K5",
          "gmm_d10_K25",
          "gmm_d20_K50",
          "lstm_l2_c1024",
          "lstm_l4_c1024",
          "ba1_n49_m7776_p31843",
          "simple_hand1_t26_c100",
          "simple_hand5_t26_c800",
          "complicated_hand1_t26_c100",
          "complicated_hand5_t26_c800");

  private final Peers peers;
  private final boolean isQuick;
  private final List<Row> rows = new ArrayList<>();

  private Rows(Peers peers, boolean isQuick) {
    this.peers = peers;
    this.isQuick = isQuick;
  }

  /**
   * Lists the rows.
   *
   * @param isQuick without what takes long: where DJL is there, PyTorch is not asked a second time
   */
  static List<Row> of(Peers peers, boolean isQuick) {
    Rows rows = new Rows(peers, isQuick);
    for (String dtype : List.of("f32", "f64")) {
      rows.step("W1", "W1-digits", dtype, 1, 0.75);
      rows.step("W3", "W3-tiny", dtype, 1, 0.4);
      for (int threads = 1; threads <= 2; threads++) {
        rows.step("W2", "W2-medium", dtype, threads, 1.05);
        rows.step("W2B", "W2b-large", dtype, threads, 1.05);
        rows.pointwise(dtype, threads);
        rows.product(dtype, threads);
        rows.products(dtype, threads);
      }
      rows.withoutFlag(dtype);
    }
    rows.scalars();
    rows.curveFits();
    rows.adBench();
    rows.timesTheObjective();
    return ImmutableList.copyOf(rows.rows);
  }

  private void add(String work, Aim aim, Contestant ours, Stream<Contestant> others) {
    rows.add(new Row(work, aim, ours, others.toList(), List.of()));
  }

  private static String work(String name, String dtype, int threads) {
    return "%s | %s | %s".formatted(name, dtype, threads);
  }

  private static String parameter(String dtype) {
    return "dtype=" + (dtype.equals("f32") ? "FLOAT32" : "FLOAT64");
  }

  private Stream<Contestant> torch(String work, String dtype, int threads) {
    boolean isLeftOut = isQuick && peers.hasDjl();
    return isLeftOut ? Stream.empty() : peers.torch(work, dtype, threads);
  }

  /** The peers in Python, and the one in Java. */
  private Stream<Contestant> others(
      Stream<Contestant> inJava, String work, String dtype, int threads) {
    return Stream.of(inJava, peers.numPy(work, dtype, threads), torch(work, dtype, threads))
        .flatMap(some -> some);
  }

  private void step(String network, String work, String dtype, int threads, double aim) {
    String[] step = {"TrainingStep.step", "network=" + network, parameter(dtype)};
    String[] djl = {"DjlTrainingStep.step", "network=" + network, parameter(dtype)};
    add(
        work(network, dtype, threads),
        Aim.ratio(aim),
        peers.ours(threads, step),
        others(peers.djl("DJL", threads, djl), work, dtype, threads));
  }

  private void pointwise(String dtype, int threads) {
    String[] djl = {"DjlExpressions.w5Pointwise", parameter(dtype)};
    add(
        work("W5", dtype, threads),
        Aim.ratio(1.2),
        peers.ours(threads, "Expressions.w5Pointwise", parameter(dtype)),
        others(peers.djl("DJL", threads, djl), "W5-elementwise", dtype, threads));
  }

  private void product(String dtype, int threads) {
    String[] openBlas = {"OpenBlasProduct.product", parameter(dtype)};
    add(
        work("W6", dtype, threads),
        Aim.ratio(1.05),
        peers.ours(threads, "Products.product", parameter(dtype)),
        others(peers.djl("OpenBLAS", threads, openBlas), "W6-product", dtype, threads));
  }

  /** Square ones, and thin ones as networks have them. */
  private void products(String dtype, int threads) {
    for (String sizes :
        List.of(
            "96x96x96",
            "192x192x192",
            "384x384x384",
            "768x768x768",
            "2048x2048x2048",
            "100x784x16",
            "128x784x512")) {
      String precision = parameter(dtype);
      add(
          work("product " + sizes, dtype, threads),
          Aim.ratio(1.05),
          peers.ours(threads, "Products.product", precision, "sizes=" + sizes),
          peers.djl("OpenBLAS", threads, "OpenBlasProduct.product", precision, "sizes=" + sizes));
    }
  }

  /** The engine against itself, as it is without and with the vector module. */
  private void withoutFlag(String dtype) {
    String p = parameter(dtype);
    for (String[] benchmark :
        new String[][] {
          {"W1", "TrainingStep.step", "network=W1", p},
          {"W2", "TrainingStep.step", "network=W2", p},
          {"W5", "Expressions.w5Pointwise", p},
          {"W6", "Products.product", p}
        }) {
      String[] rest =
          ImmutableList.copyOf(benchmark).subList(1, benchmark.length).toArray(new String[0]);
      add(
          work(benchmark[0] + " without the flag", dtype, 1),
          Aim.ratio(3),
          peers.oursWithoutFlag(rest),
          Stream.of(peers.ours(1, rest).named("with it")));
    }
  }

  private void scalars() {
    scalar("W4a", Aim.micros(0.5), "Scalars.w4aSmall", "W4a-expression", Stream.empty());
    scalar(
        "W4b, an operation",
        Aim.micros(0.013),
        "ScalarMlp.forwardAndBackward",
        "W4b-network",
        Stream.empty());
    scalar(
        "W4c Rosenbrock",
        Aim.ratio(2),
        "Scalars.w4cRosenbrock",
        "W4c-rosenbrock",
        others(Stream.empty(), "W4c-rosenbrock", "f64", 1));
    scalar(
        "Hessian times vector",
        Aim.ratio(3),
        "Scalars.hessianVectorProduct",
        "",
        others(Stream.empty(), "W4d-hessian-vector", "f64", 1));
    scalar("Hessian times array", Aim.micros(150), "Scalars.hessianTimes", "", Stream.empty());
    scalar("Hessian of 100", Aim.micros(250), "Scalars.hessianOf100", "", Stream.empty());
  }

  private void scalar(
      String name, Aim aim, String benchmark, String byHand, Stream<Contestant> others) {
    List<Contestant> limits = byHand.isEmpty() ? List.of() : peers.byHand(byHand).toList();
    rows.add(new Row(work(name, "f64", 1), aim, peers.ours(1, benchmark), others.toList(), limits));
  }

  /** Values and Jacobians, arrays in and out, beside Hipparchus. */
  private void curveFits() {
    curveFit(200, 12);
    curveFit(5000, 200);
  }

  private void curveFit(int residuals, double aim) {
    String size = "residuals=" + residuals;
    add(
        work("CurveFit " + residuals, "f64", 1),
        Aim.micros(aim),
        peers.ours(1, "CurveFit.arrays", size),
        Stream.of(peers.ours(1, "CurveFit.hipparchus", size).named("Hipparchus")));
  }

  /** Derivatives, beside the objective itself. */
  private void timesTheObjective() {
    for (String data : AD_BENCH) {
      timesTheObjective("forward", data, 2.5);
      timesTheObjective("reverse", data, 4);
    }
  }

  private void timesTheObjective(String derivative, String data, double aim) {
    String parameter = "data=" + data;
    add(
        work("%s of %s".formatted(derivative, data), "f64", 1),
        Aim.ratio(aim),
        peers.ours(1, "AdBench." + derivative, parameter),
        Stream.of(peers.ours(1, "AdBench.objective", parameter).named("objective")));
  }

  private void adBench() {
    adBench(1.3, "gmm_d2_K5", "gmm_d10_K25", "gmm_d20_K50");
    adBench(2, "lstm_l2_c1024", "lstm_l4_c1024", "ba1_n49_m7776_p31843");
    adBench(4, "simple_hand1_t26_c100", "simple_hand5_t26_c800");
    adBench(4, "complicated_hand1_t26_c100", "complicated_hand5_t26_c800");
  }

  private void adBench(double aim, String... all) {
    for (String data : all) {
      add(
          work(data, "f64", 1),
          Aim.ratio(aim),
          peers.ours(1, "AdBench.gradient", "data=" + data),
          peers.adBench(data));
    }
  }
}
