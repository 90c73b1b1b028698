package dev.chainrule.autograd.graph;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.graph.PathGraph.Link;
import dev.chainrule.autograd.notation.Expression;
import dev.chainrule.autograd.notation.Expression.Literal;
import dev.chainrule.autograd.notation.Expression.Product;
import dev.chainrule.autograd.notation.MathMl;
import dev.chainrule.autograd.shape.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A factor of the chain rule as it is written: what a reader multiplies element by element. */
sealed interface ChainPart {
  /** Writes this as text; it may need parentheses within a product. */
  String text();

  /** Writes this as MathML. */
  String mathMl();

  /** Gives the shape that the values have together which are named in it. */
  Shape shape();

  /** Tells whether this may stand in a product as it is, at its beginning or elsewhere. */
  default boolean isWhole(boolean isFirst) {
    return true;
  }

  /** A formula that holds for each element. */
  record Formula(Expression expression, Shape shape) implements ChainPart {
    @Override
    public String text() {
      return expression.text();
    }

    @Override
    public String mathMl() {
      return expression.mathMl();
    }

    /** A minus needs parentheses, but not at the beginning; so does what looks like the sign x. */
    @Override
    public boolean isWhole(boolean isFirst) {
      String text = text();
      boolean isSign = text.equals("x") || text.startsWith("x ") || text.endsWith(" x");
      boolean isProduct = expression instanceof Product || expression instanceof Literal;
      int needed = isFirst && isProduct ? Expression.SUM : Expression.PRODUCT;
      return !isSign && expression.strength() >= needed;
    }
  }

  /**
   * The derivative of one named value by another: of one element by any number of them, or of each
   * element by the one that it was made of.
   */
  record Derivative(Value of, String name, Value by, String byName) implements ChainPart {
    @Override
    public String text() {
      return "d" + name + "/d" + byName;
    }

    @Override
    public String mathMl() {
      return MathMl.derivative(name, byName);
    }

    @Override
    public Shape shape() {
      return of.shape().elements() == 1 ? by.shape() : of.shape();
    }
  }

  /** A product of factors that would be too long to read as a formula. */
  record Words(ImmutableList<Link> links) implements ChainPart {
    @Override
    public String text() {
      return links.size() == 1
          ? "slope of " + Structure.name(links.get(0).from().value)
          : "product of " + links.size() + " factors";
    }

    @Override
    public String mathMl() {
      return MathMl.words(text());
    }

    @Override
    public Shape shape() {
      return links.get(links.size() - 1).from().value.shape();
    }

    @Override
    public boolean isWhole(boolean isFirst) {
      return false;
    }
  }

  /**
   * A sum over elements of a product.
   *
   * @param over the shape of the product
   * @param into the shape of the sum; of one element, for a sum over all
   * @param isStated whether it must be said how many elements there are, since the values named in
   *     the product do not show it
   * @param shape which the sum has as it is written: that of the values named, each axis that was
   *     summed over of size 1
   */
  record Summed(
      ImmutableList<ChainPart> parts, Shape over, Shape into, boolean isStated, Shape shape)
      implements ChainPart {
    /** Tells whether the sum is a single number. */
    boolean isNumber() {
      return into.elements() == 1;
    }

    private String where() {
      if (isNumber()) {
        return isStated ? " over " + over.elements() + " elements" : "";
      }
      int[] axes = into.repeatedAxes(over);
      String list =
          Arrays.stream(axes).mapToObj(Integer::toString).collect(Collectors.joining(", "));
      return (axes.length == 1 ? " over axis " : " over axes ")
          + list
          + (isStated ? " of shape " + over : "");
    }

    @Override
    public String text() {
      return "sum" + where() + " of " + product(parts);
    }

    @Override
    public String mathMl() {
      String where = where().isEmpty() ? "" : MathMl.words(where() + " of ");
      return MathMl.row(MathMl.sign("\u2211") + where + mathMlProduct(parts));
    }

    @Override
    public boolean isWhole(boolean isFirst) {
      return false;
    }
  }

  /** Writes a product as text. */
  static String product(List<ChainPart> parts) {
    List<String> texts = new ArrayList<>();
    for (ChainPart part : parts) {
      boolean isWhole = parts.size() == 1 || part.isWhole(texts.isEmpty());
      texts.add(isWhole ? part.text() : "(" + part.text() + ")");
    }
    return String.join(" x ", texts);
  }

  /** Writes a product as MathML. */
  static String mathMlProduct(List<ChainPart> parts) {
    List<String> texts = new ArrayList<>();
    for (ChainPart part : parts) {
      boolean isWhole = parts.size() == 1 || part.isWhole(texts.isEmpty());
      texts.add(isWhole ? part.mathMl() : MathMl.parenthesized(part.mathMl()));
    }
    return String.join(MathMl.TIMES_SIGN, texts);
  }
}
