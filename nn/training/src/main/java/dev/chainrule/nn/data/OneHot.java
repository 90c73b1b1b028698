package dev.chainrule.nn.data;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.file.FileText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;

/**
 * Turns texts, such as the values of a column, into rows with a 1 in a place of their own, or into
 * the numbers of these places. It is to be fitted on the rows to learn from, without those that are
 * held out. A text that is no category is refused, unless {@link #ignoringUnseen} says otherwise.
 */
public final class OneHot {
  private static final int UNSEEN = -1;

  private final ImmutableMap<String, Integer> places;
  private final boolean ignoresUnseen;

  private OneHot(ImmutableMap<String, Integer> places, boolean ignoresUnseen) {
    this.places = places;
    this.ignoresUnseen = ignoresUnseen;
  }

  /**
   * Takes for categories the texts that occur, in alphabetical order.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static OneHot fit(Collection<String> texts) {
    checkArgument(!texts.isEmpty(), "OneHot.fit: there are no texts");
    return of(new ArrayList<>(new TreeSet<>(texts)));
  }

  /**
   * Takes given categories, such as saved ones.
   *
   * @throws IllegalArgumentException if there are none, or one is there twice
   */
  public static OneHot of(List<String> categories) {
    if (categories.isEmpty() || new HashSet<>(categories).size() < categories.size()) {
      throw new IllegalArgumentException(
          "OneHot.of: categories %s must be at least one, and each another"
              .formatted(FileText.shown(categories)));
    }
    ImmutableMap.Builder<String, Integer> places = ImmutableMap.builder();
    for (int place = 0; place < categories.size(); place++) {
      places.put(categories.get(place), place);
    }
    return new OneHot(places.buildOrThrow(), false);
  }

  /**
   * Takes a text that is no category for none of them: its row is 0 everywhere, and its index is
   * one more than the last. For that index an embedding needs one thing more than there are
   * categories.
   */
  public OneHot ignoringUnseen() {
    return new OneHot(places, true);
  }

  /** Gives the categories, in the order of their places. */
  public List<String> categories() {
    return places.keySet().asList();
  }

  /** Says whether a text that is no category is taken for none, rather than refused. */
  public boolean ignoresUnseen() {
    return ignoresUnseen;
  }

  boolean isCategory(String text) {
    return places.containsKey(text);
  }

  /**
   * Gives the place of each text, from 0: shape [count].
   *
   * @throws IllegalArgumentException if a text is no category, unless these are ignored
   */
  public Tensor indices(List<String> texts) {
    double[] indices =
        texts.stream()
            .mapToInt(text -> place("indices", text))
            .mapToDouble(place -> place == UNSEEN ? places.size() : place)
            .toArray();
    return Tensor.of(Shape.of(indices.length), indices);
  }

  /**
   * Gives a row for each text, 0 but for a 1 in its place: shape [count, categories].
   *
   * @throws IllegalArgumentException if a text is no category, unless these are ignored
   */
  public Tensor apply(List<String> texts) {
    Shape shape = Shape.of(texts.size(), places.size());
    double[] rows = new double[shape.elements()];
    for (int i = 0; i < texts.size(); i++) {
      int place = place("apply", texts.get(i));
      if (place != UNSEEN) {
        rows[i * places.size() + place] = 1;
      }
    }
    return Tensor.of(shape, rows);
  }

  private int place(String method, String text) {
    Integer place = places.get(text);
    if (place == null && !ignoresUnseen) {
      throw new IllegalArgumentException(
          "OneHot.%s: '%s' is not one of %s; ignoringUnseen() takes such for none of them"
              .formatted(method, FileText.shown(text), FileText.shown(categories())));
    }
    return place == null ? UNSEEN : place;
  }

  /** Gives the categories, in the order of their places. */
  @Override
  public String toString() {
    return "OneHot" + categories();
  }
}
