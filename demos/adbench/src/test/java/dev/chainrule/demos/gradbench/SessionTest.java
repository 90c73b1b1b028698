package dev.chainrule.demos.gradbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GradBench's protocol, line by line. */
class SessionTest {
  @Test
  void aSession() throws IOException {
    String messages =
        """
        {"id": 0, "kind": "start", "eval": "hello"}
        {"id": 1, "kind": "define", "module": "hello"}

        {"id": 3, "kind": "analysis", "of": 2, "valid": true}
        {"id": 4, "kind": "something new"}
        """;
    ByteArrayOutputStream answers = new ByteArrayOutputStream();
    GradBench.run(
        new BufferedReader(new StringReader(messages)),
        new PrintStream(answers, true, StandardCharsets.UTF_8));
    assertEquals(
        List.of(
            "{\"id\":0,\"tool\":\"chainrule\"}",
            "{\"id\":1,\"success\":true}",
            "{\"id\":3}",
            "{\"id\":4}"),
        answers.toString(StandardCharsets.UTF_8).lines().toList());
  }

  @Test
  void eachRunIsTimed() {
    String start =
        "{\"id\": 5, \"kind\": \"evaluate\", \"module\": \"lse\", \"function\": \"primal\"";
    JsonNode answer =
        Evaluations.answer(
            start + ", \"input\": {\"x\": [0], \"min_runs\": 3, \"min_seconds\": 0}}");
    assertEquals(3, answer.path("timings").size());
    assertEquals("evaluate", answer.path("timings").path(2).path("name").asText());
    JsonNode longer =
        Evaluations.answer(
            start + ", \"input\": {\"x\": [0], \"min_runs\": 1, \"min_seconds\": 0.01}}");
    long total = 0;
    for (JsonNode timing : longer.path("timings")) {
      total += timing.path("nanoseconds").asLong();
    }
    assertTrue(total >= 10_000_000, longer.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"id\": 1, \"kind\": \"define\", \"module\": \"foo\"} | there is no module \"foo\"",
        "{\"id\": 1, \"kind\": \"define\"} | there is no module \"\"",
        "{\"id\": 1, \"kind\": \"evaluate\", \"module\": \"det\", \"function\": \"g\"} | no function",
        "nonsense | the line is not JSON",
        "{\"id\": 1, | the line is not JSON"
      })
  void whatIsNotKnownIsTold(String line, String error) {
    JsonNode answer = Evaluations.answer(line);
    assertTrue(answer.has("id"));
    assertFalse(answer.path("success").asBoolean(true));
    assertTrue(answer.path("error").asText().contains(error), answer.toString());
  }

  @Test
  void badInputIsTold() {
    assertError("the input has no \"x\"", "llsq", "primal", Map.of("n", 3));
    assertError("x: not a list, 1 deep: 3", "llsq", "primal", Map.of("n", 3, "x", 3));
    assertError("x: not a number: \"a\"", "lse", "primal", Map.of("x", List.of("a")));
    assertError(
        "n: not a whole number from 0 on: 1.5", "llsq", "primal", Map.of("n", 1.5, "x", List.of()));
    assertError(
        "centroids: lists are of different lengths: not 2, as the first: [4.0]",
        "kmeans",
        "cost",
        Map.of("points", new double[][] {{1, 2}}, "centroids", new double[][] {{1, 2}, {4}}));
    assertError(
        "takes matrices of 1 to 20 rows; not 3 numbers in 2 rows",
        "det",
        "primal",
        Map.of("A", List.of(1, 2, 3), "ell", 2));
    assertBundleError("n: is 0; there must be one at least", "n", 0);
    assertBundleError("m: is 0; there must be one at least", "m", 0);
    assertBundleError("p: is 0; there must be one at least", "p", 0);
    assertBundleError("cam: numbers of shape [5]; give a list of 11", "cam", new double[5]);
    assertBundleError("x: numbers of shape [2]; give a list of 3", "x", new double[2]);
    assertBundleError("feat: numbers of shape [3]; give a list of 2", "feat", new double[3]);
    assertError("the input: not a number: {}", "hello", "square", Map.of());
  }

  /** Of an input that is right but for one field. */
  private static void assertBundleError(String error, String field, Object wrong) {
    Map<String, Object> input =
        new HashMap<>(
            Map.of(
                "n",
                1,
                "m",
                1,
                "p",
                1,
                "cam",
                new double[11],
                "x",
                new double[3],
                "w",
                1,
                "feat",
                new double[2]));
    input.put(field, wrong);
    assertError(error, "ba", "objective", input);
  }

  @Test
  void anArgument_isToldWhatThisIs() throws IOException {
    PrintStream standard = System.out;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      GradBench.main("--help");
    } finally {
      System.setOut(standard);
    }
    List<String> lines = said.toString(StandardCharsets.UTF_8).lines().toList();
    assertEquals(2, lines.size());
    assertTrue(lines.get(0).startsWith("Answers GradBench's messages"), lines.get(0));
  }

  private static void assertError(String error, String module, String function, Object input) {
    String told = Evaluations.error(module, function, input);
    assertTrue(told.contains(error), told);
  }
}
