package dev.chainrule.autograd.op;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * All operations, with inputs to try each at. Pointwise operations are found in their tables and
 * sampled inside the domain that they declare; structural ones stand below, and one that does not
 * is named by a test.
 */
public final class OperationTable {
  static final List<Class<?>> TABLES =
      List.of(
          ArithmeticOperations.class,
          ExponentialOperations.class,
          TrigonometricOperations.class,
          SpecialOperations.class,
          RoundingOperations.class,
          ComparingOperations.class,
          ChoosingOperations.class,
          ActivatingOperations.class,
          SlopeOperations.class);

  /** Whose second input is the function of the first whose derivative they are: no free one. */
  private static final Set<Operation> OF_VALUES =
      Set.of(SlopeOperations.SIGMOID_SLOPE, SlopeOperations.TANH_SLOPE);

  private static final Shape MATRIX = Shape.of(2, 3);
  private static final Shape NOTHING = Shape.of(0, 2);
  private static final Shape CUBE = Shape.of(2, 3, 2);

  private static final Tensor DEFINITE =
      Tensor.of(new double[][] {{2.1, 0.3, -0.4}, {0.5, 1.7, 0.2}, {-0.1, 0.6, 1.3}});

  private static final Tensor TWO = DEFINITE.stack(0, List.of(DEFINITE.mul(2).sub(0.3)));

  private static final Tensor PORTION =
      Tensor.of(new double[][] {{0.1, 0.4, 0.7}, {0.93, 0.5, 0.2}});

  private static final Tensor PARAMETERS =
      Tensor.of(0.6, 2.5, 1.4, 3, 0.8, 12, 1.7, 0.3, 2.2, 0.9, 1.1, 30).reshape(2, 2, 3);

  private static final List<Shape> SHAPES =
      List.of(Shape.SCALAR, Shape.of(3), Shape.of(2, 3), Shape.of(2, 1, 2), Shape.of(0, 2));

  private static final List<List<Shape>> PAIRS =
      List.of(
          List.of(Shape.SCALAR, Shape.SCALAR),
          List.of(Shape.of(3), Shape.of(3)),
          List.of(Shape.of(2, 3), Shape.SCALAR),
          List.of(Shape.of(3), Shape.of(2, 3)),
          List.of(Shape.of(2, 1), Shape.of(1, 3)),
          List.of(Shape.of(1), Shape.of(2, 1, 2)),
          List.of(Shape.of(2, 1), Shape.of(0)));

  private OperationTable() {}

  /** An operation with inputs to try it at, and constants that stand behind them. */
  public record Sample(Operation operation, List<Tensor> inputs, List<Tensor> constants) {
    Sample(Operation operation, List<Tensor> inputs) {
      this(operation, inputs, List.of());
    }

    /** The results of the operation on values like the inputs. */
    public List<Value> results(List<Value> variables) {
      List<Value> values = new ArrayList<>(variables);
      constants.forEach(constant -> values.add(Value.constant(constant)));
      Value first = values.get(0);
      if (operation instanceof Unary unary) {
        return List.of(first.apply(unary));
      }
      return operation instanceof Binary binary
          ? List.of(first.apply(binary, values.get(1)))
          : first.apply((Nary) operation, values.subList(1, values.size()));
    }

    /** All results in a row. */
    public Value apply(List<Value> values) {
      List<Value> results = results(values);
      List<Value> flat = results.stream().map(result -> result.reshape(-1)).toList();
      return results.size() == 1
          ? results.get(0)
          : flat.get(0).concat(0, flat.subList(1, flat.size()));
    }

    /** The operation, and the shapes that it is tried at. */
    @Override
    public String toString() {
      return operation + " " + inputs.stream().map(Tensor::shape).toList();
    }
  }

