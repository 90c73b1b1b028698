package dev.chainrule.autograd.graph;

import com.google.common.collect.Multimaps;
import dev.chainrule.autograd.notation.Decimals;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
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

  private static final Pattern GENERATED = Pattern.compile("(?<![\\w.\"])d?(v[0-9]+)\\b");

  private final Explanation explanation;
  private final Names names;
  private final Lines lines = new Lines();

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
            ? "; the "
                + listed
                + " listed make "
                + percent(explanation.share())
                + " of it"
                + along()
            : "");
  }

  private String along() {
    return isAside() ? ", counted along it" : "";
  }

  /** Tells whether a path listed adds something that points elsewhere than the gradient. */
  private boolean isAside() {
    return explanation.paths().stream().anyMatch(GradientPath::isAside);
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
    lines.add(4, "Path " + (index + 1) + ", " + share(path) + ":");
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

  private static String share(GradientPath path) {
    if (!path.isAside()) {
      return percent(path.share()) + " of the gradient";
    }
    boolean isNothing = Math.abs(path.share()) <= ROUNDING * path.size();
    return percent(isNothing ? 0 : path.share())
        + " along the gradient, its own size "
        + percent(path.size())
        + " of the gradient's";
  }

  private void writeFactors(GradientPath path) {
    lines.add(4, "  Factor by factor, each of one operation alone, from the result back:");
    int length = path.length();
    int end = length <= MAX_FACTORS ? length : MAX_FACTORS / 2;
    path.factors().subList(0, end).forEach(this::writeFactor);
    if (end < length) {
      int left = length - 2 * end;
      lines.add(8, "    ... " + left + (left == 1 ? " factor ..." : " factors ..."));
      path.factors().subList(length - end, length).forEach(this::writeFactor);
    }
  }

  private void writeFactor(Factor factor) {
    lines.add(8, "    " + factor);
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
    NavigableMap<Integer, String> definitions = new TreeMap<>();
    Deque<Node> open = new ArrayDeque<>(mentioned(lines.toString()));
    while (!open.isEmpty() && definitions.size() < MAX_DEFINITIONS) {
      Node node = open.remove();
      if (!definitions.containsKey(node.id())) {
        String definition = definition(node);
        definitions.put(node.id(), definition);
        open.addAll(mentioned(definition));
      }
    }
    if (!definitions.isEmpty()) {
      lines.blank();
      lines.add(4, "Values without names, by their numbers in Graph.of(result):");
      definitions.values().forEach(definition -> lines.add(6, "  " + definition));
    }
    if (names.hasEqual()) {
      lines.blank();
      lines.add(4, "Equal names are told apart by the numbers in Graph.of(result), as in h_v3.");
    }
    if (isAside()) {
      lines.blank();
      lines.add(
          4,
          "What a path adds may point elsewhere than the gradient; a percentage along the"
              + " gradient counts only its part in that direction. These parts of all paths add"
              + " up to 100%, and what points elsewhere adds up to 0.");
    }
    if (BRACKETS.matcher(lines.toString()).find()) {
      lines.blank();
      lines.add(4, "[a > b] is 1 where a > b, and 0 elsewhere.");
    }
  }

  /** Finds what has no name of its own in a text. */
  private List<Node> mentioned(String text) {
    return GENERATED
        .matcher(text)
        .results()
        .flatMap(found -> names.generated(found.group(1)).stream())
        .distinct()
        .toList();
  }

  private String definition(Node node) {
    return node.name()
        + (node.isOperation()
            ? " = " + new Formulas(names).computed(node.value()).text()
            : node.kind() == Node.Kind.VARIABLE
                ? ": a variable, shape " + node.shape()
                : ": a constant, " + Decimals.of(node.value().data()));
  }
}
