package dev.chainrule.demos.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.io.Resources;
import dev.chainrule.autograd.page.HtmlPage;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A lesson as a web page. */
interface Lesson {
  /** The name of its file, without the ending. */
  String name();

  /** What it teaches, in a line. */
  String title();

  /** Computes what it shows, and puts it together. */
  HtmlPage page();

  /** Begins the page with the texts, styles and script that stand beside this class. */
  default HtmlPage begun() {
    return HtmlPage.titled(title())
        .body(resource(name() + ".html"))
        .style(resource("lesson.css") + resource(name() + ".css"))
        .script(resource(name() + ".js"));
  }

  /** Reads a text that stands beside this class. */
  static String resource(String name) {
    try {
      return Resources.toString(Resources.getResource(Lesson.class, name), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
