package dev.chainrule.autograd.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTextTest {
  @Test
  void mapsListsNumbersAndTexts() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("a", List.of(1, List.of(), List.of("x", "y")));
    map.put("b", new double[] {0.1, -0.0, 1e300, 3});
    map.put("c", Map.of());
    assertEquals(
        "{\"a\":[1,[],[\"x\",\"y\"]],\"b\":[0.1,-0,1.0E300,3],\"c\":{}}", JsonText.of(map));
  }

  @Test
  void whatJsonHasNoNumbersForIsText() {
    assertEquals(
        "[\"NaN\",\"Infinity\",\"-Infinity\"]",
        JsonText.of(List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)));
  }

  @Test
  void textCanNotEndAScript() {
    assertEquals(
        "\"\\u003c\\u002fscript\\u003e\\u0022\\u005c\\u000a\\u2028\\u0027\"",
        JsonText.of("</script>\"\\\n\u2028'"));
  }

  @Test
  void doublesKeepAllTheirDigits() {
    for (double number :
        new double[] {Math.PI, 1.0 / 3, Double.MIN_VALUE, 1e15, -123456789012345.0}) {
      assertEquals(number, Double.parseDouble(JsonText.of(number)));
    }
  }
}
