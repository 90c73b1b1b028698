package dev.chainrule.demos.benchmarks;

import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Large pointwise expressions: W5 of the tables. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class Expressions {
  private static final int ELEMENTS = 1_000_000;

  /** In which precision. */
  @Param public DType dtype = DType.FLOAT64;

  private Tensor numbers = Tensor.of(0);

  /** Random numbers, the same every time. */
  @Setup
  public void build() {
    Random random = new Random(1);
    numbers = Tensor.uniform(Shape.of(ELEMENTS), -1, 1, random).to(dtype);
  }

  /** The sum of tanh(a x + b) exp(-x²) and its gradients for x, a and b; their items, looked at. */
  @Benchmark
  public double w5Pointwise() {
    Value x = Value.of(numbers);
    Value a = Value.of(Tensor.of(0.7).to(dtype));
    Value b = Value.of(Tensor.of(0.1).to(dtype));
    Value sum = a.mul(x).add(b).tanh().mul(x.square().neg().exp()).sum();
    Gradients gradients = sum.gradients();
    return sum.item()
        + List.of(a, b).stream().mapToDouble(v -> gradients.of(v).item()).sum()
        + gradients.of(x).at(17);
  }
}
