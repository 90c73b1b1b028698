package dev.chainrule.nn.data;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Turns texts, such as the values of a column, into rows with a 1 in a place of their own. */
public final class OneHot {
  private final ImmutableList<String> categories;

  private OneHot(ImmutableList<String> categories) {
    this.categories = categories;
  }

  /** Takes for categories the texts that occur, in alphabetical order. */
  public static OneHot fit(Collection<String> texts) {
    return of(new ArrayList<>(new TreeSet<>(texts)));
  }

  /**
   * Takes given categories, such as saved ones.
   *
   * @throws IllegalArgumentException if there are none, or one is there twice
   */
  public static OneHot of(List<String> categories) {
    checkArgument(
        !categories.isEmpty() && new TreeSet<>(categories).size() == categories.size(),
        "OneHot: categories %s must be at least one, and each another",
        categories);
    return new OneHot(ImmutableList.copyOf(categories));
  }

  /** Gives the categories, in the order of their places. */
  public List<String> categories() {
    return categories;
  }

  /**
   * Gives the place of each text: shape [count].
   *
   * @throws IllegalArgumentException if a text is no category
   */
  public Tensor indices(List<String> texts) {
    double[] indices = texts.stream().mapToDouble(this::index).toArray();
    return Tensor.of(Shape.of(indices.length), indices);
  }

  /**
   * Gives a row for each text, 0 but for a 1 in its place: shape [count, categories].
   *
   * @throws IllegalArgumentException if a text is no category
   */
  public Tensor apply(List<String> texts) {
    Shape shape = Shape.of(texts.size(), categories.size());
    double[] rows = new double[shape.elements()];
    for (int i = 0; i < texts.size(); i++) {
      rows[i * categories.size() + index(texts.get(i))] = 1;
    }
    return Tensor.of(shape, rows);
  }

  private int index(String text) {
    int index = categories.indexOf(text);
    checkArgument(index >= 0, "OneHot: '%s' is not one of %s", text, categories);
    return index;
  }

  /** Gives the categories, in the order of their places. */
  @Override
  public String toString() {
    return "OneHot" + categories;
  }
}
