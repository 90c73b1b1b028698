package dev.chainrule.autograd.graph;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A random program of matrices, in which two elements are made NaN or infinite on purpose. */
final class PlantedProgram {
  static final int SIZE = 3;
  private static final int STEPS = 8;

  /** What is planted: 1 does nothing, -1 gives NaN, 0 -infinity and 1e300 +infinity. */
  private static final double[] KINDS = {-1, 0, 1e300};

  final int seed;
  private final List<Value> planted = new ArrayList<>();
  private final List<List<Integer>> indices = new ArrayList<>();
  final Value result;

  /** Runs the program of a seed, the same each time but for what is planted. */
  PlantedProgram(int seed, boolean isFirstIn, boolean isSecondIn) {
    this.seed = seed;
    this.result = run(isFirstIn, isSecondIn);
  }

  private Value run(boolean isFirstIn, boolean isSecondIn) {
    Random random = new Random(seed);
    List<Value> values = new ArrayList<>();
    values.add(Value.of(Tensor.normal(Shape.of(SIZE, SIZE), 0, 1, new Random(seed))));
    int first = random.nextInt(STEPS);
    int second = first + random.nextInt(STEPS - first); // not before the first
    for (int i = 0; i < STEPS; i++) {
      Value x = values.get(random.nextInt(values.size()));
      Value y = values.get(values.size() - 1);
      if (i == first) {
        x = plant(x, random, isFirstIn);
        values.add(x);
      }
      if (i == second) {
        y = plant(y, random, isSecondIn);
        values.add(y);
      }
      values.add(step(x, y, random));
    }
    return values.get(values.size() - 1);
  }

  private Value plant(Value x, Random random, boolean isIn) {
    double kind = KINDS[random.nextInt(KINDS.length)];
    int place = random.nextInt(SIZE * SIZE);
    double[] factors = new double[SIZE * SIZE];
    Arrays.fill(factors, 1);
    factors[place] = isIn ? kind : 1;
    Tensor factor = Tensor.of(factors).reshape(SIZE, SIZE);
    Value positive = x.tanh().square().add(1);
    Value made =
        kind > 1
            ? positive.mul(Value.constant(factor)).mul(Value.constant(factor))
            : positive.mul(Value.constant(factor)).log();
    planted.add(made);
    indices.add(List.of(place / SIZE, place % SIZE));
    return made;
  }

  private static Value step(Value x, Value y, Random random) {
    int axis = random.nextInt(2);
    int at = random.nextInt(SIZE);
    double[] numbers = random.doubles(SIZE * SIZE).map(number -> number - 0.3).toArray();
    Value constant = Value.constant(Tensor.of(numbers).reshape(SIZE, SIZE));
    return switch (random.nextInt(17)) {
      case 0 -> x.add(y);
      case 1 -> x.sub(y);
      case 2 -> x.tanh().mul(y);
      case 3 -> x.softmax(axis).add(y);
      case 4 -> y.sum(true, axis).add(x);
      case 5 -> y.cumsum(axis);
      case 6 -> y.matMul(constant);
      case 7 -> y.permute(1, 0);
      case 8 -> Value.concat(List.of(x.slice(axis, 0, at), y.slice(axis, at, SIZE)), axis);
      case 9 -> y.indexSelect(axis, at, 2, 0);
      case 10 -> y.max(true, axis).sub(x);
      case 11 -> y.flip(axis);
      case 12 -> x.where(constant.greater(0), y);
      case 13 -> y.relu();
      case 14 -> Value.stack(List.of(x, y), axis).select(axis, at % 2);
      case 15 -> y.matMul(x.tanh());
      default -> y.reshape(-1).roll(at, 0).reshape(SIZE, SIZE);
    };
  }

  /** Tells which planted element it is; it must be one. */
  int number(NotFiniteOrigin origin) {
    int found = planted.indexOf(origin.holder());
    assertTrue(found >= 0 && indices.get(found).equals(origin.index()), "program " + seed + origin);
    return found;
  }
}
