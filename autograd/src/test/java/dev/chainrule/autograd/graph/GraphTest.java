package dev.chainrule.autograd.graph;

import static dev.chainrule.testing.MessageAssertions.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.graph.ImmutableNetwork;
import com.google.common.graph.Network;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GraphTest {
  private static Value expression() {
    Value w = Value.of(2).named("w");
    Value product = w.mul(3);
    return product.sub(1).mul(product).named("loss");
  }

  /** A recurrent network of so many steps. */
  private static Value recurrent(int steps) {
    Random random = new Random(1);
    Value u = Value.of(Tensor.uniform(Shape.of(4, 4), -1, 1, random)).named("U");
    Value v = Value.of(Tensor.uniform(Shape.of(3, 4), -1, 1, random)).named("V");
    Value h = Value.constant(Tensor.zeros(Shape.of(2, 4))).named("start");
    for (int step = 0; step < steps; step++) {
      Value x = Value.constant(Tensor.uniform(Shape.of(2, 3), -1, 1, random));
      h = h.matMul(u).add(x.matMul(v)).tanh();
    }
    return h.sum();
  }

  /** The loss of a small network of scalars, row by row. */
  private static Value scalars(int rows) {
    Value slope = Value.of(0.5).named("slope");
    Value bias = Value.of(0.1).named("bias");
    Value sum = Value.constant(0);
    Random random = new Random(1);
    for (int row = 0; row < rows; row++) {
      Value out = slope.mul(random.nextDouble()).add(bias).tanh();
      sum = sum.add(out.sub(random.nextDouble()).square());
    }
    return sum;
  }

  @Test
  void anExpression_asText() {
    assertEquals(
        """
        loss: 3 operations on 1 variable and 2 constants
        variables: w []
        v2 = mul(w, 3) = 6
        v4 = sub(v2, 1) = 5
        loss = mul(v4, v2) = 30
        """,
        Graph.of(expression()).toString());
  }

  @Test
  void inputsComeFirst_eachNodeOnce() {
    for (Value result : List.of(expression(), recurrent(7), scalars(5))) {
      Graph graph = Graph.of(result);
      assertSame(result, graph.result().value());
      for (int id = 0; id < graph.nodes().size(); id++) {
        Node node = graph.nodes().get(id);
        assertEquals(id, node.id());
        assertEquals(node.value().inputs(), node.inputs().stream().map(Node::value).toList());
        assertTrue(node.inputs().stream().allMatch(input -> input.id() < node.id()));
        assertSame(node, graph.node(node.value()).orElseThrow());
      }
      assertEquals(Optional.empty(), graph.node(Value.of(1)));
    }
  }

  @Test
  void asAGuavaNetwork_withAnEdgeForEachUse() {
    Value x = Value.of(3);
    Graph graph = Graph.of(x.mul(x));
    ImmutableNetwork<Node, Graph.Use> network = graph.network();
    Network<Node, Graph.Use> sameView = network;
    assertEquals(2, sameView.nodes().size());
    assertEquals(2, network.edges().size());
    assertEquals(2, network.outDegree(graph.nodes().get(0)));
    assertEquals(2, network.inDegree(graph.result()));
  }

  private static int operations(List<Part> parts) {
    int operations = 0;
    for (Part part : parts) {
      operations +=
          part instanceof Part.Repeat repeat ? repeat.times() * operations(repeat.body()) : 1;
    }
    return operations;
  }

  @Property
  void folded_nothingIsLost(@ForAll @IntRange(min = 1, max = 40) int rounds, @ForAll long seed) {
    Random random = new Random(seed);
    List<Value> values = new ArrayList<>(List.of(Value.of(0.5), Value.of(-0.5)));
    for (int i = 0; i < rounds; i++) {
      Value x = values.get(random.nextInt(values.size()));
      Value y = values.get(values.size() - 1);
      values.add(random.nextBoolean() ? x.add(y) : random.nextBoolean() ? y.tanh() : x.mul(y));
    }
    Graph graph = Graph.of(values.get(values.size() - 1));
    long count = graph.nodes().stream().filter(Node::isOperation).count();
    assertEquals(count, operations(graph.parts()));
    for (Node node : graph.nodes()) {
      Node shown = graph.folding().shown(node);
      assertEquals(node.made(), shown.made());
      assertSame(shown, graph.folding().shown(shown));
    }
  }

  @Test
  void timeSteps_areFolded() {
    Graph graph = Graph.of(recurrent(20));
    assertEquals(81, operations(graph.parts()));
    String text = graph.toString();
    assertTrue(text.lines().count() < 16, text);
    assertTrue(text.contains("times:\n"), text);
    assertTrue(text.contains("matMul(constant v3 [2, 3]*, V)"), text);
    assertTrue(text.contains("a > b: a in the first round, then b of the round before"), text);
  }

  @Test
  void rows_areFolded() {
    assertEquals(
        """
        v10 of round 10 of 10: 60 operations on 2 variables and 21 constants
        variables: slope [], bias []
        10 times:
          v2 = mul(slope, 0.730878*) = 0.365439
          v4 = add(v2, bias) = 0.465439
          v5 = tanh(v4) = 0.434507
          v7 = sub(v5, 0.410081*) = 0.0244260
          v8 = square(v7) = 0.000596631
          v10 = add(0 > v10, v8) = 0.000596631
        a > b: a in the first round, then b of the round before
        0.730878*: 0.730878, 0.207715, 0.967756, ... 0.378202 in turn: 10 that nothing else takes
        0.410081*: 0.410081, 0.332717, 0.00611718, ... 0.139763 in turn: 10 that nothing else takes
        """,
        Graph.of(scalars(10)).toString());
  }

  @Test
  void whatIsNotRepeated_isNotFolded() {
    Value x = Value.of(0.5);
    Graph graph = Graph.of(x.sin().cos().exp().tanh().mul(x.square()).log1p());
    assertTrue(graph.parts().stream().allMatch(part -> part instanceof Part.Single));
    assertFalse(graph.toString().contains("times"));
  }

  @Test
  void aChainOfAHundredThousand() {
    Value chain = Value.of(1);
    for (int i = 0; i < 100_000; i++) {
      chain = chain.add(1);
    }
    Graph graph = Graph.of(chain);
    assertEquals(1, graph.parts().size());
    assertTrue(graph.toString().contains("100000 times:"));
    assertTrue(graph.toJson().length() > 100_000);
  }

  @Test
  void whatWasGiven_isAGraph() {
    assertEquals(
        "c: 0 operations on 0 variables and 1 constant\n",
        Graph.of(Value.constant(2).named("c")).toString());
    Graph variable = Graph.of(Value.of(Tensor.zeros(Shape.of(2, 0))));
    assertEquals(
        "variable v0 [2, 0]: 0 operations on 1 variable and 0 constants\nvariables: v0 [2, 0]\n",
        variable.toString());
    assertTrue(variable.toDot().contains("variable v0 [2, 0]"));
    assertTrue(variable.toMermaid().contains("variable v0"));
  }

  @Test
  void json_saysEverything() throws IOException {
    JsonNode json = new ObjectMapper().readTree(Graph.of(scalars(10)).toJson());
    assertEquals(83, json.get("nodes").size());
    JsonNode first = json.get("nodes").get(2);
    assertEquals("mul", first.get("made").asText());
    assertEquals("OPERATION", first.get("kind").asText());
    assertEquals("float64", first.get("precision").asText());
    assertEquals(2, first.get("inputs").size());
    assertEquals(10, json.get("repeats").get(0).get("times").asInt());
  }

  @Test
  void hostileNames_doNoHarm() throws IOException {
    List<String> names =
        List.of(
            "</script><script>alert(1)</script>",
            "a\"b'c\\",
            "line\nbreak\r\u2028\u202e]",
            "\ud800 and \ud83d\ude00",
            "x".repeat(1_000_000));
    for (String name : names) {
      Value w = Value.of(2).named(name);
      Graph graph = Graph.of(w.exp().named(name));
      assertEquals(name, graph.result().name());
      JsonNode json = new ObjectMapper().readTree(graph.toJson());
      assertEquals(name, json.get("nodes").get(0).get("name").asText());
      assertFalse(graph.toJson().contains("<"));
      assertFalse(graph.toMermaid().substring(8).contains("</script"));
      assertEquals(3, graph.toString().lines().count());
      assertTrue(graph.toString().length() < 1000);
      assertEquals(6, graph.toDot().lines().count(), graph.toDot());
      assertTrue(graph.toDot().length() < 1000);
      assertEquals(4, graph.toMermaid().lines().count());
    }
    assertRefused("named: the name is empty", () -> Value.of(1).named(""));
  }

  @Test
  void names_ofAnyKindOfValue() {
    Value x = Value.of(1);
    assertEquals(Optional.empty(), x.name());
    assertSame(x, x.named("x"));
    assertEquals(Optional.of("x"), x.name());
    Value y = x.exp();
    assertEquals(Optional.empty(), y.name());
    assertSame(y, y.named("first").named("second"));
    assertEquals(Optional.of("second"), y.name());
    assertEquals(Optional.of("c"), Value.constant(1).named("c").name());
  }
}
