package dev.chainrule.nn.data;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** Fills the gaps in columns of numbers by their means, and standardises them. */
record NumberEncoder(List<String> names, Imputer imputer, Standardizer standardizer)
    implements Encoder {
  static final String KIND = "numbers";
  private static final String FILL = "fill";

  NumberEncoder {
    names = ImmutableList.copyOf(names);
  }

  static NumberEncoder fit(Table table, List<String> names) {
    for (String name : names) {
      checkArgument(
          !table.texts(name).stream().allMatch(String::isEmpty),
          "fit: column %s has no values at all",
          name);
    }
    Tensor numbers = numbers(table, names);
    Imputer imputer = Imputer.fit(numbers);
    return new NumberEncoder(names, imputer, Standardizer.fit(imputer.apply(numbers)));
  }

  private static Tensor numbers(Table table, List<String> names) {
    return table.numbers(names.toArray(String[]::new));
  }

  @Override
  public Tensor apply(Table table) {
    return standardizer.apply(imputer.apply(numbers(table, names)));
  }

  @Override
  public List<String> columns() {
    return names;
  }

  @Override
  public Map<String, Tensor> tensors() {
    return ImmutableMap.<String, Tensor>builder()
        .put(FILL, imputer.means())
        .putAll(standardizer.state())
        .buildOrThrow();
  }

  @Override
  public SavedTexts texts() {
    return SavedTexts.of("kind", KIND).with("columns", names);
  }

  /** Takes up what was saved; refuses it if it does not fit together. */
  static NumberEncoder of(SavedTexts texts, Map<String, Tensor> tensors) {
    List<String> names = texts.list("columns");
    Tensor fill = tensors.get(FILL);
    checkArgument(fill != null, "Preprocessor.of: the tensor %s is missing", FILL);
    Standardizer standardizer = Standardizer.of(tensors);
    checkArgument(
        fill.shape().equals(Shape.of(names.size())) && standardizer.columns() == names.size(),
        "Preprocessor.of: %s columns of numbers, with means of shape %s and %s deviations",
        names.size(),
        fill.shape(),
        standardizer.columns());
    return new NumberEncoder(names, Imputer.of(fill), standardizer);
  }
}
