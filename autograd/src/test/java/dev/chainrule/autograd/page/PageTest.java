package dev.chainrule.autograd.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.testing.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page of a graph, in a real browser. */
class PageTest {
  private static Browser browser;

  @TempDir private static Path folder;

  @BeforeAll
  static void start() {
    browser = Browser.start();
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  private static void open(Value result, String title) {
    Path file = folder.resolve("page.html");
    Page.of(result, title).write(file);
    browser.setDark(false);
    browser.setSize(1280, 1000);
    browser.open(file);
  }

  /** y = x tanh(x w + b) + tanh(x w + b)², in which two values are used twice. */
  private static Value small() {
    Value x = Value.of(1.5).named("x");
    Value hidden = x.mul(Value.of(-0.7).named("w")).add(Value.of(0.5).named("b")).tanh().named("h");
    return hidden.mul(x).add(hidden.square()).named("y");
  }

  private static Value network() {
    Value x = Value.constant(Tensor.of(new double[][] {{0, 1}, {1, 0}, {1, 1}})).named("x");
    Value w = Value.of(Tensor.of(new double[][] {{0.3, -0.2}, {0.5, 0.9}})).named("w");
    Value out = x.matMul(w).sigmoid().named("hidden").sum(1).named("out");
    return out.sub(Value.constant(Tensor.of(1, 0, 2)).named("target"))
        .square()
        .mean()
        .named("loss");
  }

  private static String step() {
    return browser.text("document.querySelector('.player output').textContent");
  }

  private static String said() {
    return browser.text("document.querySelector('.said').textContent");
  }

  private static List<String> walk(Runnable move) {
    List<String> all = new ArrayList<>();
    String before = "";
    while (!step().equals(before)) {
      before = step();
      all.add(step() + said());
      move.run();
    }
    return all;
  }

  @Test
  void everyStepIsReachedByClicksAndByKeysForwardAndBack() {
    open(small(), "small");
    int steps = 1 + 6 + 1 + 10; // given, operations, the beginning of the sweep, its steps
    List<String> byKeys = walk(() -> browser.press(Keys.ARROW_RIGHT));
    assertEquals(steps, byKeys.size());
    List<String> back = walk(() -> browser.press(Keys.ARROW_LEFT));
    List<String> byClicks =
        walk(
            () -> {
              if (step().startsWith("Step " + steps)) {
                return;
              }
              browser.click(".player button:nth-of-type(3)");
            });
    assertEquals(byKeys, byClicks);
    java.util.Collections.reverse(back);
    assertEquals(byKeys, back);
    browser.press(Keys.HOME);
    assertEquals("Step 1 of 18", step());
    browser.press(Keys.END);
    assertEquals("Step 18 of 18", step());
    browser.assertQuiet();
  }

  @Test
  void numbersAreTheEngines() {
    Value y = small();
    open(y, "small");
    Value x = y.inputs().get(0).inputs().get(1);
    double gradient = y.gradients(x).of(x).item();
    assertEquals(
        gradient, browser.number("page.program.gradient(page.program.id('x')).data[0]"), 1e-14);
    assertEquals(
        y.item(), browser.number("page.program.value(page.program.result).data[0]"), 1e-14);
    browser.press(Keys.END);
    String shown =
        browser.text("document.querySelector('#given tbody tr td:last-child').textContent");
    double printed = Double.parseDouble(shown.replace('\u2212', '-'));
    assertEquals(gradient, printed, 1e-6 * Math.abs(gradient));
  }

  /** Where two paths meet, the page says that both are added, and shows the sum as it grows. */
  @Test
  void theSumOverPathsGrows() {
    open(small(), "small");
    int first = (int) browser.number("page.program.steps.findIndex(s => page.name(s.to) === 'h')");
    int last =
        (int) browser.number("page.program.steps.findLastIndex(s => page.name(s.to) === 'h')");
    browser.run("page.player.go(page.seed + 1 + arguments[0])", first);
    assertTrue(said().contains("1 of 2 uses"), said());
    browser.run("page.player.go(page.seed + 1 + arguments[0])", last);
    String before = "format(page.program.steps[" + first + "].sum.data[0])";
    String part = "format(page.program.steps[" + last + "].part.data[0])";
    String sum = "format(page.program.cotangents[page.program.id('h')].data[0])";
    String line = browser.text(before + " + ' + ' + " + part + " + ' = ' + " + sum);
    assertTrue(said().contains("added to what came before: " + line), said() + line);
    assertTrue(said().contains("complete"), said());
  }

  @Test
  void aSliderRunsTheGraphAgain() {
    open(small(), "small");
    browser.click("#given button"); // x
    browser.press(Keys.TAB); // from the slider to the field
    WebElement field = browser.find("#field");
    field.clear();
    field.sendKeys("0.25", Keys.TAB);
    assertEquals(0.25, browser.number("page.program.value(page.program.id('x')).data[0]"));
    double hidden = Math.tanh(-0.7 * 0.25 + 0.5);
    double y = hidden * 0.25 + hidden * hidden;
    assertEquals(y, browser.number("page.program.value(page.program.result).data[0]"), 1e-15);
    browser.click("#slider");
    browser.press(Keys.ARROW_RIGHT);
    double moved = browser.number("page.program.value(page.program.id('x')).data[0]");
    assertTrue(moved != 0.25, "x is " + moved);
    browser.click("#reset");
    assertEquals(1.5, browser.number("page.program.value(page.program.id('x')).data[0]"));
    browser.assertQuiet();
  }

  @Test
  void tensorsFromNetworkToNumber() {
    open(network(), "network");
    browser.click(".node[data-id='2']");
    assertEquals("v2 = matMul", browser.find("#value-title").getText());
    browser.find("[data-heat=Values]").sendKeys(Keys.ARROW_RIGHT, Keys.ARROW_DOWN);
    assertEquals("Element [1, 1]", browser.find("#number-title").getText());
    String terms = browser.text("document.getElementById('details').textContent");
    assertTrue(terms.contains("1 \u00b7 (\u22120.2) + 0 \u00b7 0.9"), terms);
    browser.find("#map").sendKeys(Keys.ARROW_RIGHT);
    assertEquals("hidden = sigmoid", browser.find("#value-title").getText());
    browser.click("#zoom-layer");
    browser.click("#zoom-network");
    browser.click("#zoom-number");
    assertEquals("number-title", browser.text("document.activeElement.id"));
    browser.assertQuiet();
  }

  @Test
  void forEveryone() {
    for (Value result : List.of(small(), network())) {
      open(result, "everyone");
      for (boolean isDark : new boolean[] {false, true}) {
        browser.setDark(isDark);
        browser.press(Keys.END);
        browser.assertAccessible();
      }
      browser.setSize(390, 800);
      browser.assertNoSideways();
      browser.assertQuiet();
    }
  }

  @Test
  void namesAndTitlesAreTexts() {
    String evil = "</script><img src=x onerror=\"window.harm=1\"> ' \" \\ \u2028 {0} <!-- ]]>";
    Value x = Value.of(2.0).named(evil);
    Value y = x.mul(Value.of(3.0).named("x".repeat(1_000_000))).exp().named(evil + "!");
    open(y, evil);
    walkAFew();
    assertEquals("undefined", browser.text("window.harm"));
    assertEquals(evil, browser.text("page.name(0)"));
    assertEquals(evil, browser.text("document.title"));
    browser.assertQuiet();
  }

  private static void walkAFew() {
    for (int i = 0; i < 8; i++) {
      browser.press(Keys.ARROW_RIGHT);
    }
  }

  @Test
  void twoThousandValuesStayFluid() throws IOException {
    Value factor = Value.of(0.99).named("factor");
    Value start = Value.of(0.5).named("start");
    Value state = start;
    for (int i = 0; i < 666; i++) {
      state = state.mul(factor).add(start).tanh();
    }
    open(state, "long");
    assertTrue(Files.size(folder.resolve("page.html")) < 2_000_000);
    double expected = state.gradients(factor).of(factor).item();
    double found = browser.number("page.program.gradient(page.program.id('factor')).data[0]");
    assertEquals(expected, found, 1e-12 * Math.abs(expected));
    int drawn = browser.findAll("#map .node").size();
    assertTrue(drawn < 100, "of 2,000 boxes, those in the window are drawn, not " + drawn);
    browser.press(Keys.END);
    browser.click("#zoom-network");
    browser.assertQuiet();
  }

  @Test
  void aLargeTensorIsAPictureOfBearableSize() {
    Value wide = Value.of(Tensor.arange(30_000).reshape(3, 10_000)).named("wide");
    Value tall = Value.of(Tensor.arange(30_000).reshape(10_000, 3)).named("tall");
    open(wide.matMul(tall).sum(), "large");
    for (String name : new String[] {"wide", "tall"}) {
      browser.run("page.select(page.program.id(arguments[0]))", name);
      assertTrue(browser.number("document.querySelector('[data-heat]').width") <= 2000);
      assertTrue(browser.number("document.querySelector('[data-heat]').height") <= 2500);
      browser.find("[data-heat]").sendKeys(Keys.ARROW_RIGHT);
      assertEquals("Element [0, 1]", browser.find("#number-title").getText());
    }
    browser.assertQuiet();
  }

  @Test
  void nothingThatWantsAGradient() {
    open(Value.constant(2.0).named("x").exp(), "constants");
    assertTrue(
        browser.text("document.getElementById('overview').textContent").contains("no way back"));
    browser.press(Keys.END);
    browser.assertQuiet();
  }
}
