package dev.chainrule.demos.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.html.HtmlEscapers;
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
        .body(body())
        .style(resource("lesson.css") + resource(name() + ".css"))
        .script(resource(name() + ".js"));
  }

  /**
   * Gives the lesson's text, and where the others are: beside it, if they were written together.
   */
  default String body() {
    StringBuilder body = new StringBuilder(resource(name() + ".html"));
    body.append("\n<nav aria-label=\"All lessons\">\n<h2>All lessons, in their order</h2>\n<ol>\n");
    for (Lesson lesson : PagesCommand.lessons()) {
      boolean isThis = lesson.name().equals(name());
      String title = HtmlEscapers.htmlEscaper().escape(lesson.title());
      body.append("<li>");
      body.append(
          isThis
              ? title + " (this page)"
              : "<a href=\"" + lesson.name() + ".html\">" + title + "</a>");
      body.append("</li>\n");
    }
    return body.append("</ol>\n</nav>\n").toString();
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
