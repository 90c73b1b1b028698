package dev.chainrule.nn.optim;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Parameter;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each optimiser for 50 steps, against PyTorch's figures. */
class OptimizerFiguresTest {
  private static Optimizer optimizer(String name, Map<String, Parameter> p) {
    return switch (name) {
      case "Sgd" -> Sgd.of(p, 0.05);
      case "Sgd, momentum 0.9" -> Sgd.of(p, 0.05).momentum(0.9);
      case "Sgd, nesterov 0.9, weight decay 0.01" ->
          Sgd.of(p, 0.05).nesterov(0.9).weightDecay(0.01);
      case "Adam" -> Adam.of(p, 0.1);
      case "Adam, weight decay 0.01" -> Adam.of(p, 0.1).weightDecay(0.01);
      case "AdamW, weight decay 0.01" -> Adam.of(p, 0.1).decoupledWeightDecay(0.01);
      case "RmsProp" -> RmsProp.of(p, 0.01);
      case "Adagrad" -> Adagrad.of(p, 0.5);
      default -> throw new IllegalArgumentException(name);
    };
  }

  @TestFactory
  Stream<DynamicTest> followsTheFigures() throws IOException {
    try (InputStream in =
        requireNonNull(OptimizerFiguresTest.class.getResourceAsStream("optimizers.json"))) {
      JsonNode figures = new ObjectMapper().readTree(in);
      assertEquals(8, figures.get("runs").size());
      return figures.get("runs").properties().stream()
          .map(
              run ->
                  DynamicTest.dynamicTest(
                      run.getKey(), () -> follow(figures, run.getKey(), run.getValue())));
    }
  }

  private static void follow(JsonNode figures, String name, JsonNode steps) {
    Parameter parameter = Parameter.of(Tensor.of(numbers(figures.get("start"))));
    Value scale = Value.constant(Tensor.of(numbers(figures.get("scale"))));
    Optimizer optimizer = optimizer(name, Map.of("p", parameter));
    assertEquals(50, steps.size());
    for (JsonNode after : steps) {
      Value p = parameter.value();
      optimizer.step(p.square().mul(scale).add(p.sin()).sum());
      assertArrayEquals(numbers(after), parameter.value().data().toArray(), 1e-9);
    }
  }

  private static double[] numbers(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }
}
