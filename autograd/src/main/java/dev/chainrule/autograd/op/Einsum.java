package dev.chainrule.autograd.op;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import dev.chainrule.autograd.shape.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Sums of products that an equation such as {@code ij,jk->ik} names: one operand after the other is
 * multiplied by what there is already, as matrices wherever an index is summed over. An index is a
 * letter; those that an ellipsis stands for are characters that nobody types, counted from the
 * last.
 */
final class Einsum {
  private static final CharMatcher LETTERS =
      CharMatcher.inRange('a', 'z').or(CharMatcher.inRange('A', 'Z'));
  private static final char ELLIPSIS = '\uE000';

  private final String equation;
  private final List<String> terms; // the indices of each operand's axes
  private final String output;

  private Einsum(String equation, List<Shape> shapes) {
    this.equation = equation;
    String text = CharMatcher.whitespace().removeFrom(equation);
    List<String> sides = Splitter.on("->").splitToList(text);
    if (sides.size() > 2) {
      throw refused("it has more than one arrow");
    }
    List<String> written = Splitter.on(',').splitToList(sides.get(0));
    if (written.size() != shapes.size()) {
      throw refused(written.size() + " terms for operands of shapes " + shapes);
    }
    this.terms = new ArrayList<>();
    String ellipsis = "";
    for (int i = 0; i < shapes.size(); i++) {
      String open = open(written.get(i), shapes.get(i));
      terms.add(written.get(i).replace("...", open));
      ellipsis = open.length() > ellipsis.length() ? open : ellipsis;
    }
    this.output = sides.size() == 1 ? ellipsis + lonely() : sides.get(1).replace("...", ellipsis);
    checkOutput(ellipsis);
    checkSizes(shapes);
  }

  /** Computes what the equation says. */
  static <T extends Numeric<T>> T of(String equation, List<T> operands) {
    Einsum einsum = new Einsum(equation, operands.stream().map(T::shape).toList());
    Indexed<T> product = einsum.reduced(operands.get(0), 0, einsum.output + einsum.after(0));
    for (int i = 1; i < operands.size(); i++) {
      String kept = einsum.output + einsum.after(i);
      Indexed<T> next = einsum.reduced(operands.get(i), i, kept + product.indices);
      product = product.sumAllBut(kept + next.indices).times(next, kept);
    }
    return product.sumAllBut(einsum.output).inOrder(einsum.output);
  }

  private IllegalArgumentException refused(String why) {
    return new IllegalArgumentException("einsum: \"" + equation + "\": " + why);
  }

  /** The indices that an ellipsis stands for, or none. */
  private String open(String term, Shape shape) {
    boolean hasEllipsis = term.contains("...");
    String letters = term.replaceFirst("\\.\\.\\.", "");
    if (!LETTERS.matchesAllOf(letters)) {
      throw refused("\"" + term + "\" is no term of letters");
    }
    int count = shape.rank() - letters.length();
    if (hasEllipsis ? count < 0 : count != 0) {
      throw refused("\"" + term + "\" does not fit an operand of shape " + shape);
    }
    StringBuilder open = new StringBuilder();
    for (int i = count - 1; i >= 0; i--) {
      open.append((char) (ELLIPSIS + i));
    }
    return open.toString();
  }

  /** The letters that occur once, in alphabetical order: what is kept if nothing is said. */
  private String lonely() {
    String all = LETTERS.retainFrom(String.join("", terms));
    StringBuilder lonely = new StringBuilder();
    all.chars()
        .filter(letter -> all.indexOf(letter) == all.lastIndexOf(letter))
        .sorted()
        .forEach(letter -> lonely.append((char) letter));
    return lonely.toString();
  }

  private void checkOutput(String ellipsis) {
    String all = String.join("", terms);
    for (int i = 0; i < output.length(); i++) {
      char index = output.charAt(i);
      if (all.indexOf(index) < 0) {
        throw refused("no operand has the result's index \"" + index + "\"");
      }
      if (output.lastIndexOf(index) != i) {
        throw refused("the result has \"" + index + "\" twice");
      }
    }
    if (!output.contains(ellipsis)) {
      throw refused("the result has no ellipsis");
    }
  }

  private void checkSizes(List<Shape> shapes) {
    for (int i = 0; i < terms.size(); i++) {
      for (int axis = 0; axis < terms.get(i).length(); axis++) {
        checkSize(shapes, i, axis);
      }
    }
  }

