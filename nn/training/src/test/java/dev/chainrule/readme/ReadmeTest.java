package dev.chainrule.readme;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Jvp;
import dev.chainrule.autograd.SourceLines;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.Vmap;
import dev.chainrule.autograd.check.GradCheck;
import dev.chainrule.autograd.graph.Explanation;
import dev.chainrule.autograd.graph.Graph;
import dev.chainrule.autograd.graph.NoGradient;
import dev.chainrule.autograd.graph.NotFinite;
import dev.chainrule.autograd.graph.NotFiniteOrigin;
import dev.chainrule.autograd.op.Numeric;
import dev.chainrule.autograd.op.PointwiseUnary;
import dev.chainrule.autograd.page.Page;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.autograd.transform.ArrayFunction;
import dev.chainrule.autograd.transform.Hessian;
import dev.chainrule.autograd.transform.Jacobian;
import dev.chainrule.autograd.transform.SparseJacobian;
import dev.chainrule.autograd.transform.SparseMatrix;
import dev.chainrule.nn.Bound;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.Parameter;
import dev.chainrule.nn.data.CsvFile;
import dev.chainrule.nn.data.Examples;
import dev.chainrule.nn.data.Missing;
import dev.chainrule.nn.data.Preprocessor;
import dev.chainrule.nn.data.Table;
import dev.chainrule.nn.file.Weights;
import dev.chainrule.nn.layer.Activation;
import dev.chainrule.nn.layer.Dropout;
import dev.chainrule.nn.layer.Initializer;
import dev.chainrule.nn.layer.Linear;
import dev.chainrule.nn.layer.Mlp;
import dev.chainrule.nn.layer.Sequential;
import dev.chainrule.nn.loss.BinaryCounts;
import dev.chainrule.nn.loss.Losses;
import dev.chainrule.nn.loss.Metrics;
import dev.chainrule.nn.optim.Adam;
import dev.chainrule.nn.optim.LearningRate;
import dev.chainrule.nn.train.Evaluation;
import dev.chainrule.nn.train.History;
import dev.chainrule.nn.train.Loss;
import dev.chainrule.nn.train.Metric;
import dev.chainrule.nn.train.Predictor;
import dev.chainrule.nn.train.ProgressLine;
import dev.chainrule.nn.train.Trainer;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's code: what stands there is copied from here, between the markers, and runs. */
class ReadmeTest {
  @Test
  void anExpressionAndItsGradient() {
    // README: begin
    Value x = Value.of(2);
    Value w = Value.of(-0.5);
    Value y = w.mul(x).add(1).exp().add(w.square());

    y.backward();
    Tensor slope = w.grad(); // dy/dw = 2 e^(2w + 1) + 2w = 1.0
    Value curvature = y.derivative(w).derivative(w); // d2y/dw2 = 4 e^(2w + 1) + 2 = 6.0
    // README: end
    assertEquals(1, slope.item());
    assertEquals(6, curvature.item());
  }

  @Test
  void aGradientCheck() {
    // README: begin
    Tensor a = Tensor.of(new double[][] {{0.1, -0.7, 0.3}, {1.2, 0.4, -0.5}});
    Tensor b = Tensor.of(new double[][] {{0.8}, {-0.2}, {0.6}});
    GradCheck.assertGradients((p, q) -> p.matMul(q).tanh().sum(), a, b);

    Bound network = Bound.of(Mlp.of(Activation.TANH, 3, 5, 1)); // its parameters are inputs, too
    Value x = Value.constant(a);
    GradCheck.assertGradients(in -> network.apply(in, x).square().sum(), network.parameters());
    // README: end
  }

