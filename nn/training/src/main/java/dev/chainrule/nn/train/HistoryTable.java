package dev.chainrule.nn.train;

import dev.chainrule.nn.file.FileText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes a history as a small table for people: its last epochs, and the best one, marked. */
final class HistoryTable {
  private static final int LAST = 5;
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  private HistoryTable() {}

  /** Gives the number of epochs, and then a line of names and one for each epoch shown. */
  static String of(History history) {
    List<Epoch> epochs = history.epochs();
    String title = epochs.size() == 1 ? "1 epoch" : epochs.size() + " epochs";
    if (epochs.isEmpty()) {
      return title;
    }
    Epoch best = history.best();
    int first = Math.max(0, epochs.size() - LAST);
    List<String> metrics = List.copyOf(history.heldOutNames());
    HistoryTable table = new HistoryTable();
    table.addNames(metrics);
    if (best.number() < epochs.get(first).number()) {
      table.addNumbers(best, metrics, true);
    }
    for (Epoch epoch : epochs.subList(first, epochs.size())) {
      table.addNumbers(epoch, metrics, epoch.number() == best.number());
    }
    return title + "\n" + table.text();
  }

  private void addNames(List<String> metrics) {
    List<String> row = new ArrayList<>(List.of("epoch", "loss"));
    metrics.forEach(name -> row.add("held-out " + FileText.shown(name))); // perhaps out of a file
    row.addAll(List.of("learning rate", "seconds"));
    rows.add(row);
  }

  private void addNumbers(Epoch epoch, List<String> metrics, boolean isBest) {
    List<String> row = new ArrayList<>();
    row.add(Integer.toString(epoch.number()));
    row.add(shown(epoch.loss()));
    for (String name : metrics) {
      Double number = epoch.heldOut().get(name);
      row.add(number == null ? "-" : shown(number));
    }
    row.add(shown(epoch.learningRate()));
    row.add(String.format(Locale.ROOT, "%.2f", epoch.seconds()));
    if (isBest) {
      row.add("best");
    }
    rows.add(row);
  }

  private static String shown(double number) {
    return String.format(Locale.ROOT, "%.4g", number);
  }

  /** Puts each column below its name, to the right. */
  private String text() {
    List<String> names = rows.get(0);
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        int width = column < names.size() ? Math.max(10, names.get(column).length()) : 0;
        line.append(GAP).append(" ".repeat(Math.max(0, width - row.get(column).length())));
        line.append(row.get(column));
      }
      lines.add(line.toString());
    }
    return String.join("\n", lines);
  }
}
