package dev.chainrule.demos.benchmarks;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableIntArray;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Parameter;
import dev.chainrule.nn.optim.Adam;
import dev.chainrule.nn.optim.Optimizer;
import dev.chainrule.nn.optim.Sgd;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

/** What an optimiser takes for a step, apart from the loss and its gradients. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class OptimizerStep {
  /** The optimisers. */
  public enum Kind {
    /** Gradient descent. */
    SGD,
    /** Gradient descent with momentum. */
    MOMENTUM,
    /** Adam. */
    ADAM;

    Optimizer of(Map<String, Parameter> parameters) {
      return switch (this) {
        case SGD -> Sgd.of(parameters, 1e-4);
        case MOMENTUM -> Sgd.of(parameters, 1e-4).momentum(0.9);
        case ADAM -> Adam.of(parameters, 1e-4);
      };
    }
  }

  /** Whose parameters. */
  @Param public TrainingStep.Network network = TrainingStep.Network.W1;

  /** In which precision. */
  @Param public DType dtype = DType.FLOAT64;

  /** By which rule. */
  @Param public Kind kind = Kind.SGD;

  private final List<Tensor> gradients = new ArrayList<>();
  private Optimizer optimizer = Sgd.of(Map.of("x", Parameter.of(0)), 1);

  /** Random weights and gradients, the same every time. */
  @Setup
  public void build() {
    Random random = new Random(1);
    ImmutableMap.Builder<String, Parameter> parameters = ImmutableMap.builder();
    ImmutableIntArray widths = network.widths();
    for (int layer = 1; layer < widths.length(); layer++) {
      Shape weight = Shape.of(widths.get(layer), widths.get(layer - 1));
      parameters.put("weight" + layer, Parameter.of(normal(weight, random)));
      gradients.add(normal(weight, random));
      Shape bias = Shape.of(widths.get(layer));
      parameters.put("bias" + layer, Parameter.of(normal(bias, random)));
      gradients.add(normal(bias, random));
    }
    optimizer = kind.of(parameters.buildOrThrow());
  }

  private Tensor normal(Shape shape, Random random) {
    return Tensor.normal(shape, 0, 1, random).to(dtype).copy();
  }

  /** A step. */
  @Benchmark
  public Map<String, Parameter> step() {
    optimizer.step(gradients);
    return optimizer.parameters();
  }
}
