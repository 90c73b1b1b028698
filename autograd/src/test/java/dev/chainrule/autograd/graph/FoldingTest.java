package dev.chainrule.autograd.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chainrule.autograd.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is folded can be unfolded. */
class FoldingTest {

  /** Values with plain names, and what a random program makes of them in loops. */
  private static final class Program {
    final Random random;
    final List<Value> given = new ArrayList<>();
    final List<Value> made = new ArrayList<>();

    Program(long seed) {
      random = new Random(seed);
      for (int i = 0; i < 6; i++) {
        given.add(Value.of(0.1 + i).named("w" + i));
      }
      made.add(given.get(0));
    }

    /** A loop whose body does the same each round, on inputs by rules that may change midway. */
    void loop(int depth) {
      int times = 1 + random.nextInt(5);
      int steps = 1 + random.nextInt(3);
      int[] operations = random.ints(steps, 0, 4).toArray();
      int[] rules = random.ints(2 * steps, 0, 7).toArray();
      int[] lags = random.ints(2 * steps, 1, 8).toArray();
      boolean isNested = depth > 0 && random.nextBoolean();
      long inner = random.nextLong();
      int begin = made.size();
      for (int round = 0; round < times; round++) {
        if (isNested) {
          random.setSeed(random.nextInt(8) == 0 ? random.nextLong() : inner);
          loop(depth - 1);
        }
        for (int step = 0; step < steps; step++) {
          Value x = input(rules[2 * step], lags[2 * step], round, begin);
          Value y = input(rules[2 * step + 1], lags[2 * step + 1], round, begin);
          made.add(
              switch (operations[step]) {
                case 0 -> x.add(y);
                case 1 -> x.sub(y);
                case 2 -> x.mul(y);
                default -> x.tanh();
              });
        }
      }
    }

    private Value input(int rule, int lag, int round, int begin) {
      return switch (rule) {
        case 0 -> given.get(lag % given.size());
        case 1 -> given.get(round % given.size());
        case 2 -> given.get(round / 2 % given.size());
        case 3 -> made.get(Math.max(0, made.size() - lag));
        case 4 -> made.get(begin - 1);
        case 5 -> made.get(Math.min(round, begin - 1));
        default -> made.get(made.size() - 1);
      };
    }

    Value result() {
      for (int i = 0; i < 4; i++) {
        loop(2);
      }
      Value result = made.get(made.size() - 1);
      for (int i = 0; i < 2; i++) {
        result = result.add(made.get(random.nextInt(made.size())));
      }
      return result;
    }
  }

  private static List<String> operations(Graph graph) {
    List<String> all = new ArrayList<>();
    List<Node> made = new ArrayList<>();
    for (Node node : graph.nodes()) {
      if (node.isOperation()) {
        List<String> inputs =
            node.inputs().stream()
                .map(input -> input.isOperation() ? "#" + made.indexOf(input) : input.name())
                .toList();
        all.add("#" + made.size() + " = " + node.made() + inputs);
        made.add(node);
      }
    }
    return all;
  }

  private static void assertRebuilt(Value result) {
    Graph graph = Graph.of(result);
    DrawnGraph drawn = new DrawnGraph(graph.toString());
    List<String> operations = operations(graph);
    assertEquals(operations, drawn.operations(), graph::toString);
    if (!operations.isEmpty()) {
      assertEquals("#" + (operations.size() - 1), drawn.result());
    }
  }

  @Property(tries = 2000)
  void theTextDeterminesTheGraph(@ForAll long seed) {
    assertRebuilt(new Program(seed).result());
  }
}
