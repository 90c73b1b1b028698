package dev.chainrule.demos.benchmarks;

import dev.chainrule.autograd.Recording;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.autograd.transform.ArrayFunction;
import dev.chainrule.autograd.transform.Jacobian;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.hipparchus.analysis.differentiation.Gradient;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A step of a least-squares fit: the residuals of the curve a exp(-b t) + c exp(-d t) + e, and
 * their derivatives by its 5 parameters.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CurveFit {
  /** How many points there are. */
  @Param({"200", "5000"})
  public int residuals = 200;

  private final double[] parameters = {2, 0.5, 1, 3, 0.1};
  private final ArrayFunction function = ArrayFunction.of(this::residuals);
  private double[] times = {};
  private double[] observed = {};
  private Value t = Value.constant(0);
  private Value y = Value.constant(0);

  /** Points along the curve, with noise. */
  @Setup
  public void draw() {
    Tensor at = Tensor.uniform(Shape.of(residuals), 0, 5, new Random(1));
    Tensor noise = Tensor.uniform(at.shape(), -0.1, 0.1, new Random(2));
    Tensor seen = at.mul(-0.6).exp().mul(2).add(at.mul(-2).exp()).add(noise);
    t = Value.constant(at);
    y = Value.constant(seen);
    times = at.toArray();
    observed = seen.toArray();
  }

  private Value residuals(Value p) {
    Value slow = p.get(0).mul(p.get(1).neg().mul(t).exp());
    Value fast = p.get(2).mul(p.get(3).neg().mul(t).exp());
    return slow.add(fast).add(p.get(4)).sub(y);
  }

  /** The residuals alone. */
  @Benchmark
  public double[] values() {
    return function.values(parameters);
  }

  /** The residuals and their Jacobian matrix, as arrays. */
  @Benchmark
  public ArrayFunction.WithJacobian arrays() {
    return function.withJacobian(parameters);
  }

  /** The same, as tensors, of which every number is computed. */
  @Benchmark
  public double[][] tensors() {
    Jacobian.WithValue both =
        Recording.off(
            () -> Jacobian.withValue(this::residuals, Value.constant(Tensor.of(parameters))));
    return new double[][] {both.value().data().toArray(), both.jacobian().data().toArray()};
  }

  /** By Hipparchus: for each point a number with its 5 derivatives. */
  @Benchmark
  public double[][] hipparchus() {
    Gradient[] p = new Gradient[parameters.length];
    for (int i = 0; i < p.length; i++) {
      p[i] = Gradient.variable(p.length, i, parameters[i]);
    }
    Gradient b = p[1].negate();
    Gradient d = p[3].negate();
    double[] values = new double[times.length];
    double[][] rows = new double[times.length + 1][];
    for (int i = 0; i < times.length; i++) {
      Gradient slow = p[0].multiply(b.multiply(times[i]).exp());
      Gradient fast = p[2].multiply(d.multiply(times[i]).exp());
      Gradient residual = slow.add(fast).add(p[4]).subtract(observed[i]);
      values[i] = residual.getValue();
      rows[i] = residual.getGradient();
    }
    rows[times.length] = values;
    return rows;
  }
}
