package dev.chainrule.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The picture of the rooms in CONTRIBUTING.md is what the sources' imports say. The demos are one
 * room there.
 */
class RoomsTest {
  private static final Path PAGE = SourceTree.ROOT.resolve(".github/CONTRIBUTING.md");
  private static final String BEGIN = "```mermaid\n";
  private static final String END = "```\n";

  private static final Pattern PACKAGE =
      Pattern.compile("^package dev\\.chainrule\\.(demos|[a-z0-9.]+)", Pattern.MULTILINE);
  private static final Pattern IMPORT =
      Pattern.compile(
          "^import (?:static )?dev\\.chainrule\\.(demos|[a-z0-9.]+(?=\\.[A-Z]))",
          Pattern.MULTILINE);

  @Test
  void thePictureOfTheRoomsIsTrue() throws IOException {
    NavigableMap<String, NavigableSet<String>> imports = imports();
    String expected = picture(imports);
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    String shown = page.substring(begin, page.indexOf(END, begin));
    assertEquals(
        expected,
        shown,
        "the rooms have changed; between ```mermaid and ``` in .github/CONTRIBUTING.md belongs:\n\n"
            + expected
            + "\n");
  }

  /** The packages that the sources of each package import from. */
  private static NavigableMap<String, NavigableSet<String>> imports() throws IOException {
    NavigableMap<String, NavigableSet<String>> imports = new TreeMap<>();
    for (Path file : SourceTree.javaFiles("src/main")) {
      String text = Files.readString(file);
      Matcher room = PACKAGE.matcher(text);
      if (room.find()) { // not so in module-info
        NavigableSet<String> from = imports.computeIfAbsent(room.group(1), name -> new TreeSet<>());
        IMPORT.matcher(text).results().map(found -> found.group(1)).forEach(from::add);
        from.remove(room.group(1));
      }
    }
    imports.forEach(
        (room, from) ->
            assertFalse(reach(room, imports, room), room + " needs itself, by way of others"));
    return imports;
  }

  /** An arrow for each import, but for those that a longer way stands for. */
  private static String picture(NavigableMap<String, NavigableSet<String>> imports) {
    StringBuilder text = new StringBuilder("graph BT\n");
    imports.forEach(
        (room, from) -> {
          text.append("  ").append(id(room)).append("[\"").append(room).append("\"]\n");
          for (String other : from) {
            boolean longerWay =
                from.stream().anyMatch(via -> !via.equals(other) && reach(via, imports, other));
            if (!longerWay) {
              text.append("  ").append(id(room)).append(" --> ").append(id(other)).append('\n');
            }
          }
        });
    return text.toString();
  }

  private static boolean reach(
      String room, Map<String, NavigableSet<String>> imports, String other) {
    return reached(room, imports, new TreeSet<>()).contains(other);
  }

  private static Set<String> reached(
      String room, Map<String, NavigableSet<String>> imports, Set<String> seen) {
    for (String next : imports.getOrDefault(room, new TreeSet<>())) {
      if (seen.add(next)) {
        Set<String> unused = reached(next, imports, seen);
      }
    }
    return seen;
  }

  private static String id(String room) {
    return room.replace('.', '_');
  }
}