  /** Every operation at several shapes. */
  public static List<Sample> samples() {
    List<Sample> samples = new ArrayList<>(structural());
    for (Operation operation : pointwise()) {
      if (OF_VALUES.contains(operation)) {
        continue; // they are tried by sigmoid and tanh, at second order
      }
      if (operation instanceof PointwiseUnary unary) {
        for (Shape shape : SHAPES) {
          samples.add(new Sample(unary, List.of(inside(unary.domain(0), shape, 1))));
        }
      } else {
        for (List<Shape> pair : PAIRS) {
          Tensor x = inside(operation.domain(0), pair.get(0), 1);
          Tensor y = inside(operation.domain(1), pair.get(1), 2);
          samples.add(new Sample(operation, List.of(x, y)));
        }
      }
    }
    return samples;
  }

  /** Every operation that is a row of a table, or like one. */
  static List<Operation> pointwise() {
    List<Operation> operations = new ArrayList<>();
    TABLES.forEach(table -> operations.addAll(rows(table)));
    for (double exponent : new double[] {0, 1, 2, 3, 5, 0.5, -1, -2.5}) {
      operations.add(Power.of(exponent));
    }
    for (int order = 0; order < 3; order++) {
      operations.add(Polygamma.of(order));
    }
    operations.add(new Elu(0.7));
    operations.add(GammaIncomplete.LOWER);
    operations.add(GammaIncomplete.UPPER);
    operations.addAll(slopesOfAnOrder());
    return operations;
  }

  /** What rules alone are made of: no user has a word for it. */
  static List<Operation> wordless() {
    List<Operation> operations = rows(SlopeOperations.class);
    operations.addAll(slopesOfAnOrder());
    return operations;
  }

  private static List<Operation> slopesOfAnOrder() {
    List<Operation> operations = new ArrayList<>();
    for (int order = 0; order < 3; order++) {
      operations.add(NormalHazard.of(order));
    }
    for (int order = 0; order < 2; order++) {
      operations.add(GammaIncomplete.Density.of(order));
    }
    return operations;
  }

  /** Every operation that is a row of a table. */
  static List<Operation> rows(Class<?> table) {
    List<Operation> operations = new ArrayList<>();
    for (Field field : table.getDeclaredFields()) {
      if (Operation.class.isAssignableFrom(field.getType())) {
        try {
          operations.add((Operation) field.get(null));
        } catch (IllegalAccessException e) {
          throw new LinkageError(field.toString(), e);
        }
      }
    }
    return operations;
  }

