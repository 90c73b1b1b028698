package dev.chainrule.demos.benchmarks;

import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** W4a, a small expression of two scalars, and W4c, Rosenbrock's function, also at second order. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class Scalars {
  private static final int N = 10_000;

  private final Tensor point = Tensor.uniform(Shape.of(N), -1, 1, new Random(1));
  private final Tensor direction = Tensor.uniform(Shape.of(N), -1, 1, new Random(2));

  /** The expression in the README of the engine micrograd, forward and backward. */
  @Benchmark
  public double w4aSmall() {
    Value a = Value.of(-4);
    Value b = Value.of(2);
    Value c = a.add(b);
    Value d = a.mul(b).add(b.pow(3));
    c = c.add(c.add(1));
    c = c.add(c.add(1).add(a.neg()));
    d = d.add(d.mul(2).add(b.add(a).relu()));
    d = d.add(d.mul(3).add(b.sub(a).relu()));
    Value e = c.sub(d);
    Value f = e.square();
    Value g = f.div(2);
    g = g.add(f.reciprocal().mul(10));
    g.backward();
    return a.grad().item() + b.grad().item();
  }

  private static Value rosenbrock(Value x) {
    int n = x.shape().elements();
    Value here = x.slice(0, 0, n - 1);
    Value next = x.slice(0, 1, n);
    return next.sub(here.square()).square().mul(100).add(here.neg().add(1).square()).sum();
  }

  /** The gradient of Rosenbrock's function of 10,000 variables. */
  @Benchmark
  public double w4cRosenbrock() {
    Value x = Value.of(point);
    Gradients gradients = rosenbrock(x).gradients();
    return gradients.of(x).at(17);
  }

  /** Its Hessian matrix times a vector. */
  @Benchmark
  public double hessianVectorProduct() {
    Value x = Value.of(point);
    Value slope = rosenbrock(x).derivatives(List.of(x)).get(0);
    return slope.mul(Value.constant(direction)).sum().gradients().of(x).at(17);
  }

  /** Its whole Hessian matrix for 100 variables, a row for each. */
  @Benchmark
  public double hessianOf100() {
    Value x = Value.of(point.slice(0, 0, 100));
    Value slope = rosenbrock(x).derivatives(List.of(x)).get(0);
    double trace = 0;
    for (int i = 0; i < 100; i++) {
      trace += slope.slice(0, i, i + 1).sum().gradients().of(x).at(i);
    }
    return trace;
  }
}
