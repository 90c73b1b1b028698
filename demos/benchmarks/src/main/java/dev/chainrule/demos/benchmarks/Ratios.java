package dev.chainrule.demos.benchmarks;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Prints the table of this engine beside its peers, row by row, with what is aimed at. Each
 * contestant has a process of its own, which warms up, measures itself and prints its median.
 */
public final class Ratios {
  private Ratios() {}

  /**
   * Runs the rows.
   *
   * @param args {@code quick} for one short round, and regular expressions that pick rows, such as
   *     {@code W2.f32.1}
   * @throws IllegalArgumentException if one of these picks no row
   */
  public static void main(String[] args) throws IOException {
    List<String> words = List.of(args);
    for (String word : words) {
      checkArgument(
          !word.startsWith("-"),
          "%s: options of JMH are for the benchmarks without the profile peers",
          word);
    }
    boolean isQuick = words.contains("quick");
    List<Pattern> picks =
        words.stream().filter(word -> !word.equals("quick")).map(Pattern::compile).toList();
    try (Peers peers = new Peers(6, isQuick ? 1 : 2)) {
      List<Row> rows = Rows.of(peers, isQuick);
      picks.forEach(pick -> check(pick, rows));
      System.out.printf("%s%n%n", Machine.text());
      System.out.printf("OpenBLAS of NumPy and PyTorch: %s.%n", peers.openBlasText());
      peers.absent().forEach(peer -> System.out.printf("Absent: %s.%n", peer));
      System.out.printf(
          "%n| work | type | threads | Chainrule, us | others, us | ratio to the best | aim | |%n"
              + "|---|---|---|---|---|---|---|---|%n");
      for (Row row : rows) {
        if (picks.isEmpty() || picks.stream().anyMatch(pick -> isPicked(row, pick))) {
          System.out.println(row.measured(isQuick ? 1 : 3));
        }
      }
    }
  }

  private static void check(Pattern pick, List<Row> rows) {
    checkArgument(
        rows.stream().anyMatch(row -> isPicked(row, pick)),
        "%s: no row is called so; there are\n%s",
        pick,
        rows.stream().map(row -> name(row).replace(' ', '.')).collect(Collectors.joining("\n")));
  }

  private static boolean isPicked(Row row, Pattern pick) {
    return pick.matcher(name(row)).find();
  }

  private static String name(Row row) {
    return row.work().replace(" | ", " ");
  }
}
