package dev.chainrule.autograd.graph;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.graph.PathGraph.Link;
import dev.chainrule.autograd.notation.MathMl;
import java.util.ArrayList;
import java.util.List;

/**
 * One way to write what a path contributes: a product, and then the links through which it is
 * pulled back, since the chain rule there is no product of elements, as in a product of matrices.
 *
 * @param parts of the product
 * @param rest the last links of the path, if they can't be written as factors
 */
record ChainLine(ImmutableList<ChainPart> parts, ImmutableList<Link> rest) {
  private static final int MAX_NAMES = 8; // of operations; beyond, the middle is left out

  /** Writes this as text. */
  String text() {
    return ChainPart.product(parts) + words();
  }

  /** Writes this as MathML. */
  String mathMl() {
    return ChainPart.mathMlProduct(parts) + (rest.isEmpty() ? "" : MathMl.words(words()));
  }

  private String words() {
    if (rest.isEmpty()) {
      return "";
    }
    int end = rest.size() <= MAX_NAMES ? rest.size() : MAX_NAMES / 2;
    List<String> names = new ArrayList<>(names(rest.subList(0, end)));
    if (end < rest.size()) {
      names.add((rest.size() - 2 * end) + " more");
      names.addAll(names(rest.subList(rest.size() - end, rest.size())));
    }
    return ", pulled back through " + String.join(", ", names);
  }

  private static List<String> names(List<Link> links) {
    return links.stream().map(link -> Structure.name(link.from().value)).toList();
  }
}
