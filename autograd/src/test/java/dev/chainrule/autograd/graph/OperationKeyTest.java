package dev.chainrule.autograd.graph;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.op.Numeric;
import dev.chainrule.autograd.op.PointwiseUnary;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Only operations that do the same are folded to one. */
class OperationKeyTest {
  private static boolean isFolded(UnaryOperator<Value> round, int rounds) {
    Value y = Value.of(Tensor.of(0.5, 0.25, 0.125));
    for (int i = 0; i < rounds; i++) {
      y = round.apply(y);
    }
    return Graph.of(y).parts().get(0) instanceof Part.Repeat;
  }

  /** An operation of a user's that does not say all that it knows. */
  private static class Scale extends PointwiseUnary {
    private final double factor;

    Scale(double factor) {
      super("scale");
      this.factor = factor;
    }

    @Override
    public double value(double x) {
      return factor * x;
    }

    @Override
    public <T extends Numeric<T>> T cotangent(T g, T x, T y) {
      return g.mul(factor);
    }
  }

  /** One that says it. */
  private static final class ScaleBy extends Scale {
    private final String text;

    ScaleBy(double factor) {
      super(factor);
      text = "scale(" + factor + ")";
    }

    @Override
    public String toString() {
      return text;
    }
  }

  @Test
  void operationsThatDiffer_areNotFolded() {
    AtomicInteger i = new AtomicInteger();
    int[] one = {1};
    int[] none = {0};
    assertTrue(isFolded(x -> x.pad(one, none, 2).slice(0, 0, 3), 4));
    assertFalse(isFolded(x -> x.pad(one, none, i.getAndIncrement()).slice(0, 0, 3), 4));
    assertTrue(isFolded(x -> x.apply(new ScaleBy(2)), 4));
    assertFalse(isFolded(x -> x.apply(new ScaleBy(i.getAndIncrement())), 4));
    assertFalse(isFolded(x -> x.apply(new Scale(i.getAndIncrement())), 4));
    Scale same = new Scale(2);
    assertTrue(isFolded(x -> x.apply(same), 4));
    assertTrue(isFolded(x -> x.apply(new Negative()), 4));
  }

  /** One that has nothing to say. */
  private static final class Negative extends PointwiseUnary {
    Negative() {
      super("negative");
    }

    @Override
    public double value(double x) {
      return -x;
    }

    @Override
    public <T extends Numeric<T>> T cotangent(T g, T x, T y) {
      return g.neg();
    }
  }
}
