package dev.chainrule.demos.pages;

import static dev.chainrule.demos.pages.ThreeLayerPage.TOLERANCE;
import static dev.chainrule.demos.pages.ThreeLayerPage.after;
import static dev.chainrule.demos.pages.ThreeLayerPage.gradients;
import static dev.chainrule.demos.pages.ThreeLayerPage.list;
import static dev.chainrule.demos.pages.ThreeLayerPage.shown;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.demos.threelayer.NamedIteration;
import dev.chainrule.testing.Browser;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The numbers of the lesson of three layers are the engine's. */
class ThreeLayerNumbersTest {
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
  void theNumbersAreTheEngines() {
    NamedIteration java = NamedIteration.first();
    page.assertSame(java, "net");
    // And with other weights: the page computes for itself.
    Tensor w1 = java.w1().data().mul(1.5).add(0.1);
    Tensor w2 = java.w2().data().mul(-2);
    page.run(
        "net.set(net.id('W1'), arguments[0]); net.set(net.id('W2'), arguments[1]); net.run();",
        list(w1),
        list(w2));
    page.assertSame(NamedIteration.of(Value.of(w1), Value.of(w2)), "net");
  }

  @Test
  void backwardSaysTheEnginesNumbers() {
    NamedIteration java = NamedIteration.first();
    Gradients engine = gradients(java);
    Tensor d2 = engine.of(java.z2());
    String[] expected = {
      shown(engine.of(java.y()).at(1, 0)),
      shown(d2.at(1, 0)),
      shown(engine.of(java.h()).at(1, 1)),
      shown(engine.of(java.h()).at(1, 0)),
      shown(engine.of(java.z1()).at(1, 0)),
      shown(java.h().data().at(1, 1) * d2.at(1, 0)),
      shown(engine.of(java.w2()).at(1, 0)),
      shown(engine.of(java.w2()).at(1, 0)),
      shown(engine.of(java.w1()).at(1, 0)),
      shown(java.w2().data().at(1, 0) - engine.of(java.w2()).at(1, 0)),
      shown(java.w1().data().at(1, 0) - engine.of(java.w1()).at(1, 0))
    };
    for (String number : expected) {
      String line = page.text("#backward .computation");
      assertEquals(number, line.substring(line.lastIndexOf("= ") + 2), line);
      page.click("backward", "next step");
    }
    NamedIteration next = after(java, NamedIteration.LEARNING_RATE);
    String said = page.text("#backward .said");
    assertTrue(said.contains("was " + shown(java.cost().item())), said);
    assertTrue(said.contains("it is " + shown(next.cost().item())), said);
  }

  @Test
  void theChainRule_multipliesSlopes() {
    page.assertSays("#chain .readout", "= 8 · 3 = 24, at x = 1");
    browser.find("#chain-slider").sendKeys(Keys.END);
    page.assertSays("#chain .readout", "= 14 · 3 = 42, at x = 2");
    browser.find("#chain-slider").sendKeys(Keys.HOME);
    page.assertSays("#chain .readout", "= \u221210 · 3 = \u221230, at x = \u22122");
  }

  @Test
  void farFromTheMiddle_theSigmoidIsFlat() {
    double y = 1 / (1 + Math.exp(-8));
    browser.find("#flat-slider").sendKeys(Keys.END);
    String said = page.text("#flat .readout");
    assertTrue(said.contains("slope " + shown(y * (1 - y))), said);
    assertTrue(said.contains("= " + shown(y * y * (1 - y)) + "."), said);
  }

  @Test
  void training_isTheEngines() {
    browser.click("#training [data-count='1']");
    browser.click("#training [data-count='10']");
    NamedIteration java = NamedIteration.first();
    for (int i = 0; i < 11; i++) {
      java = after(java, NamedIteration.LEARNING_RATE);
    }
    page.assertSame(java, "training.program");
    page.assertSays("#training .readout", "After 11 iterations the cost is ");
    page.assertSays("#training .readout", "iterations the cost is " + shown(java.cost().item()));
    browser.click("#restart");
    page.assertSame(NamedIteration.first(), "training.program");
    page.run(
        "arguments[0].value = '5'; arguments[0].dispatchEvent(new Event('change'))",
        browser.find("#rate"));
    browser.click("#training [data-count='1']");
    page.assertSame(after(NamedIteration.first(), 5), "training.program");
  }

  @Test
  void trainedLong_allOutputsAreRight() {
    page.assertSays("#training .readout", "are wrong");
    browser.click("#training [data-count='1000']");
    page.assertSays("#training .readout", "all 8 outputs are right");
    browser.click("#restart");
    browser.click("#train-on");
    for (int i = 0; i < 100 && browser.number("training.iteration") < 5; i++) {
      page.run("return new Promise(done => setTimeout(done, 50))");
    }
    browser.click("#train-on");
    double stopped = browser.number("training.iteration");
    assertTrue(stopped >= 5);
    page.run("return new Promise(done => setTimeout(done, 100))");
    assertEquals(stopped, browser.number("training.iteration"));
    browser.assertQuiet();
  }

  @Test
  void thePathsAddUpToTheGradient() {
    NamedIteration java = NamedIteration.first();
    double gradient = gradients(java).of(java.w1()).at(1, 0);
    page.assertSays("#paths .said", "2 paths");
    for (int step = 2; step <= 5; step++) {
      page.click("paths", "next step");
    }
    page.assertSays("#paths .computation", "says " + shown(gradient));
    double sum =
        browser.number(
            "PATTERNS.flatMap((_, p) => OUTPUTS.map((_, o) =>"
                + " multiplied(factorsOfPath(backwardMatrices(), p, o)))).reduce((a, b) => a + b)");
    assertEquals(gradient, sum, TOLERANCE);
  }

  @Test
  void pathsAndMultiplications_areCountedRight() {
    for (int hidden = 1; hidden <= 4; hidden++) {
      int[] sizes = new int[hidden + 2];
      Arrays.fill(sizes, 4);
      sizes[0] = 3;
      sizes[hidden + 1] = 2;
      Walk walk = new Walk(sizes);
      String counted = "counted(" + Arrays.toString(sizes) + ")";
      assertEquals(walk.paths, browser.number(counted + ".paths"));
      assertEquals(walk.multiplications, browser.number(counted + ".walked"));
    }
    assertEquals(2 + 8 + 8 + 4 + 12, browser.number("counted([3, 4, 2]).swept"));
    browser.find("#depth-slider").sendKeys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
    page.assertSays("#paths .readout", "32 paths lead from one weight");
  }

  /** Walks all paths from all weights, one by one. */
  private static final class Walk {
    private final int[] sizes;
    private int paths;
    private int multiplications;

    Walk(int[] sizes) {
      this.sizes = sizes;
      for (int layer = 0; layer + 1 < sizes.length; layer++) {
        for (int weight = 0; weight < sizes[layer] * sizes[layer + 1]; weight++) {
          onFrom(layer + 1, 1); // the value at the weight's start, times the slope at its end
        }
      }
    }

    private void onFrom(int layer, int multiplied) {
      if (layer == sizes.length - 1) {
        paths++;
        multiplications += multiplied + 1; // times the error
        return;
      }
      for (int next = 0; next < sizes[layer + 1]; next++) {
        onFrom(layer + 1, multiplied + 2); // times a weight, times a slope
      }
    }
  }
}
