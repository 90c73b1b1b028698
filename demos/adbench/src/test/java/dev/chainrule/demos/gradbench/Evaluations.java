package dev.chainrule.demos.gradbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.primitives.Doubles;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Has a session evaluate functions. */
final class Evaluations {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Session SESSION = new Session(Modules.ALL);

  private Evaluations() {}

  static JsonNode answer(String line) {
    try {
      return JSON.readTree(SESSION.answer(line));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static JsonNode evaluate(String module, String function, Object input) {
    Map<String, Object> message =
        Map.of("id", 7, "kind", "evaluate", "module", module, "function", function, "input", input);
    try {
      return answer(JSON.writeValueAsString(message));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  static JsonNode output(String module, String function, Object input) {
    JsonNode answer = evaluate(module, function, input);
    assertTrue(answer.path("success").asBoolean(), answer.toString());
    assertEquals(7, answer.path("id").asInt());
    return answer.path("output");
  }

  static String error(String module, String function, Object input) {
    JsonNode answer = evaluate(module, function, input);
    assertTrue(answer.has("success") && !answer.path("success").asBoolean(), answer.toString());
    return answer.path("error").asText();
  }

  /** The numbers of lists within lists, one after the other. */
  static double[] numbers(JsonNode output) {
    return output.isArray()
        ? StreamSupport.stream(output.spliterator(), false)
            .map(Evaluations::numbers)
            .reduce(new double[0], Doubles::concat)
        : new double[] {output.asDouble()};
  }
}
