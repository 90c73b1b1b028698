package dev.chainrule.demos.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import com.google.common.collect.Iterables;
import dev.chainrule.testing.Browser;
import java.util.ArrayList;
import java.util.List;
import org.openqa.selenium.Keys;

/** A page of sections that each have a player, as a reader uses it. */
final class LessonPage {
  private static final String FIRST = "#%s .player button:nth-of-type(1)";
  private static final String BACK = "#%s .player button:nth-of-type(2)";
  private static final String NEXT = "#%s .player button:nth-of-type(3)";
  private static final String LAST = "#%s .player button:nth-of-type(4)";

  private final Browser browser;

  LessonPage(Browser browser) {
    this.browser = browser;
  }

  /** Clicks through all steps of a section, to its end and back, and gives what each one says. */
  List<String> clickThrough(String section) {
    browser.click(LAST.formatted(section));
    browser.click(FIRST.formatted(section));
    List<String> said = new ArrayList<>(List.of(said(section)));
    int count = count(section);
    while (said.size() < count) {
      browser.click(NEXT.formatted(section));
      said.add(said(section));
    }
    assertFalse(browser.find(NEXT.formatted(section)).isEnabled(), "a step after the last one");
    for (int step = count - 2; step >= 0; step--) {
      browser.click(BACK.formatted(section));
      assertEquals(said.get(step), said(section), "step " + step + " of " + section + ", back");
    }
    assertFalse(browser.find(BACK.formatted(section)).isEnabled(), "a step before the first one");
    return said;
  }

  /** Goes through all steps of a section by keys, and compares with what clicks have shown. */
  void pressThrough(String section, List<String> clicked) {
    center(section);
    browser.press(Keys.HOME);
    for (int step = 0; step < clicked.size(); step++) {
      assertEquals(clicked.get(step), said(section), "step " + step + " of " + section);
      browser.press(Keys.ARROW_RIGHT);
      center(section);
    }
    browser.press(Keys.ARROW_LEFT);
    int before = clicked.size() - 2;
    assertEquals(clicked.get(before), said(section), "one back from the end of " + section);
    center(section);
    browser.press(Keys.END);
    assertEquals(clicked.get(before + 1), said(section), "the end of " + section);
    center(section);
    browser.press(Keys.HOME);
  }

  /** Goes to a step by the slider of the section's player. */
  void go(String section, int step) {
    set("#" + section + " .player input", step);
  }

  /** Moves a slider, or chooses. */
  void set(String selector, Object value) {
    Object unused =
        browser.run(
            "const e = document.querySelector(arguments[0]); e.value = arguments[1];"
                + "e.dispatchEvent(new Event(e.tagName === 'SELECT' ? 'change' : 'input'));",
            selector,
            value);
  }

  /** Gives what a section says at its step, in one line. */
  String said(String section) {
    return browser
        .text("document.querySelector('#%s .said').textContent".formatted(section))
        .strip();
  }

  /** Gives what is told of a picture of a section, the first one being 0. */
  String picture(String section, int which) {
    return browser.text(
        "document.querySelectorAll('#%s svg[role=img]')[%d].getAttribute('aria-label')"
            .formatted(section, which));
  }

  /** Asserts that a section says something at its step. */
  void assertSaid(String section, String... parts) {
    String said = said(section);
    for (String part : parts) {
      assertTrue(said.contains(part), () -> "'" + part + "' is not in: " + said);
    }
  }

  private int count(String section) {
    String output = browser.find("#" + section + " .player output").getText();
    return Integer.parseInt(Iterables.getLast(Splitter.on(' ').split(output)));
  }

  private void center(String section) {
    Object unused =
        browser.run(
            "document.querySelector('#' + arguments[0] + ' .said').scrollIntoView({block:"
                + " 'center', behavior: 'instant'}); document.activeElement.blur()",
            section);
  }
}
