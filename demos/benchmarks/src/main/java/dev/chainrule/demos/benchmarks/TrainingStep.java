package dev.chainrule.demos.benchmarks;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.primitives.ImmutableIntArray;
import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One step of training a network on one batch: forward, backward and the update by gradient
 * descent.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TrainingStep {
  /** The networks: W1 to W3 of the tables. */
  public enum Network {
    /** 784-16-16-10, sigmoid, squared error, batch 100. */
    W1(100, 784, 16, 16, 10),
    /** 784-512-512-10, ReLU, cross-entropy, batch 128. */
    W2(128, 784, 512, 512, 10),
    /** 784-2048-2048-10, ReLU, cross-entropy, batch 256. */
    W2B(256, 784, 2048, 2048, 10),
    /** 2-16-16-1, tanh, squared error, batch 100. */
    W3(100, 2, 16, 16, 1);

    private final int batch;
    private final ImmutableIntArray widths;

    Network(int batch, int... widths) {
      this.batch = batch;
      this.widths = ImmutableIntArray.copyOf(widths);
    }

    int batch() {
      return batch;
    }

    ImmutableIntArray widths() {
      return widths;
    }
  }

  /** Which network. */
  @Param public Network network = Network.W1;

  /** In which precision. */
  @Param public DType dtype = DType.FLOAT64;

  private Value inputs = Value.of(0);
  private Value targets = Value.of(0);
  private final List<Value> parameters = new ArrayList<>();
  private double rate;
  private double first = Double.NaN;

  /** Random inputs and weights, the same every time. */
  @Setup
  public void build() {
    Random random = new Random(1);
    ImmutableIntArray widths = network.widths;
    int outputs = widths.get(widths.length() - 1);
    inputs = constant(Tensor.uniform(Shape.of(network.batch, widths.get(0)), 0, 1, random));
    double[] labels = new double[network.batch * outputs];
    for (int i = 0; i < network.batch; i++) {
      labels[i * outputs + i % outputs] = 1;
    }
    targets = constant(Tensor.of(Shape.of(network.batch, outputs), labels));
    rate = network == Network.W1 ? 0.1 : 0.01;
    for (int layer = 1; layer < widths.length(); layer++) {
      Shape weights = Shape.of(widths.get(layer), widths.get(layer - 1));
      double deviation = 1 / Math.sqrt(widths.get(layer - 1));
      parameters.add(Value.of(Tensor.normal(weights, 0, deviation, random).to(dtype)));
      parameters.add(Value.of(Tensor.zeros(Shape.of(widths.get(layer))).to(dtype)));
    }
  }

  private Value constant(Tensor tensor) {
    return Value.constant(tensor.to(dtype));
  }

  /** A step; the parameters change, as they do in training. */
  @Benchmark
  public double step() {
    Value loss = loss();
    Gradients gradients = loss.gradients();
    parameters.replaceAll(p -> Value.of(p.data().sub(gradients.of(p).mul(rate))));
    double now = loss.item();
    first = Double.isNaN(first) ? now : first;
    return now;
  }

  private Value loss() {
    Value x = inputs;
    for (int i = 0; i < parameters.size(); i += 2) {
      Value sums = x.matMulTransposed(parameters.get(i)).add(parameters.get(i + 1));
      boolean isLast = i == parameters.size() - 2;
      x =
          switch (network) {
            case W1 -> sums.sigmoid();
            case W3 -> isLast ? sums : sums.tanh();
            case W2, W2B -> isLast ? sums : sums.relu();
          };
    }
    return switch (network) {
      case W1, W3 -> x.sub(targets).square().mean();
      case W2, W2B -> x.logSoftmax(1).mul(targets).sum().mul(-1.0 / network.batch);
    };
  }

  /** Not a step was in vain. */
  @TearDown
  public void check() {
    double now = loss().item();
    checkState(now < first, "%s: the loss went from %s to %s", network.widths, first, now);
  }
}
