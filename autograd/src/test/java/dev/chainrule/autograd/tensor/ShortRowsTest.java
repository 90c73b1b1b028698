package dev.chainrule.autograd.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many rows of a few elements, which are copied together: each element against its own. */
class ShortRowsTest {
  private static Tensor random(DType dtype, int... sizes) {
    return Tensor.uniform(Shape.of(sizes), -1, 1, new Random(sizes.length)).to(dtype);
  }

  private static void assertElements(Tensor actual, ToDoubleFunction<int[]> expected) {
    int[] sizes = actual.shape().toArray();
    int[] index = new int[sizes.length];
    for (double number : actual.toArray()) {
      assertEquals(expected.applyAsDouble(index), number);
      for (int axis = sizes.length - 1; axis >= 0 && ++index[axis] == sizes[axis]; axis--) {
        index[axis] = 0;
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void broadcast(DType dtype) {
    for (int last : new int[] {1, 3, 4, 15, 16, 17}) {
      Tensor x = random(dtype, 31, 22, 1);
      Tensor y = random(dtype, 31, 1, last);
      assertElements(x.add(y), i -> dtype.round(x.at(i[0], i[1], 0) + y.at(i[0], 0, i[2])));
      Tensor row = random(dtype, last);
      Tensor many = random(dtype, 300, last);
      assertElements(many.mul(row), i -> dtype.round(many.at(i) * row.at(i[1])));
    }
  }

  @ParameterizedTest
  @EnumSource
  void joinedAndCut(DType dtype) {
    Tensor x = random(dtype, 300, 3);
    Tensor y = random(dtype, 300, 5);
    assertElements(
        x.concat(1, List.of(y)), i -> i[1] < 3 ? x.at(i[0], i[1]) : y.at(i[0], i[1] - 3));
    assertElements(x.stack(1, List.of(x.neg())), i -> (1 - 2 * i[1]) * x.at(i[0], i[2]));
    assertElements(y.slice(1, 1, 4).add(0), i -> y.at(i[0], i[1] + 1));
    assertElements(y.flip(1).reshape(1500), i -> y.at(i[0] / 5, 4 - i[0] % 5));
    assertElements(y.flip(0).reshape(1500), i -> y.at(299 - i[0] / 5, i[0] % 5));
    assertElements(y.transpose().reshape(1500), i -> y.at(i[0] % 300, i[0] / 300));
    Tensor cube = random(dtype, 9, 140, 4);
    Tensor part =
        cube.slice(new int[] {1, 3, 0}, new int[] {9, 140, 4}, new int[] {3, 2, 2}).copy();
    assertElements(part, i -> cube.at(1 + 3 * i[0], 3 + 2 * i[1], 2 * i[2]));
    assertElements(cube.permute(1, 0, 2).reshape(140, 36), i -> cube.at(i[1] / 4, i[0], i[1] % 4));
  }

  @ParameterizedTest
  @EnumSource
  void selected(DType dtype) {
    int[] indices = {4, 0, 4, 2};
    for (int inner : new int[] {1, 3, 15, 16}) {
      Tensor x = random(dtype, 300, 5, inner);
      assertElements(x.indexSelect(1, indices), i -> x.at(i[0], indices[i[1]], i[2]));
      Tensor turned = random(dtype, 5, 300, inner).permute(1, 0, 2);
      assertElements(turned.indexSelect(1, indices), i -> turned.at(i[0], indices[i[1]], i[2]));
    }
  }

  /** More slices than rows, of a part of a tensor, too. */
  @ParameterizedTest
  @EnumSource
  void selectedOften(DType dtype) {
    int[] indices = new Random(2).ints(40, 0, 5).toArray();
    for (int inner : new int[] {1, 3, 15, 16}) {
      Tensor x = random(dtype, 4, 5, inner);
      assertElements(x.indexSelect(1, indices), i -> x.at(i[0], indices[i[1]], i[2]));
      Tensor part = x.slice(0, 1, 4);
      assertElements(part.indexSelect(1, indices), i -> x.at(i[0] + 1, indices[i[1]], i[2]));
    }
  }

  /** Long enough for several threads, and in lines whose number these do not divide. */
  @ParameterizedTest
  @EnumSource
  void reducedAndShared(DType dtype) {
    Tensor x = random(dtype, 10_007, 13).slice(1, 1, 12);
    Tensor max = x.max(1);
    Tensor sum = x.sum(1);
    Tensor shares = x.softmax(1);
    Tensor columns = random(dtype, 500, 301).sum(0);
    Tensor column = random(dtype, 500, 301).slice(1, 300, 301).sum();
    assertEquals(column.item(), columns.at(300), 1e-6);
    for (int i = 0; i < 10_007; i += 101) {
      Tensor line = x.slice(0, i, i + 1).reshape(11);
      assertEquals(line.max().item(), max.at(i));
      assertEquals(line.sum().item(), sum.at(i));
      assertEquals(line.softmax(0).at(3), shares.at(i, 3));
    }
    assertEquals(x.slice(0, 10_006, 10_007).max().item(), max.at(10_006));
  }
}
