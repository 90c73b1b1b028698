package dev.chainrule.autograd.check;

import static java.util.Map.entry;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.check.BentOperations.Bent;
import dev.chainrule.autograd.check.BentOperations.BentAt;
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
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Other functions, at random points and scales: run when GradCheck was finished. */
final class HeldOutCases extends Judged {
  private static final Map<String, UnaryOperator<Value>> SMOOTH =
      new TreeMap<>(
          Map.ofEntries(
              entry("erf", Value::erf),
              entry("gelu", Value::gelu),
              entry("asinh", Value::asinh),
              entry("sinh", x -> x.sinh()),
              entry("expm1", Value::expm1),
              entry("logSigmoid", Value::logSigmoid),
              entry("exp2 of sin", x -> x.sin().exp2()),
              entry("cos of square", x -> x.square().cos()),
              entry("log of cosh", x -> x.cosh().log()),
              entry("hypot with 2", x -> x.hypot(x.filled(2))),
              entry("logAddExp", x -> x.logAddExp(x.mul(-2))),
              entry("pow of 1.5", x -> x.rpow(1.5).mul(x))));
  private static final Map<String, UnaryOperator<Value>> KINKED =
      Map.of(
          "min with -x", x -> x.minimum(x.mul(-0.5)),
          "elu 2", x -> x.elu(2),
          "clamp below", x -> x.clamp(-3, 0),
          "abs of tanh", x -> x.tanh().abs(),
          "relu of -x times exp", x -> x.neg().relu().mul(x.exp()),
          "three slopes", x -> x.abs().add(x.sub(1e-3).relu().mul(3)));
  private static final Map<String, UnaryOperator<Value>> STRUCTURED =
      Map.of(
          "min", x -> x.min(0),
          "norm1", x -> x.norm1(1),
          "standard deviation", x -> x.standardDeviation(1),
          "logSoftmax", x -> x.logSoftmax(0),
          "cumprod", x -> x.cumprod(1),
          "sort", x -> x.sort(1).mul(x),
          "x xᵀ x", x -> x.matMul(x.transpose()).matMul(x),
          "trace of x xᵀ", x -> x.matMul(x.transpose()).trace(),
          "normalised", x -> x.sub(x.mean(true, 1)).div(x.variance(0, true, 1).add(1e-5).sqrt()),
          "attention", x -> x.matMul(x.transpose()).softmax(1).matMul(x));

  private static final Set<String> MEAN = Set.of("min with -x", "abs of tanh", "three slopes");

  private final Random random;

  HeldOutCases(long seed) {
    random = new Random(seed);
    for (int round = 0; round < 4; round++) {
      smooth(round);
      kinked();
      structured(round);
    }
    deep();
    wrongKinds();
    arrays();
    special();
  }

  private Tensor normal(int... sizes) {
    return Tensor.normal(Shape.of(sizes), 0, 1, random);
  }

  /** A number whose decimal exponent is uniform. */
  private double scale(double low, double high) {
    double exponent = low + (high - low) * random.nextDouble();
    return Math.pow(10, exponent) * (random.nextBoolean() ? 1 : -1);
  }

  private void smooth(int round) {
    for (Map.Entry<String, UnaryOperator<Value>> entry : SMOOTH.entrySet()) {
      UnaryOperator<Value> f = entry.getValue();
      String name = entry.getKey() + " " + round;
      double in = scale(-8, 8);
      double out = scale(-8, 8);
      double part = scale(-6, 0);
      Tensor x = normal(3).div(in);
      right("smooth", name, f, normal(2, 2));
      right("scaled", name + " " + in + " " + out, v -> f.apply(v.mul(in)).mul(out), x);
      wrong(
          "scaled",
          name + " " + in + " " + out + " off by " + part,
          v -> f.apply(v.mul(in).apply(new Bent(part))).mul(out),
          x);
      double offset = scale(2, 8);
      right("offset", name + " " + offset, v -> f.apply(v).sum().add(offset), normal(3));
      right("float32", name, v -> f.apply(v.mul(0.7)), single(normal(5)));
      wrong("factor", name + " off by " + part, v -> f.apply(v).apply(new Bent(part)), normal(4));
      Tensor many = normal(3, 4);
      BentAt bent = new BentAt(part, random.nextInt(12), Shape.of(3, 4));
      wrong(
          "one element",
          name + " off by " + part,
          v -> f.apply(v).add(v.square()).apply(bent),
          many);
    }
  }

  private void kinked() {
    KINKED.forEach(
        (name, f) -> {
          double distance = scale(-7, -1);
          double at = scale(-1, 2);
          double part = scale(-6, 0);
          String text = name + " " + distance;
          right("beside a kink", text, f, Tensor.of(distance));
          right(
              "beside a kink",
              text + " at " + at,
              v -> f.apply(v.sub(at)),
              Tensor.of(at + distance));
          right(
              "beside a kink",
              text + ", sum",
              v -> f.apply(v).exp().sum(),
              Tensor.of(distance, 0.4));
          wrong(
              "beside a kink",
              text + " off by " + part,
              v -> f.apply(v).add(v.sin().mul(3).apply(new Bent(part))),
              Tensor.of(distance));
          Tensor mask = Tensor.of(1.0, 0, 0, 1);
          wrong(
              "masks",
              name + " off by " + part,
              v -> f.apply(v).where(Value.constant(mask), v.square()).apply(new Bent(part)),
              Tensor.of(0.7, -0.8, 1.3, -0.2));
        });
  }

