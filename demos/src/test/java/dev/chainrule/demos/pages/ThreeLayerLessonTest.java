package dev.chainrule.demos.pages;

import static dev.chainrule.demos.pages.ThreeLayerPage.PLAYERS;
import static dev.chainrule.demos.pages.ThreeLayerPage.TOLERANCE;
import static dev.chainrule.demos.pages.ThreeLayerPage.gradients;
import static dev.chainrule.demos.pages.ThreeLayerPage.shown;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.demos.threelayer.NamedIteration;
import dev.chainrule.testing.Browser;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The lesson of three layers, operated as by a reader. */
class ThreeLayerLessonTest {
  @TempDir static Path folder;
  private static ThreeLayerPage page;
  private static Browser browser;

  @BeforeAll
  static void write() {
    page = new ThreeLayerPage(folder);
    browser = page.browser;
  }

  @AfterAll
  static void close() {
    page.close();
  }

  @BeforeEach
  void open() {
    page.open();
  }

  @Test
  void everyStep_isReachedByClicks_forwardAndBack() {
    PLAYERS.forEach(
        (section, count) -> {
          for (int step = 2; step <= count; step++) {
            page.click(section, "next step");
            page.assertAt(section, step);
          }
          for (int step = count - 1; step >= 1; step--) {
            page.click(section, "step back");
            page.assertAt(section, step);
          }
          page.click(section, "last step");
          page.assertAt(section, count);
          page.click(section, "first step");
          page.assertAt(section, 1);
        });
    browser.assertQuiet();
  }

  @Test
  void everyStep_isReachedByKeys_forwardAndBack() {
    PLAYERS.forEach(
        (section, count) -> {
          page.run(
              "document.querySelector('#' + arguments[0] + ' .said').scrollIntoView({block: 'center'})",
              section);
          for (int step = 2; step <= count; step++) {
            browser.press(Keys.ARROW_RIGHT);
            page.assertAt(section, step);
          }
          for (int step = count - 1; step >= 1; step--) {
            browser.press(Keys.ARROW_LEFT);
            page.assertAt(section, step);
          }
        });
    browser.assertQuiet();
  }

  @Test
  void transposed_isNotWrittenAsTheTargetsAre() {
    for (int step = 0; step < requireNonNull(PLAYERS.get("backward")); step++) {
      page.run("backwardPlayer.go(arguments[0])", step);
      assertEquals(0, browser.number("document.querySelectorAll('#backward msup mi + mi').length"));
    }
    page.run("backwardPlayer.go(3)");
    assertEquals("\u22a4", browser.text("document.querySelector('#backward msup mo').textContent"));
    page.run("nestedPlayer.go(9)");
    page.assertSays("#nested .said", "one is transposed and the order counts");
  }

  @Test
  void eachStepShowsAnotherText() {
    PLAYERS.forEach(
        (section, count) -> {
          String before = "";
          for (int step = 1; step <= count; step++) {
            String text = page.text("#" + section + " .said");
            assertNotEquals(before, text);
            assertTrue(text.length() > 20, text);
            before = text;
            if (step < count) {
              page.click(section, "next step");
            }
          }
        });
  }

  @Test
  void isFitForAll_inLightAndDark_onAPhone() {
    for (boolean isDark : new boolean[] {false, true}) {
      browser.setDark(isDark);
      for (int turn = 0; turn < 2; turn++) {
        browser.assertAccessible();
        PLAYERS.keySet().forEach(section -> page.click(section, turnedTo(section)));
      }
    }
    browser.setSize(390, 844);
    for (int step = 0; step < 11; step++) {
      browser.assertNoSideways();
      page.run(
          "[forwardPlayer, nestedPlayer, backwardPlayer, pathsPlayer]"
              + ".forEach(player => player.go(arguments[0]))",
          step);
    }
    browser.assertNoSideways();
    browser.assertQuiet();
  }

  private static String turnedTo(String section) {
    boolean isLast = page.text("#" + section + " output").endsWith("1 of " + PLAYERS.get(section));
    return isLast ? "last step" : "first step";
  }

  @Test
  void keysReachEverything() {
    int focused = 0;
    page.run("document.body.focus()");
    for (int i = 0; i < 150; i++) {
      WebElement element = browser.tab();
      String id = String.valueOf(element.getDomAttribute("id"));
      if (id.matches(".*-slider|partial-step|train-on")) {
        focused++;
      }
      if (element.getTagName().equals("summary") && element.getText().contains("framework")) {
        break;
      }
    }
    assertEquals(8, focused); // six sliders and two buttons
  }

