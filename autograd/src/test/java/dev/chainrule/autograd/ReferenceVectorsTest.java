package dev.chainrule.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Values, gradients and Hessian-vector products against {@code ops.json}, which an independent
 * implementation computed in float64 and finite differences at 120 digits confirmed to 1e-14.
 */
@Tag("kernel")
class ReferenceVectorsTest {
  private static final double FIRST_ORDER = 1e-9;
  private static final double SECOND_ORDER = 1e-7;
  private static final double FLOAT32 = 2e-5;

  @TestFactory
  Stream<DynamicTest> vectors() throws IOException {
    return cases().stream()
        .map(c -> DynamicTest.dynamicTest(c.get("name").asText(), () -> check(c)));
  }

  /** The same in float32, against float64 on the same rounded inputs. */
  @TestFactory
  Stream<DynamicTest> inSinglePrecision() throws IOException {
    return cases().stream()
        .map(c -> DynamicTest.dynamicTest(c.get("name").asText(), () -> checkFloat32(c)));
  }

  private static void checkFloat32(JsonNode c) {
    List<Value> single = new ArrayList<>();
    List<Value> twice = new ArrayList<>();
    for (JsonNode input : c.get("inputs")) {
      Tensor rounded = tensor(input).to(DType.FLOAT32);
      single.add(Value.of(rounded));
      twice.add(Value.of(rounded.to(DType.FLOAT64)));
    }
    Value got = ReferenceOperations.apply(c.get("op").asText(), c.get("attrs"), single);
    Value want = ReferenceOperations.apply(c.get("op").asText(), c.get("attrs"), twice);
    assertEquals(DType.FLOAT32, got.dtype());
    assertClose("output", want.data(), got.data());
    if (got.isConnected()) {
      Tensor cotangent = tensor(c.get("cotangent")).to(DType.FLOAT32);
      Gradients gradients = got.gradients(cotangent, single.toArray(Value[]::new));
      Gradients wanted = want.gradients(cotangent.to(DType.FLOAT64), twice.toArray(Value[]::new));
      for (int i = 0; i < single.size(); i++) {
        assertClose("gradient " + i, wanted.of(twice.get(i)), gradients.of(single.get(i)));
      }
    }
  }

  /** Within some rounding errors of the largest element: a sum may cancel in the others. */
  private static void assertClose(String what, Tensor want, Tensor got) {
    double[] expected = want.toArray();
    double[] actual = got.toArray();
    double largest = 1e-3;
    for (double number : expected) {
      largest = Double.isFinite(number) ? Math.max(largest, Math.abs(number)) : largest;
    }
    for (int i = 0; i < expected.length; i++) {
      double rounded = (float) expected[i];
      double difference = Math.abs(expected[i] - actual[i]);
      assertTrue(
          Double.compare(rounded, actual[i]) == 0 || difference <= FLOAT32 * largest,
          what + " element " + i + ": " + expected[i] + " in float32: " + actual[i]);
    }
  }

  @Test
  void noneIsMissing() throws IOException {
    assertEquals(532, cases().size());
  }

  private static List<JsonNode> cases() throws IOException {
    try (InputStream in = ReferenceVectorsTest.class.getResourceAsStream("ops.json")) {
      JsonNode root = new ObjectMapper().readTree(Objects.requireNonNull(in));
      assertEquals(1, root.get("format").asInt());
      return list(root.get("cases"));
    }
  }

  private static void check(JsonNode c) {
    List<Value> inputs = new ArrayList<>();
    for (JsonNode input : c.get("inputs")) {
      Tensor tensor = tensor(input);
      inputs.add(input.get("grad").asBoolean() ? Value.of(tensor) : Value.constant(tensor));
    }
    Value output = ReferenceOperations.apply(c.get("op").asText(), c.get("attrs"), inputs);
    assertClose("output", c.get("output"), output.data(), FIRST_ORDER);
    Tensor cotangent = tensor(c.get("cotangent"));
    Gradients gradients = output.gradients(cotangent, inputs.toArray(Value[]::new));
    List<Value> recorded = output.derivatives(Value.constant(cotangent), inputs);
    for (int i = 0; i < inputs.size(); i++) {
      JsonNode want = c.get("grads").get(i);
      if (!want.isNull()) {
        assertClose("gradient " + i, want, gradients.of(inputs.get(i)), FIRST_ORDER);
        assertClose("recorded gradient " + i, want, recorded.get(i).data(), FIRST_ORDER);
      }
    }
    if (!c.get("second").isNull()) {
      checkSecondOrder(c.get("second"), inputs, recorded);
    }
  }

  private static void checkSecondOrder(JsonNode second, List<Value> inputs, List<Value> gradients) {
    Value along = Value.constant(0);
    for (int i = 0; i < inputs.size(); i++) {
      JsonNode direction = second.get("direction").get(i);
      if (!direction.isNull()) {
        along = along.add(gradients.get(i).mul(Value.constant(tensor(direction))).sum());
      }
    }
    Gradients products = along.gradients(inputs.toArray(Value[]::new));
    for (int i = 0; i < inputs.size(); i++) {
      JsonNode want = second.get("hvp").get(i);
      if (!want.isNull()) {
        assertClose("product " + i, want, products.of(inputs.get(i)), SECOND_ORDER);
      }
    }
  }

  private static void assertClose(String what, JsonNode want, Tensor got, double tolerance) {
    Tensor wanted = tensor(want);
    assertEquals(wanted.shape(), got.shape(), what);
    double[] wants = wanted.toArray();
    double[] gots = got.toArray();
    for (int i = 0; i < wants.length; i++) {
      boolean same = wants[i] == gots[i] || (Double.isNaN(wants[i]) && Double.isNaN(gots[i]));
      double difference = Math.abs(wants[i] - gots[i]);
      assertTrue(
          same
              || (Double.isFinite(wants[i]) // or anything would be close to infinity
                  && difference <= tolerance * Math.max(1, Math.abs(wants[i]))),
          what + ", element " + i + ": " + wants[i] + " wanted, " + gots[i] + " got");
    }
  }

  private static Tensor tensor(JsonNode node) {
    return Tensor.of(
        Shape.of(ReferenceOperations.ints(node.get("shape"))),
        list(node.get("data")).stream().mapToDouble(ReferenceVectorsTest::number).toArray());
  }

  private static double number(JsonNode node) {
    return node.isTextual() ? Double.parseDouble(node.asText()) : node.asDouble();
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
