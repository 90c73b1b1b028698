package dev.chainrule.autograd.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.check.GradCheck;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Walks the table of all operations, and checks each against finite differences at first and second
 * order. Pointwise operations are found in their tables and sampled inside the domain that they
 * declare; structural ones stand below, and one that does not is named by the last test.
 */
@Tag("kernel")
class OperationTableTest {
  static final List<Class<?>> TABLES =
      List.of(
          Roots.class,
          Exponentials.class,
          Trigonometry.class,
          Steps.class,
          Arithmetic.class,
          Choices.class,
          Comparison.class,
          ChainRule.class);

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

  /** An operation with inputs to check it at. */
  private record Sample(Operation operation, List<Tensor> inputs) {
    Value apply(List<Value> values) {
      return operation instanceof Unary unary
          ? values.get(0).apply(unary)
          : values.get(0).apply((Binary) operation, values.get(1));
    }
  }

  @TestFactory
  Stream<DynamicTest> firstAndSecondOrder() {
    return samples().stream()
        .map(
            sample ->
                DynamicTest.dynamicTest(
                    sample.operation + " " + sample.inputs.stream().map(Tensor::shape).toList(),
                    () -> check(sample::apply, sample.inputs)));
  }

  @TestFactory
  Stream<DynamicTest> theSameValueTwice() {
    return samples().stream()
        .filter(sample -> sample.operation instanceof PointwiseBinary)
        .filter(sample -> isEverywhere(domain((PointwiseBinary) sample.operation)))
        .map(
            sample ->
                DynamicTest.dynamicTest(
                    sample.operation + " " + sample.inputs.get(0).shape(),
                    () ->
                        check(
                            in -> in.get(0).apply((Binary) sample.operation, in.get(0)),
                            sample.inputs.subList(0, 1))));
  }

  private static boolean isEverywhere(Domain domain) {
    return domain.equals(Domain.ALL) || domain.equals(Domain.ALL.withTies());
  }

  private static Domain domain(PointwiseBinary operation) {
    return operation.domainY();
  }

  private static void check(Function<List<Value>, Value> function, List<Tensor> inputs) {
    GradCheck.standard().order(2).check(function, inputs).assertPassed();
  }

  @TestFactory
  Stream<DynamicTest> scalarsAndTensorsFollowTheSameRule() {
    return samples().stream()
        .filter(sample -> sample.operation instanceof PointwiseUnary)
        .map(
            sample ->
                DynamicTest.dynamicTest(
                    sample.operation + " " + sample.inputs.get(0).shape(),
                    () -> checkScalarRule((PointwiseUnary) sample.operation, sample)));
  }

  private static void checkScalarRule(PointwiseUnary operation, Sample sample) {
    Tensor x = sample.inputs.get(0);
    Tensor y = x.apply(operation);
    double[] expected = operation.cotangent(x.filled(0.7), x, y).broadcastTo(x.shape()).toArray();
    for (int i = 0; i < expected.length; i++) {
      assertEquals(
          expected[i], operation.cotangent(0.7, x.toArray()[i], y.toArray()[i]), operation.name());
    }
  }

  @TestFactory
  Stream<DynamicTest> pairsOfScalarsAndTensorsFollowTheSameRule() {
    return pointwise().stream()
        .filter(PointwiseBinary.class::isInstance)
        .map(PointwiseBinary.class::cast)
        .map(operation -> DynamicTest.dynamicTest(operation.name(), () -> checkPair(operation)));
  }

  private static void checkPair(PointwiseBinary operation) {
    Tensor x = inside(operation.domainX(), Shape.of(4), 1);
    Tensor y = inside(operation.domainY(), Shape.of(4), 2);
    Tensor z = x.apply(operation, y);
    Tensor g = x.filled(-1.3);
    double[] forX = operation.cotangentX(g, x, y, z).toArray();
    double[] forY = operation.cotangentY(g, x, y, z).toArray();
    for (int i = 0; i < 4; i++) {
      assertEquals(forX[i], operation.cotangentX(-1.3, x.at(i), y.at(i), z.at(i)));
      assertEquals(forY[i], operation.cotangentY(-1.3, x.at(i), y.at(i), z.at(i)));
    }
  }

