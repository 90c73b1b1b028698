package dev.chainrule.autograd.graph;

import com.google.common.base.Splitter;
import com.google.common.collect.Lists;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A graph that is rebuilt from its text alone, by running the text as if it were a program. All
 * that was given must have plain names, and no list may have been cut short.
 */
final class DrawnGraph {
  private static final Pattern OPERATION =
      Pattern.compile("( *)(\\S+) = ([^(]+)\\((.*)\\)( = \\S+|: \\[.*\\])");
  private static final Pattern TIMES = Pattern.compile("( *)(\\d+) times:");
  private static final Pattern LISTING = Pattern.compile("(\\S+\\*\\d*): (.*) in turn");
  private static final Pattern TERM = Pattern.compile("(\\S+?)((?: of round \\d+ of \\d+)*)");
  private static final Pattern ROUND = Pattern.compile(" of round (\\d+) of \\d+");
  private static final Pattern SPAN = Pattern.compile("(\\S+) of rounds (\\d+) to (\\d+) of \\d+");
  private static final Pattern LISTED =
      Pattern.compile(
          "(\\S+\\*\\d*)(?: of the (outer) repetition| of the repetition (\\d+) further out)?");
  private static final Pattern LAG = Pattern.compile("\\((.*)\\) > (.*) of (\\d+) rounds before");

  private final List<String> lines;
  private final Map<String, List<String>> listings = new HashMap<>();
  private final Map<String, Integer> depths = new HashMap<>(); // repetitions around an operation
  private final Map<String, String> made = new HashMap<>(); // by name and rounds
  private final List<Integer> times = new ArrayList<>(); // of the repetitions around
  private final List<Integer> rounds = new ArrayList<>(); // in which they are
  private final List<String> all = new ArrayList<>();
  private final String result;

  DrawnGraph(String text) {
    lines = text.lines().toList();
    for (String line : lines) {
      Matcher listing = LISTING.matcher(line);
      Matcher operation = OPERATION.matcher(line);
      if (operation.matches()) {
        depths.put(operation.group(2), operation.group(1).length() / 2);
      } else if (listing.matches()) {
        listings.put(listing.group(1), entries(listing.group(2)));
      }
    }
    run(0, lines.size(), 0);
    result = term(Splitter.on(": ").splitToList(lines.get(0)).get(0), List.of());
  }

  /** Lists the operations in the order in which they run, as {@code #3 = mul(x, #2)}. */
  List<String> operations() {
    return all;
  }

  /** Gives the result, such as {@code #7}. */
  String result() {
    return result;
  }

  private static List<String> entries(String text) {
    List<String> entries = new ArrayList<>();
    for (String entry : Splitter.on(", ").split(text)) {
      Matcher span = SPAN.matcher(entry);
      if (span.matches()) {
        int from = Integer.parseInt(span.group(2));
        int to = Integer.parseInt(span.group(3));
        for (int i = from; i != to + Integer.signum(to - from); i += Integer.signum(to - from)) {
          entries.add(span.group(1) + " of round " + i + " of 0");
        }
      } else {
        entries.add(entry);
      }
    }
    return entries;
  }

  private void run(int from, int to, int depth) {
    for (int at = from; at < to; at++) {
      Matcher repeat = TIMES.matcher(lines.get(at));
      Matcher operation = OPERATION.matcher(lines.get(at));
      if (repeat.matches()) {
        int end = at + 1;
        while (end < to && lines.get(end).startsWith("  ".repeat(depth + 1))) {
          end++;
        }
        int count = Integer.parseInt(repeat.group(2));
        times.add(count);
        for (int round = 0; round < count; round++) {
          rounds.add(round);
          run(at + 1, end, depth + 1);
          rounds.remove(depth);
        }
        times.remove(depth);
        at = end - 1;
      } else if (operation.matches()) {
        List<String> inputs = new ArrayList<>();
        for (String input : split(operation.group(4))) {
          inputs.add(input(input, rounds));
        }
        String number = "#" + all.size();
        all.add(number + " = " + operation.group(3) + inputs);
        made.put(operation.group(2) + rounds, number);
      }
    }
  }

  /** Splits at commas that stand in no parentheses. */
  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int open = 0;
    int begin = 0;
    for (int i = 0; i < text.length(); i++) {
      open += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
      if (open == 0 && text.startsWith(", ", i)) {
        parts.add(text.substring(begin, i));
        begin = i + 2;
      }
    }
    parts.add(text.substring(begin));
    return parts;
  }

  private String input(String text, List<Integer> at) {
    Matcher lag = LAG.matcher(text);
    if (lag.matches()) {
      return before(split(lag.group(1)), lag.group(2), Integer.parseInt(lag.group(3)), at);
    }
    int arrow = text.lastIndexOf(" > ");
    if (arrow >= 0) {
      return before(List.of(text.substring(0, arrow)), text.substring(arrow + 3), 1, at);
    }
    Matcher listed = LISTED.matcher(text);
    return listed.matches() ? listed(listed) : term(text, at);
  }

  private String listed(Matcher listed) {
    int out =
        listed.group(2) != null
            ? 1
            : listed.group(3) != null ? Integer.parseInt(listed.group(3)) : 0;
    int run = 0;
    for (int i = 0; i < times.size() - out; i++) {
      run = run * times.get(i) + rounds.get(i);
    }
    List<String> values = listings.getOrDefault(listed.group(1), List.of("?"));
    return term(values.get(run % values.size()), List.of());
  }

  private String before(List<String> first, String then, int lag, List<Integer> at) {
    Matcher term = TERM.matcher(then);
    boolean unused = term.matches();
    int loop =
        depths.getOrDefault(term.group(1), 0)
            - (int) ROUND.matcher(term.group(2)).results().count()
            - 1;
    if (at.get(loop) < lag) {
      return input(first.get(at.get(loop)), at);
    }
    List<Integer> earlier = new ArrayList<>(at);
    earlier.set(loop, at.get(loop) - lag);
    return term(then, earlier);
  }

  /** What a name stands for: in the rounds that are said, the innermost first, else in these. */
  private String term(String text, List<Integer> at) {
    Matcher term = TERM.matcher(text);
    boolean unused = term.matches();
    Integer depth = depths.get(term.group(1));
    if (depth == null) {
      return term.group(1);
    }
    List<Integer> said = new ArrayList<>();
    ROUND.matcher(term.group(2)).results().forEach(r -> said.add(Integer.parseInt(r.group(1)) - 1));
    List<Integer> whole = new ArrayList<>(at.subList(0, depth - said.size()));
    whole.addAll(Lists.reverse(said));
    return String.valueOf(made.get(term.group(1) + whole));
  }
}
