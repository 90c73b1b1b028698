package dev.chainrule.demos.regression;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.demos.console.InputFile;
import dev.chainrule.demos.console.Prose;
import dev.chainrule.demos.console.UserError;
import dev.chainrule.nn.data.CsvFile;
import dev.chainrule.nn.data.Examples;
import dev.chainrule.nn.data.OneHot;
import dev.chainrule.nn.file.FileText;
import dev.chainrule.nn.file.UnreadableFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rows to learn from.
 *
 * @param inputs the names of the columns that predictions are made from
 * @param target the name of what is predicted
 * @param description what they are, in sentences
 * @param examples inputs of shape [rows, columns], targets of shape [rows, 1]
 */
record Table(List<String> inputs, String target, String description, Examples examples) {
  private static final int BUILT_IN_ROWS = 600;
  private static final int MAX_CATEGORIES = 1_000; // each becomes a column
  private static final double MAX_NUMBER = 1e100;
  private static final int SHOWN = 10;

  /** Copies the list. */
  Table {
    inputs = ImmutableList.copyOf(inputs);
  }

  /**
   * A function of five numbers with noise; five more have nothing to do with it: 10 sin(π x1 x2) +
   * 20 (x3 - 1/2)² + 10 x4 + 5 x5 (J. H. Friedman, Multivariate adaptive regression splines, Annals
   * of Statistics 19, 1991).
   */
  static Table builtIn(long seed) {
    Random random = new Random(seed);
    Tensor x = Tensor.uniform(Shape.of(BUILT_IN_ROWS, 10), 0, 1, random);
    Tensor y =
        column(x, 0)
            .mul(column(x, 1))
            .mul(Math.PI)
            .sin()
            .mul(10)
            .add(column(x, 2).sub(0.5).square().mul(20))
            .add(column(x, 3).mul(10))
            .add(column(x, 4).mul(5))
            .add(Tensor.normal(Shape.of(BUILT_IN_ROWS, 1), 0, 1, random));
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= 10; i++) {
      names.add("x" + i);
    }
    return new Table(
        names,
        "y",
        "Each row of a table has a number y, and ten others, x1 to x10, from which y is to be"
            + " predicted. Without --data FILE, the table is made up: y = 10 sin(pi x1 x2) + 20"
            + " (x3 - 1/2)^2 + 10 x4 + 5 x5 + noise. The other five columns have nothing to do with"
            + " y. What learns is told none of this: it sees the rows only.",
        Examples.of(x, y.copy()));
  }

  private static Tensor column(Tensor x, int index) {
    return x.slice(1, index, index + 1);
  }

  /**
   * Reads a file.
   *
   * @param categories columns of texts, each of which becomes a column for each text
   * @param ignored columns that are left out
   * @throws UserError if there is no such column, a column is named twice, there is nothing to
   *     predict from, or what is to be predicted is always the same
   */
  static Table read(
      Path file, String target, Set<String> categories, Set<String> ignored, Gaps gaps) {
    InputFile.check("", file);
    try {
      return table(file, target, categories, ignored, gaps);
    } catch (UnreadableFileException e) { // which speaks to who writes Java
      String message = String.valueOf(e.getMessage());
      throw new UserError(message.replace("by missing(...)", "by --missing"));
    }
  }

  private static Table table(
      Path file, String target, Set<String> categories, Set<String> ignored, Gaps gaps) {
    CsvFile csv = CsvFile.at(file).missing(gaps.missing);
    List<String> all = csv.columns();
    checkRolesDiffer(target, categories, ignored);
    check(file, all, "--target", List.of(target));
    check(file, all, "--categories", categories);
    check(file, all, "--ignore", ignored);
    List<String> numbers =
        all.stream()
            .filter(c -> !c.equals(target) && !categories.contains(c) && !ignored.contains(c))
            .toList();
    if (numbers.isEmpty() && categories.isEmpty()) {
      throw new UserError(file + ": there is no column to predict " + target + " from");
    }
    // All at once, so that a row that is left out is left out of every column.
    var rows =
        csv.table(
            Stream.of(numbers, categories, List.of(target))
                .flatMap(Collection::stream)
                .toArray(String[]::new));
    Tensor targets = rows.numbers(target);
    if (targets.hasNaN()) {
      throw new UserError(
          "%s: column %s has gaps, but is to be learned; --missing DROP_ROW"
              .formatted(file, Prose.name(target)));
    }
    List<String> names = new ArrayList<>(numbers);
    List<Tensor> parts = new ArrayList<>();
    parts.add(rows.numbers(numbers.toArray(String[]::new)));
    for (String column : categories) {
      List<String> texts = rows.texts(column);
      long different = texts.stream().distinct().count();
      if (different > MAX_CATEGORIES) {
        throw new UserError(
            "--categories: %s has %d different texts; at most %d are read"
                .formatted(Prose.name(column), different, MAX_CATEGORIES));
      }
      OneHot oneHot = OneHot.fit(texts);
      oneHot.categories().forEach(text -> names.add(column + "=" + text));
      parts.add(oneHot.apply(texts));
    }
    Tensor inputs = parts.get(0).concat(1, parts.subList(1, parts.size()));
    if (targets.max().item() == targets.min().item()) {
      throw new UserError(
          "--target: %s is %s in every row; there is nothing to predict"
              .formatted(Prose.name(target), targets.at(0, 0)));
    }
    checkRange(inputs, names);
    checkRange(targets, List.of(target));
    return new Table(names, target, description(target, names), Examples.of(inputs, targets));
  }

  private static String description(String target, List<String> inputs) {
    String some = inputs.stream().limit(SHOWN).map(Prose::name).collect(Collectors.joining(", "));
    return "For each row of the file, "
        + Prose.name(target)
        + " is predicted from "
        + some
        + (inputs.size() > SHOWN ? " and " + (inputs.size() - SHOWN) + " more." : ".");
  }

  /** A column can't be predicted from itself, nor be used and left out. */
  private static void checkRolesDiffer(String target, Set<String> categories, Set<String> ignored) {
    for (String column : Sets.union(categories, ignored)) {
      boolean isTarget = column.equals(target);
      if (isTarget || Sets.intersection(categories, ignored).contains(column)) {
        throw new UserError(
            (ignored.contains(column) ? "--ignore: " : "--categories: ")
                + Prose.name(column)
                + " is named in "
                + (isTarget ? "--target" : "--categories")
                + ", too");
      }
    }
  }

  /** Refuses numbers whose squares, or the squares of whose differences, are not to be had. */
  private static void checkRange(Tensor rows, List<String> names) {
    double[][] columns = rows.transpose().toRows();
    for (int i = 0; i < columns.length; i++) {
      DoubleSummaryStatistics known =
          Arrays.stream(columns[i]).filter(number -> !Double.isNaN(number)).summaryStatistics();
      boolean isSmall = Math.max(-known.getMin(), known.getMax()) <= MAX_NUMBER;
      double spread = known.getMax() - known.getMin();
      if (!isSmall || (spread > 0 && spread < 1 / MAX_NUMBER)) {
        throw new UserError(
            "column %s: its numbers are too %s; choose another unit"
                .formatted(Prose.name(names.get(i)), isSmall ? "close" : "large"));
      }
    }
  }

  private static void check(Path file, List<String> all, String option, Iterable<String> columns) {
    for (String column : columns) {
      if (!all.contains(column)) {
        throw new UserError(
            option
                + ": "
                + file
                + " has no column "
                + Prose.name(column)
                + "; its columns are "
                + FileText.shown(all));
      }
    }
  }
}
