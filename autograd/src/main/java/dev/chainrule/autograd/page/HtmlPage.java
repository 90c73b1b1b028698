package dev.chainrule.autograd.page;

import static com.google.common.base.Preconditions.checkArgument;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Ascii;
import com.google.common.html.HtmlEscapers;
import com.google.common.io.Resources;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.chainrule.autograd.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Puts a web page together that is one file and needs nothing else: no network, no installation. It
 * carries graphs as programs, which it can run again on other numbers, and what the page's author
 * adds: text, styles, scripts. Its scripts find there, before all others:
 *
 * <ul>
 *   <li>{@code Program}: runs a graph forward and backward, {@code new Program(carried("name"))};
 *   <li>{@code carried(name)}: what the page carries under a name;
 *   <li>{@code Player}: buttons and keys that lead through steps;
 *   <li>{@code HeatMap}, {@code format}, {@code formula}, {@code h} and {@code s}: tensors,
 *       numbers, formulas and elements.
 * </ul>
 */
public final class HtmlPage {
  private final String title;
  private final Map<String, String> data = new LinkedHashMap<>();
  private final StringBuilder styles = new StringBuilder(resource("base.css"));
  private final StringBuilder scripts = new StringBuilder();
  private String body = "";

  private HtmlPage(String title) {
    this.title = new String(title.getBytes(UTF_8), UTF_8); // without halves of letters
    for (String name :
        new String[] {
          "functions.js",
          "normal.js",
          "gamma.js",
          "beta.js",
          "tensors.js",
          "matrices.js",
          "program.js",
          "ui.js"
        }) {
      scripts.append(resource(name));
    }
  }

  /** Begins a page; the title may be any text. */
  public static HtmlPage titled(String title) {
    return new HtmlPage(title);
  }

  /**
   * Adds a graph, and its backward sweep, as a program.
   *
   * @param name by which scripts find it
   * @param result one element
   * @throws IllegalArgumentException if the result has not exactly one element, or its graph is too
   *     large for a page
   */
  @CanIgnoreReturnValue
  public HtmlPage program(String name, Value result) {
    return carry(name, PageProgram.of(result));
  }

  /**
   * Adds data.
   *
   * @param name by which scripts find it
   * @param value a map with texts as keys, a list, a {@code double[]}, a number, a truth value or a
   *     text
   * @throws IllegalArgumentException if it is anything else
   */
  @CanIgnoreReturnValue
  public HtmlPage data(String name, Object value) {
    return carry(name, JsonText.of(value));
  }

  private HtmlPage carry(String name, String json) {
    checkArgument(
        name.matches("[A-Za-z0-9-]+"),
        "HtmlPage: the name %s must be of letters, digits and hyphens",
        name);
    checkArgument(!data.containsKey(name), "HtmlPage: there is data named %s already", name);
    data.put(name, json);
    return this;
  }

  /** Adds a style sheet, behind those that all pages share. */
  @CanIgnoreReturnValue
  public HtmlPage style(String css) {
    styles.append(checked("style", css));
    return this;
  }

  /** Adds a script, behind those that all pages share. */
  @CanIgnoreReturnValue
  public HtmlPage script(String javaScript) {
    scripts.append(checked("script", javaScript));
    return this;
  }

  private static String checked(String element, String content) {
    checkArgument(
        !Ascii.toLowerCase(content).contains("</" + element),
        "HtmlPage: a %s can't contain its own end",
        element);
    return content;
  }

  /** Sets what stands below the title, as HTML. */
  @CanIgnoreReturnValue
  public HtmlPage body(String html) {
    this.body = html;
    return this;
  }

  /** Gives the whole page. */
  public String toHtml() {
    String escaped = HtmlEscapers.htmlEscaper().escape(title);
    StringBuilder html = new StringBuilder();
    html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    // Nothing may be fetched, whatever stands in the page.
    html.append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ");
    html.append("script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:\">\n");
    html.append("<title>").append(escaped).append("</title>\n");
    html.append("<style>\n").append(styles).append("</style>\n</head>\n<body>\n");
    html.append("<main>\n<h1>")
        .append(escaped)
        .append("</h1>\n")
        .append(body)
        .append("\n</main>\n");
    data.forEach(
        (name, json) ->
            html.append("<script type=\"application/json\" id=\"data-")
                .append(name)
                .append("\">")
                .append(json)
                .append("</script>\n"));
    html.append("<script>\n").append(scripts).append("</script>\n</body>\n</html>\n");
    return html.toString();
  }

  /**
   * Writes the page to a file, which is there whole or not at all.
   *
   * @throws UncheckedIOException if it can't be written
   */
  public void write(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new UncheckedIOException(
          new NoSuchFileException(
              "the page " + file + " can't be written: there is no such folder"));
    }
    Path draft = file.resolveSibling(file.getFileName() + ".part");
    try {
      try {
        Files.writeString(draft, toHtml());
        Path unused = Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the page " + file + " can't be written: " + e, e);
    }
  }

  /** Reads a text that stands beside this class. */
  static String resource(String name) {
    URL url = Resources.getResource(HtmlPage.class, name);
    try {
      return Resources.toString(url, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