  private static List<Sample> structural() {
    Tensor matrix = inside(Domain.ALL, Shape.of(2, 3), 1);
    Tensor cube = inside(Domain.ALL, Shape.of(2, 3, 2), 2);
    return List.of(
        new Sample(MatMul.INSTANCE, List.of(cube, inside(Domain.ALL, Shape.of(2, 2), 6))),
        new Sample(MatMul.INSTANCE, List.of(matrix, cube.transpose())),
        new Sample(Extreme.max(Shape.SCALAR, false), List.of(Tensor.of(0.7))),
        new Sample(Extreme.max(CUBE, true, 1), List.of(cube)),
        new Sample(Extreme.min(MATRIX, false), List.of(matrix)),
        new Sample(ArgExtreme.max(MATRIX, 1), List.of(matrix)),
        new Sample(ArgExtreme.min(CUBE, 0), List.of(cube)),
        new Sample(new LogSumExp(MATRIX, false, 0, 1), List.of(matrix)),
        new Sample(new LogSumExp(CUBE, true, 1), List.of(cube)),
        new Sample(new Softmax(MATRIX, 0, 1), List.of(matrix)),
        new Sample(new Softmax(CUBE, 1), List.of(cube)),
        new Sample(new Softmax(NOTHING, 0), List.of(Tensor.zeros(0, 2))),
        new Sample(new LogSoftmax(MATRIX, 1), List.of(matrix)),
        new Sample(new LogSoftmax(CUBE, 0, 2), List.of(cube)),
        new Sample(new Norm2(MATRIX, false, 0, 1), List.of(matrix)),
        new Sample(new Norm2(CUBE, true, 2), List.of(cube)),
        new Sample(Slice.of(ints(0, 1), ints(1, 2), Shape.of(2, 1)), List.of(matrix)),
        new Sample(Slice.of(ints(1, 2), ints(-1, -1), Shape.of(2, 3)), List.of(matrix)),
        new Sample(new Place(ints(1, 0), ints(1, 2), Shape.of(4, 5), 0), List.of(matrix)),
        new Sample(new Place(ints(1, 2), ints(-1, -1), Shape.of(2, 3), 0.5), List.of(matrix)),
        new Sample(new Concat(MATRIX, 0), List.of(matrix, inside(Domain.ALL, Shape.of(1, 3), 7))),
        new Sample(new Concat(CUBE, 1), List.of(cube, cube, cube)),
        new Sample(new Stack(MATRIX, 1), List.of(matrix, inside(Domain.ALL, MATRIX, 8), matrix)),
        new Sample(new Unstack(CUBE, 1), List.of(cube)),
        new Sample(new Unstack(MATRIX, 0), List.of(matrix)),
        new Sample(new IndexSelect(1, 2, 0, 2), List.of(matrix)),
        new Sample(new IndexAdd(1, ints(3, 0, 3), Shape.of(2, 5)), List.of(matrix)),
        new Sample(
            new Gathering(MATRIX, 1), List.of(matrix), List.of(index(1, 2, 0, -1, 2, 2, 0, 1, 1))),
        new Sample(
            new Gathering(MATRIX, 0),
            List.of(matrix),
            List.of(index(0, 1, 1, 0, -1, 0, 1, 0, 0, 1))),
        new Sample(
            new Scattering(Shape.of(2, 5), 1),
            List.of(matrix),
            List.of(index(1, 3, 0, 3, -1, 4, 2))),
        new Sample(
            new Scattering(Shape.of(4, 3), 0),
            List.of(matrix),
            List.of(index(0, 2, 0, 3, 3, 0, 2))),
        new Sample(ArgSort.ascending("argSort", MATRIX, 1), List.of(matrix)),
        new Sample(ArgSort.descending("argTopK", CUBE, 0), List.of(cube)),
        new Sample(new Recurrence(MATRIX, 1), List.of(matrix, inside(Domain.ALL, MATRIX, 9))),
        new Sample(new Recurrence(CUBE, 0), List.of(cube, cube.flip())),
        new Sample(new Recurrence(NOTHING, 0), List.of(Tensor.zeros(0, 2), Tensor.zeros(0, 2))),
        new Sample(new Reading(), List.of(matrix)),
        new Sample(Cholesky.INSTANCE, List.of(DEFINITE)),
        new Sample(Cholesky.INSTANCE, List.of(TWO)),
        new Sample(Solve.INSTANCE, List.of(DEFINITE, DEFINITE.slice(1, 0, 2).sin())),
        new Sample(Solve.INSTANCE, List.of(TWO, TWO.cos())),
        new Sample(SolveTriangular.LOWER, List.of(DEFINITE, DEFINITE.slice(1, 0, 2).sin())),
        new Sample(SolveTriangular.UPPER, List.of(TWO, TWO.cos())),
        new Sample(Inverse.INSTANCE, List.of(DEFINITE)),
        new Sample(Inverse.INSTANCE, List.of(TWO)),
        new Sample(Determinant.INSTANCE, List.of(DEFINITE)),
        new Sample(Determinant.INSTANCE, List.of(TWO)),
        new Sample(Adjugate.INSTANCE, List.of(TWO)),
        new Sample(LogDeterminant.INSTANCE, List.of(DEFINITE.neg())),
        new Sample(LogDeterminant.INSTANCE, List.of(TWO)),
        new Sample(EigenDecomposition.INSTANCE, List.of(DEFINITE)),
        new Sample(EigenDecomposition.INSTANCE, List.of(TWO)),
        new Sample(QrDecomposition.INSTANCE, List.of(cube)),
        new Sample(QrDecomposition.INSTANCE, List.of(matrix)),
        new Sample(QrDecomposition.INSTANCE, List.of(TWO)),
        new Sample(SvdDecomposition.INSTANCE, List.of(cube)),
        new Sample(SvdDecomposition.INSTANCE, List.of(matrix)),
        new Sample(SvdDecomposition.INSTANCE, List.of(TWO)),
        new Sample(BetaIncomplete.INSTANCE, List.of(PORTION, PARAMETERS)),
        new Sample(BetaIncomplete.INSTANCE, List.of(Tensor.of(0.3), Tensor.of(0.7, 1.8))),
        new Sample(BetaIncomplete.density(0, 0, 0), List.of(PORTION, PARAMETERS)),
        new Sample(new Cumsum(MATRIX, 0), List.of(matrix)),
        new Sample(new Cumsum(CUBE, 1), List.of(cube)),
        new Sample(new Sum(Shape.SCALAR, false), List.of(Tensor.of(0.7))),
        new Sample(new Sum(MATRIX, false, 0, 1), List.of(matrix)),
        new Sample(new Sum(MATRIX, true, 0), List.of(matrix)),
        new Sample(new Sum(CUBE, false, 0, 2), List.of(cube)),
        new Sample(new Sum(CUBE, true, 1), List.of(cube)),
        new Sample(new Sum(Shape.of(0, 2), false, 0), List.of(Tensor.zeros(Shape.of(0, 2)))),
        new Sample(new Reshape(Shape.of(3, 2)), List.of(matrix)),
        new Sample(new Reshape(Shape.SCALAR), List.of(Tensor.full(Shape.of(1, 1), 0.3))),
        new Sample(new Convert(DType.FLOAT64), List.of(matrix)),
        new Sample(new Permute(1, 0), List.of(matrix)),
        new Sample(new Permute(1, 2, 0), List.of(cube)),
        new Sample(new BroadcastTo(Shape.of(4, 2, 3)), List.of(matrix)),
        new Sample(new BroadcastTo(Shape.of(2, 2)), List.of(Tensor.of(0.4))),
        new Sample(new BroadcastTo(Shape.of(2, 3)), List.of(inside(Domain.ALL, Shape.of(2, 1), 3))),
        new Sample(MatMul.INSTANCE, List.of(matrix, inside(Domain.ALL, Shape.of(3, 4), 4))),
        new Sample(
            MatMulTransposed.INSTANCE, List.of(matrix, inside(Domain.ALL, Shape.of(4, 3), 4))),
        new Sample(
            MatMul.INSTANCE, List.of(matrix.transpose(), inside(Domain.ALL, Shape.of(2, 1), 5))),
        new Sample(
            MatMul.INSTANCE, List.of(Tensor.zeros(Shape.of(2, 0)), Tensor.zeros(Shape.of(0, 3)))));
  }

  /** An index into a matrix of shape [2, 3] along an axis. */
  private static Tensor index(int axis, double... indices) {
    return Tensor.of(indices).reshape(axis == 0 ? -1 : 2, axis == 0 ? 3 : -1);
  }

  private static int[] ints(int... numbers) {
    return numbers;
  }

  /** Random numbers well inside a domain, and away from its kinks. */
  static Tensor inside(Domain domain, Shape shape, long seed) {
    Random random = new Random(seed);
    double low = Math.max(domain.low(), -2);
    double high = Math.min(domain.high(), 3);
    double margin = 0.1 * (high - low);
    double[] numbers = new double[shape.elements()];
    for (int i = 0; i < numbers.length; ) {
      double number = low + margin + (high - low - 2 * margin) * random.nextDouble();
      if (domain.kinks().stream().allMatch(kink -> Math.abs(kink - number) > 0.05)) {
        numbers[i++] = number;
      }
    }
    return Tensor.of(shape, numbers);
  }
}
