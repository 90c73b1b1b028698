package dev.chainrule.autograd;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import dev.chainrule.autograd.op.Binary;
import dev.chainrule.autograd.op.Movement;
import dev.chainrule.autograd.op.Nary;
import dev.chainrule.autograd.op.Numeric;
import dev.chainrule.autograd.op.Operation;
import dev.chainrule.autograd.op.Unary;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * For each element of a tensor, the numbers of the inputs that it may depend on: a kind of number
 * whose sum is the union. Every operation is understood by what it does to such sets. A pointwise
 * one unites those of its operands, element by element; one that moves elements is applied to the
 * elements' own numbers, and so tells where each went; any other says itself of which sums and
 * moves its sets are made.
 */
final class IndexSets implements Numeric<IndexSets> {
  private final Shape shape;
  private final int[][] sets; // in row-major order, shared where they are equal; empty if all are
  private final @Nullable Tensor numbers; // of a constant
  private @Nullable Tensor places; // once they were asked for

  private IndexSets(Shape shape, int[][] sets, @Nullable Tensor numbers) {
    this.shape = shape;
    this.sets = sets;
    this.numbers = numbers;
  }

  private static IndexSets of(Shape shape, int[][] sets) {
    return new IndexSets(shape, sets, null);
  }

  /** Inputs, each of which depends on itself. */
  static IndexSets inputs(Shape shape) {
    int[][] sets = new int[shape.elements()][];
    Arrays.setAll(sets, i -> new int[] {i});
    return of(shape, sets);
  }

  /** What depends on no input. */
  static IndexSets none(Shape shape) {
    return of(shape, new int[0][]);
  }

  /** A constant, the same at every point. */
  static IndexSets constant(Tensor numbers) {
    return new IndexSets(numbers.shape(), new int[0][], numbers);
  }

