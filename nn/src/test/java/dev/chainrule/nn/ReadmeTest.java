package dev.chainrule.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chainrule.autograd.GradCheck;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.op.Numeric;
import dev.chainrule.autograd.op.PointwiseUnary;
import dev.chainrule.autograd.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

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
    // README: end
  }

  @Test
  void anMlpInTenLines() {
    // README: begin
    Value inputs = Value.constant(Tensor.of(new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}}));
    Value targets = Value.constant(Tensor.of(new double[][] {{0}, {1}, {1}, {0}}));
    Mlp mlp =
        Mlp.builder(2).hidden(8, Activation.TANH).output(1, Activation.SIGMOID).seed(1).build();
    Sgd sgd = new Sgd(mlp.parameters().values(), 1.0);
    for (int step = 0; step < 2000; step++) {
      sgd.step(Losses.mse(mlp.apply(inputs), targets));
    }
    Tensor outputs = mlp.apply(inputs).data(); // near 0, 1, 1, 0
    // README: end
    assertArrayEquals(targets.data().toArray(), outputs.toArray(), 0.1);
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
        block.matcher(Files.readString(Path.of("../README.md"))).results().map(this::code).toList();
    assertEquals(tested, shown);
    assertEquals(4, tested.size());
  }

  private String code(MatchResult match) {
    return match.group(1).stripIndent();
  }
}
