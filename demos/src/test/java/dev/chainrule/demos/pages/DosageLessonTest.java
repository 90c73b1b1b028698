package dev.chainrule.demos.pages;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Value;
import dev.chainrule.demos.dosage.TextbookNetwork;
import dev.chainrule.testing.Browser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The dosage lesson in a real browser, and its numbers beside the engine's. */
class DosageLessonTest {
  private static final double EXACT = 1e-12;
  private static final List<String> SECTIONS =
      List.of("network", "squiggle", "residuals", "slope", "descent", "outer", "inner", "sweep");
  private static final Duration TRAINING = Duration.ofMinutes(3); // seconds, on an idle machine

  @TempDir private static Path folder;
  private static Browser browser;
  private static LessonPage page;

  @BeforeAll
  static void start() {
    browser = Browser.start();
    page = new LessonPage(browser);
    new DosageLesson().page().write(folder.resolve("dosage.html"));
  }

  @AfterAll
  static void stop() {
    browser.close();
  }

  @BeforeEach
  void open() {
    browser.setSize(1280, 1000);
    browser.setDark(false);
    browser.open(folder.resolve("dosage.html"));
  }

  @Test
  void everyStep_isReachedByClicksAndByKeys() {
    for (String section : SECTIONS) {
      page.pressThrough(section, page.clickThrough(section));
    }
    browser.assertQuiet();
  }

  @Test
  void gradients_areTheEngines() {
    for (double[] numbers : new double[][] {TextbookNetwork.known(), TextbookNetwork.start()}) {
      String at = "new Dosage().at(" + script(numbers) + ")";
      Value ssr = TextbookNetwork.sumOfSquaredResiduals(numbers);
      assertEquals(ssr.item(), browser.number(at + ".ssr"), EXACT);
      assertArrayEquals(gradient(ssr), browser.numbers(at + ".gradient"), EXACT);
      assertArrayEquals(
          Values.named("predicted", ssr).data().toArray(),
          browser.numbers(at + ".predicted"),
          EXACT);
    }
  }

  @Test
  void curves_areTheEngines() {
    double[] dosages = {0, 0.25, 0.5, 1};
    Value predicted = TextbookNetwork.predict(dosages, TextbookNetwork.known());
    String curve = "new Dosage().curve(carried('lesson').known)";
    for (String name : List.of("z1", "y1", "blue", "z2", "y2", "orange", "predicted")) {
      assertArrayEquals(
          Values.named(name, predicted.sum()).data().toArray(),
          browser.numbers("[0, 25, 50, 100].map((i) => " + curve + "." + name + "[i])"),
          EXACT,
          name);
    }
  }

  @Test
  void productsOfAllChains_addUpToTheGradient() {
    double[] sums =
        browser.numbers(
            "(() => { const l = new Dosage(); const now = l.at(l.start);"
                + "return l.names.map((name) => addUp(l.dosages.map((_, i) =>"
                + "factors(l, now, name).reduce((n, f) => n * f.numbers[i], 1))));"
                + "function addUp(ns) { return ns.reduce((a, b) => a + b); } })()");
    Value ssr = TextbookNetwork.sumOfSquaredResiduals(TextbookNetwork.start());
    assertArrayEquals(gradient(ssr), sums, EXACT);
  }

  @Test
  void residuals_showTheTextbooksSum_andFollowTheSlider() {
    page.go("residuals", 1);
    page.assertSaid("residuals", "2.6037", "2.6090", "2.6149", "20.4236");
    page.go("residuals", 2);
    page.assertSaid("residuals", fixed(ssrAt(1)));
    page.set("#residuals .tools input", 2.61);
    page.assertSaid("residuals", "parabola", fixed(ssrAt(2.61)));
    assertEquals(
        "SSR against b3; b3 = 2.61, SSR = " + fixed(ssrAt(2.61)), page.picture("residuals", 1));
  }

  @Test
  void slider_isMovedByKeys() {
    WebElement slider = browser.find("#slope .tools input");
    slider.sendKeys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
    page.assertSaid("slope", "tangent", fixed(slopeAt(0.03)));
  }

