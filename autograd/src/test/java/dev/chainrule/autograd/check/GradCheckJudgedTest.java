package dev.chainrule.autograd.check;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.check.GradCheckReport.Element;
import dev.chainrule.autograd.check.GradCheckReport.Verdict;
import dev.chainrule.autograd.check.Judged.Case;
import dev.chainrule.autograd.check.Judged.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How often GradCheck is right, about right functions and wrong rules, family by family. */
class GradCheckJudgedTest {
  /** One family's row. */
  private static final class Row {
    int count;
    int passed;
    int named;
  }

  @Test
  void oneInEightOfTheFamilies() {
    List<Case> cases = new JudgedCases().cases();
    List<Case> some = new ArrayList<>();
    for (int i = 3; i < cases.size(); i += 8) {
      some.add(cases.get(i));
    }
    judge("One in eight", some);
  }

  @Test
  @Tag("long")
  void theFamiliesThatItWasMadeBy() {
    judge("Families", new JudgedCases().cases());
  }

  @Test
  @Tag("long")
  void familiesThatItWasNotMadeBy() {
    judge("Held out", new HeldOutCases(4711).cases());
  }

  private static void judge(String title, List<Case> cases) {
    Map<String, Row> rows = new TreeMap<>();
    List<String> misses = new ArrayList<>();
    Map<Group, Row> groups = new TreeMap<>();
    int refusedForMismatch = 0;
    for (Case each : cases) {
      GradCheckReport report = each.check().get();
      Verdict verdict = verdict(report);
      String family = each.group() + " " + each.family();
      for (Row row :
          List.of(
              rows.computeIfAbsent(family, name -> new Row()),
              groups.computeIfAbsent(each.group(), name -> new Row()))) {
        row.count++;
        row.passed += report.passed() ? 1 : 0;
        row.named += verdict == each.expected() ? 1 : 0;
      }
      if (verdict != each.expected()) {
        misses.add(family + ", " + each.name() + ", not " + each.expected() + ": " + report);
      }
      refusedForMismatch += each.group() == Group.RIGHT && verdict == Verdict.MISMATCH ? 1 : 0;
    }
    String table = table(title, rows, groups, misses);
    System.out.println(table);
    Row right = groups.getOrDefault(Group.RIGHT, new Row());
    Row wrong = groups.getOrDefault(Group.WRONG, new Row());
    Row special = groups.getOrDefault(Group.SPECIAL, new Row());
    int refused = refusedForMismatch;
    assertAll(
        () -> assertTrue(cases.size() < 300 || (right.count >= 300 && wrong.count >= 300), table),
        () -> assertEquals(0, refused, "right, but refused for MISMATCH"),
        () -> assertTrue(right.passed >= 0.99 * right.count, table),
        () -> assertEquals(0, wrong.passed, table),
        () -> assertTrue(wrong.named >= 0.95 * wrong.count, table),
        () -> assertTrue(special.named >= 0.95 * special.count, table));
  }

  /** The verdict of a whole report: that of its worst element. */
  private static Verdict verdict(GradCheckReport report) {
    return report.worst().map(Element::verdict).orElse(Verdict.PASSED);
  }

  private static String table(
      String title, Map<String, Row> rows, Map<Group, Row> groups, List<String> misses) {
    StringBuilder table = new StringBuilder(title + ": checked, passed, rightly named\n");
    rows.forEach((name, row) -> table.append(line(name, row)));
    groups.forEach((name, row) -> table.append(line("all " + name, row)));
    misses.forEach(miss -> table.append(miss).append('\n'));
    return table.toString();
  }

  private static String line(String name, Row row) {
    return String.format(
        Locale.ROOT, "%-32s %5d %5d %5d%n", name, row.count, row.passed, row.named);
  }
}
