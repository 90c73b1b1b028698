package dev.chainrule.demos.pages;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.demos.digits.LessonNetwork;
import dev.chainrule.nn.LayerState;
import dev.chainrule.nn.layer.Activation;
import dev.chainrule.nn.layer.Mlp;
import dev.chainrule.nn.loss.Losses;
import dev.chainrule.testing.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Opens the lesson on digits, and does there what a learner does. */
class DigitsLessonTest {
  private static final double EXACT = 1e-12;
  private static final int PIXELS = 784;

  @TempDir private static Path folder;
  private static LessonNetwork network;
  private static Browser browser;
  private static Path file;

  @BeforeAll
  static void open() {
    browser = Browser.start();
    network = LessonNetwork.trained();
    file = folder.resolve("digits.html");
    new DigitsLesson().page(network).write(file);
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void reopen() {
    browser.setDark(false);
    browser.setSize(1280, 1000);
    browser.open(file);
  }

  private static Mlp mlp(Map<String, Tensor> numbers) {
    Mlp mlp =
        Mlp.builder(PIXELS)
            .hidden(16, Activation.SIGMOID)
            .hidden(16, Activation.SIGMOID)
            .output(10, Activation.SIGMOID)
            .build();
    LayerState.restore(mlp, numbers);
    return mlp;
  }

  private static Value cost(Mlp mlp, double[] pixels, int label) {
    Value outputs = mlp.apply(Value.constant(Tensor.of(Shape.of(1, PIXELS), pixels)));
    double[] wanted = new double[10];
    wanted[label] = 1;
    return Losses.sumOfSquaredResiduals(
        outputs, Value.constant(Tensor.of(Shape.of(1, 10), wanted)));
  }

  /** The first 2 among the digits of the page. */
  private static double[] two() {
    return browser.numbers("sampleDigits.find(({label}) => label === 2).pixels");
  }

  private static String section(String id) {
    return "#" + id + " ";
  }

  private static void go(String id, int step) {
    Object unused =
        browser.run(
            "const range = document.querySelector(arguments[0]); range.value = arguments[1];"
                + "range.dispatchEvent(new Event('input'));",
            section(id) + ".player input",
            step);
  }

  private static String said(String id) {
    return browser.find(section(id) + ".said").getText();
  }

  private static String cell(String id, int row, int column) {
    return browser
        .find(
            "%s.detail tbody tr:nth-child(%d) > :nth-child(%d)".formatted(section(id), row, column))
        .getText();
  }

  private static String printed(double number) {
    return String.format(Locale.ROOT, "%.4f", number);
  }

  private static double numberIn(String text) {
    return Double.parseDouble(text.replace('\u2212', '-').replace("+", "").replace(",", ""));
  }

  @Test
  void isSmallAndNeedsNothing() throws IOException {
    assertTrue(Files.size(file) < 2_000_000, "bytes: " + Files.size(file));
    browser.assertQuiet();
    browser.assertAccessible();
  }

  @ParameterizedTest
  @CsvSource({"draw,5", "cost,5", "sensitive,5", "wishes,10", "average,11", "map,17", "learned,6"})
  void everyStepIsReachedByClicksAndByKeys(String id, int count) {
    String output = section(id) + ".player output";
    for (int step = 2; step <= count; step++) {
      browser.click(section(id) + ".player button:nth-of-type(3)");
      assertEquals("Step " + step + " of " + count, browser.find(output).getText());
      assertFalse(said(id).isEmpty());
      browser.assertNoSideways();
    }
    assertFalse(browser.find(section(id) + ".player button:nth-of-type(3)").isEnabled());
    for (int step = count - 1; step >= 1; step--) {
      browser.click(section(id) + ".player button:nth-of-type(2)");
      assertEquals("Step " + step + " of " + count, browser.find(output).getText());
    }
    Object unused =
        browser.run(
            "document.activeElement.blur();"
                + "document.querySelector(arguments[0]).scrollIntoView({block: 'center'});",
            section(id) + ".said");
    browser.press(Keys.END);
    assertEquals("Step " + count + " of " + count, browser.find(output).getText());
    browser.press(Keys.ARROW_LEFT);
    assertEquals("Step " + (count - 1) + " of " + count, browser.find(output).getText());
    browser.press(Keys.HOME, Keys.ARROW_RIGHT);
    assertEquals("Step 2 of " + count, browser.find(output).getText());
    browser.assertQuiet();
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void isAccessibleAtTheEndsOfAllParts(boolean isDark) {
    browser.setDark(isDark);
    browser.open(file);
    for (int step : new int[] {1, 3, 6, 99}) {
      for (String id :
          new String[] {"draw", "cost", "sensitive", "wishes", "average", "map", "learned"}) {
        go(id, step);
      }
      browser.assertAccessible();
    }
    browser.assertQuiet();
  }

  @Test
  void fitsOnAPhone() {
    browser.setSize(390, 844);
    browser.open(file);
    for (int step = 0; step < 17; step++) {
      for (String id :
          new String[] {"draw", "cost", "sensitive", "wishes", "average", "map", "learned"}) {
        go(id, step);
      }
      browser.assertNoSideways();
    }
    browser.assertAccessible();
  }

  @Test
  void computesWhatTheEngineComputes() {
    double[] pixels = two();
    for (String which : new String[] {"before", "after"}) {
      Mlp mlp = mlp(which.equals("before") ? network.before() : network.after());
      Value cost = cost(mlp, pixels, 2);
      Object unused =
          browser.run(
              "window.tried = new Network('net', arguments[0])"
                  + ".run(sampleDigits.find(({label}) => label === 2).pixels, 2);",
              which);
      assertEquals(cost.item(), browser.number("tried.cost"), EXACT);
      Gradients gradients = cost.gradients();
      mlp.parameters()
          .forEach(
              (name, parameter) ->
                  assertArrayEquals(
                      gradients.of(parameter.value()).toArray(),
                      browser.numbers("tried.gradient('" + name + "')"),
                      EXACT,
                      name));
    }
  }

  @Test
  void saysTheCostOfOneExampleAndOfMany() {
    double before = cost(mlp(network.before()), two(), 2).item();
    double after = cost(mlp(network.after()), two(), 2).item();
    go("cost", 2);
    assertTrue(said("cost").contains(printed(before)), said("cost"));
    assertEquals(before, numberIn(cell("cost", 11, 5)), 5e-5);
    double squares =
        DoubleStream.iterate(1, row -> row <= 10, row -> row + 1)
            .map(row -> numberIn(cell("cost", (int) row, 5)))
            .sum();
    assertEquals(before, squares, 10 * 5e-5);
    go("cost", 3);
    assertTrue(said("cost").contains(printed(after)), said("cost"));
    go("cost", 4);
    assertTrue(said("cost").contains(printed(network.cost(false))));
    assertTrue(said("cost").contains(printed(network.cost(true))));
  }

  @Test
  void changesOfTheCostAreWhatTheGradientSaid() {
    Mlp mlp = mlp(network.before());
    double[] pixels = two();
    Value cost = cost(mlp, pixels, 2);
    Gradients gradients = cost.gradients();
    Tensor outputGradient = gradients.of(mlp.stages().get(2).linear().weight().value());
    double largest = DoubleStream.of(outputGradient.toArray()).map(Math::abs).max().orElseThrow();
    go("sensitive", 3);
    double componentA = numberIn(cell("sensitive", 2, 2));
    double componentB = numberIn(cell("sensitive", 2, 3));
    assertEquals(largest, Math.abs(componentA), largest * 1e-3);
    assertEquals(0.01 * componentA, numberIn(cell("sensitive", 3, 2)), 0.01 * largest * 1e-3);
    assertEquals(
        numberIn(cell("sensitive", 3, 2)), numberIn(cell("sensitive", 4, 2)), 0.01 * largest / 20);
    go("sensitive", 2);
    String times = said("sensitive").replaceAll("(?s).*?([0-9.]+) times.*", "$1");
    double ratio = Math.abs(componentA / componentB);
    assertEquals(ratio, Double.parseDouble(times), ratio * 0.01);
    assertTrue(said("sensitive").startsWith("Without their signs"));
    assertEquals(
        Double.parseDouble(times),
        Double.parseDouble(said("sensitive").replaceAll("(?s).*cost is ([0-9.]+) times.*", "$1")));
  }

  @Test
  void linesAreDrawnAsTheirComponentsAre() {
    go("sensitive", 1);
    List<WebElement> components = browser.findAll("#sensitive .detail li strong:last-of-type");
    List<WebElement> lines = browser.findAll("#sensitive line.strong");
    assertEquals(2, lines.size());
    for (int i = 0; i < lines.size(); i++) {
      boolean isPositive = numberIn(components.get(i).getText()) > 0;
      String kind = lines.get(i).getDomAttribute("class");
      assertEquals(isPositive ? "strong positive" : "strong negative", kind);
    }
  }

  @Test
  void theMapSaysWhereItsWalksBegin() {
    go("map", 0);
    double untrained = browser.number("carried('map').untrained");
    assertTrue(said("map").contains("digits is " + printed(untrained) + ", but"), said("map"));
    double start = browser.number("carried('map').careful[2][0]");
    assertTrue(said("map").contains("of cost " + printed(start) + ": as far upwards as 0.8 times"));
    assertTrue(said("map").contains("0.15 times that way to the left"), said("map"));
  }

  @Test
  void theSliderChangesTheWeights() {
    go("sensitive", 4);
    String before = cell("sensitive", 4, 2);
    WebElement slider = browser.find("#nudge");
    slider.sendKeys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
    assertEquals("+0.08", browser.find("#sensitive .detail output").getText());
    assertNotEquals(before, cell("sensitive", 4, 2));
    assertEquals("+0.08", cell("sensitive", 1, 2));
    slider.sendKeys(Keys.END);
    double said = numberIn(cell("sensitive", 3, 2));
    double really = numberIn(cell("sensitive", 4, 2));
    assertTrue(Math.abs(said - really) > 0.01 * Math.abs(said), said + " " + really);
  }

  @Test
  void wishesOfAllOutputsAddUpToTheNudge() {
    go("wishes", 6);
    for (int neuron = 1; neuron <= 16; neuron++) {
      double sum = 0;
      for (int column = 2; column <= 11; column++) {
        sum += numberIn(cell("wishes", neuron, column));
      }
      assertEquals(numberIn(cell("wishes", neuron, 12)), sum, 11 * 0.005);
    }
    go("wishes", 0);
    for (int digit = 0; digit < 10; digit++) {
      double output = numberIn(cell("wishes", digit + 1, 2));
      double wanted = digit == 2 ? 1 : 0;
      assertEquals(2 * (wanted - output), numberIn(cell("wishes", digit + 1, 4)), 0.0151);
    }
  }

  @Test
  void nudgesOfWeightsAreInProportionToTheActivations() {
    go("wishes", 3);
    double factor =
        numberIn(said("wishes").replaceAll("(?s).*activation times (.[0-9.]+), the nudge.*", "$1"));
    for (int neuron = 1; neuron <= 16; neuron++) {
      assertEquals(
          factor * numberIn(cell("wishes", neuron, 2)),
          numberIn(cell("wishes", neuron, 3)),
          0.0011);
    }
  }

  @Test
  void averagesAreTheNegativeGradientOfTheBatch() {
    go("average", 10);
    for (int row = 1; row <= 9; row++) {
      double average = 0;
      for (int example = 0; example < 8; example++) {
        average += numberIn(cell("average", row, 2 + example)) / 8;
      }
      assertEquals(average, numberIn(cell("average", row, 10)), 0.00006);
      assertEquals(cell("average", row, 10), cell("average", row, 11));
    }
  }

  @Test
  void listeningToOneExampleAloneMakesEverythingThatDigit() {
    go("average", 1);
    assertEquals(8, browser.findAll("#average figure").size());
    browser
        .findAll("#average figcaption")
        .forEach(caption -> assertTrue(caption.getText().startsWith("reads 2"), caption.getText()));
    assertTrue(said("average").contains("reads 8 of these 8 digits as a 2"), said("average"));
  }

  @Test
  void readsWhatIsDrawnWithTheMouse() {
    browser.click("#draw .buttons button:nth-of-type(1)");
    WebElement sheet = browser.find(".pad");
    int side = sheet.getSize().getWidth();
    int middle = side / 2;
    browser.drag(
        sheet,
        new int[] {middle, side * 6 / 28},
        new int[] {middle, side * 12 / 28},
        new int[] {middle, side * 22 / 28});
    assertReads(ink());
    assertTrue(
        browser.find(".reading").getText().contains("that of 1"),
        browser.find(".reading").getText());
    browser.assertQuiet();
  }

  @Test
  void readsWhatIsDrawnByKeys() {
    Object unused = browser.run("document.querySelector('.pad').focus()");
    browser.press(Keys.DELETE);
    settle();
    assertEquals(0, DoubleStream.of(ink()).sum());
    assertTrue(browser.find(".reading").getText().contains("empty"));
    browser.press(" ");
    for (int i = 0; i < 14; i++) {
      browser.press(Keys.ARROW_DOWN);
    }
    browser.press(" ");
    browser.press(Keys.ARROW_RIGHT);
    settle();
    double[] ink = ink();
    assertEquals(1, ink[15 * 28 + 13]);
    assertEquals(0, ink[15 * 28 + 17]);
    assertReads(ink);
    assertEquals("Step 1 of 5", browser.find("#draw .player output").getText());
  }

  @Test
  void showsTheUntrainedNetworkToo() {
    String trained = browser.find("#draw .network").getAttribute("aria-label");
    browser.click("#draw .buttons button:nth-of-type(3)");
    settle();
    assertNotEquals(trained, browser.find("#draw .network").getAttribute("aria-label"));
    double[] outputs = outputs(mlp(network.before()), ink());
    assertEquals(outputs[0], barOf(0), EXACT);
    String before = browser.find("#draw .network").getAttribute("aria-label");
    browser.click("#draw .buttons button:nth-of-type(2)");
    settle();
    assertNotEquals(before, browser.find("#draw .network").getAttribute("aria-label"));
  }

  /** The page draws once for each picture of the screen. */
  private static void settle() {
    Object unused =
        browser.run(
            "return new Promise(done =>"
                + " requestAnimationFrame(() => requestAnimationFrame(() => done(0))));");
  }

  private static double[] ink() {
    settle();
    double[] light =
        browser.numbers(
            "document.querySelector('.pad canvas').getContext('2d').getImageData(0, 0, 28, 28)"
                + ".data.filter((_, i) => i % 4 === 0)");
    return DoubleStream.of(light).map(shade -> (255 - shade) / 255).toArray();
  }

  private static double[] outputs(Mlp mlp, double[] pixels) {
    return mlp.apply(Value.constant(Tensor.of(Shape.of(1, PIXELS), pixels))).data().toArray();
  }

  private static double barOf(int digit) {
    return browser.number(
        "(() => { const find = (name) => document.querySelectorAll('#draw ' + name)["
            + digit
            + "].getAttribute('width'); return find('.bar-value') / find('.bar-back'); })()");
  }

  private static void assertReads(double[] ink) {
    double[] outputs = outputs(mlp(network.after()), ink);
    for (int digit = 0; digit < 10; digit++) {
      assertEquals(outputs[digit], barOf(digit), EXACT, "output of " + digit);
    }
  }

  @Test
  void countsWhatIsReadRight() {
    int right = 0;
    Tensor outputs = network.outputs(true);
    Tensor labels = network.digits().heldOut().targets();
    int count = network.digits().heldOut().count();
    for (int image = 0; image < count; image++) {
      int best = 0;
      for (int digit = 1; digit < 10; digit++) {
        best = outputs.at(image, digit) > outputs.at(image, best) ? digit : best;
      }
      right += best == labels.at(image) ? 1 : 0;
    }
    go("learned", 3);
    String text = said("learned");
    assertTrue(text.contains(String.format(Locale.ROOT, "%,d right", right)), text);
    assertTrue(text.contains(String.format(Locale.ROOT, "%.1f %%", 100.0 * right / count)), text);
    assertTrue(right > 0.85 * count, "it should read well, not only " + right);
    go("learned", 4);
    browser
        .findAll("#learned figcaption")
        .forEach(
            caption -> assertFalse(caption.getText().matches("a (\\d), read as \\1"), "misread"));
  }
}
