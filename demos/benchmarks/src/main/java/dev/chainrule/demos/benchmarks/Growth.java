package dev.chainrule.demos.benchmarks;

import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayList;
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

/** How time grows with the size of the work, one size at a time and the others fixed. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class Growth {
  /** The size that grows. */
  @Param({"1", "10", "100", "1000"})
  public int size = 1;

  private Network byBatch = new Network(1, 1, 1);
  private Network byWidth = new Network(1, 1, 1);
  private Network byDepth = new Network(1, 1, 1);

  /** Square ReLU layers, float64. */
  private static final class Network {
    private final List<Value> weights = new ArrayList<>();
    private final Value inputs;

    Network(int batch, int width, int depth) {
      Random random = new Random(1);
      inputs = Value.constant(Tensor.uniform(Shape.of(batch, width), 0, 1, random));
      for (int i = 0; i < depth; i++) {
        double deviation = Math.sqrt(2.0 / width);
        weights.add(Value.of(Tensor.normal(Shape.of(width, width), 0, deviation, random)));
      }
    }

    Gradients gradients() {
      Value x = inputs;
      for (Value weight : weights) {
        x = x.matMul(weight).relu();
      }
      return x.square().mean().gradients();
    }
  }

  /** The networks of this size. */
  @Setup
  public void build() {
    byBatch = new Network(size, 256, 2);
    byWidth = new Network(64, size, 2);
    byDepth = new Network(16, 32, size);
  }

  /** Two layers of 256 x 256, batches of this size. */
  @Benchmark
  public Gradients batch() {
    return byBatch.gradients();
  }

  /** Two layers of this size squared, batch 64. */
  @Benchmark
  public Gradients width() {
    return byWidth.gradients();
  }

  /** So many layers of 32 x 32, batch 16. */
  @Benchmark
  public Gradients depth() {
    return byDepth.gradients();
  }

  /** A chain of a thousand times so many scalar operations. */
  @Benchmark
  public double scalarChain() {
    Value x = Value.of(1);
    Value y = x;
    for (int i = 0; i < 1000 * size; i++) {
      y = y.mul(x);
    }
    return y.gradients().of(x).item();
  }
}
