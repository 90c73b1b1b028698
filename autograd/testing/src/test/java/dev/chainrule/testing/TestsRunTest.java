package dev.chainrule.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** No test is left out of every run by a slip of the pen: by its class's name, or by its tag. */
class TestsRunTest {
  /**
   * What the pom files know: `kernel` runs on plain loops, too; `long` and `soak` in profiles of
   * these names alone.
   */
  private static final Set<String> TAGS = Set.of("kernel", "long", "soak", "vector");

  private static final Pattern TEST =
      Pattern.compile(
          "^ *@(Test|ParameterizedTest|TestFactory|RepeatedTest)\\b", Pattern.MULTILINE);
  private static final Pattern PROPERTY =
      Pattern.compile("^ *@(Property|Example)\\b", Pattern.MULTILINE);
  private static final Pattern TAG = Pattern.compile("@[\\w.]*\\bTag\\(([^)]*)\\)");
  private static final Pattern DISABLED = Pattern.compile("@(Disabled|Ignore)\\b");

  @Test
  void everyTestClassIsFound_andItsTagsAreKnown() throws IOException {
    List<String> mistakes = new ArrayList<>();
    for (Path file : SourceTree.javaFiles("src/test/java")) {
      String text = Files.readString(file);
      boolean tests = TEST.matcher(text).find();
      boolean properties = PROPERTY.matcher(text).find();
      String name = String.valueOf(file.getFileName());
      if ((tests || properties) && !name.endsWith("Test.java")) {
        mistakes.add(name + " has tests, which nobody runs: its name does not end in Test");
      }
      Matcher tag = TAG.matcher(text);
      boolean tagged = false;
      while (tag.find()) {
        tagged = true;
        if (!TAGS.contains(tag.group(1).replace("\"", ""))) {
          mistakes.add(name + " has the tag " + tag.group(1) + "; known are " + TAGS);
        }
      }
      if (tagged && properties && !text.contains("net.jqwik.api.Tag")) {
        mistakes.add(name + " has properties, which know the tags of net.jqwik.api alone");
      }
      if (tagged && tests && !text.contains("org.junit.jupiter.api.Tag")) {
        mistakes.add(name + " has tests, which know the tags of org.junit.jupiter.api alone");
      }
      if (DISABLED.matcher(text).find() && !name.equals("TestsRunTest.java")) {
        mistakes.add(name + " has a disabled test");
      }
    }
    assertEquals(List.of(), mistakes);
  }
}