  /** The inputs that an element depends on, ascending. */
  int[] at(int element) {
    return sets.length == 0 ? UnionOfSets.NOTHING : sets[element];
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public DType dtype() {
    return DType.FLOAT64;
  }

  @Override
  public IndexSets self() {
    return this;
  }

  @Override
  public IndexSets literal(double number) {
    return none(Shape.SCALAR);
  }

  private boolean isEmpty() {
    return sets.length == 0;
  }

  @Override
  public IndexSets apply(Unary operation) {
    Shape result = operation.shape(shape);
    if (isEmpty() || operation.isFlat(0)) {
      return none(result);
    }
    if (operation.isPointwise()) {
      return this;
    }
    return switch (operation.movement()) {
      case GATHER -> gathered(places().apply(operation));
      case SCATTER ->
          scattered(result, operation.cotangent(places(result), any(shape), any(result)));
      case NONE -> checked(operation, result, operation.dependence(this));
    };
  }

  @Override
  public IndexSets apply(Binary operation, IndexSets other) {
    Shape result = operation.shape(shape, other.shape);
    IndexSets x = operation.isFlat(0) ? none(shape) : this;
    IndexSets y = operation.isFlat(1) ? none(other.shape) : other;
    if (x.isEmpty() && y.isEmpty()) {
      return none(result);
    }
    if (operation.isPointwise()) {
      return x.broadcastTo(result).united(y.broadcastTo(result));
    }
    Tensor known = other.numbers;
    if (known != null && operation.movement() == Movement.GATHER) {
      return x.gathered(x.places().apply(operation, known));
    }
    if (known != null && operation.movement() == Movement.SCATTER) {
      Tensor targets = operation.cotangentX(places(result), any(shape), known, any(result));
      return x.scattered(result, targets);
    }
    return checked(operation, result, operation.dependence(x, y));
  }

  @Override
  public List<IndexSets> apply(Nary operation, List<IndexSets> others) {
    List<IndexSets> inputs = Lists.asList(this, others.toArray(IndexSets[]::new));
    List<Shape> results = operation.shapes(Lists.transform(inputs, IndexSets::shape));
    if (inputs.stream().allMatch(IndexSets::isEmpty)) {
      return results.stream().map(IndexSets::none).toList();
    }
    if (operation.movement() == Movement.GATHER) {
      return gathered(operation, inputs);
    }
    List<IndexSets> found = operation.dependence(inputs);
    checkState(found.size() == results.size(), "%s: its dependence has no sets", operation);
    ImmutableList.Builder<IndexSets> checked = ImmutableList.builder();
    for (int i = 0; i < found.size(); i++) {
      checked.add(checked(operation, results.get(i), found.get(i)));
    }
    return checked.build();
  }

  private static IndexSets checked(Operation operation, Shape result, IndexSets found) {
    checkState(
        found.shape.equals(result),
        "%s: its dependence is of shape %s, its result of %s",
        operation,
        found.shape,
        result);
    return found;
  }

  /** Numbers that a rule of a linear operation does not look at. */
  private static Tensor any(Shape shape) {
    return Tensor.of(0).broadcastTo(shape);
  }

  /** Numbers the elements of a shape, from 1 on: 0 is none of them. */
  private static Tensor places(Shape shape) {
    return Tensor.arange(1, shape.elements() + 1).reshape(shape);
  }

  private Tensor places() {
    Tensor known = places;
    if (known == null) {
      known = places(shape);
      places = known;
    }
    return known;
  }

  /** The union at each element. */
  private IndexSets united(IndexSets other) {
    if (isEmpty() || other.isEmpty()) {
      return isEmpty() ? other : this;
    }
    int[][] united = new int[sets.length][];
    for (int i = 0; i < united.length; i++) {
      boolean isAsBefore = i > 0 && sets[i] == sets[i - 1] && other.sets[i] == other.sets[i - 1];
      united[i] = isAsBefore ? united[i - 1] : UnionOfSets.of(sets[i], other.sets[i]);
    }
    return of(shape, united);
  }

  /** Elements by the places that they come from. */
  private IndexSets gathered(Tensor from) {
    double[] sources = from.toArray();
    int[][] gathered = new int[sources.length][];
    for (int i = 0; i < gathered.length; i++) {
      gathered[i] = sources[i] == 0 ? UnionOfSets.NOTHING : at((int) sources[i] - 1);
    }
    return of(from.shape(), gathered);
  }

  /** The same from several inputs, whose places are counted on. */
  private static List<IndexSets> gathered(Nary operation, List<IndexSets> inputs) {
    int[][] all = inputs.stream().flatMap(IndexSets::each).toArray(int[][]::new);
    IndexSets joined = of(Shape.of(all.length), all);
    ImmutableList.Builder<Tensor> places = ImmutableList.builder();
    int before = 0;
    for (IndexSets input : inputs) {
      places.add(input.places().add(before));
      before += input.shape.elements();
    }
    return operation.results(places.build()).stream().map(joined::gathered).toList();
  }

  private Stream<int[]> each() {
    return IntStream.range(0, shape.elements()).mapToObj(this::at);
  }

  /** Elements united at the places that they go to. */
  private IndexSets scattered(Shape result, Tensor to) {
    double[] targets = to.toArray();
    int[] starts = new int[result.elements() + 2];
    for (double target : targets) {
      starts[(int) target + 1]++;
    }
    for (int i = 1; i < starts.length; i++) {
      starts[i] += starts[i - 1];
    }
    int[][] byTarget = new int[targets.length][];
    int[] next = starts.clone();
    for (int i = 0; i < targets.length; i++) {
      byTarget[next[(int) targets[i]]++] = sets[i];
    }
    int[][] united = new int[result.elements()][];
    for (int i = 0; i < united.length; i++) {
      united[i] = UnionOfSets.of(byTarget, starts[i + 1], starts[i + 2]);
    }
    return of(result, united);
  }
}
