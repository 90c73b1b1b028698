package dev.chainrule.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.check.GradCheck;
import dev.chainrule.autograd.op.Numeric;
import dev.chainrule.autograd.op.PointwiseUnary;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.data.CsvFile;
import dev.chainrule.nn.data.Examples;
import dev.chainrule.nn.data.Missing;
import dev.chainrule.nn.data.Standardizer;
import dev.chainrule.nn.file.Weights;
import dev.chainrule.nn.layer.Activation;
import dev.chainrule.nn.layer.Dropout;
import dev.chainrule.nn.layer.Initializer;
import dev.chainrule.nn.layer.Linear;
import dev.chainrule.nn.layer.Mlp;
import dev.chainrule.nn.layer.Sequential;
import dev.chainrule.nn.loss.Metrics;
import dev.chainrule.nn.optim.Adam;
import dev.chainrule.nn.optim.LearningRate;
import dev.chainrule.nn.train.Evaluation;
import dev.chainrule.nn.train.History;
import dev.chainrule.nn.train.Loss;
import dev.chainrule.nn.train.Metric;
import dev.chainrule.nn.train.ProgressLine;
import dev.chainrule.nn.train.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
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
  void trainingWithAllThatBelongsToIt(@TempDir Path folder) throws IOException {
    Path table = folder.resolve("houses.csv");
    StringBuilder text = new StringBuilder("rooms,area,price\n");
    new Random(1)
        .ints(200, 1, 9)
        .forEach(n -> text.append("%d,%d,%d\n".formatted(n, 20 * n + 7, 50_000 * n)));
    Path unused = Files.writeString(table, text);
    Path checkpoint = folder.resolve("checkpoint");
    Path weights = folder.resolve("weights");
    // README: begin
    Examples.Split houses =
        CsvFile.at(table)
            .missing(Missing.KEEP)
            .examples(List.of("rooms", "area"), List.of("price"))
            .split(0.2, 1);
    Standardizer inputs = Standardizer.fit(houses.training().inputs());
    Standardizer prices = Standardizer.fit(houses.training().targets());
    Examples training = houses.training().map(inputs::apply, prices::apply);
    Examples heldOut = houses.heldOut().map(inputs::apply, prices::apply);
    Random random = new Random(1);
    Layer network =
        Sequential.of(
            Linear.of(2, 32, Initializer.he(), random),
            Activation.RELU,
            Dropout.of(0.1),
            Linear.of(32, 1, random));
    LearningRate rate = LearningRate.cosine(1e-2, 10, 1000);
    History history =
        Trainer.of(network, Loss.mse(), Adam.of(network, rate))
            .epochs(100)
            .heldOut(heldOut)
            .metric("R^2", Metric.rSquared())
            .earlyStopping(10)
            .checkpoint(checkpoint)
            .listener(ProgressLine.onTerminal())
            .fit(training.batches(16).shuffled(1));
    Weights.save(network, weights); // as PyTorch's nn.Sequential has it, in safetensors
    Tensor predicted = prices.inverse(Evaluation.outputs(network, heldOut.inputs()));
    // README: end
    assertTrue(history.epochs().stream().anyMatch(e -> e.heldOut("R^2") > 0.95), history::toCsv);
    assertEquals(40, predicted.shape().size(0));
    assertTrue(Files.exists(checkpoint) && Files.exists(weights));
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
  void theReadmeShowsJustThis() throws IOException {
    Path here = Path.of("src/test/java", getClass().getName().replace('.', '/') + ".java");
    Pattern code = Pattern.compile(" +// README: begin\n(.*?)\n +// README: end\n", Pattern.DOTALL);
    List<String> tested = code.matcher(Files.readString(here)).results().map(this::code).toList();
    Pattern block = Pattern.compile("```java\n(.*?)\n```\n", Pattern.DOTALL);
    List<String> shown =
        block
            .matcher(Files.readString(Path.of("../../README.md")))
            .results()
            .map(this::code)
            .toList();
    assertEquals(tested, shown);
    assertEquals(5, tested.size());
  }

  private String code(MatchResult match) {
    return match.group(1).stripIndent();
  }
}
