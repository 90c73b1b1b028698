package dev.chainrule.demos.benchmarks;

import static com.google.common.base.Preconditions.checkState;

import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A network of 2-16-16-1 built from scalar values, neuron by neuron, on 100 points, with max-margin
 * loss and L2 regularisation: a graph of some 65,000 scalar operations. The score is nanoseconds
 * for each operation of the graph.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ScalarMlp {
  /** Of the graph; counted at the start. */
  static final int OPERATIONS = 65_075;

  private static final int POINTS = 100;
  private static final int[] WIDTHS = {2, 16, 16, 1};

  private final double[][] points = new double[POINTS][WIDTHS[0]];
  private final int[] labels = new int[POINTS];
  private final List<Value> parameters = new ArrayList<>();
  private final List<Value[][]> weights =
      new ArrayList<>(); // [layer][output][input], the bias last

  /** Random points and weights, the same every time. */
  @Setup
  public void build() {
    Random random = new Random(1);
    for (int i = 0; i < POINTS; i++) {
      points[i] = new double[] {random.nextGaussian(), random.nextGaussian()};
      labels[i] = points[i][0] * points[i][1] > 0 ? 1 : -1;
    }
    for (int layer = 1; layer < WIDTHS.length; layer++) {
      Value[][] matrix = new Value[WIDTHS[layer]][WIDTHS[layer - 1] + 1];
      for (Value[] neuron : matrix) {
        for (int i = 0; i < neuron.length; i++) {
          neuron[i] = Value.of(random.nextDouble() * 2 - 1);
          parameters.add(neuron[i]);
        }
      }
      weights.add(matrix);
    }
    checkState(count(loss()) == OPERATIONS, "the graph has %s operations", count(loss()));
  }

  private static int count(Value result) {
    Set<Value> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Value> left = new ArrayDeque<>(List.of(result));
    while (!left.isEmpty()) {
      Value value = left.pop();
      if (value.operation().isPresent() && seen.add(value)) {
        value.inputs().forEach(left::push);
      }
    }
    return seen.size();
  }

  /** The forward pass alone. */
  @Benchmark
  @OperationsPerInvocation(OPERATIONS)
  public Value forward() {
    return loss();
  }

  /** The forward pass and the gradient of all 337 parameters. */
  @Benchmark
  @OperationsPerInvocation(OPERATIONS)
  public Gradients forwardAndBackward() {
    return loss().gradients();
  }

  /** The mean hinge loss of all points plus 1e-4 times the sum of the squared parameters. */
  Value loss() {
    Value sum = margin(0);
    for (int i = 1; i < POINTS; i++) {
      sum = sum.add(margin(i));
    }
    Value squares = parameters.get(0).mul(parameters.get(0));
    for (Value parameter : parameters.subList(1, parameters.size())) {
      squares = squares.add(parameter.mul(parameter));
    }
    return sum.mul(1.0 / POINTS).add(squares.mul(1e-4));
  }

  private Value margin(int point) {
    return score(points[point]).mul(-labels[point]).add(1).relu();
  }

  private Value score(double[] point) {
    Value[] activations = {Value.constant(point[0]), Value.constant(point[1])};
    for (int layer = 0; layer < weights.size(); layer++) {
      activations = layer(activations, weights.get(layer), layer < weights.size() - 1);
    }
    return activations[0];
  }

  private static Value[] layer(Value[] inputs, Value[][] neurons, boolean rectify) {
    Value[] outputs = new Value[neurons.length];
    for (int n = 0; n < neurons.length; n++) {
      Value sum = neurons[n][inputs.length]; // the bias
      for (int i = 0; i < inputs.length; i++) {
        sum = sum.add(neurons[n][i].mul(inputs[i]));
      }
      outputs[n] = rectify ? sum.relu() : sum;
    }
    return outputs;
  }
}
