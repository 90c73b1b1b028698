package dev.chainrule.demos.benchmarks;

import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Jvp;
import dev.chainrule.autograd.Recording;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.demos.adbench.DiagonalLstm;
import dev.chainrule.demos.adbench.GaussianMixture;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
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

/** Objectives of ADBench and their gradients; that they are right is tested where they are. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class AdBench {
  /** Which objective, and where. */
  @Param({"gmm_d2_K5", "gmm_d10_K25", "gmm_d20_K50", "lstm_l2_c1024", "lstm_l4_c1024"})
  public String data = "gmm_d2_K5";

  private List<Value> variables = List.of();
  private Function<List<Value>, Value> function = all -> all.get(0);

  private List<Value> directions = List.of();

  /** Reads the data. */
  @Setup
  public void read() {
    if (data.startsWith("gmm")) {
      GaussianMixture mixture = GaussianMixture.read(data);
      variables = mixture.variables();
      function = mixture::objective;
    } else {
      DiagonalLstm lstm = DiagonalLstm.read(data);
      variables = lstm.variables();
      function = lstm::objective;
    }
    directions =
        variables.stream()
            .map(x -> Value.constant(Tensor.uniform(x.shape(), -1, 1, new Random(1)).to(x.dtype())))
            .toList();
  }

  /** The objective alone, looked at. */
  @Benchmark
  public double objective() {
    return function.apply(variables).item();
  }

  /** The objective and its derivative along a direction, by forward mode. */
  @Benchmark
  public double forward() {
    Jvp jvp = Recording.off(() -> Jvp.of(function, variables, directions));
    return jvp.value().item() + jvp.tangent().item();
  }

  /** The gradient, all of which is looked at. */
  @Benchmark
  public List<double[]> gradient() {
    Gradients gradients = function.apply(variables).gradients();
    return variables.stream().map(variable -> gradients.of(variable).toArray()).toList();
  }
}
