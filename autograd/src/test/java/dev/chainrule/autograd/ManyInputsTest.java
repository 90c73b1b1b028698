package dev.chainrule.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.chainrule.autograd.check.GradCheck;
import dev.chainrule.autograd.op.Numeric;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.autograd.tensor.TensorNary;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Operations on any number of inputs, with one result or several. */
class ManyInputsTest {
  private static final Tensor X = Tensor.of(new double[][] {{0.3, -0.7}, {1.2, 0.5}});
  private static final Tensor Y = Tensor.of(new double[][] {{1.1, 0.2}, {-0.4, 0.9}});
  private static final Tensor Z = Tensor.of(new double[][] {{-0.5, 0.8}, {0.6, 1.4}});

  /** x y + z, element by element, with a rule of its own. */
  private static final class MultiplyAdd extends TensorNary {
    MultiplyAdd() {
      super("multiplyAdd");
    }

    @Override
    public List<Shape> shapes(List<Shape> inputs) {
      return List.of(inputs.get(0));
    }

    @Override
    public List<Tensor> values(List<Tensor> in) {
      return List.of(in.get(0).mul(in.get(1)).add(in.get(2)));
    }

    @Override
    public <T extends Numeric<T>> List<T> cotangents(List<T> g, List<T> in, List<T> results) {
      return List.of(g.get(0).mul(in.get(1)), g.get(0).mul(in.get(0)), g.get(0));
    }
  }

  /** A 2 x 2 matrix as a product of an orthogonal one and an upper triangular one. */
  private static final class QrOfTwo extends TensorNary {
    QrOfTwo() {
      super("qr");
    }

    @Override
    public List<Shape> shapes(List<Shape> inputs) {
      return List.of(inputs.get(0), inputs.get(0));
    }

    @Override
    public List<Tensor> values(List<Tensor> inputs) {
      Tensor a = inputs.get(0);
      double norm = Math.hypot(a.at(0, 0), a.at(1, 0));
      double c = a.at(0, 0) / norm;
      double s = a.at(1, 0) / norm;
      Tensor q = Tensor.of(new double[][] {{c, -s}, {s, c}});
      return List.of(q, q.transpose().matMul(a));
    }

    /** (Q̄ + Q copyltu(M)) R⁻ᵀ with M = R R̄ᵀ - Q̄ᵀ Q; copyltu mirrors the lower triangle. */
    @Override
    public <T extends Numeric<T>> List<T> cotangents(List<T> g, List<T> inputs, List<T> results) {
      T q = results.get(0);
      T r = results.get(1);
      T m = r.matMul(g.get(1).transpose()).sub(g.get(0).transpose().matMul(q));
      T lower = mask(q, 0, 0, 1, 0);
      T diagonal = mask(q, 1, 0, 0, 1);
      T mirrored = m.mul(lower).add(m.mul(lower).transpose()).add(m.mul(diagonal));
      return List.of(g.get(0).add(q.matMul(mirrored)).matMul(inverse(r).transpose()));
    }

    private static <T extends Numeric<T>> T mask(T like, double a, double b, double c, double d) {
      List<T> others = List.of(like.literal(b), like.literal(c), like.literal(d));
      return like.literal(a).stack(0, others).reshape(2, 2);
    }

    private static <T extends Numeric<T>> T inverse(T r) {
      T a = r.slice(new int[] {0, 0}, new int[] {1, 1}, new int[] {1, 1});
      T b = r.slice(new int[] {0, 1}, new int[] {1, 2}, new int[] {1, 1});
      T d = r.slice(new int[] {1, 1}, new int[] {2, 2}, new int[] {1, 1});
      T top = a.reciprocal().concat(1, b.div(a).div(d).neg());
      return top.concat(0, a.filled(0).concat(1, d.reciprocal()));
    }
  }

  /**
   * A part of a calculation that remembers its inputs alone, and is computed again in the backward
   * sweep. Its derivative is a region, too, so that it can be differentiated to any order.
   */
  private static final class Region extends TensorNary {
    private final Function<List<Value>, List<Value>> function;
    private final int[] runs;

    Region(Function<List<Value>, List<Value>> function, int[] runs) {
      super("region");
      this.function = function;
      this.runs = runs;
    }

    @Override
    public List<Shape> shapes(List<Shape> inputs) {
      List<Value> zeros =
          inputs.stream().map(shape -> Value.constant(Tensor.zeros(shape))).toList();
      return function.apply(zeros).stream().map(Value::shape).toList();
    }