  @Test
  void noOperationIsMissing() {
    Set<String> sampled = new TreeSet<>();
    samples().forEach(sample -> sampled.add(sample.operation.getClass().getName()));
    Set<String> declared = new TreeSet<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.chainrule.autograd")) {
      if (type.isAssignableTo(Operation.class)
          && !type.getModifiers().contains(JavaModifier.ABSTRACT)) {
        declared.add(type.getName());
      }
    }
    assertTrue(declared.size() > 15, () -> "found only " + declared);
    assertEquals(declared, sampled);
  }

  private static List<Sample> samples() {
    List<Sample> samples = new ArrayList<>(structural());
    for (Operation operation : pointwise()) {
      if (operation instanceof PointwiseUnary unary) {
        for (Shape shape : SHAPES) {
          samples.add(new Sample(unary, List.of(inside(unary.domain(), shape, 1))));
        }
      } else if (operation instanceof PointwiseBinary binary) {
        for (List<Shape> pair : PAIRS) {
          Tensor x = inside(binary.domainX(), pair.get(0), 1);
          Tensor y = inside(binary.domainY(), pair.get(1), 2);
          samples.add(new Sample(binary, List.of(x, y)));
        }
      }
    }
    return samples;
  }

  private static List<Operation> pointwise() {
    List<Operation> operations = new ArrayList<>();
    for (Class<?> table : TABLES) {
      for (Field field : table.getDeclaredFields()) {
        if (Operation.class.isAssignableFrom(field.getType())) {
          try {
            operations.add((Operation) field.get(null));
          } catch (IllegalAccessException e) {
            throw new LinkageError(field.toString(), e);
          }
        }
      }
    }
    for (double exponent : new double[] {0, 1, 2, 3, 5, 0.5, -1, -2.5}) {
      operations.add(Power.of(exponent));
    }
    return operations;
  }

  private static List<Sample> structural() {
    Tensor matrix = inside(Domain.ALL, Shape.of(2, 3), 1);
    Tensor cube = inside(Domain.ALL, Shape.of(2, 3, 2), 2);
    return List.of(
        new Sample(MatMul.INSTANCE, List.of(cube, inside(Domain.ALL, Shape.of(2, 2), 6))),
        new Sample(MatMul.INSTANCE, List.of(matrix, cube.transpose())),
        new Sample(new Max(false, ints()), List.of(Tensor.of(0.7))),
        new Sample(new Max(true, ints(1)), List.of(cube)),
        new Sample(new Max(false, ints(0, 1)), List.of(matrix)),
        new Sample(new ArgMax(false, 1), List.of(matrix)),
        new Sample(new ArgMax(true, 0), List.of(cube)),
        new Sample(new LogSumExp(false, ints(0, 1)), List.of(matrix)),
        new Sample(new LogSumExp(true, ints(1)), List.of(cube)),
        new Sample(new Norm2(false, ints(0, 1)), List.of(matrix)),
        new Sample(new Norm2(true, ints(2)), List.of(cube)),
        new Sample(new Slice(ints(0, 1), ints(1, 2), Shape.of(2, 1)), List.of(matrix)),
        new Sample(new Slice(ints(1, 2), ints(-1, -1), Shape.of(2, 3)), List.of(matrix)),
        new Sample(new Spread(ints(1, 0), ints(1, 2), Shape.of(4, 5), 0), List.of(matrix)),
        new Sample(new Spread(ints(1, 2), ints(-1, -1), Shape.of(2, 3), 0.5), List.of(matrix)),
        new Sample(new Concat(0), List.of(matrix, inside(Domain.ALL, Shape.of(1, 3), 7))),
        new Sample(new Concat(1), List.of(cube, cube)),
        new Sample(new IndexSelect(1, ImmutableList.of(2, 0, 2)), List.of(matrix)),
        new Sample(new IndexAdd(1, ImmutableList.of(3, 0, 3), Shape.of(2, 5)), List.of(matrix)),
        new Sample(new Cumsum(0), List.of(matrix)),
        new Sample(new Cumsum(1), List.of(cube)),
        new Sample(new Sum(false), List.of(Tensor.of(0.7))),
        new Sample(new Sum(false, 0, 1), List.of(matrix)),
        new Sample(new Sum(true, 0), List.of(matrix)),
        new Sample(new Sum(false, 0, 2), List.of(cube)),
        new Sample(new Sum(true, 1), List.of(cube)),
        new Sample(new Sum(false, 0), List.of(Tensor.zeros(Shape.of(0, 2)))),
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

  private static int[] ints(int... numbers) {
    return numbers;
  }

  /** Random numbers well inside a domain, and away from its kinks. */
  private static Tensor inside(Domain domain, Shape shape, long seed) {
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
