package dev.chainrule.autograd.graph;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

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

    /** Loops, perhaps one in the other, whose bodies do the same each round, on inputs by rules. */
    void loop(int depth, int outerRound) {
      int times = 1 + random.nextInt(5);
      int steps = 1 + random.nextInt(3);
      int[] operations = random.ints(steps, 0, 4).toArray();
      int[] rules = random.ints(2L * steps, 0, 8).toArray();
      int[] lags = random.ints(2L * steps, 1, 8).toArray();
      boolean isNested = depth > 0 && random.nextBoolean();
      long inner = random.nextLong();
      int begin = made.size();
      for (int round = 0; round < times; round++) {
        if (isNested) {
          random.setSeed(random.nextInt(8) == 0 ? random.nextLong() : inner);
          loop(depth - 1, round);
        }
        for (int step = 0; step < steps; step++) {
          Value x = input(rules[2 * step], lags[2 * step], round, outerRound, begin);
          Value y = input(rules[2 * step + 1], lags[2 * step + 1], round, outerRound, begin);
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

    private Value input(int rule, int lag, int round, int outerRound, int begin) {
      return switch (rule) {
        case 0 -> given.get(lag % given.size());
        case 1 -> given.get(round % given.size());
        case 2 -> given.get(round / 2 % given.size());
        case 3 -> made.get(Math.max(0, made.size() - lag));
        case 4 -> made.get(begin - 1);
        case 7 -> given.get(outerRound % given.size());
        case 5 -> made.get(Math.min(round, begin - 1));
        default -> made.get(made.size() - 1);
      };
    }

    Value result() {
      for (int i = 0; i < 4; i++) {
        loop(2, 0);
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

  @Test
  void theProgramsHaveAllThatCanBeDrawn() {
    List<String> texts = new ArrayList<>();
    for (int seed = 0; seed < 1000; seed++) {
      texts.add(Graph.of(new Program(seed).result()).toString());
    }
    for (String part :
        List.of(
            "\n  +\\d times:",
            "(.+, .+) > .+ of 2 rounds before",
            "\\* of the outer repetition",
            "\\*2[,)]",
            " of rounds \\d to \\d",
            " of round \\d of \\d of round \\d of \\d")) {
      assertTrue(texts.stream().anyMatch(text -> count(text, part) > 0), part);
    }
  }

  /** What a page that shows the data may rely on. */
  @Property(tries = 300)
  void theRoundsInTheData_areTheSameOperations(@ForAll long seed) throws IOException {
    Graph graph = Graph.of(new Program(seed).result());
    JsonNode json = new ObjectMapper().readTree(graph.toJson());
    JsonNode nodes = json.get("nodes");
    for (JsonNode repeat : json.get("repeats")) {
      JsonNode rounds = repeat.get("rounds");
      assertEquals(repeat.get("times").asInt(), rounds.size());
      for (JsonNode round : rounds) {
        assertEquals(rounds.get(0).size(), round.size());
        for (int i = 0; i < round.size(); i++) {
          JsonNode first = nodes.get(rounds.get(0).get(i).asInt());
          JsonNode node = nodes.get(round.get(i).asInt());
          assertEquals(first.get("made"), node.get("made"));
          assertEquals(first.get("shape"), node.get("shape"));
          assertEquals(first.get("inputs").size(), node.get("inputs").size());
        }
      }
    }
  }

  /** Each line of the text has as many arrows in the pictures as it names values. */
  @Property(tries = 300)
  void thePicturesHaveWhatTheTextHas(@ForAll long seed) {
    Graph graph = Graph.of(new Program(seed).result());
    long carried =
        count(graph.toString(), " > ") - count(graph.toString(), "a > b:|\\(a, b\\) > c");
    assertEquals(carried, count(graph.toDot(), "style=dashed"));
    assertEquals(carried, count(graph.toMermaid(), "-\\.->"));
    assertEquals(count(graph.toString(), " in turn"), count(graph.toDot(), " in turn"));
    assertEquals(count(graph.toDot(), " -> "), count(graph.toMermaid(), "-->|-\\.->"));
  }

  private static long count(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().count();
  }

  private static Value[] variables(String... names) {
    return Stream.of(names).map(name -> Value.of(0.5).named(name)).toArray(Value[]::new);
  }

  private static void assertText(String expected, Value result) {
    String text = Graph.of(result).toString();
    assertEquals(expected, text.lines().skip(2).map(line -> line + "\n").collect(joining()));
  }

  @Test
  void weightsThatAreShared_areListed() {
    Value[] w = variables("x", "w0", "w1");
    Value y = w[0];
    for (int layer = 0; layer < 4; layer++) {
      y = y.mul(w[1 + layer / 2]).tanh();
    }
    assertText(
        """
        4 times:
          v2 = mul(x > v3, w0*) = 0.250000
          v3 = tanh(v2) = 0.244919
        a > b: a in the first round, then b of the round before
        w0*: w0, w0, w1, w1 in turn
        """,
        y);
    assertTrue(Graph.of(y).toMermaid().contains("w0, w0, w1, w1 in turn"));
    assertTrue(Graph.of(y).toDot().contains("w0, w0, w1, w1 in turn"));
  }

  @Test
  void twoRoundsBefore() {
    Value[] w = variables("x0", "x1", "a", "b");
    Value before = w[0];
    Value y = w[1];
    for (int step = 0; step < 5; step++) {
      Value next = y.mul(w[2]).add(before.mul(w[3]));
      before = y;
      y = next;
    }
    assertText(
        """
        5 times:
          v2 = mul(x1 > v6, a) = 0.250000
          v5 = mul((x0, x1) > v6 of 2 rounds before, b) = 0.250000
          v6 = add(v2, v5) = 0.500000
        a > b: a in the first round, then b of the round before
        (a, b) > c: a and b in the first two rounds, then c
        """,
        y);
  }

  @Property
  void soManyRoundsBefore(@ForAll @IntRange(min = 1, max = 6) int lag) {
    Value[] w = variables("x", "w");
    List<Value> y =
        new ArrayList<>(List.of(w[0], w[0].exp(), w[0].sin(), w[0].cos(), w[0].log1p()));
    y.add(y.get(1).add(w[1]));
    for (int step = 0; step < 20; step++) {
      y.add(y.get(y.size() - lag).mul(w[1]).add(y.get(y.size() - 1)));
    }
    Value result = y.get(y.size() - 1);
    assertRebuilt(result);
    assertTrue(Graph.of(result).toString().contains(" times:\n"));
  }

  @Test
  void roundsThatAreUsedLater_areSaid() {
    Value[] w = variables("x", "w");
    List<Value> steps = new ArrayList<>(List.of(w[0]));
    for (int step = 0; step < 4; step++) {
      steps.add(steps.get(step).mul(w[1]).tanh());
    }
    Value sum = steps.get(1).sub(steps.get(3));
    String text = Graph.of(sum.mul(steps.get(4))).toString();
    assertTrue(text.contains("= sub(v3 of round 1 of 4, v3 of round 3 of 4)"), text);
    assertTrue(text.contains(", v3 of round 4 of 4)"), text);
  }

  @Test
  void valuesOfAnotherRepetition_areListedByTheirRounds() {
    Value[] w = variables("x", "w");
    List<Value> steps = new ArrayList<>();
    Value h = w[0];
    for (int step = 0; step < 4; step++) {
      h = h.mul(w[1]).tanh();
      steps.add(0, h);
    }
    Value sum = Value.constant(0);
    for (Value step : steps) {
      sum = sum.add(step.exp());
    }
    String text = Graph.of(sum).toString();
    assertTrue(text.contains("v3*: v3 of rounds 4 to 1 of 4 in turn\n"), text);
  }

  @Test
  void ofEachRow_andOfEachLayer() {
    Value[] w = variables("w0", "w1", "w2");
    Value sum = Value.constant(0);
    for (int row = 1; row <= 3; row++) {
      Value x = Value.constant(row);
      Value y = x;
      for (Value weight : w) {
        y = y.mul(weight).add(x).tanh();
      }
      sum = sum.add(y);
    }
    String text = Graph.of(sum).toString();
    assertTrue(text.contains("mul(1* of the outer repetition > v4, w0*)"), text);
    assertTrue(text.contains("\n1*: 1, 2, 3 in turn\nw0*: w0, w1, w2 in turn\n"), text);
  }

  @Test
  void namesThatAreEqual_areToldApart() {
    Value x = Value.of(1).named("x");
    Value other = Value.of(2).named("x");
    Value taken = Value.of(3).named("v4");
    Value c = Value.constant(Tensor.of(1, 2));
    Value d = Value.constant(Tensor.of(3, 4));
    assertText(
        """
        v2 = sub(x (v0), x (v1)) = -1
        v4 = mul(v2, "v4") = -3
        v6 = add(v4, constant v5 [2]): [2]
        v8 = mul(v6, constant v7 [2]): [2]
        """,
        x.sub(other).mul(taken).add(c).mul(d));
  }

  @Test
  void aLongList_isCutOnlyIfNothingElseIsTakenFromIt() {
    Value y = Value.of(1).named("x");
    List<Value> given = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      given.add(Value.of(i).named("w" + i));
      y = y.mul(given.get(i)).tanh();
    }
    String cut = "\nw0*: w0, w1, w2, ... w9 in turn: 10 that nothing else takes\n";
    assertTrue(Graph.of(y).toString().contains(cut));
    String whole = "\nw0*: w0, w1, w2, w3, w4, w5, w6, w7, w8, w9 in turn\n";
    assertTrue(Graph.of(y.mul(given.get(4))).toString().contains(whole));
  }
}
