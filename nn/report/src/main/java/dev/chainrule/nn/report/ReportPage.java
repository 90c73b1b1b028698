package dev.chainrule.nn.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.html.HtmlEscapers;
import com.google.common.io.Resources;
import dev.chainrule.nn.file.FileText;
import dev.chainrule.nn.train.Epoch;
import dev.chainrule.nn.train.History;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Writes the HTML of a report: what came of it, the charts, and a table of all numbers. */
final class ReportPage {
  private final String title;
  private final History history;
  private final List<Chart> charts;
  private final StringBuilder html = new StringBuilder();

  ReportPage(String title, History history, List<Chart> charts) {
    this.title = FileText.shown(title);
    this.history = history;
    this.charts = charts;
  }

  String text() {
    html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n");
    html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
    add("title", title);
    html.append("<style>\n").append(style()).append("</style>\n</head>\n<body>\n<main>\n");
    add("h1", title);
    addSummary();
    addCharts();
    addTable();
    return html.append("</main>\n</body>\n</html>\n").toString();
  }

  private static String style() {
    try {
      return Resources.toString(Resources.getResource(ReportPage.class, "report.css"), UTF_8);
    } catch (IOException e) { // a file of this module
      throw new UncheckedIOException(e);
    }
  }

  private void addSummary() {
    if (history.epochs().isEmpty()) {
      add("p", "No epoch has been done yet.");
      return;
    }
    int count = history.epochs().size();
    Epoch last = history.last();
    Epoch best = history.best();
    html.append("<dl>\n");
    addTerm("epochs", Integer.toString(count));
    addTerm("loss of the last epoch", TickFormat.text(last.loss()));
    for (String name : last.heldOut().keySet()) {
      addTerm(name + ", held out, last epoch", TickFormat.text(last.heldOut(name)));
    }
    boolean hasHeldOut = best.heldOut().containsKey(Epoch.LOSS);
    addTerm(
        "best epoch, by " + (hasHeldOut ? "held-out loss" : "loss"),
        best.number()
            + " ("
            + TickFormat.text(hasHeldOut ? best.heldOut(Epoch.LOSS) : best.loss())
            + ")");
    double seconds = history.epochs().stream().mapToDouble(Epoch::seconds).sum();
    addTerm("time spent on training steps", TickFormat.text(Math.rint(seconds * 100) / 100) + " s");
    html.append("</dl>\n");
  }

  private void addTerm(String term, String text) {
    html.append("<div>");
    add("dt", FileText.shown(term));
    add("dd", text);
    html.append("</div>\n");
  }

  private void addCharts() {
    html.append("<div class=\"charts\">\n");
    for (int i = 0; i < charts.size(); i++) {
      Chart chart = charts.get(i);
      html.append("<section>\n");
      add("h2", chart.title());
      // So large at most: a picture grows where there is room, but no letter gets huge.
      html.append("<figure style=\"max-width: ").append(chart.width() * 3 / 2).append("px\">\n");
      html.append(Svg.inline(chart, "chart" + i + "-")).append('\n');
      add("figcaption", chart.description());
      html.append("</figure>\n</section>\n");
    }
    html.append("</div>\n");
  }

  /** Adds every number of every epoch, as exact as it is. */
  private void addTable() {
    if (history.epochs().isEmpty()) {
      return;
    }
    Set<String> heldOut = HistoryCharts.heldOutNames(history);
    html.append("<details>\n");
    add("summary", "Every number of every epoch");
    html.append("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Numbers\">\n");
    html.append("<table>\n<thead>\n<tr>");
    List<String> names = new ArrayList<>(List.of("epoch", "loss"));
    heldOut.forEach(name -> names.add("held-out " + FileText.shown(name)));
    names.addAll(List.of("learning rate", "seconds"));
    names.forEach(name -> add("th scope=\"col\"", name));
    html.append("</tr>\n</thead>\n<tbody>\n");
    for (Epoch epoch : history.epochs()) {
      html.append("<tr>");
      add("th scope=\"row\"", Integer.toString(epoch.number()));
      add("td", Double.toString(epoch.loss()));
      for (String name : heldOut) {
        Double number = epoch.heldOut().get(name);
        add("td", number == null ? "" : number.toString());
      }
      add("td", Double.toString(epoch.learningRate()));
      add("td", Double.toString(epoch.seconds()));
      html.append("</tr>\n");
    }
    html.append("</tbody>\n</table>\n</div>\n</details>\n");
  }

  /**
   * Adds an element with a text, which is escaped.
   *
   * @param tag the element's name, and perhaps attributes
   */
  private void add(String tag, String text) {
    String name = tag.contains(" ") ? tag.substring(0, tag.indexOf(' ')) : tag;
    html.append('<').append(tag).append('>');
    html.append(HtmlEscapers.htmlEscaper().escape(text)).append("</").append(name).append(">\n");
  }
}
