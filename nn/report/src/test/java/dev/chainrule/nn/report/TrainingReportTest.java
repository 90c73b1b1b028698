package dev.chainrule.nn.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.nn.file.FileText;
import dev.chainrule.nn.train.Epoch;
import dev.chainrule.nn.train.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The page: its numbers are those of the history, and no text harms it. */
class TrainingReportTest {
  private static final History HISTORY =
      new History(
          List.of(
              new Epoch(1, 0.1 + 0.2, Map.of(Epoch.LOSS, 0.7, "R^2", 0.25), 0.01, 1.5),
              new Epoch(2, 1e-300, Map.of(Epoch.LOSS, Double.MIN_VALUE), 0.005, 1.25)));

  @Test
  void theTable_hasEveryNumberToTheLastDigit() {
    Document page = Xml.parsed(TrainingReport.of("a run", HISTORY).toHtml());
    assertEquals(
        List.of("epoch", "loss", "held-out R^2", "held-out loss", "learning rate", "seconds"),
        sorted(Xml.texts(page, "th").subList(0, 6)));
    List<String> cells = new ArrayList<>();
    for (Epoch epoch : HISTORY.epochs()) {
      cells.add(Double.toString(epoch.loss()));
      Set<String> names = HistoryCharts.heldOutNames(HISTORY);
      names.forEach(name -> cells.add(text(epoch.heldOut().get(name))));
      cells.add(Double.toString(epoch.learningRate()));
      cells.add(Double.toString(epoch.seconds()));
    }
    assertEquals(cells, Xml.texts(page, "td"));
    assertTrue(cells.contains("0.30000000000000004"));
  }

  /** Puts what Map.of may give in either order into one. */
  private static List<String> sorted(List<String> names) {
    List<String> sorted = new ArrayList<>(names);
    sorted.subList(2, 4).sort(null);
    return sorted;
  }

  private static String text(@Nullable Double number) {
    return number == null ? "" : number.toString();
  }

  @Test
  void theSummary_namesLastAndBestEpoch() {
    Document page = Xml.parsed(TrainingReport.of("a run", Histories.ofLosses(3, 1, 2)).toHtml());
    assertEquals(List.of("3", "2", "2 (1)", "0.75 s"), Xml.texts(page, "dd"));
    assertEquals(
        List.of(
            "epochs",
            "loss of the last epoch",
            "best epoch, by loss",
            "time spent on training steps"),
        Xml.texts(page, "dt"));
  }

  @Test
  void eachChart_hasATitleAndWords_andNoNameTwice() {
    Chart more = ConfusionMatrix.of(new int[][] {{1}});
    Document page =
        Xml.parsed(TrainingReport.of("a run", HISTORY).chart(more).chart(more).toHtml());
    List<String> titles =
        List.of("Loss", "R^2, held-out examples", "Learning rate", more.title(), more.title());
    assertEquals(titles, Xml.texts(page, "h2"));
    List<Element> pictures = Xml.elements(page, "svg");
    assertEquals(titles.size(), pictures.size());
    for (int i = 0; i < titles.size(); i++) {
      assertEquals("img", pictures.get(i).getAttribute("role"));
      assertTrue(pictures.get(i).getAttribute("aria-label").startsWith(titles.get(i) + ". "));
      assertEquals("title", pictures.get(i).getFirstChild().getNodeName());
    }
    Set<String> names = new HashSet<>();
    Set<String> uses = new HashSet<>();
    for (Element element : Xml.elements(page, "*")) {
      String name = element.getAttribute("id");
      assertTrue(name.isEmpty() || names.add(name), name);
      String clip = element.getAttribute("clip-path");
      if (!clip.isEmpty()) {
        uses.add(clip.replaceFirst("url\\(#(.*)\\)", "$1"));
      }
    }
    assertFalse(uses.isEmpty());
    assertTrue(names.containsAll(uses), uses + " of " + names);
  }

