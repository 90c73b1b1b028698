package dev.chainrule.autograd.check;

import static java.util.Map.entry;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.check.BentOperations.Bent;
import dev.chainrule.autograd.check.BentOperations.BentAt;
import dev.chainrule.autograd.check.BentOperations.BentAxis;
import dev.chainrule.autograd.check.BentOperations.BentBelowZero;
import dev.chainrule.autograd.check.BentOperations.BentCube;
import dev.chainrule.autograd.check.BentOperations.BentForSign;
import dev.chainrule.autograd.check.BentOperations.BentForward;
import dev.chainrule.autograd.check.BentOperations.BentIn;
import dev.chainrule.autograd.check.BentOperations.BentSquare;
import dev.chainrule.autograd.check.GradCheckReport.Verdict;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The families by which GradCheck was made. */
final class JudgedCases extends Judged {
  private static final Map<String, UnaryOperator<Value>> SMOOTH =
      new TreeMap<>(
          Map.ofEntries(
              entry("square", Value::square),
              entry("pow 3", x -> x.pow(3)),
              entry("exp", Value::exp),
              entry("sin", Value::sin),
              entry("cos", Value::cos),
              entry("tanh", Value::tanh),
              entry("sigmoid", Value::sigmoid),
              entry("softplus", Value::softplus),
              entry("atan", Value::atan),
              entry("silu", Value::silu),
              entry("sqrt of 1 + x²", x -> x.square().add(1).sqrt()),
              entry("x / (1 + x²)", x -> x.div(x.square().add(1)))));
  private static final Map<String, UnaryOperator<Value>> KINKED =
      Map.of(
          "relu", Value::relu,
          "abs", Value::abs,
          "leakyRelu", x -> x.leakyRelu(0.1),
          "max with 2 x", x -> x.maximum(x.mul(2)),
          "clamp", x -> x.clamp(0, 10),
          "relu and square", x -> x.relu().add(x.square()));
  private static final Map<String, UnaryOperator<Value>> REDUCED =
      Map.of(
          "sum", x -> x.square().sum(),
          "sum 0", x -> x.sin().sum(0),
          "mean -1", x -> x.exp().mean(-1),
          "variance", x -> x.variance(0),
          "norm2", x -> x.norm2(1),
          "prod", x -> x.prod(1),
          "max", x -> x.max(1),
          "logSumExp", x -> x.logSumExp(0),
          "softmax", x -> x.softmax(1),
          "cumsum", x -> x.square().cumsum(1));
  private static final double[] PARTS = {1e-6, -1e-6, 1e-5, 1e-4, -1e-3, 1e-2, 0.1, -0.5, 1};

  private final Random random = new Random(20);

  JudgedCases() {
    smooth();
    besideKinks();
    scaled();
    offset();
    steepAndFlat();
    atEdges();
    structured();
    large();
    arrays();
    wrongFactors();
    wrongPlaces();
    wrongKinds();
    wrongScales();
    waves();
    special();
  }

  private Tensor normal(int... sizes) {
    return Tensor.normal(Shape.of(sizes), 0, 1, random);
  }

  private void smooth() {
    SMOOTH.forEach(
        (name, f) -> {
          for (double x : new double[] {0, 0.3, -1.7, 4, 1e-6}) {
            right("smooth", name + " at " + x, f, Tensor.of(x));
          }
          right2("smooth, second order", name, f, normal(3));
          right("float32", name, f, single(normal(2, 3)));
          right2("float32, second order", name, f, single(normal(3)));
          right("float32", name + ", mean", x -> f.apply(x).mean(), single(normal(4)));
        });
  }

  private void besideKinks() {
    KINKED.forEach(
        (name, f) -> {
          for (double distance = 1e-7; distance < 0.2; distance *= 10) {
            right("beside a kink", name + " " + distance, f, Tensor.of(distance, -distance));
            Tensor beside = Tensor.of(1 + distance, 1 - distance);
            right("beside a kink", name + " 1 + " + distance, x -> f.apply(x.sub(1)), beside);
          }
        });
  }

  private void scaled() {
    for (double scale : new double[] {1e-8, 1e-5, 1e-2, 1e2, 1e5, 1e8}) {
      for (String name : new String[] {"square", "exp", "sin", "tanh"}) {
        UnaryOperator<Value> f = SMOOTH.getOrDefault(name, Value::sin);
        String text = name + " by " + scale;
        Tensor there = Tensor.of(0.4 / scale, -0.9 / scale);
        right("scaled input", text, x -> f.apply(x.mul(scale)), there);
        right("scaled output", text, x -> f.apply(x).mul(scale), normal(3));
        right("scaled sum", text, x -> f.apply(x.select(0, 0)).mul(scale).add(x.sum()), normal(3));
      }
    }
  }

