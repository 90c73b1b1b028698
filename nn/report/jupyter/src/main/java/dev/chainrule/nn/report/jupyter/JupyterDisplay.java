package dev.chainrule.nn.report.jupyter;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.graph.Explanation;
import dev.chainrule.autograd.graph.Graph;
import dev.chainrule.nn.report.Chart;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rapaio.jupyter.kernel.display.DisplayData;
import org.rapaio.jupyter.kernel.display.DisplayRenderer;
import org.rapaio.jupyter.kernel.display.DisplayTransformer;
import org.rapaio.jupyter.kernel.display.spi.DisplayProvider;

/**
 * Lets a notebook of the rapaio kernel show charts as pictures, explanations as formulas, and
 * graphs as Mermaid in Markdown: a drawing wherever the notebook knows Mermaid. The kernel finds
 * this class by itself, by way of {@code META-INF/services}; each has its text beside it, for
 * notebooks that can't show more.
 */
public final class JupyterDisplay implements DisplayProvider {
  private static final String HTML = "text/html";

  /** Makes what the kernel asks for. */
  public JupyterDisplay() {}

  @Override
  public List<DisplayRenderer> getDisplayRenderers() {
    return ImmutableList.of(
        new TypeRenderer<>(Chart.class, HTML, Chart::toSvg),
        new TypeRenderer<>(Explanation.class, HTML, Explanation::toMathMl),
        new TypeRenderer<>(
            Graph.class, "text/markdown", graph -> "```mermaid\n" + graph.toMermaid() + "\n```\n"));
  }

  @Override
  public List<DisplayTransformer> getDisplayTransformers() {
    return ImmutableList.of();
  }

  /**
   * Shows the objects of a class.
   *
   * @param mime of what {@code picture} gives
   */
  private record TypeRenderer<T>(Class<T> rendererClass, String mime, Function<T, String> picture)
      implements DisplayRenderer {
    /**
     * Says whether this is what a notebook asks for.
     *
     * @param asked a type such as {@code text/html}, or the end of it; null for whatever is best
     */
    @Override
    public boolean canRender(@Nullable String asked) {
      return asked == null || mime.equals(asked) || mime.endsWith("/" + asked);
    }

    @Override
    public DisplayData render(@Nullable String asked, Object shown) {
      DisplayData data = DisplayData.fromText(shown.toString());
      data.putData(mime, picture.apply(rendererClass.cast(shown)));
      return data;
    }
  }
}
