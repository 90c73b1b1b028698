package dev.chainrule.autograd.tensor;

import static dev.chainrule.testing.MessageAssertions.assertRefused;
import static dev.chainrule.testing.TensorAssertions.assertClose;
import static dev.chainrule.testing.TensorAssertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.check.GradCheck;
import dev.chainrule.autograd.check.GradCheckReport;
import dev.chainrule.autograd.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

/** Einsum, beside sums term by term; and the other products of matrices and vectors. */
@Tag("kernel")
class EinsumTest {
  private static Tensor random(long seed, int... sizes) {
    return Tensor.uniform(Shape.of(sizes), -1, 1, new Random(seed));
  }

  /** What the letters say, element by element. */
  private static Tensor naive(String equation, List<Tensor> operands) {
    String[] sides = equation.split("->", -1);
    String[] terms = sides[0].split(",", -1);
    int[] sizes = new int['z' + 1]; // of each letter; 0 of those that there are not
    for (int i = 0; i < terms.length; i++) {
      for (int axis = 0; axis < terms[i].length(); axis++) {
        sizes[terms[i].charAt(axis)] = operands.get(i).shape().size(axis);
      }
    }
    int[] shape = sides[1].chars().map(letter -> sizes[letter]).toArray();
    double[] sums = new double[Shape.of(shape).elements()];
    int cases = 1;
    for (int size : sizes) {
      cases *= Math.max(size, 1);
    }
    for (int number = 0; number < cases; number++) {
      int[] at = new int[sizes.length];
      int rest = number;
      for (int letter = 0; letter < sizes.length; letter++) {
        at[letter] = rest % Math.max(sizes[letter], 1);
        rest /= Math.max(sizes[letter], 1);
      }
      double product = 1;
      for (int i = 0; i < terms.length; i++) {
        product *= operands.get(i).at(terms[i].chars().map(letter -> at[letter]).toArray());
      }
      int place = 0;
      for (char letter : sides[1].toCharArray()) {
        place = place * sizes[letter] + at[letter];
      }
      sums[place] += product;
    }
    return Tensor.of(Shape.of(shape), sums);
  }