  private void offset() {
    for (double offset : new double[] {1e3, -1e5, 1e7, 1e10}) {
      for (String name : new String[] {"pow 3", "exp", "sin", "atan"}) {
        UnaryOperator<Value> f = SMOOTH.getOrDefault(name, Value::sin);
        right("offset", name + " + " + offset, x -> f.apply(x).sum().add(offset), normal(4));
        right(
            "cancelled offset",
            name + " + " + offset + " - " + offset,
            x -> f.apply(x).add(offset).sub(offset),
            normal(4));
      }
    }
  }

  private void steepAndFlat() {
    for (double k : new double[] {10, 50, 1e3, 1e6, 1e8}) {
      right("steep", "sin " + k, x -> x.mul(k).sin(), Tensor.of(0.3));
      right("steep", "sigmoid " + k, x -> x.mul(k).sigmoid(), Tensor.of(0.7 / k, 0));
      right("flat", "linear " + 1 / k, x -> x.div(k).add(1), Tensor.of(0.3, 2));
      right("flat", "cos " + 1 / k, x -> x.div(k).cos(), Tensor.of(0.3, 2));
    }
    right("flat", "tanh", Value::tanh, Tensor.of(15, -20));
    right("flat", "sigmoid", Value::sigmoid, Tensor.of(-40, 30));
    right("flat", "pow 6", x -> x.pow(6), Tensor.of(1e-3, 0));
    right("steep", "pow 20", x -> x.pow(20), Tensor.of(3, 0.1));
    right("steep", "exp 8 x", x -> x.mul(8).exp(), normal(200));
    right("steep", "exp 8 x, sum", x -> x.mul(8).exp().sum(), normal(200));
  }

  private void atEdges() {
    for (double tiny : new double[] {1e-12, 1e-20, 1e-30}) {
      right("near an edge", "log " + tiny, Value::log, Tensor.of(tiny));
      right("near an edge", "sqrt " + tiny, Value::sqrt, Tensor.of(tiny));
    }
    for (double d = 1e-2; d > 1e-9; d /= 10) {
      right("near an edge", "log " + d, Value::log, Tensor.of(d));
      right("near an edge", "sqrt " + d, Value::sqrt, Tensor.of(d));
      right("near an edge", "reciprocal " + d, Value::reciprocal, Tensor.of(d, -d));
      right("near an edge", "asin 1 - " + d, Value::asin, Tensor.of(1 - d));
      right("near an edge", "atanh 1 - " + d, Value::atanh, Tensor.of(1 - d));
      right("near an edge", "log1p " + d, Value::log1p, Tensor.of(-1 + d));
    }
  }

  private void structured() {
    REDUCED.forEach(
        (name, f) -> {
          right("reductions", name, f, normal(3, 4));
          right2("reductions, second order", name, f, normal(2, 3));
          right("float32", name, f, single(normal(3, 4)));
        });
    Tensor mask = Tensor.of(Shape.of(2, 3), 1, 0, 1, 0, 0, 1);
    Value weights = Value.constant(normal(3, 3));
    KINKED.forEach(
        (name, f) -> {
          right("masks", name, x -> f.apply(x).maskedBy(Value.constant(mask)), normal(2, 3));
          right("masks", name + ", where", x -> f.apply(x).where(x.greater(0), x), normal(2, 3));
          right("products", name, x -> f.apply(x.matMul(weights)).sum(0), normal(2, 3));
        });
    right2("products", "x xᵀ", x -> x.matMul(x.transpose()).tanh(), normal(3, 3));
    right("float32", "x xᵀ", x -> x.matMul(x.transpose()), single(normal(3, 3)));
  }

  private void large() {
    right("large", "pow 3", x -> x.pow(3).sum(), normal(2000).mul(30));
    right("large", "softmax", x -> x.softmax(0), normal(2000));
    right("large", "logSumExp", Value::logSumExp, normal(2000).mul(5));
    right("large", "mean of squares", x -> x.square().mean(), normal(40, 50).mul(1e4));
    right("large", "norm2", Value::norm2, normal(2000));
    right("large", "tanh of sum", x -> x.sum().mul(0.01).tanh(), normal(2000));
  }