  @Test
  void anMlpInATestOfSixLines() {
    // README: begin
    Tensor inputs = Tensor.of(new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}});
    Examples xor = Examples.of(inputs, Tensor.of(0.0, 1, 1, 0));
    Mlp mlp = Mlp.of(Activation.TANH, 2, 8, 2);
    Adam adam = Adam.of(mlp, 0.05);
    Trainer.of(mlp, Loss.crossEntropy(), adam).epochs(200).fit(xor.batches(4));
    assertEquals(1.0, Metrics.accuracy(mlp.apply(Value.constant(inputs)).data(), 0, 1, 1, 0));
    // README: end
  }

  @Test
  void parametersOfOnesOwn(@TempDir Path folder) throws IOException {
    Path saved = folder.resolve("curve.safetensors");
    // README: begin
    Value t = Value.constant(Tensor.of(0.0, 1, 2, 3, 4));
    Value measured = Value.constant(Tensor.of(5, 3.03, 1.84, 1.12, 0.68));
    Parameter start = Parameter.of(Tensor.of(1));
    Parameter decay = Parameter.of(Tensor.of(1));
    Map<String, Parameter> curve = Map.of("start", start, "decay", decay);
    Adam adam = Adam.of(curve, 0.05);
    for (int step = 0; step < 500; step++) {
      Value model = t.mul(decay.value()).neg().exp().mul(start.value()); // start e^(-decay t)
      adam.step(Losses.mse(model, measured));
    }
    double found = decay.value().item(); // 0.5
    Weights.save(curve, saved); // and Weights.load gives them their numbers back
    // README: end
    assertEquals(0.5, found, 2e-3);
    assertEquals(5, start.value().item(), 1e-2);
  }

  @Test
  void trainingWithAllThatBelongsToIt(@TempDir Path folder) throws IOException {
    Path csv = folder.resolve("houses.csv");
    StringBuilder text = new StringBuilder("rooms,area,kind,price\n");
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      int n = random.nextInt(1, 9);
      String area = i % 10 == 0 ? "" : Integer.toString(20 * n + 7);
      text.append("%d,%s,%s,%d\n".formatted(n, area, n > 4 ? "house" : "flat", 50_000 * n));
    }
    Path unused = Files.writeString(csv, text);
    Path checkpoint = folder.resolve("checkpoint");
    Path saved = folder.resolve("saved");
    // README: begin
    Table.Split houses = CsvFile.at(csv).missing(Missing.KEEP).table().split(0.2, 1);
    Preprocessor.Builder columns = Preprocessor.builder().numbers("rooms", "area");
    columns = columns.categories("kind").target("price");
    Preprocessor preprocessor = columns.fit(houses.training()); // gaps, scales: of these rows alone
    Examples training = preprocessor.apply(houses.training());
    Examples heldOut = preprocessor.apply(houses.heldOut());

    Function<Preprocessor, Layer> design =
        p ->
            Sequential.of(
                Linear.of(p.width(), 32, Initializer.he(), new Random(1)),
                Activation.RELU,
                Dropout.of(0.1),
                Linear.of(32, 1));
    Layer network = design.apply(preprocessor);
    LearningRate rate = LearningRate.cosine(1e-2, 10, 1000); // 10 steps up, 990 down to 0
    Trainer trainer = Trainer.of(network, Loss.mse(), Adam.of(network, rate)).epochs(100);
    trainer = trainer.heldOut(heldOut).metric("R^2", Metric.rSquared()).earlyStopping(10);
    trainer = trainer.checkpoint(checkpoint).listener(ProgressLine.onTerminal());
    History history = trainer.fit(training.batches(16).shuffled(1));
    Predictor.of(preprocessor, network).save(saved);

    Predictor predictor = Predictor.load(saved, design); // in another program, perhaps
    Tensor prices = predictor.numbers(houses.heldOut()); // in the units of the file
    // README: end
    assertTrue(history.epochs().stream().anyMatch(e -> e.heldOut("R^2") > 0.95), history::toCsv);
    Tensor actual = houses.heldOut().numbers("price");
    assertTrue(Metrics.rSquared(prices, actual) > 0.95, prices::toString);
    assertTrue(Files.exists(checkpoint));
  }

  @Test
  void aBinaryClassifier(@TempDir Path folder) throws IOException {
    Path csv = folder.resolve("passengers.csv");
    StringBuilder text = new StringBuilder("age,cabin,survived\n");
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      int age = random.nextInt(1, 80);
      String cabin = List.of("first", "second", "third").get(random.nextInt(3));
      boolean survives = age < 15 || cabin.equals("first") || random.nextInt(10) == 0;
      text.append("%d,%s,%s\n".formatted(age, cabin, survives ? "yes" : "no"));
    }
    Path unused = Files.writeString(csv, text);
    // README: begin
    Table.Split people = CsvFile.at(csv).table().stratifiedSplit("survived", 0.2, 1);
    Preprocessor.Builder columns = Preprocessor.builder().numbers("age").categories("cabin");
    columns = columns.targetBinary("survived", "yes");
    Preprocessor preprocessor = columns.fit(people.training());
    Examples training = preprocessor.apply(people.training());
    Examples heldOut = preprocessor.apply(people.heldOut());
    Mlp mlp = Mlp.of(Activation.TANH, preprocessor.width(), 8, 1);
    Adam adam = Adam.of(mlp, 0.01);
    Trainer.of(mlp, Loss.binaryCrossEntropy(), adam).epochs(50).fit(training.batches(16));
    Tensor logits = Evaluation.outputs(mlp, heldOut.inputs());
    BinaryCounts counts = BinaryCounts.ofLogits(logits, heldOut.targets()); // recall(), f1()
    double auc = Metrics.auc(logits, heldOut.targets());
    List<String> answers = Predictor.of(preprocessor, mlp).classes(people.heldOut());
    // README: end
    assertTrue(auc > 0.85, "auc " + auc);
    assertTrue(counts.f1() > 0.85, counts::toString);
    assertEquals(people.heldOut().count(), answers.size());
  }

  @Test
  void lookingInside(@TempDir Path folder) {
    Path page = folder.resolve("page.html");
    // README: begin
    Value w = Value.of(2).named("w");
    Value x = Value.constant(Tensor.of(0.5, -1, 3)).named("x");
    Value observed = Value.constant(Tensor.of(1.0, -2, 5)).named("observed");
    Value predicted = x.mul(w).named("predicted");
    Value ssr = observed.sub(predicted).square().sum().named("SSR");

    System.out.println(Graph.of(ssr)); // an operation a line; there is toMermaid() and more
    System.out.println(Explanation.of(ssr, w)); // sum of -2 (observed - predicted) x (x) = 6

    Page.of(ssr).write(page); // one HTML file to step through in a browser, with sliders

    Value broken = SourceLines.recorded(() -> w.sub(3).log().mul(x.sum()));
    Optional<NotFiniteOrigin> origin = NotFinite.forwardOrigin(broken); // log(-1.0), and its line
    Value cut = SourceLines.recorded(() -> w.exp().detach().mul(x).sum());
    Optional<NoGradient> reason = NoGradient.of(cut, w); // detach() cut it off, and on which line
    // README: end
    assertEquals(6, Explanation.of(ssr, w).gradient().item());
    assertTrue(
        Explanation.of(ssr, w).toString().contains("sum of -2 (observed - predicted) x (x)"));
    assertTrue(Graph.of(ssr).toString().contains("v4 = sub(observed, predicted): [3]"));
    assertTrue(origin.orElseThrow().toString().startsWith("log(-1.0) was the first operation"));
    assertTrue(Files.exists(page));
    assertTrue(reason.orElseThrow().toString().startsWith("detach() cut it off at "));
  }

  @Test
  void functionsOfFunctions() {
    // README: begin
    Value x = Value.constant(Tensor.of(2.0, 5.0));
    Value hessian = Hessian.of(v -> v.prod(), x); // [[0, 1], [1, 0]]
    Value jacobian = Jacobian.of(v -> v.cumsum(0).square(), x); // [[4, 0], [14, 14]]
    Value slope = Jvp.of(v -> v.exp().sum(), x, x).tangent(); // along x itself: 2 e^2 + 5 e^5

    Value w = Value.of(Tensor.of(0.3, -0.2));
    Value examples = Value.constant(Tensor.uniform(Shape.of(100, 2), -1, 1, new Random(1)));
    Value each = Vmap.of(e -> e.dot(w).tanh().derivative(w), examples); // 100 gradients: [100, 2]

    ArrayFunction rosenbrock =
        ArrayFunction.of(
            v -> v.get(1).sub(v.get(0).square()).square().mul(100).add(v.get(0).sub(1).square()));
    double[] gradient = rosenbrock.gradient(-1.2, 1); // [-215.6, -88], for any solver

    Value many = Value.constant(Tensor.arange(0, 100_000));
    UnaryOperator<Value> squares = v -> v.sliceFrom(0, 1).sub(v.slice(0, 0, -1)).square();
    SparseMatrix band = SparseJacobian.of(squares, many); // 199,998 numbers, by 2 sweeps
    // README: end
    assertArrayEquals(new double[] {0, 1, 1, 0}, hessian.data().toArray());
    assertArrayEquals(new double[] {4, 0, 14, 14}, jacobian.data().toArray());
    assertEquals(2 * Math.exp(2) + 5 * Math.exp(5), slope.item(), 1e-12);
    assertEquals(Shape.of(100, 2), each.shape());
    assertArrayEquals(new double[] {-215.6, -88}, gradient, 1e-12);
    assertEquals(99_999, band.rowCount());
    assertEquals(Shape.of(199_998), band.values().shape());
  }

  @Test
  void anOperationOfOnesOwn() {
    // README: begin
    class Cube extends PointwiseUnary {
      Cube() {
        super("cube");
      }

      @Override
      public double value(double x) {
        return x * x * x;
      }

      @Override
      public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
        return cotangent.mul(x.square()).mul(3);
      }
    }

    GradCheck check = GradCheck.standard().order(2);
    check.check(x -> x.apply(new Cube()), Tensor.of(0.3, -0.7)).assertPassed();
    // README: end
  }

  @Test
  void theReadmeShowsJustThis_withTheImportsThatItNeeds() throws IOException {
    Path here = Path.of("src/test/java", getClass().getName().replace('.', '/') + ".java");
    String source = Files.readString(here);
    Pattern code = Pattern.compile(" +// README: begin\n(.*?)\n +// README: end\n", Pattern.DOTALL);
    List<String> tested =
        matches(code, source).stream()
            .map(String::stripIndent)
            .map(block -> imports(source, block) + "\n" + block)
            .toList();
    Pattern block = Pattern.compile("```java\n(.*?)\n```\n", Pattern.DOTALL);
    List<String> shown = matches(block, Files.readString(Path.of("../../README.md")));
    assertEquals(String.join("\n\n", tested), String.join("\n\n", shown));
    assertEquals(9, tested.size());
    // JShell takes a line that could be the end of a statement for it.
    assertEquals(
        List.of(),
        tested.stream()
            .flatMap(String::lines)
            .filter(line -> line.strip().startsWith("."))
            .toList());
  }

  private static List<String> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1)).toList();
  }

  /** The packages of all that this file imports and the block names, a line for each. */
  private static String imports(String source, String block) {
    Pattern imported =
        Pattern.compile("^import ((?:static )?[a-zA-Z0-9.]+)\\.(\\w+);$", Pattern.MULTILINE);
    return imported
        .matcher(source)
        .results()
        .filter(match -> Pattern.compile("\\b" + match.group(2) + "\\b").matcher(block).find())
        .map(match -> "import " + match.group(1) + ".*;\n")
        .distinct()
        .collect(Collectors.joining());
  }

  /** Each block is what a compiler takes, as it stands, from somebody who has named the files. */
  @Test
  void whatIsShown_compiles(@TempDir Path folder) throws IOException {
    Pattern block = Pattern.compile("```java\n(.*?)\n```\n", Pattern.DOTALL);
    List<Path> files = new ArrayList<>();
    for (String shown : matches(block, Files.readString(Path.of("../../README.md")))) {
      String name = "Shown" + files.size();
      int body = shown.indexOf("\n\n");
      String text =
          "%s\nclass %s { void run(%s) throws Exception {\n%s\n} }\n"
              .formatted(
                  shown.substring(0, body),
                  name,
                  Stream.of("csv", "checkpoint", "page", "saved")
                      .map("java.nio.file.Path "::concat)
                      .collect(Collectors.joining(", ")),
                  shown.substring(body));
      files.add(Files.writeString(folder.resolve(name + ".java"), text));
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    boolean isRight =
        compiler
            .getTask(
                messages,
                null,
                null,
                List.of(
                    "-proc:none",
                    "-d",
                    folder.toString(),
                    "-cp",
                    System.getProperty("java.class.path")),
                null,
                compiler
                    .getStandardFileManager(null, null, null)
                    .getJavaFileObjects(files.toArray(Path[]::new)))
            .call();
    assertTrue(isRight, messages::toString);
  }
}
