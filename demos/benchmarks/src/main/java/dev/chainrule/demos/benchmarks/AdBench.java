package dev.chainrule.demos.benchmarks;

import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Jvp;
import dev.chainrule.autograd.Recording;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.autograd.transform.Hessian;
import dev.chainrule.autograd.transform.Jacobian;
import dev.chainrule.demos.adbench.BundleAdjustment;
import dev.chainrule.demos.adbench.DiagonalLstm;
import dev.chainrule.demos.adbench.GaussianMixture;
import dev.chainrule.demos.adbench.HandTracking;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
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

/** Objectives of ADBench and their derivatives; that they are right is tested where they are. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class AdBench {
  /** Which objective, and where. */
  @Param({
    "gmm_d2_K5",
    "gmm_d10_K25",
    "gmm_d20_K50",
    "lstm_l2_c1024",
    "lstm_l4_c1024",
    "simple_hand1_t26_c100",
    "simple_hand5_t26_c800",
    "complicated_hand1_t26_c100",
    "complicated_hand5_t26_c800",
    "ba1_n49_m7776_p31843"
  })
  public String data = "gmm_d2_K5";

  private List<Value> variables = List.of();
  private List<Value> directions = List.of();
  private Value point = Value.constant(0); // all variables in one vector
  private Value direction = Value.constant(0);
  private Function<List<Value>, Value> function = all -> all.get(0);
  private Supplier<List<double[]>> gradient = List::of;

  /** Reads the data. */
  @Setup
  public void read() {
    if (data.startsWith("gmm")) {
      GaussianMixture mixture = GaussianMixture.read(data);
      set(mixture.variables(), mixture::objective, this::gradientOfSum);
    } else if (data.startsWith("lstm")) {
      DiagonalLstm lstm = DiagonalLstm.read(data);
      set(lstm.variables(), lstm::objective, this::gradientOfSum);
    } else if (data.startsWith("ba")) {
      BundleAdjustment adjustment = BundleAdjustment.read(data);
      set(adjustment.variables(), adjustment::objective, () -> arrays(adjustment.jacobian()));
    } else {
      HandTracking hand = HandTracking.read(data);
      set(hand.variables(), hand::objective, () -> arrays(hand.jacobian()));
    }
  }

  private void set(
      List<Value> variables,
      Function<List<Value>, Value> function,
      Supplier<List<double[]>> gradient) {
    Random random = new Random(1);
    this.variables = variables;
    this.function = function;
    this.gradient = gradient;
    this.directions =
        variables.stream()
            .map(x -> Value.constant(Tensor.uniform(x.shape(), -1, 1, random).to(x.dtype())))
            .toList();
    this.point = joined(variables);
    this.direction = joined(directions);
  }

  private static Value joined(List<Value> parts) {
    return Value.concat(parts.stream().map(part -> part.reshape(-1)).toList(), 0).detach();
  }

  /** The parts of a vector, shaped like the variables. */
  private List<Value> parts(Value vector) {
    List<Value> parts = new ArrayList<>();
    int from = 0;
    for (Value variable : variables) {
      int to = from + variable.shape().elements();
      parts.add(vector.slice(0, from, to).reshape(variable.shape()));
      from = to;
    }
    return parts;
  }

  private List<double[]> gradientOfSum() {
    Value result = function.apply(variables);
    Gradients gradients = (result.shape().rank() == 0 ? result : result.sum()).gradients();
    return variables.stream().map(variable -> gradients.of(variable).toArray()).toList();
  }

  private static List<double[]> arrays(Jacobian.WithValue both) {
    return List.of(both.value().data().toArray(), both.jacobian().data().toArray());
  }

  /** The objective alone, looked at. */
  @Benchmark
  public double[] objective() {
    return function.apply(variables).data().toArray();
  }

  /** The objective and its derivative along a direction, by forward mode. */
  @Benchmark
  public List<double[]> forward() {
    Jvp jvp = Recording.off(() -> Jvp.of(function, variables, directions));
    return List.of(jvp.value().data().toArray(), jvp.tangent().data().toArray());
  }

  /** The gradient of the objective, or of the sum of its results: one sweep backward. */
  @Benchmark
  public List<double[]> reverse() {
    return gradientOfSum();
  }

  /** The Hessian matrix of the objective, or of the sum of its results, times a direction. */
  @Benchmark
  public double[] hessianTimes() {
    return Hessian.times(vector -> function.apply(parts(vector)).sum(), point, direction)
        .data()
        .toArray();
  }

  /** The gradient, or the objective and its Jacobian, all of which is looked at. */
  @Benchmark
  public List<double[]> gradient() {
    return gradient.get();
  }
}