  @Test
  void theWholePage_needsNoNetworkAndNoScript() {
    Document page = Xml.parsed(TrainingReport.of("a run", HISTORY).toHtml());
    assertEquals(List.of(), Xml.elements(page, "script"));
    assertEquals(List.of(), Xml.elements(page, "link"));
    for (Element element : Xml.elements(page, "*")) {
      for (String attribute : List.of("src", "href", "xlink:href", "action", "data")) {
        String target = element.getAttribute(attribute);
        assertTrue(target.isEmpty() || target.startsWith("data:"), target);
      }
    }
    String style = Xml.texts(page, "style").get(0);
    assertFalse(style.contains("url(") || style.contains("@import"), style);
    assertTrue(style.contains("prefers-color-scheme: dark"), style);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "</script><script>alert(1)</script>",
        "\"' onload=\"alert(1)",
        "<!-- ]]> &amp; &",
        "a\u0000b\u001b[31m\n\u202e",
        "\ud800 alone",
        "style=\"fill:rgb(1,2,3)\" id=\"clip1\"",
        "",
        "loss ",
      })
  void whateverATextHolds_thePageHasTheSameElements(String hostile) {
    Document plain = Xml.parsed(TrainingReport.of("plain", Histories.ofMetric("plain")).toHtml());
    TrainingReport report = TrainingReport.of(hostile, Histories.ofMetric(hostile));
    Document page = Xml.parsed(report.toHtml());
    List<String> names = names(page);
    assertEquals(names(plain), names);
    String shown = FileText.shown(hostile);
    assertEquals(shown, Xml.texts(page, "h1").get(0));
    assertTrue(Xml.texts(page, "th").contains("held-out " + shown));
  }

  /** Names the elements outside of pictures, whose number of lines depends on the text's width. */
  private static List<String> names(Document page) {
    return Xml.elements(page, "*").stream()
        .filter(element -> !String.valueOf(element.getNamespaceURI()).contains("svg"))
        .map(Element::getTagName)
        .filter(
            name ->
                !Set.of(
                        "text",
                        "path",
                        "g",
                        "line",
                        "rect",
                        "polygon",
                        "defs",
                        "clipPath",
                        "desc",
                        "circle",
                        "ellipse",
                        "polyline")
                    .contains(name))
        .toList();
  }

  @Test
  void aMillionCharacters_areCut() {
    String name = "x".repeat(1_000_000);
    String html = TrainingReport.of(name, Histories.ofMetric(name)).toHtml();
    assertTrue(html.length() < 200_000, html.length() + " characters");
    assertEquals(203, Xml.texts(Xml.parsed(html), "h1").get(0).length());
  }

  @Test
  void withoutEpochs_itSaysSo() {
    Document page = Xml.parsed(TrainingReport.of("a run", new History(List.of())).toHtml());
    assertEquals(List.of("No epoch has been done yet."), Xml.texts(page, "p"));
    assertEquals(List.of(), Xml.elements(page, "svg"));
  }

  @Test
  void lossesThatAreNotFinite_areLeftOutAndSaid() {
    History history =
        Histories.ofLosses(2, Double.NaN, Double.POSITIVE_INFINITY, Double.MAX_VALUE, 1);
    Document page = Xml.parsed(TrainingReport.of("a run", history).toHtml());
    assertEquals(
        "training from 2 to 1, lowest 1; 3 not finite or too large, left out",
        Xml.texts(page, "figcaption").get(0));
    assertTrue(Xml.texts(page, "td").contains("NaN"));
    Document none = Xml.parsed(TrainingReport.of("none", Histories.ofLosses(Double.NaN)).toHtml());
    assertEquals("training: no number to draw", Xml.texts(none, "figcaption").get(0));
    assertTrue(Xml.texts(none, "text").contains("There is no number to draw."));
  }

  @Test
  void thePage_isTheSameInEveryCountry() {
    String here = TrainingReport.of("a run", Histories.ofLosses(1234.5, 0.25)).toHtml();
    Locale locale = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      String there = TrainingReport.of("a run", Histories.ofLosses(1234.5, 0.25)).toHtml();
      assertEquals(withoutClipNames(here), withoutClipNames(there));
    } finally {
      Locale.setDefault(locale);
    }
  }

  private static String withoutClipNames(String html) {
    return html.replaceAll("clip-?\\d+", "clip");
  }

  @Test
  void aFile_isReplacedAsAWhole(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("report.html");
    Files.writeString(file, "old");
    TrainingReport report = TrainingReport.of("a run", HISTORY);
    report.write(file);
    assertEquals(withoutClipNames(report.toHtml()), withoutClipNames(Files.readString(file)));
    try (var files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }
}
