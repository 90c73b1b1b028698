package dev.chainrule.autograd.page;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.Value;
import java.nio.file.Path;

/**
 * Shows a calculation and its gradients as a web page to step through: one file, opened from
 * anywhere, without network or installation. Forward and backward step by step; each value with its
 * formula, its local derivatives, its cotangent and the sum over its paths as it grows; tensors as
 * heat maps. What was given can be changed there: the page runs the graph again by itself.
 *
 * <pre>{@code
 * Value x = Value.of(3).named("x");
 * Value y = x.square().add(x.mul(2)).named("y");
 * Page.of(y, "x² + 2x").write(Path.of("page.html"));
 * }</pre>
 */
public final class Page {
  private static final ImmutableList<String> SCRIPTS =
      ImmutableList.of("words.js", "layout.js", "viewport.js", "map.js", "details.js", "graph.js");

  private final HtmlPage page;

  private Page(HtmlPage page) {
    this.page = page;
  }

  /**
   * Makes the page of a result, with the result's name as its title.
   *
   * @param result one element
   * @throws IllegalArgumentException if the result has not exactly one element, or its graph is too
   *     large for a page: more than 20,000 values, or 2,000,000 numbers given, or 10,000,000 in all
   */
  public static Page of(Value result) {
    return of(result, result.name().orElse("A calculation and its gradients"));
  }

  /**
   * Makes the page of a result.
   *
   * @param result one element
   * @param title any text
   * @throws IllegalArgumentException as {@link #of(Value)}
   */
  public static Page of(Value result, String title) {
    HtmlPage page =
        HtmlPage.titled(title)
            .program("graph", result)
            .style(HtmlPage.resource("graph.css"))
            .body(HtmlPage.resource("graph.html"));
    for (String name : SCRIPTS) {
      page.script(HtmlPage.resource(name));
    }
    return new Page(page);
  }

  /** Gives the whole page. */
  public String toHtml() {
    return page.toHtml();
  }

  /**
   * Writes the page to a file, which is there whole or not at all.
   *
   * @throws java.io.UncheckedIOException if it can't be written
   */
  public void write(Path file) {
    page.write(file);
  }
}
