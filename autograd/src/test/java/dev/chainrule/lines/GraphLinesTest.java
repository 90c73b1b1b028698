package dev.chainrule.lines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.SourceLines;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.graph.Graph;
import org.junit.jupiter.api.Test;

/** Lines in graphs; in a package of its own, for lines of the library are not told. */
class GraphLinesTest {
  private static Value doubled(Value x) {
    return x.add(x); // the line that is told
  }

  @Test
  void theInnermostLineOfTheUser_isShown() {
    Value x = Value.of(2);
    Value y = SourceLines.recorded(() -> doubled(x).square());
    int line = SourceLines.of(y).orElseThrow().getLineNumber();
    assertTrue(Graph.of(y).toString().contains(" = 16  // GraphLinesTest.java:" + line));
    assertTrue(Graph.of(y).toJson().contains("\"line\": \"GraphLinesTest.java:" + line + "\""));
    assertFalse(Graph.of(doubled(x)).toString().contains("//"));
    // A word that is made of several operations stands on the line that says it.
    Value mean = SourceLines.recorded(() -> Value.of(1, 2).mean());
    assertEquals(SourceLines.of(mean), SourceLines.of(mean.inputs().get(0)));
  }
}