    @Override
    public List<Tensor> values(List<Tensor> inputs) {
      runs[0]++;
      return function.apply(inputs.stream().map(Value::constant).toList()).stream()
          .map(Value::data)
          .toList();
    }

    @Override
    public <T extends Numeric<T>> List<T> cotangents(List<T> g, List<T> inputs, List<T> results) {
      List<T> all = new ArrayList<>(inputs);
      all.addAll(g);
      return all.get(0)
          .apply(new Region(pullBack(inputs.size()), runs), all.subList(1, all.size()));
    }

    private Function<List<Value>, List<Value>> pullBack(int count) {
      return all -> {
        List<Value> inputs =
            all.subList(0, count).stream()
                .map(v -> v.isConnected() ? v : Value.of(v.data()))
                .toList();
        List<Value> results = function.apply(inputs);
        Value product = Value.constant(0);
        for (int i = 0; i < results.size(); i++) {
          product = product.add(results.get(i).mul(all.get(count + i)).sum());
        }
        return product.derivatives(inputs);
      };
    }
  }

  private static Value applyTo(TensorNary operation, List<Value> in) {
    return in.get(0).apply(operation, in.subList(1, in.size())).get(0);
  }

  /** What a sweep notes in values must be gone after it, also where it had not to go on. */
  @Test
  void aSweepThatEndsAtAResultLeavesNothingBehind() {
    Value x = Value.of(1.0, 2.0, 3.0);
    Value y = x.concat(0, x.mul(2));
    Value loss = y.square().sum();
    assertArrayEquals(new double[] {2, 4, 6, 4, 8, 12}, loss.gradients(y).of(y).toArray());
    for (int i = 0; i < 2; i++) {
      assertArrayEquals(new double[] {10, 20, 30}, loss.gradients().of(x).toArray());
      assertArrayEquals(new double[] {10, 20, 30}, loss.derivative(x).data().toArray());
    }
  }

  @Test
  void whatNobodyTookOfManyResultsIsCutOff() {
    Value x = Value.of(0.0, 1.0, 4.0);
    x.sqrt().unstack(0).get(1).backward();
    assertArrayEquals(new double[] {0, 0.5, 0}, x.grad().toArray());
    Value a = Value.of(1);
    Value zero = Value.of(0);
    Value sum = Value.stack(List.of(a, zero), 0).pow(1.5).sum();
    Gradients second = sum.derivative(a).gradients(a, zero);
    assertEquals(0.75, second.of(a).item());
    assertEquals(0, second.of(zero).item());
  }

