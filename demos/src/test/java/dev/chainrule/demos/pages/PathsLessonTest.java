package dev.chainrule.demos.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.graph.Explanation;
import dev.chainrule.autograd.graph.GradientPath;
import dev.chainrule.testing.Browser;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The lesson on paths in a real browser, and its numbers beside the engine's. */
class PathsLessonTest {
  private static final double EXACT = 1e-12;
  private static final List<String> SECTIONS =
      List.of("forward", "links", "walk", "back", "directions", "blocks");

  @TempDir private static Path folder;
  private static Browser browser;
  private static LessonPage page;

  @BeforeAll
  static void start() {
    browser = Browser.start();
    page = new LessonPage(browser);
    new PathsLesson().page().write(folder.resolve("paths.html"));
  }

  @AfterAll
  static void stop() {
    browser.close();
  }

  @BeforeEach
  void open() {
    browser.setSize(1280, 1000);
    browser.setDark(false);
    browser.open(folder.resolve("paths.html"));
  }

  @Test
  void everyStep_isReachedByClicksAndByKeys() {
    for (String section : SECTIONS) {
      page.pressThrough(section, page.clickThrough(section));
    }
    browser.assertQuiet();
  }

  @Test
  void paths_areThoseOfTheEngine_withTheSameProducts() {
    Value r = PathsLesson.small(2, 3);
    Explanation explanation = Explanation.of(r, Values.named("x", r));
    page.go("walk", 1000);
    assertEquals(5, explanation.paths().size());
    for (GradientPath path : explanation.paths()) {
      String contribution = "%.0f".formatted(path.contribution().item());
      assertTrue(
          browser.findAll("#walk tbody tr").stream()
              .map(row -> row.findElements(org.openqa.selenium.By.tagName("td")))
              .anyMatch(
                  cells ->
                      cells.get(2).getText().equals(contribution)
                          && cells.get(0).getText().split(" → ").length == path.length() + 1),
          () -> "no path of " + path);
    }
    page.assertSaid("walk", "All 5 paths", "dr/dx = 52", "gradient is 52", "Together: 15");
  }

  @Test
  void walkFromTheOtherInput() {
    page.set("#walk select", "y");
    page.go("walk", 1000);
    page.assertSaid("walk", "All 3 paths", "dr/dy = 30", "gradient is 30");
    page.pressThrough("walk", page.clickThrough("walk"));
  }

  @Test
  void sweep_collectsTheGradient_andIsCounted() {
    page.go("back", 5);
    page.assertSaid("back", "v passes on to x: 7 × 1 = 7");
    page.go("back", 1000);
    page.assertSaid("back", "dr/dx = 52, dr/dy = 30", "paths walked825", "one sweepnone8");
    page.go("directions", 1000);
    page.assertSaid("directions", "7 + 6 = 13", "all inputs, 8.");
  }

  @Test
  void otherInputs_areFollowedEverywhere() {
    for (double[] inputs : new double[][] {{-1.5, 2.5}, {0, 4}, {-1, 1}, {4, -0.5}}) {
      page.set("#inputs label:nth-of-type(1) input", inputs[0]);
      page.set("#inputs label:nth-of-type(2) input", inputs[1]);
      Value r = PathsLesson.small(inputs[0], inputs[1]);
      Gradients gradients = r.gradients();
      for (String name : List.of("x", "y")) {
        double gradient = gradients.of(Values.named(name, r)).item();
        page.set("#walk select", name);
        page.go("walk", 1000);
        page.assertSaid("walk", "dr/d" + name + " = " + text(gradient) + ".");
        page.go("back", 1000);
        page.assertSaid("back", "dr/d" + name + " = " + text(gradient));
        page.go("directions", name.equals("x") ? 0 : 1);
        page.assertSaid("directions", "At r it is " + text(gradient) + ",");
      }
      page.go("forward", 1000);
      page.assertSaid("forward", "= " + text(r.item()));
    }
    browser.assertQuiet();
  }

  @Test
  void inputs_areMovedByKeys() {
    browser.find("#inputs input").sendKeys(Keys.ARROW_LEFT);
    page.go("forward", 1);
    page.assertSaid("forward", "u = x × y = 1.5 × 3 = 4.5");
  }

  @Test
  void links_sayWhatASmallChangeDoes() {
    page.go("links", 0);
    page.assertSaid("links", "Raise x by 0.001: u changes by 0.003.", "u changes by 0.002.");
    page.go("links", 1000);
    page.assertSaid("links", "3 × 8 × 1 = 24 times");
  }

  @Test
  void blocks_doubleThePaths_andAddThreeLinks() {
    for (int blocks = 1; blocks <= PathsLesson.MAX_BLOCKS; blocks++) {
      Value result = PathsLesson.blocks(blocks);
      Value x = Values.named("x0", result);
      String graph = "new PathGraph('blocks-" + blocks + "', new Locals())";
      double gradient = result.gradients().of(x).item();
      assertEquals(gradient, browser.number(graph + ".gradient('x0')"), EXACT);
      double walked =
          browser.number(
              "(() => { const g = "
                  + graph
                  + "; return addAll(g.paths(g.id('x0')).map((path) =>"
                  + "timesAll(path.map((link) => link.slope)))); })()");
      assertEquals(gradient, walked, EXACT * gradient);
      page.go("blocks", blocks - 1);
      int paths = (int) Explanation.of(result, x, 1).pathCount();
      assertEquals(1 << blocks, paths);
      assertEquals(blocks + " blocks, " + paths + " paths", page.picture("blocks", 0));
      assertTrue(
          page.picture("blocks", 1).endsWith(": " + paths + " paths, " + 3 * blocks + " links"));
    }
    page.go("blocks", 0);
    page.assertSaid("blocks", "x₀ = 0.5;", "1233"); // blocks, paths, walking and sweep: alike
    page.set("#inputs label:nth-of-type(1) input", -1);
    page.assertSaid("blocks", "dx₁/dx₀ = 1.78644773297 at x₀ = 0.5.");
    page.go("blocks", 1000);
    page.assertSaid("blocks", "And 50 such blocks? 1,125,899,906,842,624 paths.", "150 links");
  }

  @Test
  void inputsOfTheNetwork_costAWholeSweepEach_forwards() {
    page.set("#directions .tools input", 1);
    page.assertSaid("directions", "Backwards: 24. ", "each input: 24.");
    page.set("#directions .tools input", 16);
    page.assertSaid("directions", "Backwards: 84. ", "each input: 384.");
    assertEquals(
        "16 inputs, one result: backwards 84 multiplications, forwards 384",
        page.picture("directions", 1));
    assertEquals(84, browser.findAll("#directions line.web").size());
  }

  @Test
  void everybody_canUseIt() {
    for (boolean isDark : new boolean[] {false, true}) {
      browser.setDark(isDark);
      for (int step : new int[] {1, 1000}) {
        for (String section : SECTIONS) {
          page.go(section, step);
        }
        browser.assertAccessible();
      }
    }
    browser.assertQuiet();
  }

  @Test
  void fitsAPhone() {
    browser.setSize(390, 800);
    browser.assertNoSideways();
    for (String section : SECTIONS) {
      for (int step : new int[] {0, 2, 4, 1000}) {
        page.go(section, step);
        browser.assertNoSideways();
      }
    }
  }

  private static String text(double number) {
    return new java.math.BigDecimal(number + 0.0)
        .stripTrailingZeros()
        .toPlainString()
        .replace('-', '−');
  }
}
