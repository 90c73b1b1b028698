package dev.chainrule.demos.benchmarks;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

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
   *     {@code "W2 f32 1"}
   */
  public static void main(String[] args) throws IOException {
    List<String> words = List.of(args);
    boolean isQuick = words.contains("quick");
    List<Pattern> picks =
        words.stream().filter(word -> !word.equals("quick")).map(Pattern::compile).toList();
    try (Peers peers = new Peers(6, isQuick ? 1 : 2)) {
      System.out.printf("%s%n%n", Machine.text());
      System.out.printf("OpenBLAS of NumPy and PyTorch: %s.%n", peers.openBlasText());
      peers.absent().forEach(peer -> System.out.printf("Absent: %s.%n", peer));
      System.out.printf(
          "%n| work | type | threads | Chainrule, us | others, us | ratio to the best | aim | |%n"
              + "|---|---|---|---|---|---|---|---|%n");
      boolean isEmpty = true;
      for (Row row : Rows.of(peers, isQuick)) {
        String name = row.work().replace(" | ", " ");
        if (picks.isEmpty() || picks.stream().anyMatch(pick -> pick.matcher(name).find())) {
          System.out.println(row.measured(isQuick ? 1 : 3));
          isEmpty = false;
        }
      }
      checkArgument(
          !isEmpty,
          "%s: no row is called so; there are %s",
          picks,
          Rows.of(peers, isQuick).stream().map(row -> row.work().replace(" | ", " ")).toList());
    }
  }
}
