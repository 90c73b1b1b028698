package dev.chainrule.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.base.Splitter;
import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A real Chromium that opens pages. Where none is installed, tests that want one are skipped,
 * unless the environment says {@code CHAINRULE_BROWSER=required}.
 */
public final class Browser implements AutoCloseable {
  /** It warns of every Chromium that is newer than itself. */
  private static final Logger LOG = Logger.getLogger("org.openqa.selenium");

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Starts one, or skips the test. */
  public static Browser start() {
    Optional<File> chromium = program("chromium");
    Optional<File> chromeDriver = program("chromedriver");
    boolean isThere = chromium.isPresent() && chromeDriver.isPresent();
    boolean isRequired = "required".equals(System.getenv("CHAINRULE_BROWSER"));
    assumeTrue(
        isThere || isRequired,
        "no Chromium: install chromium and chromium-driver to have the pages tested");
    LOG.setLevel(Level.SEVERE);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.orElseThrow());
    options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--window-size=1280,1000");
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(chromeDriver.orElseThrow())
            .usingAnyFreePort()
            .build();
    return new Browser(new ChromeDriver(service, options));
  }

  private static Optional<File> program(String name) {
    return Splitter.on(File.pathSeparatorChar)
        .splitToStream(Strings.nullToEmpty(System.getenv("PATH")))
        .map(folder -> new File(folder, name))
        .filter(File::canExecute)
        .findFirst();
  }

  /** Opens a page from a file. */
  public void open(Path file) {
    driver.get(file.toUri().toString());
  }

  /** Looks as in a dark room, or in a light one. */
  public void setDark(boolean isDark) {
    Map<String, String> scheme =
        Map.of("name", "prefers-color-scheme", "value", isDark ? "dark" : "light");
    Map<String, Object> unused =
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
  }

  /** Sets the size of the window, as that of a phone. */
  public void setSize(int width, int height) {
    Map<String, Object> unused =
        driver.executeCdpCommand(
            "Emulation.setDeviceMetricsOverride",
            Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** Runs a script in the page; {@code return} gives its result. */
  @CanIgnoreReturnValue
  public Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** Computes a number in the page. */
  public double number(String expression) {
    return ((Number) run("return Number(" + expression + ");")).doubleValue();
  }

  /** Computes numbers in the page. */
  public double[] numbers(String expression) {
    List<?> texts = (List<?>) run("return Array.from(" + expression + ", String);");
    return texts.stream().mapToDouble(text -> Double.parseDouble((String) text)).toArray();
  }

  /** Computes a text in the page. */
  public String text(String expression) {
    return (String) run("return String(" + expression + ");");
  }

  /** Finds the first element by a CSS selector. */
  public WebElement find(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  /** Finds all elements by a CSS selector. */
  public List<WebElement> findAll(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  /** Clicks an element, found by a CSS selector, as a mouse does. */
  public void click(String selector) {
    WebElement element = find(selector);
    run("arguments[0].scrollIntoView({block: 'center'})", element);
    element.click();
  }

  /** Presses keys, wherever the focus is. */
  public void press(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  /** Presses the Tab key, and gives the element that has the focus then. */
  public WebElement tab() {
    press(Keys.TAB);
    return driver.switchTo().activeElement();
  }

  /** Drags the mouse over an element: from one point to the next, in pixels from its corner. */
  public void drag(WebElement element, int[]... points) {
    run("arguments[0].scrollIntoView({block: 'center'})", element);
    int x = element.getSize().getWidth() / 2;
    int y = element.getSize().getHeight() / 2;
    Actions actions = new Actions(driver);
    actions.moveToElement(element, points[0][0] - x, points[0][1] - y).clickAndHold();
    for (int[] point : points) {
      actions.moveToElement(element, point[0] - x, point[1] - y);
    }
    actions.release().perform();
  }

  /** Asserts that the page wrote nothing to the console, and asked for nothing but its own file. */
  public void assertQuiet() {
    List<String> said = new ArrayList<>();
    for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
      said.add(entry.getMessage());
    }
    for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
      String message = entry.getMessage();
      if (message.contains("Network.requestWillBeSent\"") && message.contains("\"http")) {
        said.add(message);
      }
    }
    assertEquals(ImmutableList.of(), said);
  }

  /** Asserts that axe-core finds nothing that keeps people from using the page. */
  public void assertAccessible() {
    try {
      String axe = Resources.toString(Resources.getResource("axe.min.js"), UTF_8);
      run(axe);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Object found =
        driver.executeAsyncScript(
            "const done = arguments[arguments.length - 1];"
                + "axe.run().then(r => done(r.violations.map(v => v.id + ': ' + v.help + ' '"
                + " + v.nodes.slice(0, 3).map(n => n.html.slice(0, 150) + n.failureSummary)"
                + ".join(' | '))));");
    assertEquals(List.of(), found);
  }

  /** Asserts that nothing is wider than the window. */
  public void assertNoSideways() {
    assertEquals(
        0,
        number("Math.max(0, document.documentElement.scrollWidth - innerWidth)"),
        "pixels that the page is wider than the window");
  }

  /** Takes a picture of the whole page. */
  public void photograph(Path file) {
    int height = (int) number("document.documentElement.scrollHeight");
    int width = (int) number("innerWidth");
    setSize(width, height);
    try {
      Path unused = Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    setSize(width, 1000);
  }

  @Override
  public void close() {
    driver.quit();
  }
}
