package dev.chainrule.demos.digits;

import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.LayerState;
import dev.chainrule.nn.data.Examples;
import dev.chainrule.nn.layer.Mlp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

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
  private final Map<String, Tensor> origin;
  private final Map<String, Tensor> toTrained = new HashMap<>();
  private final Map<String, Tensor> aside = new HashMap<>();
  private final Examples digits;

  private CostMap(Classifier untrained, Classifier trained, Examples digits) {
    network = untrained.precise();
    origin = LayerState.of(network.mlp());
    this.digits = digits;
    Random random = new Random(1);
    LayerState.of(trained.mlp())
        .forEach((name, end) -> toTrained.put(name, end.sub(origin.get(name))));
    for (String name : network.mlp().parameters().keySet()) {
      Tensor like = toTrained.get(name);
      double[] numbers = new double[like.shape().elements()];
      Arrays.setAll(numbers, i -> random.nextGaussian());
      aside.put(name, Tensor.of(like.shape(), numbers));
    }
    double shared = dot(aside, toTrained) / dot(toTrained, toTrained);
    aside.replaceAll((name, tensor) -> tensor.sub(toTrained.get(name).mul(shared)));
    double scale = Math.sqrt(dot(toTrained, toTrained) / dot(aside, aside));
    aside.replaceAll((name, tensor) -> tensor.mul(scale));
  }

  static CostMap of(Classifier untrained, Classifier trained, Examples digits) {
    return new CostMap(untrained, trained, digits.slice(0, DIGITS));
  }

  private static double dot(Map<String, Tensor> x, Map<String, Tensor> y) {
    return x.keySet().stream()
        .sorted() // so that rounding is the same each time
        .mapToDouble(name -> x.get(name).mul(y.get(name)).sum().item())
        .sum();
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
    Map<String, Tensor> here = new HashMap<>();
    origin.forEach(
        (name, start) ->
            here.put(
                name, start.add(toTrained.get(name).mul(across)).add(aside.get(name).mul(up))));
    LayerState.restore(network.mlp(), here);
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
      Map<String, Tensor> gradient = gradient(across[step], up[step], digits.rows(batch));
      across[step + 1] = across[step] - RATE * dot(gradient, toTrained);
      up[step + 1] = up[step] - RATE * dot(gradient, aside);
    }
    costs[batches.size()] = cost(across[batches.size()], up[batches.size()]);
    return List.of(across, up, costs);
  }

  private Map<String, Tensor> gradient(double across, double up, Examples some) {
    Gradients gradients = cost(across, up, some).gradients();
    Map<String, Tensor> all = new HashMap<>();
    Mlp mlp = network.mlp();
    mlp.parameters().forEach((name, parameter) -> all.put(name, gradients.of(parameter.value())));
    return all;
  }
}
