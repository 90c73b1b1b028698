package dev.chainrule.demos.regression;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.demos.console.UserError;
import dev.chainrule.nn.data.CsvFile;
import dev.chainrule.nn.data.Examples;
import dev.chainrule.nn.data.OneHot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Rows to learn from.
 *
 * @param inputs the names of the columns that predictions are made from
 * @param target the name of what is predicted
 * @param examples inputs of shape [rows, columns], targets of shape [rows, 1]
 */
record Table(List<String> inputs, String target, Examples examples) {
  private static final int BUILT_IN_ROWS = 600;

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
    return new Table(names, "y", Examples.of(x, y.copy()));
  }

  private static Tensor column(Tensor x, int index) {
    return x.slice(1, index, index + 1);
  }

  /**
   * Reads a file.
   *
   * @param categories columns of texts, each of which becomes a column for each text
   * @param ignored columns that are left out
   * @throws UserError if there is no such column, or nothing to predict from
   */
  static Table read(
      Path file, String target, Set<String> categories, Set<String> ignored, Gaps gaps) {
    CsvFile csv = CsvFile.at(file).missing(gaps.missing);
    List<String> all = csv.columns();
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
    if (Double.isNaN(targets.max().item())) {
      throw new UserError(
          file + ": column " + target + " has gaps, but is to be learned; --missing DROP_ROW");
    }
    List<String> names = new ArrayList<>(numbers);
    List<Tensor> parts = new ArrayList<>();
    parts.add(rows.numbers(numbers.toArray(String[]::new)));
    for (String column : categories) {
      List<String> texts = rows.texts(column);
      OneHot oneHot = OneHot.fit(texts);
      oneHot.categories().forEach(text -> names.add(column + "=" + text));
      parts.add(oneHot.apply(texts));
    }
    Tensor inputs = parts.get(0).concat(1, parts.subList(1, parts.size()));
    return new Table(names, target, Examples.of(inputs, targets));
  }

  private static void check(Path file, List<String> all, String option, Iterable<String> columns) {
    for (String column : columns) {
      if (!all.contains(column)) {
        throw new UserError(
            option + ": " + file + " has no column " + column + "; its columns are " + all);
      }
    }
  }
}
