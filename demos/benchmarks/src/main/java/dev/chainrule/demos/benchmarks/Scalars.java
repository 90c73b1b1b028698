package dev.chainrule.demos.benchmarks;

import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.autograd.transform.ArrayFunction;
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
  private final ArrayFunction function = ArrayFunction.of(Scalars::rosenbrock);
  private final double[] numbers = point.toArray();
  private final double[] along = direction.toArray();
  private final double[] first = point.slice(0, 0, 100).toArray();

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

  /** The same by the transform: forward over backward, on arrays. */
  @Benchmark
  public double[] hessianTimes() {
    return function.hessianTimes(numbers, along);
  }

  /** Its whole Hessian matrix for 100 variables, in one batched sweep. */
  @Benchmark
  public double[][] hessianOf100() {
    return function.hessian(first);
  }
}