  private void arrays() {
    for (double part : new double[] {0, 1e-6, -0.01, 1}) {
      for (double scale : new double[] {1e-6, 1, 1e6}) {
        array(
            "quadratic by " + scale,
            x -> scale * (x[0] * x[0] + 3 * x[0] * x[1]),
            x -> new double[] {scale * (2 * x[0] + 3 * x[1]), scale * 3 * x[0]},
            part,
            0.7,
            -1.2);
        array(
            "Rosenbrock's by " + scale,
            x -> scale * (Math.pow(1 - x[0], 2) + 100 * Math.pow(x[1] - x[0] * x[0], 2)),
            x ->
                new double[] {
                  scale * (2 * (x[0] - 1) - 400 * x[0] * (x[1] - x[0] * x[0])),
                  scale * 200 * (x[1] - x[0] * x[0])
                },
            part,
            -1.2,
            1);
      }
    }
  }

  private void wrongFactors() {
    for (double part : PARTS) {
      for (String name : new String[] {"exp", "sin", "tanh", "sigmoid", "atan", "pow 3"}) {
        UnaryOperator<Value> f = SMOOTH.getOrDefault(name, Value::sin);
        String text = name + " off by " + part;
        wrong("factor", text, x -> f.apply(x.apply(new Bent(part))), normal(3));
        wrong("one element", text, x -> f.apply(x.apply(at(part, 2, 3, 4))), normal(3, 4));
      }
      for (Map.Entry<String, UnaryOperator<Value>> entry : new TreeMap<>(KINKED).entrySet()) {
        UnaryOperator<Value> f = entry.getValue();
        String text = entry.getKey() + " off by " + part;
        Tensor mixed = Tensor.of(0.3, 1e-5, 1.2); // and a kink at 0, where a mask is 0
        wrong("kinks", text, x -> f.apply(x.apply(new Bent(part))), mixed);
        Value zero = Value.constant(Tensor.of(1.0, 0.0, 1.0));
        wrong(
            "masks",
            text,
            x -> f.apply(x).maskedBy(zero).add(x.tanh().apply(new Bent(part))),
            Tensor.of(0.3, 0.0, -1.2));
      }
    }
  }

  private static BentAt at(double part, int at, int... sizes) {
    return new BentAt(part, at, Shape.of(sizes));
  }

  private void wrongPlaces() {
    for (double part : new double[] {1e-6, -1e-4, 0.01, -1}) {
      for (Map.Entry<String, UnaryOperator<Value>> entry : new TreeMap<>(REDUCED).entrySet()) {
        UnaryOperator<Value> f = entry.getValue();
        String text = entry.getKey() + " off by " + part;
        wrong("reductions", text, x -> f.apply(x.apply(new Bent(part))), normal(3, 4));
      }
      wrong("products", "matrix " + part, x -> x.matMul(x.apply(new Bent(part))), normal(3, 3));
      wrong("one sign", "x " + part, x -> x.apply(new BentBelowZero(part)).sin(), normal(6));
      wrong("one sign", "g > 0 " + part, x -> x.sin().apply(sign(part, false)).sum(), normal(6));
      wrong("one sign", "g < 0 " + part, x -> x.sin().apply(sign(part, true)).sum(), normal(6));
      wrong2("second order", "cube " + part, x -> x.apply(new BentCube(part)), normal(3));
      wrong2("second order", "sum " + part, x -> x.apply(new BentCube(part)).sum(), normal(3));
      wrong("forward", "x " + part, x -> x.apply(new BentForward(part)), Tensor.of(0.6, -1, 2));
      wrong("forward", "sum " + part, x -> x.tanh().apply(new BentForward(part)).sum(), normal(4));
      Tensor large = normal(2000);
      wrong("large", "one " + part, x -> x.apply(new Bent(part)).sin().sum(), large);
    }
  }

  /** Waves whose periods are powers of two look constant to steps that are. */
  private void waves() {
    for (double periods = 1; periods < 5000; periods *= 4) {
      double frequency = 2 * Math.PI * periods;
      wrong(
          "waves", "forgotten", x -> x.mul(frequency).sin().detach().add(x.mul(0)), Tensor.of(0.3));
      right("waves", "right", x -> x.mul(frequency).sin(), Tensor.of(0.3, 1));
    }
  }

  private static BentForSign sign(double part, boolean negative) {
    return new BentForSign(part, negative);
  }