  private void structured(int round) {
    STRUCTURED.forEach(
        (name, f) -> {
          double part = scale(-6, 0);
          right("structured", name + " " + round, f, normal(3, 4));
          right(
              "structured sums", name + " " + round, v -> f.apply(v).square().sum(), normal(4, 2));
          right("float32", name + " " + round, f, single(normal(3, 3)));
          wrong(
              "structured",
              name + " off by " + part,
              v -> f.apply(v.apply(new Bent(part))).sin(),
              normal(3, 4));
        });
  }

  /** Random compositions. */
  private void deep() {
    List<UnaryOperator<Value>> parts = List.copyOf(SMOOTH.values());
    for (int i = 0; i < 60; i++) {
      UnaryOperator<Value> first = parts.get(random.nextInt(parts.size()));
      UnaryOperator<Value> second = parts.get(random.nextInt(parts.size()));
      UnaryOperator<Value> third = parts.get(random.nextInt(parts.size()));
      double part = scale(-6, 0);
      Tensor x = normal(4);
      UnaryOperator<Value> f =
          v -> third.apply(second.apply(first.apply(v).tanh().add(v.mul(0.3))).tanh());
      right2("compositions", "number " + i, f, x);
      wrong(
          "compositions",
          "number " + i + " off by " + part,
          v -> f.apply(v).add(v).apply(new Bent(part)),
          x);
    }
  }

  private void wrongKinds() {
    for (int round = 0; round < 8; round++) {
      double part = scale(-6, 0);
      String text = "off by " + part;
      wrong2("second order", text, v -> v.tanh().apply(new BentCube(part)), normal(3));
      wrong("forward", text, v -> v.sinh().apply(new BentForward(part)).mean(), normal(3));
      wrong("one sign", text, v -> v.exp().apply(new BentForSign(part, false)), normal(8));
      wrong("one sign", text + ", g", v -> v.exp().apply(new BentForSign(part, true)), normal(8));
      Tensor both = Tensor.of(-0.4, 0.7, -2.0);
      wrong("one sign", text + ", x", v -> v.apply(new BentBelowZero(part)).exp(), both);
      double more = scale(-2, 0);
      wrong(
          "precision",
          "off by " + more,
          v -> v.mul(2).apply(new BentIn(DType.FLOAT32, more)).sigmoid(),
          single(normal(4)));
      for (String fault : List.of("factor", "cotangent", "sign", "result", "zero", "infinity")) {
        UnaryOperator<Value> f = List.copyOf(SMOOTH.values()).get(round);
        Tensor x = Tensor.uniform(Shape.of(3), 0.3, 0.9, random);
        wrong("kinds", fault, v -> f.apply(v).add(2).apply(new BentSquare(fault)), x);
      }
    }
  }

  private void arrays() {
    for (int round = 0; round < 10; round++) {
      double part = round % 2 == 0 ? 0 : scale(-6, 0);
      double k = scale(-6, 6);
      array(
          "wave " + k,
          x -> Math.sin(k * x[0]) * x[1],
          x -> new double[] {k * Math.cos(k * x[0]) * x[1], Math.sin(k * x[0])},
          part,
          0.8 / k,
          1.3);
      array(
          "distance " + k,
          x -> k * Math.hypot(x[0], x[1]),
          x -> new double[] {k * x[0] / Math.hypot(x[0], x[1]), k * x[1] / Math.hypot(x[0], x[1])},
          part,
          0.01,
          -3);
    }
  }

  private void special() {
    KINKED.forEach(
        (name, f) -> {
          if (!name.equals("elu 2")) {
            double offset = scale(0, 4);
            // The mean of both slopes is as good as any: that of a tie, and of |x|.
            Verdict verdict = MEAN.contains(name) ? Verdict.PASSED : Verdict.KINK;
            special("at a kink", verdict, name, f, 0);
            special("at a kink", verdict, name + " + " + offset, v -> f.apply(v).add(offset), 0);
            special("at a kink", verdict, name + " twice", v -> f.apply(v).mul(v.exp()).sum(), 0);
          }
        });
    special("no derivative", Verdict.NOT_DIFFERENTIABLE, "cbrt", Value::cbrt, 0);
    special("no derivative", Verdict.NOT_DIFFERENTIABLE, "log", v -> v.log().exp(), 0);
    special("no derivative", Verdict.NOT_DIFFERENTIABLE, "atanh", Value::atanh, 1);
    special("no derivative", Verdict.NOT_DIFFERENTIABLE, "sign", v -> v.sign().mul(2), 0);
    special("no derivative", Verdict.NOT_DIFFERENTIABLE, "pow", v -> v.abs().pow(0.6).add(5), 0);
    special("no derivative", Verdict.NOT_DIFFERENTIABLE, "acosh", Value::acosh, 1);
    for (double offset : new double[] {3e14, -7e15}) {
      for (String name : List.of("erf", "gelu", "asinh")) {
        UnaryOperator<Value> f = SMOOTH.getOrDefault(name, Value::erf);
        special("noise", Verdict.NOISY, name, v -> f.apply(v).add(offset).sub(offset), 0.6);
      }
    }
    for (double grid : new double[] {1e-2, 1e-3}) {
      UnaryOperator<Value> f = v -> v.div(grid).round().mul(grid).add(v.sub(v.detach()));
      special("noise", Verdict.NOISY, "rounded to " + grid, f, 0.37);
    }
    for (Map.Entry<String, UnaryOperator<Value>> entry : SMOOTH.entrySet()) {
      UnaryOperator<Value> f = entry.getValue();
      UnaryOperator<Value> cut = v -> f.apply(v.detach()).mul(2).sum();
      special("not connected", Verdict.NOT_CONNECTED, entry.getKey(), cut, 0.6);
    }
  }
}
