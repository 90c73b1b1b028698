package dev.chainrule.autograd.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.graph.Graph;
import dev.chainrule.autograd.graph.Node;
import dev.chainrule.autograd.op.Numeric;
import dev.chainrule.autograd.op.OperationTable;
import dev.chainrule.autograd.op.PointwiseUnary;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.testing.Browser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page's interpreter, in a real browser, beside the engine. */
class InterpreterTest {
  private static final double FLOAT64 = 1e-12;
  private static final double FLOAT32 = 1e-5;

  private static final String RUN =
      "const p = new Program(JSON.parse(arguments[0]));"
          + "for (const [name, numbers] of Object.entries(arguments[1])) {"
          + " p.set(p.id(name), numbers); }"
          + "p.run();"
          + "return p.nodes.map(({id}) =>"
          + " [Array.from(p.value(id).data, String), Array.from(p.gradient(id).data, String)]);";

  private static Browser browser;

  @BeforeAll
  static void open(@TempDir Path folder) throws IOException {
    browser = Browser.start();
    Path file = folder.resolve("empty.html");
    HtmlPage.titled("empty").write(file);
    browser.open(file);
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  /** Runs a result's program in the page, on other numbers for some names. */
  private static List<List<double[]>> run(Value result, Map<String, ?> numbers) {
    List<?> nodes = (List<?>) browser.run(RUN, PageProgram.of(result), numbers);
    List<List<double[]>> all = new ArrayList<>();
    for (Object node : nodes) {
      all.add(
          ((List<?>) node)
              .stream()
                  .map(
                      texts ->
                          ((List<?>) texts)
                              .stream()
                                  .mapToDouble(text -> Double.parseDouble((String) text))
                                  .toArray())
                  .toList());
    }
    return all;
  }

  /** Compares all values, and the gradients of all variables, with the engine's. */
  private static void check(String name, Value result, List<List<double[]>> page) {
    Gradients gradients = result.isConnected() ? result.gradients() : null;
    for (Node node : Graph.of(result).nodes()) {
      double bound = node.dtype() == DType.FLOAT64 ? FLOAT64 : FLOAT32;
      String where = name + ": " + node;
      near(where, node.value().data(), page.get(node.id()).get(0), bound);
      if (node.kind() == Node.Kind.VARIABLE && gradients != null) {
        near(where + ", gradient", gradients.of(node.value()), page.get(node.id()).get(1), bound);
      }
    }
  }

  private static void near(String where, Tensor expected, double[] found, double bound) {
    double[] numbers = expected.toArray();
    assertEquals(numbers.length, found.length, where);
    for (int i = 0; i < numbers.length; i++) {
      boolean isSame = Double.compare(numbers[i], found[i]) == 0 || numbers[i] == found[i];
      double error = Math.abs(numbers[i] - found[i]);
      assertTrue(
          isSame || error <= bound * Math.max(1, Math.abs(numbers[i])),
          where + " [" + i + "]: " + numbers[i] + ", in the page " + found[i]);
    }
  }

  /** A sum with weights of many kinds, so that no element's gradient is lost. */
  private static Value weighted(Value result) {
    Value flat = result.reshape(-1);
    double[] weights =
        IntStream.range(0, flat.shape().elements()).mapToDouble(i -> Math.sin(i + 1)).toArray();
    return flat.mul(Value.constant(Tensor.of(weights).to(flat.dtype()))).sum();
  }

  @Test
  void everyOperationOfTheTable() {
    int count = 0;
    for (OperationTable.Sample sample : OperationTable.samples()) {
      Value result = weighted(sample.apply(sample.inputs().stream().map(Value::of).toList()));
      check(sample.operation().toString(), result, run(result, Map.of()));
      count++;
    }
    assertTrue(count > 300, "samples: " + count);
  }

  @Test
  void everyOperationHasWordsOrAFormula() {
    for (OperationTable.Sample sample : OperationTable.samples()) {
      String name = sample.operation().name();
      boolean isKnown =
          sample.operation().isPointwise()
              || (Boolean) browser.run("return functionOf({name: arguments[0]}) !== null", name);
      assertTrue(isKnown, name);
    }
  }

  @Test
  void float32() {
    for (OperationTable.Sample sample : OperationTable.samples()) {
      List<Value> inputs =
          sample.inputs().stream().map(x -> Value.of(x.to(DType.FLOAT32))).toList();
      if (sample.constants().isEmpty()) {
        Value result = weighted(sample.apply(inputs));
        check("float32 " + sample.operation(), result, run(result, Map.of()));
      }
    }
  }

  @Test
  void networksOnOtherNumbersThanTheyCameWith() {
    Random random = new Random(3);
    for (int round = 0; round < 20; round++) {
      Tensor x = Tensor.normal(Shape.of(5, 3), 0, 1, random);
      Tensor w = Tensor.normal(Shape.of(3, 4), 0, 1, random);
      Tensor v = Tensor.normal(Shape.of(4, 2), 0, 1, random);
      Value before =
          network(round, Tensor.normal(Shape.of(5, 3), 0, 1, random), Tensor.zeros(3, 4), v);
      Value after = network(round, x, w, v);
      check("round " + round, after, run(before, Map.of("x", list(x), "w", list(w))));
    }
  }

  private static Value network(int kind, Tensor x, Tensor w, Tensor v) {
    Value h = Value.constant(x).named("x").matMul(Value.of(w).named("w"));
    Value bent =
        switch (kind % 5) {
          case 0 -> h.relu();
          case 1 -> h.tanh();
          case 2 -> h.sigmoid().mul(h);
          case 3 -> h.softmax(1);
          default -> h.max(false, 1).expandDims(1).sub(h).gelu();
        };
    return bent.matMul(Value.of(v).named("v")).logSumExp(1).square().mean();
  }

  private static List<Double> list(Tensor tensor) {
    return java.util.Arrays.stream(tensor.toArray()).boxed().toList();
  }

  /** Below a choice, 0 times infinity is 0, as in the engine; also if that begins in the page. */
  @Test
  void whatAChoiceCutsOff() {
    Value x = Value.of(2.0).named("x");
    Value y = x.sqrt().maskedBy(x.greater(1)).add(x.cbrt().relu());
    Value z = Value.of(0.0).named("x");
    Value expected = z.sqrt().maskedBy(z.greater(1)).add(z.cbrt().relu());
    check("2", y, run(y, Map.of()));
    check("0", expected, run(y, Map.of("x", List.of(0))));
  }

  @Test
  void whatSaysWhichElementsAreTakenStays() {
    Value x = Value.of(1.0, -2.0, 3.0).named("x");
    Value index = Value.constant(Tensor.of(0, 2)).named("index");
    String masked = PageProgram.of(x.maskedSelect(x.greater(0)).square().sum());
    assertFalse(isFree(masked, "x"));
    String gathered = PageProgram.of(x.gather(0, index).square().sum());
    assertFalse(isFree(gathered, "index"));
    assertTrue(isFree(gathered, "x"));
    assertTrue(isFree(PageProgram.of(x.sort(0).square().sum()), "x"));
  }

  @Test
  void largeAndInfiniteLogits() {
    double[][] all = {
      {1e7, 1e7 + 1, 1e7 + 2}, {1e17, 1e17, 1e17}, {40, 0, -40}, {Double.POSITIVE_INFINITY, 1, 2}
    };
    for (double[] logits : all) {
      Value x = Value.of(logits).named("x");
      Value weights = Value.constant(Tensor.of(0.3, 0.5, -0.1));
      for (Value y : List.of(x.logSoftmax(0), x.softmax(0), x.logSumExp().mul(weights))) {
        check("logits", y.mul(weights).sum(), run(y.mul(weights).sum(), Map.of()));
      }
    }
  }

  @Test
  void equalNamesAreToldApart() {
    Value x = Value.of(5.0).named("x");
    Value y = x.sub(Value.of(3.0).named("x")).mul(Value.of(2.0).named("v2"));
    Object names =
        browser.run("return JSON.parse(arguments[0]).nodes.map(n => n.name)", PageProgram.of(y));
    assertEquals(((List<?>) names).size(), new java.util.HashSet<>((List<?>) names).size());
  }

  /** Halves, kinks and tails, each to 1e-12 of its own size, be it ever so small. */
  @Test
  void kinksAndTails() {
    Value x =
        Value.of(-40, -9.3, -5, -2.5, -1.5, -0.5, -0.0, 0, 0.5, 1.5, 2.5, 5, 9.3, 26, 40)
            .named("x");
    Value above = x.abs().add(0.3);
    List<Value> all =
        List.of(
            x.round(),
            x.floor(),
            x.ceil(),
            x.trunc(),
            x.sign(),
            x.abs(),
            x.relu(),
            x.erf(),
            x.erfc(),
            x.normalCumulative(),
            x.logNormalCumulative(),
            x.tanh().mul(0.9).erfInv(),
            x.abs().neg().exp().erfcInv(),
            x.abs().neg().exp().div(3).normalQuantile(),
            x.abs().neg().exp().div(3).logit(),
            x.xLogY(above),
            x.gelu(),
            x.geluTanh(),
            x.silu(),
            x.sigmoid(),
            x.softplus(),
            x.logSigmoid(),
            x.tanh(),
            x.elu(1.5),
            x.expm1(),
            x.maximum(0.5),
            x.minimum(0.5),
            x.mod(-1.5),
            above.lgamma(),
            above.digamma(),
            above.polygamma(2),
            above.log1p(),
            x.asinh(),
            x.atan(),
            x.cbrt(),
            x.hypot(above),
            x.logAddExp(above),
            x.atan2(above));
    for (Value y : all) {
      Value result = weighted(y);
      List<List<double[]>> page = run(result, Map.of());
      int place = Graph.of(result).node(y).orElseThrow().id();
      nearRelative(y.operation() + "", y.data(), page.get(place).get(0));
      if (result.isConnected()) {
        int input = Graph.of(result).node(x).orElseThrow().id();
        nearRelative(y.operation() + "'", result.gradients().of(x), page.get(input).get(1));
      }
    }
  }

  private static void nearRelative(String where, Tensor expected, double[] found) {
    double[] numbers = expected.toArray();
    for (int i = 0; i < numbers.length; i++) {
      double error = Math.abs(numbers[i] - found[i]);
      assertTrue(
          numbers[i] == found[i] || error <= FLOAT64 * Math.abs(numbers[i]),
          where + " [" + i + "]: " + numbers[i] + ", in the page " + found[i]);
    }
  }

  @Test
  void minusZeroAmongZeros() {
    Value x = Value.of(0.0, -0.0, 0.0).named("x");
    check("-0", x.reciprocal().sum(), run(x.reciprocal().sum(), Map.of()));
  }

  @Test
  void infinityAndNaN() {
    Value x = Value.of(0.0, -1.0, 700.0).named("x");
    Value y = x.log().mul(x.exp()).sum();
    check("log", y, run(y, Map.of()));
  }

  /** A user's own operation, of which the page knows the numbers and the rule, not the function. */
  private static final class Own extends PointwiseUnary {
    Own() {
      super("exp"); // not the engine's
    }

    @Override
    public double value(double x) {
      return 2 * x;
    }

    @Override
    public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
      return cotangent.mul(2);
    }
  }

  @Test
  void anOperationOfTheUsersOwnKeepsItsNumbers() {
    Value x = Value.of(3.0).named("x");
    Value k = Value.of(5.0).named("k");
    Value y = x.apply(new Own()).mul(k);
    check("own", y, run(y, Map.of()));
    String program = PageProgram.of(y);
    assertFalse(isFree(program, "x"));
    assertTrue(isFree(program, "k"));
  }

  private static boolean isFree(String program, String name) {
    String ask =
        "const p = new Program(JSON.parse(arguments[0])); return p.isFree(p.id(arguments[1]))";
    return (Boolean) browser.run(ask, program, name);
  }
}