  @Test
  void aNumberOfAProduct_isChosenByMouseAndByKeys() {
    page.click("forward", "next step");
    page.click("forward", "next step");
    Tensor z1 = NamedIteration.first().z1().data();
    List<WebElement> targets = browser.findAll("#forward .target");
    assertEquals(z1.shape().elements(), targets.size());
    targets.get(7).click(); // second row, fourth column
    assertTrue(page.text("#forward .computation").endsWith("= " + shown(z1.at(1, 3))));
    browser.find("#forward svg.matrix").sendKeys(Keys.ARROW_DOWN, Keys.ARROW_LEFT);
    assertTrue(page.text("#forward .computation").endsWith("= " + shown(z1.at(2, 2))));
    page.assertAt("forward", 3);
    browser.find("#forward svg.matrix").sendKeys(Keys.ARROW_DOWN, Keys.ARROW_DOWN);
    assertTrue(page.text("#forward .computation").endsWith("= " + shown(z1.at(3, 2))));
  }

  @Test
  void oneWeight_isMovedByKeysAndByTheMouse_andItsLowestPointIsOne() {
    browser.find("#one-weight-slider").sendKeys(Keys.HOME);
    page.assertSays("#one-weight .readout", "At \u221210, the cost is " + shown(cost(-10)));
    WebElement plot = browser.find("#one-weight .draggable");
    int width = plot.getSize().getWidth();
    browser.drag(plot, new int[] {width / 2, 100}, new int[] {width * 3 / 4, 100});
    double w = page.number("#one-weight .readout", "At (\\S+), ");
    assertTrue(w > 3 && w < 7, "dragged to " + w);
    double lowest = browser.number("lowestCurve.lowest()");
    assertEquals(0, browser.number("lowestCurve.at(lowestCurve.lowest()).slope"), 1e-9);
    assertTrue(cost(lowest) < cost(lowest - 0.1) && cost(lowest) < cost(lowest + 0.1));
    assertEquals(
        cost(lowest), browser.number("lowestCurve.at(lowestCurve.lowest()).cost"), TOLERANCE);
  }

  /** Computes the cost, by the engine, with another number for the weight that the page chose. */
  private static double cost(double weight) {
    NamedIteration first = NamedIteration.first();
    boolean isFirst = browser.text("lowestCurve.name").equals("W1");
    Tensor chosen = (isFirst ? first.w1() : first.w2()).data();
    double[] numbers = chosen.toArray();
    numbers[(int) browser.number("lowestCurve.place")] = weight;
    Value moved = Value.of(Tensor.of(chosen.shape(), numbers));
    return (isFirst ? NamedIteration.of(moved, first.w2()) : NamedIteration.of(first.w1(), moved))
        .cost()
        .item();
  }

  @Test
  void theSlopeOfTheSquare_isTwiceX() {
    page.assertSays("#derivative .readout", "2x = 2 · 2 = 4.");
    browser.find("#derivative-slider").sendKeys(Keys.HOME);
    page.assertSays("#derivative .readout", "2x = 2 · (\u22123) = \u22126.");
    WebElement plot = browser.find("#derivative .draggable");
    browser.drag(plot, new int[] {20, 100}, new int[] {plot.getSize().getWidth() - 2, 100});
    page.assertSays("#derivative .readout", "2x = 2 · 3 = 6.");
  }

  @Test
  void aPartialDerivative_isChosen_andSteppedDown() {
    page.run("document.querySelector('#partial').scrollIntoView()");
    WebElement first = browser.find("#partial svg.matrix");
    first.sendKeys(Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ARROW_RIGHT);
    String title = page.text("#partial h3");
    assertEquals("The cost against the weight from one to h2", title);
    double slope = page.number("#partial .readout", "slope is (\\S+?)[:.]? ");
    NamedIteration java = NamedIteration.first();
    assertEquals(shown(gradients(java).of(java.w1()).at(2, 1)), shown(slope));
    double before = page.number("#partial .readout", "cost is (\\S+) ");
    for (int i = 0; i < 20; i++) {
      browser.click("#partial-step");
    }
    assertTrue(page.number("#partial .readout", "cost is (\\S+) ") < before);
  }
}