  private void wrongKinds() {
    for (String fault : new String[] {"factor", "cotangent", "sign", "result", "zero", "NaN"}) {
      for (UnaryOperator<Value> f : new TreeMap<>(SMOOTH).values()) {
        Tensor x = Tensor.of(0.4, -1.3, 2.2);
        wrong(fault, "in front", v -> f.apply(v).apply(new BentSquare(fault)), x);
      }
      wrong(fault, "scalar", v -> v.apply(new BentSquare(fault)), Tensor.of(0.7));
      wrong(fault, "float32", v -> v.apply(new BentSquare(fault)), single(Tensor.of(0.7)));
    }
    for (String fault : new String[] {"transpose", "cumsum", "flip", "sum"}) {
      wrong("axis", fault, v -> v.sin().apply(new BentAxis(fault)), normal(3, 3));
      wrong("axis", fault + ", square", v -> v.apply(new BentAxis(fault)).square(), normal(3, 3));
    }
    for (double part : new double[] {-0.01, 0.1, 1}) {
      Tensor single = single(normal(4));
      Tensor twice = normal(4);
      wrong("precision", "32 " + part, v -> v.apply(new BentIn(DType.FLOAT32, part)).sin(), single);
      wrong("precision", "64 " + part, v -> v.apply(new BentIn(DType.FLOAT64, part)).sin(), twice);
      right("precision", "32 " + part, v -> v.apply(new BentIn(DType.FLOAT64, part)).sin(), single);
      right("precision", "64 " + part, v -> v.apply(new BentIn(DType.FLOAT32, part)).sin(), twice);
    }
  }

  private void wrongScales() {
    for (double part : new double[] {1e-5, -0.1}) {
      for (double scale : new double[] {1e-12, 1e-8, 1e-4, 1e4, 1e8}) {
        String text = scale + " off by " + part;
        Bent bent = new Bent(part);
        Tensor there = Tensor.of(0.4 / scale);
        wrong("scaled", "in " + text, x -> x.mul(scale).apply(bent).sin(), there);
        wrong("scaled", "out " + text, x -> x.sin().apply(bent).mul(scale), Tensor.of(0.4));
        wrong("scaled", "and one " + text, x -> x.apply(bent).mul(scale).add(1), Tensor.of(0.4));
      }
      for (double offset : new double[] {1e3, 1e6}) {
        String text = offset + " off by " + part;
        Bent bent = new Bent(part);
        wrong("offset", text, x -> x.sin().apply(bent).sum().add(offset), Tensor.of(0.4, 2));
      }
    }
  }

  private void special() {
    KINKED.forEach(
        (name, f) -> {
          boolean isMean = name.equals("abs") || name.startsWith("max");
          Verdict verdict = isMean ? Verdict.PASSED : Verdict.KINK; // of both slopes
          special("at a kink", verdict, name, f, 0);
          special("at a kink", verdict, name + " + 100", x -> f.apply(x).add(100), 0);
          special("at a kink", verdict, name + " in a sum", x -> f.apply(x).sum(), X);
          special("at a kink", verdict, name + ", 1", x -> f.apply(x.sub(1)).exp(), 1);
        });
    for (double power : new double[] {0.5, 0.3, 0.9}) {
      Verdict none = Verdict.NOT_DIFFERENTIABLE;
      special("no derivative", none, "|x| to " + power, x -> x.abs().pow(power), 0);
      special("no derivative", none, "x to " + power, x -> x.pow(power), 0);
    }
    special("no derivative", Verdict.NOT_DIFFERENTIABLE, "log", Value::log, -1);
    special("no derivative", Verdict.NOT_DIFFERENTIABLE, "acos", Value::acos, 1);
    special("no derivative", Verdict.NOT_DIFFERENTIABLE, "reciprocal", Value::reciprocal, 0);
    special("no derivative", Verdict.NOT_DIFFERENTIABLE, "jump", x -> x.greater(0), 0);
    for (double offset : new double[] {1e14, 1e15, -1e15, 1e16}) {
      UnaryOperator<Value> f = x -> x.sin().add(offset).sub(offset);
      special("noise", Verdict.NOISY, "sin after " + offset, f, 1);
      Random dice = new Random(3);
      special("noise", Verdict.NOISY, "random", x -> x.mul(dice.nextDouble()).add(1), 1);
    }
    for (Map.Entry<String, UnaryOperator<Value>> entry : new TreeMap<>(SMOOTH).entrySet()) {
      UnaryOperator<Value> f = entry.getValue();
      UnaryOperator<Value> cut = x -> f.apply(Value.of(x.data()));
      special("not connected", Verdict.NOT_CONNECTED, entry.getKey(), cut, 0.8);
    }
  }

  private static final Tensor X = Tensor.of(0.5, 0, -2);
}
