package dev.chainrule.autograd.graph;

import com.google.common.collect.Multimaps;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.notation.Decimals;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes an explanation for a terminal. */
final class ExplanationText {
  private static final double EXACT = 0x1p53; // whole numbers below are exact
  private static final double ROUNDING = 1e-12; // of a sum of shares
  private static final int MAX_DETAILED = 3; // paths that are written factor by factor
  private static final int MAX_FACTORS = 12; // of a path; beyond, the middle is left out
  private static final int MAX_ALIKE = 3; // findings of one kind
  private static final int MAX_HANG = 40;
  private static final int MAX_DEFINITIONS = 12;

  private static final Pattern BRACKETS = Pattern.compile("\\[[^\\]]+ (=|!=|<|<=|>|>=) ");

  private final Explanation explanation;
  private final Names names;
  private final Lines lines = new Lines();
  private final Set<Value> unnamed = new LinkedHashSet<>(); // in the factors shown

  ExplanationText(Explanation explanation, Names names) {
    this.explanation = explanation;
    this.names = names;
  }

  String write() {
    String derivative =
        "d" + names.of(explanation.result()) + "/d" + names.of(explanation.variable());
    String is = derivative + " = " + Decimals.of(explanation.gradient());
    if (!explanation.isReached()) {
      String from = names.of(explanation.result());
      String into = names.of(explanation.variable());
      lines.add(4, is + ": no gradient flows from " + from + " into " + into + ": not reached");
      return lines.toString();
    }
    if (explanation.paths().isEmpty()) {
      lines.add(4, is + ": it is the result itself");
      return lines.toString();
    }
    lines.add(4, is + ", " + count());
    List<GradientPath> paths = explanation.paths();
    for (int i = 0; i < paths.size(); i++) {
      writePath(paths.get(i), i);
    }
    writeFindings();
    writeDefinitions();
    return lines.toString();
  }

  private String count() {
    double count = explanation.pathCount();
    int listed = explanation.paths().size();
    if (count == 1) {
      return "along one path";
    }
    String all =
        Double.isInfinite(count)
            ? "more than 10^308 paths"
            : (count < EXACT ? Long.toString((long) count) : Decimals.of(count)) + " paths";
    return "the sum over "
        + all
        + (listed < count
            ? "; the " + listed + " listed make " + percent(explanation.share()) + " of it"
            : "");
  }

  private static String percent(double share) {
    if (!Double.isFinite(share)) {
      return "an unknown share";
    }
    String percent = Decimals.of(100 * share) + "%";
    boolean isRounded = percent.equals("100%") && Math.abs(share - 1) > ROUNDING;
    return isRounded ? "about 100%" : percent;
  }

  private void writePath(GradientPath path, int index) {
    lines.blank();
    lines.add(4, "Path " + (index + 1) + ", " + percent(path.share()) + " of the gradient:");
    List<String> equation = path.equation();
    String left = equation.get(0);
    int hang = Math.min(left.length() + 5, MAX_HANG);
    lines.add(hang, "  " + left + " = " + equation.get(1));
    for (String line : equation.subList(2, equation.size())) {
      lines.add(hang, "  " + " ".repeat(left.length()) + " = " + line);
    }
    if (index < MAX_DETAILED) {
      writeFactors(path);
    }
  }

  private void writeFactors(GradientPath path) {
    lines.add(4, "  Factor by factor, from the result back:");
    int length = path.length();
    int end = length <= MAX_FACTORS ? length : MAX_FACTORS / 2;
    path.factors().subList(0, end).forEach(this::writeFactor);
    if (end < length) {
      lines.add(8, "    ... " + (length - 2 * end) + " factors ...");
      path.factors().subList(length - end, length).forEach(this::writeFactor);
    }
  }

  private void writeFactor(Factor factor) {
    lines.add(8, "    " + factor);
    if (!names.isKnown(factor.value())) {
      boolean unused = unnamed.add(factor.value());
    }
  }

  private void writeFindings() {
    List<Finding> findings = explanation.findings();
    if (!findings.isEmpty()) {
      lines.blank();
      lines.add(4, "Worth knowing:");
    }
    for (Collection<Finding> alike : Multimaps.index(findings, Finding::kind).asMap().values()) {
      alike.stream().limit(MAX_ALIKE).forEach(finding -> lines.add(2, "- " + finding.text()));
      if (alike.size() > MAX_ALIKE) {
        lines.add(2, "- and " + (alike.size() - MAX_ALIKE) + " more of this kind");
      }
    }
  }

  private void writeDefinitions() {
    if (!unnamed.isEmpty()) {
      lines.blank();
      lines.add(4, "Values without names:");
    }
    Formulas formulas = new Formulas(names);
    unnamed.stream()
        .limit(MAX_DEFINITIONS)
        .forEach(
            value ->
                lines.add(6, "  " + names.of(value) + " = " + formulas.computed(value).text()));
    if (BRACKETS.matcher(lines.toString()).find()) {
      lines.blank();
      lines.add(4, "[a > b] is 1 where a > b, and 0 elsewhere.");
    }
  }
}
