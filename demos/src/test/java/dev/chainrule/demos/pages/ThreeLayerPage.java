package dev.chainrule.demos.pages;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.demos.threelayer.NamedIteration;
import dev.chainrule.testing.Browser;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The lesson of three layers, opened in a browser. */
final class ThreeLayerPage implements AutoCloseable {
  /** How far the page's numbers may be from the engine's. */
  static final double TOLERANCE = 1e-12;

  /** The players, by the sections that they are in, and how many steps each has. */
  static final ImmutableMap<String, Integer> PLAYERS =
      ImmutableMap.of("forward", 8, "nested", 10, "backward", 11, "paths", 7);

  private static final ImmutableList<String> MATRICES =
      ImmutableList.of("W1", "Z1", "H", "W2", "Z2", "Y");

  private final Path file;
  final Browser browser = Browser.start();

  ThreeLayerPage(Path folder) {
    this.file = folder.resolve("page.html");
    new ThreeLayerLesson().page().write(file);
  }

  /** Opens it again, on a large screen in a light room. */
  void open() {
    browser.setSize(1280, 1000);
    browser.setDark(false);
    browser.open(file);
  }

  /** Runs a script that gives nothing back. */
  void run(String script, Object... arguments) {
    Object unused = browser.run(script, arguments);
  }

  /** Clicks a button of a section's player. */
  void click(String section, String label) {
    browser.click("#" + section + " .player [aria-label*=': " + label + "']");
  }

  void assertAt(String section, int step) {
    String said = text("#" + section + " .player output");
    assertTrue(said.endsWith("step " + step + " of " + PLAYERS.get(section)), said);
  }

  /** Reads a text, with single spaces. */
  String text(String selector) {
    return browser.find(selector).getText().replaceAll("[\\s\u00a0]+", " ").strip();
  }

  void assertSays(String selector, String expected) {
    String text = text(selector);
    assertTrue(text.contains(expected), () -> expected + " is not in: " + text);
  }

  /** Reads a number out of a text. */
  double number(String selector, String pattern) {
    MatchResult match =
        Pattern.compile(pattern).matcher(text(selector) + " ").results().findFirst().orElseThrow();
    return Double.parseDouble(match.group(1).replace('\u2212', '-'));
  }

  /** Asserts that all numbers and gradients of a program in the page are the engine's. */
  void assertSame(NamedIteration java, String program) {
    List<Value> values =
        ImmutableList.of(java.w1(), java.z1(), java.h(), java.w2(), java.z2(), java.y());
    Gradients engine = gradients(java);
    for (int i = 0; i < values.size(); i++) {
      String name = "('" + MATRICES.get(i) + "', " + program + ").data";
      Value value = values.get(i);
      assertArrayEquals(
          value.data().toArray(), browser.numbers("numbersOf" + name), TOLERANCE, name);
      assertArrayEquals(
          engine.of(value).toArray(), browser.numbers("gradientOf" + name), TOLERANCE, name);
    }
    assertEquals(java.cost().item(), browser.number("costOf(" + program + ")"), TOLERANCE);
  }

  static Gradients gradients(NamedIteration java) {
    return java.cost().gradients(java.w1(), java.z1(), java.h(), java.w2(), java.z2(), java.y());
  }

  /** Runs the iteration after one, by the engine. */
  static NamedIteration after(NamedIteration java, double rate) {
    Gradients engine = gradients(java);
    return NamedIteration.of(
        Value.of(java.w1().data().sub(engine.of(java.w1()).mul(rate))),
        Value.of(java.w2().data().sub(engine.of(java.w2()).mul(rate))));
  }

  /** Gives numbers to a script. */
  static List<Double> list(Tensor tensor) {
    return Arrays.stream(tensor.toArray()).boxed().toList();
  }

  /** Writes a number as the page does, with four digits. */
  static String shown(double number) {
    if (number != 0 && Math.abs(number) < 1e-4) {
      String[] parts = String.format(Locale.ROOT, "%.3e", number).split("e", -1);
      return signed(plain(new BigDecimal(parts[0])) + "e" + Integer.parseInt(parts[1]));
    }
    return signed(plain(new BigDecimal(number).round(new MathContext(4))));
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  private static String signed(String text) {
    return text.replace('-', '\u2212');
  }

  @Override
  public void close() {
    browser.close();
  }
}
