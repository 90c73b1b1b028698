package dev.chainrule.autograd.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A million terms in float32, wherever terms are added up: the error is that of a few roundings.
 */
@Tag("kernel")
class LongSumsTest {
  private static final int MANY = 1_000_000;
  private static final double EXPECTED = MANY * (double) 0.1f;

  private static Tensor many(int... sizes) {
    return Tensor.full(Shape.of(sizes), 0.1).to(DType.FLOAT32).copy();
  }

  private static void assertSum(Tensor sums) {
    double epsilon = 0x1p-24;
    assertEquals(EXPECTED, sums.max().item(), 8 * 16 * epsilon * EXPECTED);
    assertEquals(EXPECTED, sums.min().item(), 8 * 16 * epsilon * EXPECTED);
  }

  @Test
  void sums() {
    assertSum(many(MANY).sum());
    assertSum(many(MANY, 2).sum(0));
    assertSum(many(2, MANY).transpose().sum(0));
    assertSum(many(1000, 2, 1000).sum(0, 2));
    assertSum(many(MANY).cumsum(0).slice(0, MANY - 1, MANY));
    assertSum(many(MANY).mean().mul(MANY));
  }

  @Test
  void matrixProducts() {
    Tensor ones = many(MANY, 2).filled(1);
    Tensor one = ones.slice(1, 0, 1);
    assertSum(many(MANY, 1).transpose().matMul(one));
    assertSum(many(MANY, 2).transpose().matMul(one));
    assertSum(many(2, MANY).matMul(one));
    assertSum(one.transpose().matMul(many(MANY, 2)));
    assertSum(many(MANY, 2).transpose().matMul(ones));
    assertSum(many(2, MANY).matMul(ones));
    assertSum(many(1, 2, MANY).matMul(ones));
  }

  /** The gradients of what is read many times. */
  @Test
  void gradients() {
    Value weight = Value.of(many(1, 1));
    Value inputs = Value.constant(many(MANY, 1));
    assertSum(inputs.matMulTransposed(weight).sum().gradients().of(weight));
    Value bias = Value.of(many(1));
    assertSum(bias.add(inputs).mul(inputs).sum().gradients().of(bias).reshape(1));
    Value table = Value.of(many(3, 1));
    Value read = table.indexSelect(0, new int[MANY]).mul(inputs);
    assertSum(read.sum().gradients().of(table).slice(0, 0, 1));
  }

  @Test
  void scattered() {
    Tensor index = Tensor.zeros(MANY);
    assertSum(Tensor.zeros(1).to(DType.FLOAT32).scatterAdd(0, index, many(MANY)));
  }
}