  @Test
  void manyPartsAreOneOperation() {
    List<Value> parts = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      parts.add(Value.of(Tensor.of(i, i)));
    }
    Value row = parts.get(0).concat(0, parts.subList(1, 1000));
    Value stack = parts.get(0).stack(0, parts.subList(1, 1000));
    for (Value joined : List.of(row, stack)) {
      assertEquals(parts, joined.inputs());
      assertEquals(1001, Order.of(joined).size());
      Tensor weights = Tensor.arange(0, 2000, 1).reshape(joined.shape());
      Gradients gradients = joined.gradients(weights);
      for (int i = 0; i < 1000; i++) {
        assertArrayEquals(new double[] {2 * i, 2 * i + 1}, gradients.of(parts.get(i)).toArray());
      }
    }
    assertEquals("concat[0]", row.operation().orElseThrow().toString());
    assertEquals(Shape.of(1000, 2), stack.shape());
  }

  @Test
  void takenApartInOneOperation() {
    Value x = Value.of(Tensor.arange(0, 2000, 1).reshape(1000, 2));
    List<Value> rows = x.unstack(0);
    assertEquals(rows, rows.get(3).siblings());
    Tensor gradient = rows.get(3).mul(rows.get(999)).sum().gradients().of(x);
    assertArrayEquals(new double[] {1998, 1999}, gradient.get(3).toArray());
    assertArrayEquals(new double[] {6, 7}, gradient.get(999).toArray());
    assertEquals(1998 + 1999 + 6 + 7, gradient.sum().item());
    assertEquals(List.of(), Value.of(Tensor.zeros(0, 3)).unstack(0));
    assertEquals(3, Value.of(Tensor.zeros(0, 3)).unstack(1).size());
  }

  @Test
  void theSamePartSeveralTimes() {
    Value x = Value.of(Tensor.of(1.0, 2.0));
    Value joined = x.concat(0, List.of(x, x.square(), x));
    assertArrayEquals(new double[] {5, 7}, joined.sum().gradients().of(x).toArray());
    Value one = x.concat(0, List.of());
    assertArrayEquals(new double[] {1, 1}, one.sum().gradients().of(x).toArray());
  }

  @Test
  void aUsersOperationOnThreeTensors() {
    GradCheck check = GradCheck.standard().order(2);
    check.check(in -> applyTo(new MultiplyAdd(), in).tanh(), List.of(X, Y, Z)).assertPassed();
    check.check(x -> applyTo(new MultiplyAdd(), List.of(x, x, x)).tanh(), X).assertPassed();
    Value x = Value.of(X);
    Value made = applyTo(new MultiplyAdd(), List.of(x, Value.constant(Y), Value.constant(Z)));
    assertEquals(3, made.inputs().size());
    assertArrayEquals(Y.toArray(), made.sum().gradients().of(x).toArray());
    List<Value> constants = List.of(Value.constant(X), Value.constant(Y), Value.constant(Z));
    assertFalse(applyTo(new MultiplyAdd(), constants).isConnected());
  }

  @Test
  void aFactorisationWithTwoResults() {
    Value a = Value.of(X);
    List<Value> results = a.apply(new QrOfTwo(), List.of());
    assertArrayEquals(X.toArray(), results.get(0).matMul(results.get(1)).data().toArray(), 1e-15);
    GradCheck check = GradCheck.standard().order(2);
    for (int used = 0; used < 3; used++) { // the first, the second, both
      int which = used;
      check
          .check(
              x -> {
                List<Value> qr = x.apply(new QrOfTwo(), List.of());
                return which < 2 ? qr.get(which).tanh() : qr.get(0).tanh().mul(qr.get(1).exp());
              },
              X)
          .assertPassed();
    }
    Value both = results.get(0).sum().add(results.get(1).sum());
    Gradients gradients = both.gradients(a, results.get(1));
    assertArrayEquals(new double[] {1, 1, 1, 1}, gradients.of(results.get(1)).toArray());
    assertEquals(List.of(a), results.get(1).inputs());
  }

  @Test
  void aFactorisationIsPushedForward() {
    Value direction = Value.constant(Y);
    Value weights = Value.constant(Z);
    Function<Value, Value> function =
        x -> {
          List<Value> qr = x.apply(new QrOfTwo(), List.of());
          return qr.get(0).mul(weights).add(qr.get(1).square()).sum();
        };
    Value a = Value.of(X);
    double backward = function.apply(a).derivative(a).mul(direction).sum().item();
    Jvp forward = Jvp.of(function::apply, Value.constant(X), direction);
    assertEquals(backward, forward.tangent().item(), 1e-14);
  }

  @Test
  void aRegionIsComputedAgainInTheBackwardSweep() {
    int[] runs = new int[1];
    Region region =
        new Region(in -> List.of(in.get(0).matMul(in.get(1)).tanh().matMul(in.get(1))), runs);
    Value x = Value.of(X);
    Value y = Value.of(Y);
    Value plain = x.matMul(y).tanh().matMul(y).square().sum();
    Value result = applyTo(region, List.of(x, y)).square().sum();
    assertEquals(1, runs[0]);
    assertEquals(5, Order.of(result).size(), "the inside is not remembered");
    assertArrayEquals(plain.gradients().of(y).toArray(), result.gradients().of(y).toArray(), 1e-15);
    assertEquals(2, runs[0]);
    GradCheck.standard()
        .order(2)
        .check(in -> applyTo(region, in).square(), List.of(X, Y))
        .assertPassed();
  }

  /** A rule that forgets an input. */
  private static final class Forgetful extends TensorNary {
    Forgetful() {
      super("forgetful");
    }

    @Override
    public List<Shape> shapes(List<Shape> inputs) {
      return List.of(inputs.get(0));
    }

    @Override
    public List<Tensor> values(List<Tensor> inputs) {
      return List.of(inputs.get(0).add(inputs.get(1)));
    }

    @Override
    public <T extends Numeric<T>> List<T> cotangents(List<T> g, List<T> inputs, List<T> results) {
      return g;
    }
  }

  @Test
  void aRuleThatForgetsAnInputIsNamed() {
    Value sum = applyTo(new Forgetful(), List.of(Value.of(X), Value.of(Y))).sum();
    assertEquals(
        "forgetful: its derivative rule gave 1 cotangents for 2 inputs",
        assertThrows(IllegalStateException.class, sum::backward).getMessage());
  }
}
