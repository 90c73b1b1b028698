package dev.chainrule.autograd.page;

import static dev.chainrule.testing.MessageAssertions.assertMessage;
import static dev.chainrule.testing.MessageAssertions.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlPageTest {
  @TempDir private Path folder;

  @Test
  void aTitleIsText() {
    String html = HtmlPage.titled("<b> & \"x\"").toHtml();
    assertTrue(html.contains("<title>&lt;b&gt; &amp; &quot;x&quot;</title>"));
    assertFalse(html.contains("<b>"));
  }

  @Test
  void nothingMayBeFetched() {
    String html = HtmlPage.titled("x").toHtml();
    assertTrue(html.contains("default-src 'none'"));
    assertFalse(html.contains("src=\"http"));
    assertFalse(html.contains("<link"));
  }

  @Test
  void mistakes() {
    HtmlPage page = HtmlPage.titled("x").data("a", 1);
    assertMessage(
        IllegalArgumentException.class,
        "HtmlPage: there is data named a already",
        () -> page.data("a", 2));
    assertMessage(
        IllegalArgumentException.class,
        "HtmlPage: the name a b must be of letters, digits and hyphens",
        () -> page.data("a b", 2));
    assertMessage(
        IllegalArgumentException.class,
        "HtmlPage: a script can't contain its own end",
        () -> page.script("x = '</script>'"));
    assertMessage(
        IllegalArgumentException.class,
        "Page: the result must have one element, not shape [2]: reduce it (sum, mean), or take one of"
            + " its elements (get)",
        () -> Page.of(Value.of(1.0, 2.0)));
    assertMessage(
        IllegalArgumentException.class,
        "Page: more than 2000000 numbers are too many for a page: take fewer examples, or a smaller"
            + " network",
        () -> Page.of(Value.of(Tensor.arange(2_000_001)).sum()));
  }

  @Test
  void whatCanNotBeWritten() {
    HtmlPage page = HtmlPage.titled("half a letter: \ud800");
    assertTrue(page.toHtml().contains("<title>half a letter: ?</title>"));
    assertRefused("data can't be of int[]", () -> page.data("numbers", new int[] {1}));
    assertRefused("a script can't contain its own end", () -> page.script("x = '</SCRIPT>'"));
    Path missing = folder.resolve("no").resolve("page.html");
    UncheckedIOException e = assertThrows(UncheckedIOException.class, () -> page.write(missing));
    assertTrue(String.valueOf(e.getMessage()).contains("there is no such folder"), e.toString());
    Value wide = Value.of(Tensor.arange(4000).reshape(4000, 1));
    Value square = wide.mul(Value.of(Tensor.arange(4000).reshape(1, 4000)));
    assertRefused("numbers in all values are too many", () -> Page.of(square.sum()));
  }

  @Test
  void tooManyValues() {
    Value x = Value.of(1.0);
    Value y = x;
    for (int i = 0; i < 20_000; i++) {
      y = y.sin();
    }
    Value last = y;
    assertRefused("20001 values are too many", () -> Page.of(last));
  }

  @Test
  void aFileIsThereWholeOrNotAtAll() throws IOException {
    Path file = folder.resolve("page.html");
    Page.of(Value.of(2.0).exp()).write(file);
    String first = Files.readString(file);
    assertTrue(first.startsWith("<!DOCTYPE html>"));
    Path missing = folder.resolve("no").resolve("page.html");
    assertThrows(UncheckedIOException.class, () -> Page.of(Value.of(2.0).exp()).write(missing));
    try (var files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }
}
