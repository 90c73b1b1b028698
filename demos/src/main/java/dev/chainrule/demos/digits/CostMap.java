package dev.chainrule.demos.digits;

import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Parameter;
import dev.chainrule.nn.data.Examples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The cost where only two numbers may change, so that it can be drawn as a map: how far the
 * parameters go from the untrained network to the trained one, and how far in a random direction at
 * a right angle to that, of the same length. Gradient descent on these two numbers is a walk on the
 * map; their derivatives are the gradient of all parameters times the directions.
 */
public final class CostMap {
  private static final int DIGITS = 200;
  private static final int CELLS = 25; // along each side
  private static final double[] ACROSS = {-0.35, 1.45};
  private static final double[] UP = {-0.7, 1.1};
  private static final double[] START = {-0.15, 0.8};
  private static final int CAREFUL_STEPS = 40;
  private static final int PASSES = 4;
  private static final int BATCH = 2;
  static final double RATE = 0.02;

  private final Classifier network;
  private final List<Parameter> parameters;
  private final List<Tensor> origin;
  private final List<Tensor> toTrained; // one tensor for each parameter, as in origin
  private final List<Tensor> aside;
  private final Examples digits;

  private CostMap(Classifier untrained, Classifier trained, Examples digits) {
    this.network = untrained.precise();
    this.digits = digits;
    this.parameters = List.copyOf(network.mlp().parameters().values());
    this.origin = numbers(network);
    this.toTrained = combined(numbers(trained.precise()), -1, origin);
    List<Tensor> random = random(origin);
    double shared = dot(random, toTrained) / dot(toTrained, toTrained);
    List<Tensor> square = combined(random, -shared, toTrained);
    double length = Math.sqrt(dot(toTrained, toTrained) / dot(square, square));
    this.aside = square.stream().map(tensor -> tensor.mul(length)).toList();
  }

  private static List<Tensor> numbers(Classifier network) {
    return network.mlp().parameters().values().stream().map(p -> p.value().data()).toList();
  }

  private static List<Tensor> random(List<Tensor> like) {
    Random random = new Random(1);
    List<Tensor> all = new ArrayList<>();
    for (Tensor tensor : like) {
      double[] numbers = new double[tensor.shape().elements()];
      Arrays.setAll(numbers, i -> random.nextGaussian());
      all.add(Tensor.of(tensor.shape(), numbers));
    }
    return all;
  }

  /** The sum x + factor * y. */
  private static List<Tensor> combined(List<Tensor> x, double factor, List<Tensor> y) {
    return IntStream.range(0, x.size()).mapToObj(i -> x.get(i).add(y.get(i).mul(factor))).toList();
  }

  static CostMap of(Classifier untrained, Classifier trained, Examples digits) {
    return new CostMap(untrained, trained, digits.slice(0, DIGITS));
  }

  private static double dot(List<Tensor> x, List<Tensor> y) {
    return IntStream.range(0, x.size()).mapToDouble(i -> x.get(i).mul(y.get(i)).sum().item()).sum();
  }

  /** Gives what the picture shows, as data for a page. */
  public Map<String, Object> toData() {
    List<Integer> all = new ArrayList<>();
    for (int digit = 0; digit < DIGITS; digit++) {
      all.add(digit);
    }
    List<List<Integer>> careful = Collections.nCopies(CAREFUL_STEPS, all);
    Map<String, Object> data = new HashMap<>();
    data.put("cells", CELLS);
    data.put("across", ACROSS);
    data.put("up", UP);
    data.put("costs", costs());
    data.put("digits", DIGITS);
    data.put("batch", BATCH);
    data.put("untrained", cost(0, 0));
    data.put("careful", walk(careful));
    data.put("staggering", walk(shuffled(all)));
    return data;
  }

  /** Some batches at random: each digit once in every pass. */
  private static List<List<Integer>> shuffled(List<Integer> all) {
    Random random = new Random(1);
    List<List<Integer>> batches = new ArrayList<>();
    for (int pass = 0; pass < PASSES; pass++) {
      List<Integer> order = new ArrayList<>(all);
      Collections.shuffle(order, random);
      for (int from = 0; from < DIGITS; from += BATCH) {
        batches.add(List.copyOf(order.subList(from, from + BATCH)));
      }
    }
    return batches;
  }

  /** The cost at the cells' centres, row after row, the lowest row of the map first. */
  private double[] costs() {
    double[] costs = new double[CELLS * CELLS];
    Arrays.setAll(costs, cell -> cost(centre(ACROSS, cell % CELLS), centre(UP, cell / CELLS)));
    return costs;
  }

  private static double centre(double[] range, int cell) {
    return range[0] + (range[1] - range[0]) * (cell + 0.5) / CELLS;
  }

  /** The cost of all digits at a place. */
  double cost(double across, double up) {
    return cost(across, up, digits).item();
  }

  private Value cost(double across, double up, Examples some) {
    List<Tensor> here = combined(combined(origin, across, toTrained), up, aside);
    for (int i = 0; i < here.size(); i++) {
      parameters.get(i).update(here.get(i));
    }
    return network.cost(some);
  }

  /** Takes a step for each batch; gives the places, and the cost of all digits at each. */
  private List<double[]> walk(List<List<Integer>> batches) {
    double[] across = new double[batches.size() + 1];
    double[] up = new double[batches.size() + 1];
    double[] costs = new double[batches.size() + 1];
    across[0] = START[0];
    up[0] = START[1];
    for (int step = 0; step < batches.size(); step++) {
      costs[step] = cost(across[step], up[step]);
      int[] batch = batches.get(step).stream().mapToInt(digit -> digit).toArray();
      List<Tensor> gradient = gradient(across[step], up[step], digits.rows(batch));
      across[step + 1] = across[step] - RATE * dot(gradient, toTrained);
      up[step + 1] = up[step] - RATE * dot(gradient, aside);
    }
    costs[batches.size()] = cost(across[batches.size()], up[batches.size()]);
    return List.of(across, up, costs);
  }

  private List<Tensor> gradient(double across, double up, Examples some) {
    Gradients gradients = cost(across, up, some).gradients();
    return parameters.stream().map(parameter -> gradients.of(parameter.value())).toList();
  }
}
