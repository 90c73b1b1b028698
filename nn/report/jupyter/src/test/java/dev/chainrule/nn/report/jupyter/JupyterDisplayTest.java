package dev.chainrule.nn.report.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.graph.Explanation;
import dev.chainrule.autograd.graph.Graph;
import dev.chainrule.nn.report.Chart;
import dev.chainrule.nn.report.ConfusionMatrix;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rapaio.jupyter.kernel.display.DisplaySystem;

/** What the kernel's own display gives a notebook; there is no notebook here to show it. */
class JupyterDisplayTest {
  private static Map<String, Object> shown(Object object) {
    return DisplaySystem.inst().render(object).data();
  }

  @Test
  void aChart_isAPicture() {
    Chart chart = ConfusionMatrix.of(new int[][] {{3}});
    String html = String.valueOf(shown(chart).get("text/html"));
    assertTrue(html.startsWith("<svg ") && html.endsWith("</svg>"), html);
    assertEquals(chart.toString(), shown(chart).get("text/plain"));
  }

  @Test
  void anExplanation_isFormulas_andAGraphADrawing() {
    Value w = Value.of(3).named("w");
    Value y = w.square();
    Explanation explanation = Explanation.of(y, w);
    assertEquals(explanation.toMathMl(), shown(explanation).get("text/html"));
    assertEquals(explanation.toString(), shown(explanation).get("text/plain"));
    String markdown = String.valueOf(shown(Graph.of(y)).get("text/markdown"));
    assertTrue(markdown.startsWith("```mermaid\n"), markdown);
    assertTrue(markdown.contains(Graph.of(y).toMermaid()), markdown);
    assertTrue(markdown.endsWith("\n```\n"), markdown);
  }

  @Test
  void whatHasNoPicture_isItsText() {
    assertTrue(shown(Value.of(3).square()).containsValue("9.0 = square"));
  }

  @Test
  void aTypeThatIsAskedFor_isGivenIfThereIsOne() {
    Chart chart = ConfusionMatrix.of(new int[][] {{3}});
    DisplaySystem display = DisplaySystem.inst();
    assertTrue(display.render("html", chart).data().containsKey("text/html"));
    assertTrue(!display.render("text/plain", chart).data().containsKey("text/html"));
  }
}
