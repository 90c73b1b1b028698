package dev.chainrule.demos.benchmarks;

import static com.google.common.base.Preconditions.checkState;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.training.GradientCollector;
import com.google.common.primitives.ImmutableIntArray;
import dev.chainrule.autograd.shape.DType;
import java.util.ArrayList;
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

/**
 * The step of {@link TrainingStep} by DJL on PyTorch. Every temporary array belongs to a manager
 * that is closed with the step; gradients are PyTorch's own and reused. The system property {@code
 * ai.djl.pytorch.num_threads} says how many threads.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class DjlTrainingStep {
  /** Which network. */
  @Param public TrainingStep.Network network = TrainingStep.Network.W1;

  /** In which precision. */
  @Param public DType dtype = DType.FLOAT64;

  private final NDManager manager = NDManager.newBaseManager("PyTorch");
  private final List<NDArray> parameters = new ArrayList<>();
  private NDArray inputs = manager.create(0);
  private NDArray targets = manager.create(0);
  private double rate;
  private double first = Double.NaN;

  /** Random inputs and weights, as in the other benchmark. */
  @Setup
  public void build() {
    DataType type = dtype == DType.FLOAT64 ? DataType.FLOAT64 : DataType.FLOAT32;
    ImmutableIntArray widths = network.widths();
    int outputs = widths.get(widths.length() - 1);
    inputs =
        manager.randomUniform(0, 1, new Shape(network.batch(), widths.get(0)), DataType.FLOAT32);
    inputs = inputs.toType(type, true);
    float[][] labels = new float[network.batch()][outputs];
    for (int i = 0; i < network.batch(); i++) {
      labels[i][i % outputs] = 1;
    }
    targets = manager.create(labels).toType(type, true);
    rate = network == TrainingStep.Network.W1 ? 0.1 : 0.01;
    for (int layer = 1; layer < widths.length(); layer++) {
      Shape weights = new Shape(widths.get(layer), widths.get(layer - 1));
      float deviation = (float) (1 / Math.sqrt(widths.get(layer - 1)));
      add(manager.randomNormal(0, deviation, weights, DataType.FLOAT32).toType(type, true));
      add(manager.zeros(new Shape(widths.get(layer)), type));
    }
  }

  private void add(NDArray parameter) {
    parameter.setRequiresGradient(true);
    parameters.add(parameter);
  }

  /** A step; the parameters change, as they do in training. */
  @Benchmark
  public double step() {
    try (NDManager temporary = manager.newSubManager()) {
      inputs.attach(temporary);
      targets.attach(temporary);
      parameters.forEach(parameter -> parameter.attach(temporary));
      double now;
      try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
        NDArray loss = loss();
        collector.backward(loss);
        now = loss.toType(DataType.FLOAT64, true).getDouble();
      }
      for (NDArray parameter : parameters) {
        try (NDArray gradient = parameter.getGradient();
            NDArray change = gradient.mul(rate)) {
          parameter.subi(change);
          gradient.subi(gradient); // backward adds to what is there
        }
      }
      inputs.attach(manager);
      targets.attach(manager);
      parameters.forEach(parameter -> parameter.attach(manager));
      first = Double.isNaN(first) ? now : first;
      return now;
    }
  }

  private NDArray loss() {
    NDArray x = inputs;
    for (int i = 0; i < parameters.size(); i += 2) {
      NDArray sums =
          x.getNDArrayInternal()
              .linear(x, parameters.get(i), parameters.get(i + 1))
              .singletonOrThrow();
      boolean isLast = i == parameters.size() - 2;
      x =
          switch (network) {
            case W1 -> Activation.sigmoid(sums);
            case W3 -> isLast ? sums : Activation.tanh(sums);
            case W2, W2B -> isLast ? sums : Activation.relu(sums);
          };
    }
    return switch (network) {
      case W1, W3 -> x.sub(targets).square().mean();
      case W2, W2B -> x.logSoftmax(1).mul(targets).sum().mul(-1.0 / network.batch());
    };
  }

  /** Not a step was in vain. */
  @TearDown
  public void check() {
    double last = step();
    checkState(last < first, "the loss went from %s to %s", first, last);
    manager.close();
  }
}