  @Test
  void tangent_followsTheMouse_andIsFlatAtTheLowestPoint() {
    WebElement picture = browser.find("#slope svg.plot");
    int width = picture.getSize().getWidth();
    int middle = picture.getSize().getHeight() / 2;
    browser.drag(picture, new int[] {width / 4, middle}, new int[] {width / 2, middle});
    double b3 = browser.number("document.querySelector('#slope .tools input').value");
    assertTrue(b3 > 1.5 && b3 < 3.5, "b3 in the middle of the picture: " + b3);
    page.assertSaid("slope", fixed(slopeAt(b3)));
    page.set("#slope .tools input", 2.61);
    assertTrue(page.picture("slope", 0).endsWith("slope " + fixed(slopeAt(2.61))));
    assertEquals(0, slopeAt(2.61), 0.01);
  }

  @Test
  void derivative_isTheTextbooks() {
    page.go("slope", 4);
    page.assertSaid("slope", "−15.6551", "−5.2073", "−5.2180", "−5.2297", "× 1", "Why add?");
    page.go("slope", 0);
    double change = ssrAt(0.01) - ssrAt(0);
    page.assertSaid("slope", "about 0.01 × (−15.6551) = −0.1566", fixed(change));
  }

  @Test
  void descent_takesTheTextbooksSteps() {
    page.go("descent", 0);
    page.assertSaid("descent", "20.4236", "−15.6551 × 0.1 = −1.5655", "= 1.5655");
    page.go("descent", 1);
    page.assertSaid("descent", "−6.2620", "= 2.1917");
    page.go("descent", 1000);
    page.assertSaid("descent", "smaller than 0.001", "b₃ is 2.61");
  }

  @Test
  void descent_takesAnotherLearningRate() {
    page.set("#descent .tools input", 0.3);
    page.go("descent", 1);
    page.assertSaid("descent", fixed(-0.3 * slopeAt(0)), fixed(slopeAt(-0.3 * slopeAt(0))));
    page.set("#descent .tools input", 0.35);
    page.go("descent", 1000);
    page.assertSaid("descent", "After 50 steps", "They get larger");
    page.set("#descent .tools input", 0.01);
    page.go("descent", 1000);
    page.assertSaid("descent", "After 50 steps", "does not suit");
  }

  @Test
  void sweep_endsWithTheGradient() {
    page.go("sweep", 1000);
    Value ssr = TextbookNetwork.sumOfSquaredResiduals(TextbookNetwork.start());
    double[] gradient = gradient(ssr);
    for (int i = 0; i < gradient.length; i++) {
      String name = TextbookNetwork.names().get(i);
      assertEquals(
          fixed(gradient[i]), browser.find("#sweep [data-sum=" + name + "]").getText(), name);
    }
    page.assertSaid("sweep", "4 + 4 + 4 + 4 + 2 + 2 + 2 = 22", "each link once: 12.");
  }

  @Test
  void sweep_ofEachObservation_leadsToItsShare() {
    page.go("sweep", 12);
    String middle = page.picture("sweep", 0);
    page.set("#sweep select", 2);
    Value ssr = TextbookNetwork.sumOfSquaredResiduals(TextbookNetwork.start());
    Value predicted = Values.named("predicted", ssr);
    double[] cotangents = ssr.gradients(predicted).of(predicted).toArray();
    assertTrue(page.picture("sweep", 0).contains("b3 %.3f".formatted(cotangents[2])));
    assertTrue(middle.contains("b3 %.3f".formatted(cotangents[1]).replace('-', '−')), middle);
  }