  /** Any terms of up to four letters, some twice, and any result of them. */
  @Property(tries = 400)
  void asItIsWritten(@ForAll long seed) {
    Random random = new Random(seed);
    String alphabet = "aBcdE";
    int[] sizes = random.ints(5, 1, 4).toArray();
    List<String> terms = new ArrayList<>();
    List<Tensor> operands = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      StringBuilder term = new StringBuilder();
      int[] shape = random.ints(random.nextInt(5), 0, 5).toArray();
      for (int axis = 0; axis < shape.length; axis++) {
        term.append(alphabet.charAt(shape[axis]));
        shape[axis] = sizes[shape[axis]];
      }
      terms.add(term.toString());
      operands.add(random(random.nextLong(), shape));
    }
    StringBuilder output = new StringBuilder();
    String all = String.join("", terms);
    for (int i = 0; i < all.length(); i++) {
      String letter = all.substring(i, i + 1);
      if (output.indexOf(letter) < 0 && random.nextBoolean()) {
        output.insert(random.nextInt(output.length() + 1), letter);
      }
    }
    String equation = String.join(",", terms) + "->" + output;
    Tensor result = operands.get(0).einsum(equation, operands.subList(1, operands.size()));
    assertClose(naive(equation, operands), result, 1e-12);
  }

  @Example
  void withoutAResult() {
    Tensor x = random(1, 3, 4);
    Tensor y = random(2, 4, 2);
    assertSame(x.matMul(y), x.einsum("ij, jk", y));
    assertSame(x.matMul(y).transpose(), x.einsum("bj,ja", y));
    assertSame(x.transpose(), x.einsum("ba"));
    Tensor square = random(3, 4, 4);
    assertClose(square.trace(), square.einsum("ii"));
    assertSame(square.diag(), square.einsum("ii->i"));
    assertClose(x.sum(), x.einsum("ij->"));
  }

  @Example
  void ellipses() {
    Tensor x = random(4, 5, 1, 3, 4);
    Tensor y = random(5, 2, 4, 6);
    assertSame(x.matMul(y), x.einsum("...ij,...jk->...ik", y));
    assertSame(x.matMul(y), x.einsum("...ij,...jk", y));
    assertSame(x.matrixTranspose(), x.einsum("...ij->...ji"));
    assertSame(x.moveAxis(0, -1), x.einsum("i...->...i"));
    Tensor z = random(14, 3, 1);
    assertSame(x.mul(z), x.einsum("...,...->...", z));
    assertClose(x.mul(2.5), x.einsum("...,->...", Tensor.of(2.5)));
    assertClose(x.diagonal().sum(-1), x.einsum("...ij,...ij->...", Tensor.eye(4).slice(0, 0, 3)));
  }

  @Example
  void gradients() {
    List<Tensor> inputs = List.of(random(6, 2, 3, 3), random(7, 3, 4), random(8, 2, 4));
    GradCheckReport report =
        GradCheck.standard()
            .order(2)
            .check(in -> in.get(0).einsum("bij,jk,bk->bi", in.subList(1, 3)).sin(), inputs);
    assertTrue(report.passed(), report::toString);
    report =
        GradCheck.standard()
            .order(2)
            .check(in -> in.get(0).einsum("bii,...k->kb...", in.get(1)), inputs.subList(0, 2));
    assertTrue(report.passed(), report::toString);
  }

  @Example
  void mistakes() {
    Tensor x = Tensor.ones(2, 3);
    assertRefused(
        "einsum: \"ij->k\": no operand has the result's index \"k\"", () -> x.einsum("ij->k"));
    assertRefused("einsum: \"ij->ii\": the result has \"i\" twice", () -> x.einsum("ij->ii"));
    assertRefused(
        "einsum: \"i->i\": \"i\" does not fit an operand of shape [2, 3]", () -> x.einsum("i->i"));
    assertRefused("\"...ijk\" does not fit", () -> x.einsum("...ijk->i"));
    assertRefused("\"i1\" is no term of letters", () -> x.einsum("i1->i"));
    assertRefused("is no term of letters", () -> x.einsum("......->"));
    assertRefused("it has more than one arrow", () -> x.einsum("ij->i->j"));
    assertRefused("the result has no ellipsis", () -> x.einsum("i...->i"));
    assertRefused(
        "einsum: \"ij,jk\": 2 terms for operands of shapes [[2, 3]]", () -> x.einsum("ij,jk"));
    assertRefused(
        "einsum: \"ij,jk\": sizes of \"j\" differ: shapes [2, 3] and [2, 3]",
        () -> x.einsum("ij,jk", x));
    assertRefused(
        "sizes of an ellipsis differ: shapes [2, 3] and [2, 2]",
        () -> x.einsum("...,...", Tensor.ones(2, 2)));
    assertRefused("sizes of \"i\" differ: shapes [2, 3] and [2, 3]", () -> x.einsum("ii->i"));
  }

  @Example
  void crossProducts() {
    Tensor x = random(9, 4, 3);
    Tensor y = random(10, 3);
    Tensor z = x.cross(y);
    assertEquals(Shape.of(4, 3), z.shape());
    assertClose(Tensor.zeros(4), z.mul(x).sum(-1), 1e-15);
    assertClose(Tensor.zeros(4), z.matMul(y), 1e-15);
    assertSame(Tensor.of(0, 0, 1), Tensor.of(1, 0, 0).cross(Tensor.of(0, 1, 0)));
    assertSame(z.neg(), y.cross(x));
    assertRefused("cross: takes vectors [.., 3], not [2] and [3]", () -> Tensor.ones(2).cross(y));
    assertRefused("cross: shapes do not broadcast", () -> x.cross(Tensor.ones(2, 3)));
  }

  @Example
  void kroneckerProducts() {
    Tensor x = random(11, 5, 2, 3);
    Tensor y = random(12, 4, 2);
    Tensor z = x.kronecker(y);
    assertEquals(Shape.of(5, 8, 6), z.shape());
    for (int b = 0; b < 5; b++) {
      for (int i = 0; i < 8; i++) {
        for (int j = 0; j < 6; j++) {
          assertEquals(x.at(b, i / 4, j / 2) * y.at(i % 4, j % 2), z.at(b, i, j));
        }
      }
    }
    assertRefused(
        "kronecker: takes matrices [.., n, m], not [3] and [4, 2]",
        () -> Tensor.ones(3).kronecker(y));
  }

  @Example
  void diagonals() {
    Tensor x = random(13, 2, 3, 5, 4);
    assertEquals(Shape.of(2, 3, 4), x.diagonal().shape());
    assertEquals(x.at(1, 2, 3, 3), x.diagonal().at(1, 2, 3));
    assertClose(x.diagonal().sum(-1), x.trace());
    assertSame(x.diagonal(), x.matrixTranspose().diagonal());
    assertSame(x.select(-1, 0), x.select(-1, 0).diagEmbed().diagonal());
    assertSame(x.select(-1, 0).diagEmbed(), x.select(-1, 0).expandDims(-1).mul(Tensor.eye(5)));
    assertEquals(Shape.of(3, 0, 0), Tensor.zeros(3, 0).diagEmbed().shape());
    assertEquals(Shape.of(3, 0), Tensor.zeros(3, 0, 2).diagonal().shape());
    assertRefused("diagEmbed: takes vectors [.., n], not []", () -> Tensor.of(1).diagEmbed());
    assertRefused("diagonal: takes matrices [.., n, m], not [3]", () -> Tensor.ones(3).diagonal());
  }
}
