package dev.chainrule.demos.gradbench;

import static com.google.common.base.Preconditions.checkArgument;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * GradBench's protocol: each message has an id, and so has its answer. What goes wrong is told in
 * the answer, and the next message is as welcome as ever.
 */
final class Session {
  /** NaN and the infinities are written as Python reads them. */
  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS).build();

  private final Map<String, Map<String, Function<Input, Task<?>>>> modules;

  Session(Map<String, Map<String, Function<Input, Task<?>>>> modules) {
    this.modules = modules;
  }

  /** Answers a message. */
  String answer(String line) {
    Map<String, Object> answer = new LinkedHashMap<>();
    try {
      JsonNode message = JSON.readTree(line);
      answer.put("id", message.get("id"));
      answer.putAll(answer(message));
    } catch (JsonProcessingException e) {
      answer.put("id", null);
      answer.putAll(failure("the line is not JSON: " + e.getOriginalMessage()));
    } catch (RuntimeException e) {
      answer.putAll(failure(String.valueOf(e.getMessage())));
    }
    return written(answer);
  }

  private static String written(Map<String, Object> answer) {
    try {
      return JSON.writeValueAsString(answer);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> failure(String error) {
    return Map.of("success", false, "error", error);
  }

  private Map<String, Object> answer(JsonNode message) {
    return switch (message.path("kind").asText()) {
      case "start" -> Map.of("tool", "chainrule");
      case "define" -> {
        var unused = module(message);
        yield Map.of("success", true);
      }
      case "evaluate" -> evaluated(message);
      default -> Map.of(); // others want no more than the id
    };
  }

  private Map<String, Function<Input, Task<?>>> module(JsonNode message) {
    return known(modules, "module", message);
  }

  private static <T> T known(Map<String, T> all, String kind, JsonNode message) {
    String name = message.path(kind).asText();
    T found = all.get(name);
    checkArgument(found != null, "there is no %s \"%s\"; known are %s", kind, name, all.keySet());
    return found;
  }

  private Map<String, Object> evaluated(JsonNode message) {
    Function<Input, Task<?>> function = known(module(message), "function", message);
    JsonNode input = message.path("input");
    return evaluated(
        function.apply(new Input(input)),
        input.path("min_runs").asInt(1),
        input.path("min_seconds").asDouble(0));
  }

  private static <R> Map<String, Object> evaluated(Task<R> task, int minRuns, double minSeconds) {
    List<Map<String, Object>> timings = new ArrayList<>();
    long total = 0;
    R result;
    do {
      long start = System.nanoTime();
      result = task.run().get();
      long time = System.nanoTime() - start;
      timings.add(Map.of("name", "evaluate", "nanoseconds", time));
      total += time;
    } while (timings.size() < minRuns || total < minSeconds * 1e9);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("success", true);
    answer.put("output", task.output().apply(result));
    answer.put("timings", timings);
    return answer;
  }
}
