package dev.chainrule.autograd.tensor;

import static dev.chainrule.testing.MessageAssertions.assertMessage;

import dev.chainrule.autograd.op.Numeric;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Operations of users that do not give what they state. */
class BrokenPromisesTest {
  private static final Tensor X = Tensor.of(1.0, 2);

  /** States the shape of its input, and gives something else. */
  private static final class Broken extends TensorUnary {
    private final UnaryOperator<Tensor> function;

    Broken(UnaryOperator<Tensor> function) {
      super("broken");
      this.function = function;
    }

    @Override
    public Shape shape(Shape x) {
      return x;
    }

    @Override
    public Tensor value(Tensor x) {
      return function.apply(x);
    }

    @Override
    public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
      return cotangent;
    }
  }

  /** States one result of the shape of its first input. */
  private static final class BrokenNary extends TensorNary {
    private final boolean isNull;

    BrokenNary(boolean isNull) {
      super("brokenNary");
      this.isNull = isNull;
    }

    @Override
    public List<Shape> shapes(List<Shape> inputs) {
      return List.of(inputs.get(0));
    }

    @Override
    public List<Tensor> values(List<Tensor> inputs) {
      return isNull ? new ThreadLocal<List<Tensor>>().get() : List.of(inputs.get(0).sum());
    }

    @Override
    public <T extends Numeric<T>> List<T> cotangents(
        List<T> cotangents, List<T> inputs, List<T> results) {
      return cotangents;
    }
  }

  private static void assertBroken(String message, Executable call) {
    assertMessage(IllegalStateException.class, message, call);
  }

  @Test
  void resultsThatAreNotAsStated() {
    assertBroken(
        "broken: its value is of shape [] and float64, where it states [2] and float64",
        () -> X.apply(new Broken(Tensor::sum)));
    assertBroken(
        "broken: its value is of shape [2] and float32, where it states [2] and float64",
        () -> X.apply(new Broken(x -> x.to(DType.FLOAT32))));
    assertBroken(
        "brokenNary: its value is of shape [] and float64, where it states [2] and float64",
        () -> X.apply(new BrokenNary(false), List.of()));
  }

  @Test
  void resultsThatAreNotThere() {
    assertBroken(
        "broken: its value is null",
        () -> X.apply(new Broken(x -> new ThreadLocal<Tensor>().get())));
    assertBroken("brokenNary: its values are null", () -> X.apply(new BrokenNary(true), List.of()));
  }
}
