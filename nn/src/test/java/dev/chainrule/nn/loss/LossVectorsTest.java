package dev.chainrule.nn.loss;

import static dev.chainrule.testing.TensorAssertions.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.check.GradCheck;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The losses against {@code losses.json}, which an independent implementation computed. */
class LossVectorsTest {
  @TestFactory
  Stream<DynamicTest> vectors() throws IOException {
    return cases().stream()
        .map(c -> DynamicTest.dynamicTest(c.get("name").asText(), () -> check(c)));
  }

  @Test
  void noneIsMissing() throws IOException {
    assertEquals(30, cases().size());
  }

  private static List<JsonNode> cases() throws IOException {
    try (InputStream in = LossVectorsTest.class.getResourceAsStream("losses.json")) {
      JsonNode root = new ObjectMapper().readTree(Objects.requireNonNull(in));
      return StreamSupport.stream(root.get("cases").spliterator(), false).toList();
    }
  }

  private static void check(JsonNode c) {
    List<Value> inputs = new ArrayList<>();
    c.get("inputs")
        .forEach(
            in ->
                inputs.add(
                    in.get("grad").asBoolean()
                        ? Value.of(tensor(in))
                        : Value.constant(tensor(in))));
    Value loss = loss(c, inputs);
    assertClose(tensor(c.get("output")), loss.data());
    Tensor cotangent = tensor(c.get("cotangent"));
    Gradients gradients = loss.gradients(cotangent, inputs.toArray(Value[]::new));
    for (int i = 0; i < inputs.size(); i++) {
      if (!c.get("grads").get(i).isNull()) {
        assertClose(tensor(c.get("grads").get(i)), gradients.of(inputs.get(i)));
      }
    }
  }

  private static Value loss(JsonNode c, List<Value> in) {
    JsonNode attrs = c.get("attrs");
    Value x = in.get(0);
    return switch (c.get("op").asText()) {
      case "mse" -> Losses.mse(x, in.get(1), reduction(attrs));
      case "huber" -> Losses.huber(x, in.get(1), attrs.get("delta").asDouble(), reduction(attrs));
      case "bceLogits" -> Losses.binaryCrossEntropy(x, in.get(1));
      case "hinge" -> Losses.hinge(x, in.get(1));
      default -> Losses.crossEntropy(x, ints(attrs.get("classes")), reduction(attrs));
    };
  }

  private static Reduction reduction(JsonNode attrs) {
    return Reduction.valueOf(attrs.get("reduction").asText().toUpperCase(Locale.ROOT));
  }

  private static Tensor tensor(JsonNode node) {
    double[] numbers =
        StreamSupport.stream(node.get("data").spliterator(), false)
            .mapToDouble(n -> n.isTextual() ? Double.parseDouble(n.asText()) : n.asDouble())
            .toArray();
    return Tensor.of(Shape.of(ints(node.get("shape"))), numbers);
  }

  private static int[] ints(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).mapToInt(JsonNode::asInt).toArray();
  }

  @Test
  void secondOrderByFiniteDifferences() {
    Tensor x = Tensor.of(new double[][] {{0.3, -1.2, 2.5}, {0.7, 0.1, -0.4}});
    Tensor y = Tensor.of(new double[][] {{1, 0, 1}, {0, 1, 0}});
    GradCheck check = GradCheck.standard().order(2);
    check.check((a, b) -> Losses.mse(a, b, Reduction.SUM), x, y).assertPassed();
    check.check((a, b) -> Losses.huber(a, b, 0.6, Reduction.MEAN), x, y).assertPassed();
    check.check(Losses::binaryCrossEntropy, x, y).assertPassed();
    check.check(Losses::hinge, x, y.mul(2).sub(1)).assertPassed();
    check.check(a -> Losses.crossEntropy(a, new int[] {2, 0}, Reduction.MEAN), x).assertPassed();
  }

  @Test
  void extremeLogitsDoNotOverflow() {
    Value logits = Value.of(Tensor.of(new double[][] {{1e4, -1e4}, {-1e4, 1e4}}));
    Value loss = Losses.crossEntropy(logits, new int[] {0, 0}, Reduction.SUM);
    assertEquals(2e4, loss.item());
    assertEquals(-1, loss.gradients().of(logits).at(1, 0));
    Value masked = Value.of(Tensor.of(new double[][] {{0, Double.NEGATIVE_INFINITY, 0}}));
    Value half = Losses.crossEntropy(masked, new int[] {0}, Reduction.MEAN);
    assertEquals(Math.log(2), half.item(), 1e-15);
    assertEquals(0, half.gradients().of(masked).at(0, 1));
    assertEquals(0.5, half.gradients().of(masked).at(0, 2), 1e-15);
  }
}