  @Test
  void training_endsWithTheTextbooksNumbers() {
    double[] numbers = TextbookNetwork.start();
    double[] early = {};
    for (int step = 0; step < TextbookNetwork.steps(); step++) {
      early = step == 100 ? numbers.clone() : early;
      double[] gradient = gradient(TextbookNetwork.sumOfSquaredResiduals(numbers));
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] -= TextbookNetwork.learningRate() * gradient[i];
      }
    }
    String hundred =
        "(() => { const t = new Training(new Dosage());"
            + "while (t.length < 100) t.advance(); return t.numbers[100]; })()";
    assertArrayEquals(early, browser.numbers(hundred), EXACT);
    trainToTheEnd();
    for (int i = 0; i < numbers.length; i++) {
      String name = TextbookNetwork.names().get(i);
      assertEquals(
          fixed(numbers[i]), browser.find("#all [data-number=" + name + "]").getText(), name);
      double known = name.equals("b3") ? 2.61 : TextbookNetwork.known()[i];
      assertEquals(known, numbers[i], 0.005, name);
    }
    page.pressThrough("all", page.clickThrough("all"));
    browser.assertQuiet();
  }

  @Test
  void straightLine_isTheBestOne() {
    Value ssr = DosageLesson.straightLine();
    Gradients gradients = ssr.gradients();
    assertEquals(0, gradients.of(Values.named("slope", ssr)).item(), EXACT);
    assertEquals(0, gradients.of(Values.named("height", ssr)).item(), EXACT);
    assertEquals(6, DosageLesson.curvature(), EXACT);
  }

  @Test
  void everybody_canUseIt() {
    for (boolean isDark : new boolean[] {false, true}) {
      browser.setDark(isDark);
      for (String section : SECTIONS) {
        page.go(section, 1);
      }
      browser.assertAccessible();
      for (String section : SECTIONS) {
        page.go(section, 1000);
      }
      browser.assertAccessible();
    }
    browser.assertQuiet();
  }

  @Test
  void fitsAPhone() {
    browser.setSize(390, 800);
    browser.assertNoSideways();
    for (String section : SECTIONS) {
      for (int step : new int[] {1, 4, 1000}) {
        page.go(section, step);
        browser.assertNoSideways();
      }
    }
  }

  @Test
  void plateau_isExplainedWhereItIs_andTheLegendSaysWhatIsThere() {
    for (int milestone = 0; milestone < 2; milestone++) {
      page.go("all", milestone);
      assertFalse(page.said("all").contains("plateau"));
    }
    double[] milestones = browser.numbers("new Dosage().milestones");
    page.go("all", Arrays.binarySearch(milestones, 100));
    page.assertSaid(
        "all", "to 100, SSR went from", "to 0.7092.", "plateau", "below the middle", "than 0.6667");
    assertEquals("to be found", browser.find("#all .legend").getText().strip());
    page.go("network", 1000);
    assertTrue(browser.find("#network .legend").getText().contains("known"));
  }

  @Test
  void nothingIsSaidOfTheEnd_beforeItIsReached() {
    String said =
        browser.text(
            "(() => { const r = document.querySelector('#all .player input'); r.value = 1000;"
                + "r.dispatchEvent(new Event('input'));"
                + "return document.querySelector('#all .said').textContent; })()");
    assertEquals("The training is running …", said);
    trainToTheEnd();
    assertFalse(page.said("all").contains("is running"));
  }

  @Test
  void slopes_areWrittenAlikeInPictureAndText() {
    assertTrue(
        browser.text("document.querySelector('#slope .plot').textContent").contains("15.6551"));
    assertTrue(
        browser.text("document.querySelector('#descent .plot').textContent").contains("15.6551"));
  }

  private static void trainToTheEnd() {
    page.go("all", 1000);
    long end = System.nanoTime() + TRAINING.toNanos();
    while (browser.findAll("#all [data-number]").isEmpty() && System.nanoTime() < end) {
      browser.press(""); // lets it go on
    }
    page.assertSaid("all", "SSR is nearly 0");
  }

  private static double[] gradient(Value ssr) {
    Gradients gradients = ssr.gradients();
    return TextbookNetwork.names().stream()
        .mapToDouble(name -> gradients.of(Values.named(name, ssr)).item())
        .toArray();
  }

  private static Value withBias(double b3) {
    double[] numbers = TextbookNetwork.known();
    numbers[TextbookNetwork.names().indexOf("b3")] = b3;
    return TextbookNetwork.sumOfSquaredResiduals(numbers);
  }

  private static double ssrAt(double b3) {
    return withBias(b3).item();
  }

  private static double slopeAt(double b3) {
    return gradient(withBias(b3))[TextbookNetwork.names().indexOf("b3")];
  }

  private static String fixed(double number) {
    return String.format("%.4f", number).replace('-', '−');
  }

  private static String script(double[] numbers) {
    return Arrays.toString(numbers);
  }
}