  /** An index has one size everywhere; only behind an ellipsis, 1 is repeated. */
  private void checkSize(List<Shape> shapes, int at, int axis) {
    char index = terms.get(at).charAt(axis);
    int size = shapes.get(at).size(axis);
    for (int i = 0; i <= at; i++) {
      for (int other = 0; other < terms.get(i).length(); other++) {
        int otherSize = shapes.get(i).size(other);
        boolean isSame = terms.get(i).charAt(other) == index;
        boolean isRepeated = index >= ELLIPSIS && (size == 1 || otherSize == 1);
        if (isSame && size != otherSize && !isRepeated) {
          String what = index >= ELLIPSIS ? "an ellipsis" : "\"" + index + "\"";
          throw refused(
              "sizes of " + what + " differ: shapes " + shapes.get(i) + " and " + shapes.get(at));
        }
      }
    }
  }

  /** The indices of all later operands. */
  private String after(int operand) {
    return String.join("", terms.subList(operand + 1, terms.size()));
  }

  /** An operand with the diagonal of each index that it has twice, without what nobody keeps. */
  private <T extends Numeric<T>> Indexed<T> reduced(T operand, int term, String kept) {
    return new Indexed<>(operand, terms.get(term)).withoutTwins().sumAllBut(kept);
  }

  /** A tensor whose axes have names. */
  private record Indexed<T extends Numeric<T>>(T tensor, String indices) {
    Indexed<T> withoutTwins() {
      for (int i = 0; i < indices.length(); i++) {
        char index = indices.charAt(i);
        int twin = indices.lastIndexOf(index);
        if (twin > i) {
          String others =
              indices.substring(0, i)
                  + indices.substring(i + 1, twin)
                  + indices.substring(twin + 1);
          T diagonal = tensor.moveAxis(twin, -1).moveAxis(i, -1).diagonal();
          return new Indexed<>(diagonal, others + index).withoutTwins();
        }
      }
      return this;
    }

    Indexed<T> sumAllBut(String kept) {
      String rest = CharMatcher.anyOf(kept).retainFrom(indices);
      if (rest.length() == indices.length()) {
        return this;
      }
      int[] summed = places(CharMatcher.anyOf(kept).removeFrom(indices));
      return new Indexed<>(tensor.sum(summed), rest);
    }

    private int[] places(String some) {
      return some.chars().map(indices::indexOf).toArray();
    }

    T inOrder(String order) {
      return order.equals(indices) ? tensor : tensor.permute(places(order));
    }

    private int size(String some) {
      return some.chars()
          .map(index -> tensor.shape().size(indices.indexOf(index)))
          .reduce(1, (a, b) -> a * b);
    }

    /** The product of two, summed over those indices of both that are not kept. */
    Indexed<T> times(Indexed<T> other, String kept) {
      String both = CharMatcher.anyOf(other.indices).retainFrom(indices);
      String batch = CharMatcher.anyOf(kept).retainFrom(both);
      String summed = CharMatcher.anyOf(kept).removeFrom(both);
      String left = CharMatcher.anyOf(both).removeFrom(indices);
      String right = CharMatcher.anyOf(both).removeFrom(other.indices);
      int depth = size(summed);
      T rows = matrices(batch, left + summed, size(left), depth);
      T columns = other.matrices(batch, summed + right, depth, other.size(right));
      T product = summed.isEmpty() ? rows.mul(columns) : rows.matMul(columns);
      List<Integer> sizes = new ArrayList<>();
      for (int axis = 0; axis < batch.length(); axis++) {
        sizes.add(product.shape().size(axis));
      }
      left.chars().forEach(index -> sizes.add(size(String.valueOf((char) index))));
      right.chars().forEach(index -> sizes.add(other.size(String.valueOf((char) index))));
      int[] all = sizes.stream().mapToInt(Integer::intValue).toArray();
      return new Indexed<>(product.reshape(Shape.of("einsum", all)), batch + left + right);
    }

    /** A batch of matrices: some axes stay, the others become rows and columns. */
    private T matrices(String batch, String rest, int rows, int columns) {
      int[] sizes = new int[batch.length() + 2];
      for (int i = 0; i < batch.length(); i++) {
        sizes[i] = size(batch.substring(i, i + 1));
      }
      sizes[batch.length()] = rows;
      sizes[batch.length() + 1] = columns;
      return inOrder(batch + rest).reshape(Shape.of("einsum", sizes));
    }
  }
}
