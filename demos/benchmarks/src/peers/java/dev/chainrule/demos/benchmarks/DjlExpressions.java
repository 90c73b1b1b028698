package dev.chainrule.demos.benchmarks;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import dev.chainrule.autograd.shape.DType;
import java.util.List;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The large pointwise expression of {@link Expressions} by DJL on PyTorch. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class DjlExpressions {
  private static final int ELEMENTS = 1_000_000;

  /** In which precision. */
  @Param public DType dtype = DType.FLOAT64;

  private final NDManager manager = NDManager.newBaseManager("PyTorch");
  private List<NDArray> leaves = List.of();

  /** Random numbers. */
  @Setup
  public void build() {
    DataType type = dtype == DType.FLOAT64 ? DataType.FLOAT64 : DataType.FLOAT32;
    NDArray x = manager.randomUniform(-1, 1, new Shape(ELEMENTS), DataType.FLOAT32);
    leaves =
        List.of(
            x.toType(type, true),
            manager.create(0.7).toType(type, true),
            manager.create(0.1).toType(type, true));
    leaves.forEach(leaf -> leaf.setRequiresGradient(true));
  }

  /** The sum of tanh(a x + b) exp(-x²) and its gradients for x, a and b; their items, looked at. */
  @Benchmark
  public double w5Pointwise() {
    try (NDManager temporary = manager.newSubManager()) {
      leaves.forEach(leaf -> leaf.attach(temporary));
      NDArray x = leaves.get(0);
      double seen;
      try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
        NDArray line = leaves.get(1).mul(x).add(leaves.get(2));
        NDArray sum = line.tanh().mul(x.square().neg().exp()).sum();
        collector.backward(sum);
        seen = item(sum);
      }
      for (NDArray leaf : leaves) {
        try (NDArray gradient = leaf.getGradient()) {
          seen += item(leaf == x ? gradient.get(17) : gradient);
          gradient.subi(gradient); // backward adds to what is there
        }
      }
      leaves.forEach(leaf -> leaf.attach(manager));
      return seen;
    }
  }

  private static double item(NDArray one) {
    return one.toType(DataType.FLOAT64, true).getDouble();
  }

  /** Gives the memory back. */
  @TearDown
  public void close() {
    manager.close();
  }
}
