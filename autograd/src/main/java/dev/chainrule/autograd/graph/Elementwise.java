package dev.chainrule.autograd.graph;

import com.google.common.base.Splitter;
import com.google.common.primitives.Ints;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.graph.PathGraph.Link;
import dev.chainrule.autograd.notation.Algebra;
import dev.chainrule.autograd.notation.Expression;
import dev.chainrule.autograd.shape.Shape;
import java.util.List;
import java.util.Optional;

/**
 * Tells where a link multiplies a cotangent element by element, so that a product of such factors,
 * with shapes broadcast, is the chain rule.
 */
final class Elementwise {
  private Elementwise() {}

  /** Tells whether a link is of that kind; where it broadcasts, a sum follows the product. */
  static boolean is(Link link) {
    Value value = link.from().value;
    Shape shape = value.shape();
    Shape input = link.to().value.shape();
    if (shape.elements() == 0 || input.elements() == 0) {
      return false;
    }
    if (Slopes.isPointwise(value)) {
      return true;
    }
    return switch (Structure.of(value)) {
      case SUM -> core(shape).equals(core(input.reduce(true, axes(value))));
      case BROADCAST -> true;
      case EXTREME -> shape.elements() == 1;
      case MOVE -> isInPlace(value, input);
      default -> false;
    };
  }

  /** A single element stays where it is; so do all if only axes of size 1 come or go in front. */
  private static boolean isInPlace(Value value, Shape input) {
    Shape shape = value.shape();
    boolean isSingle = shape.elements() == 1 && input.elements() == 1;
    boolean isReshape = value.operation().orElseThrow().name().equals("reshape");
    return isReshape ? core(shape).equals(core(input)) : isSingle && value.inputs().size() == 1;
  }

  /** A shape without axes of size 1 in front: what matters when shapes are broadcast. */
  private static Shape core(Shape shape) {
    int[] sizes = shape.toArray();
    int from = 0;
    while (from < sizes.length && sizes[from] == 1) {
      from++;
    }
    return Shape.of(
        Ints.asList(sizes).subList(from, sizes.length).stream().mapToInt(i -> i).toArray());
  }

  /** The axes of a sum, which calls itself {@code sum[0, 1]}. */
  private static int[] axes(Value sum) {
    String text = sum.operation().orElseThrow().toString();
    String list = text.substring(text.indexOf('[') + 1, text.indexOf(']'));
    return Splitter.on(", ")
        .omitEmptyStrings()
        .splitToStream(list)
        .mapToInt(Integer::parseInt)
        .toArray();
  }

  /** Writes the factor; nothing if there is no formula, or it would be too long. */
  static Optional<Expression> factor(Link link, Formulas formulas) {
    Value value = link.from().value;
    boolean isMove = !Slopes.isPointwise(value) && Structure.of(value) == Structure.MOVE;
    return isMove ? Optional.of(Algebra.ONE) : formulas.formula(value, link.input());
  }

  /** Tells whether a link multiplies by finite numbers only, be it element by element or not. */
  static boolean isFinite(Link link) {
    Value value = link.from().value;
    return Slopes.isPointwise(value)
        ? !NotFinite.isIn(Slopes.of(value, link.input()))
        : !NotFinite.isIn(value.data())
            && value.inputs().stream().noneMatch(input -> NotFinite.isIn(input.data()));
  }

  /** Tells whether each element of a value was made of one element of what the links lead to. */
  static boolean isByElement(List<Link> links) {
    return links.stream().allMatch(Elementwise::is)
        && links.stream()
            .map(link -> link.from().value)
            .allMatch(value -> Slopes.isPointwise(value) || keepsElements(value));
  }

  private static boolean keepsElements(Value value) {
    return switch (Structure.of(value)) {
      case MOVE, BROADCAST -> true;
      default -> false;
    };
  }
}
