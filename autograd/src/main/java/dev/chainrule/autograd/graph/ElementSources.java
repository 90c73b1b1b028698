package dev.chainrule.autograd.graph;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.op.Operation;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The elements of an operation's inputs from which an element of its result has its NaN or
 * infinity.
 *
 * @param elements that together are the reason; none if the operation made it of finite numbers. If
 *     that is not certain, a few of those that may be the reason
 * @param isCertain whether it is known
 */
record ElementSources(List<Element> elements, boolean isCertain) {
  private static final int MOST_TOGETHER = 4;
  private static final int FEW = 4; // no guess is worth it
  private static final double[] REPLACEMENTS = {1, 0, 0.5};
  private static final ElementSources NONE = new ElementSources(ImmutableList.of(), true);

  /** Finds the sources of an element. */
  static ElementSources of(Element element) {
    List<Value> inputs = Ancestors.inputs(element.value());
    if (inputs.isEmpty()) {
      return NONE;
    }
    if (Ancestors.operation(element.value()).isEmpty()) { // a copy
      return new ElementSources(ImmutableList.of(element.below(inputs.get(0))), true);
    }
    Operation operation = Ancestors.operation(element.value()).get();
    Suspects suspects = new Suspects(element);
    if (suspects.size() == 0) {
      return NONE;
    }
    if (operation.isPointwise() && inputs.size() == 1) { // there is nothing else to be made of
      return of(suspects, suspects.all(), true);
    }
    return among(suspects, element, operation.isLinear());
  }

  private static ElementSources among(Suspects suspects, Element element, boolean isLinear) {
    if (!suspects.suffices(suspects.all(), 0)) { // it gives something else each time
      return uncertain(suspects);
    }
    int likeIt = 0;
    for (double replacement : REPLACEMENTS) {
      OptionalDouble clean = suspects.keeping(new BitSet(), replacement);
      if (clean.isPresent() && Double.isFinite(clean.getAsDouble())) {
        return together(suspects, element, replacement);
      }
      likeIt += clean.isPresent() && element.isLike(clean.getAsDouble()) ? 1 : 0;
    }
    // A linear operation makes nothing but finite numbers of zeros, if it does not overflow;
    // another
    // one may fail for some numbers, but hardly by giving the same infinity for all.
    boolean overflows = isLinear || (!element.isNaN() && likeIt == REPLACEMENTS.length);
    return overflows ? NONE : uncertain(suspects);
  }

  /** Finds suspects that are reason enough, none of which could be missing; NaN before infinity. */
  private static ElementSources together(Suspects suspects, Element element, double replacement) {
    BitSet nan = suspects.nan();
    boolean isOfNaN =
        element.isNaN() && (nan.equals(suspects.all()) || suspects.suffices(nan, replacement));
    BitSet asked = isOfNaN ? nan : suspects.all();
    if (asked.cardinality() > FEW) {
      for (int guess : suspects.guesses()) {
        BitSet alone = new BitSet();
        alone.set(guess);
        if (asked.get(guess) && suspects.suffices(alone, replacement)) {
          return of(suspects, alone, true);
        }
      }
    }
    int[] left = asked.stream().toArray();
    int count = left.length; // only so many of them, from the first on, are still asked
    BitSet needed = new BitSet();
    while (needed.isEmpty() || !suspects.suffices(needed, replacement)) {
      if (needed.cardinality() == MOST_TOGETHER || count == 0) {
        return uncertain(suspects);
      }
      count = lastNeeded(suspects, left, count, needed, replacement);
      needed.set(left[count]);
    }
    return of(suspects, needed, true);
  }

  /** Finds how many of the first suspects are enough, with those needed; gives the last's place. */
  private static int lastNeeded(
      Suspects suspects, int[] left, int count, BitSet needed, double replacement) {
    int tooFew = 0;
    int enough = count;
    while (enough - tooFew > 1) {
      int middle = (tooFew + enough) / 2;
      BitSet some = (BitSet) needed.clone();
      for (int i = 0; i < middle; i++) {
        some.set(left[i]);
      }
      if (suspects.suffices(some, replacement)) {
        enough = middle;
      } else {
        tooFew = middle;
      }
    }
    return enough - 1;
  }

  private static ElementSources uncertain(Suspects suspects) {
    return of(suspects, suspects.all(), false);
  }

  private static ElementSources of(Suspects suspects, BitSet found, boolean isCertain) {
    return new ElementSources(
        found.stream().limit(MOST_TOGETHER).mapToObj(suspects::get).toList(), isCertain);
  }
}
