package dev.chainrule.autograd.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.check.GradCheck;
import dev.chainrule.autograd.check.GradCheckReport;
import dev.chainrule.autograd.op.OperationTable.Sample;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Walks the table of all operations, and checks each against finite differences at first and second
 * order.
 */
@Tag("kernel")
class OperationTableTest {
  /** What transforms are made of, and tested with: no words of the vocabulary. */
  private static final Set<String> OF_TRANSFORMS =
      Set.of("dev.chainrule.autograd.Alias", "dev.chainrule.autograd.transform.Segment");

  @TestFactory
  Stream<DynamicTest> firstAndSecondOrder() {
    return OperationTable.samples().stream()
        .map(
            sample ->
                DynamicTest.dynamicTest(
                    sample.toString(), () -> check(sample, sample::apply, sample.inputs())));
  }

  @TestFactory
  Stream<DynamicTest> theSameValueTwice() {
    return OperationTable.samples().stream()
        .filter(sample -> sample.operation() instanceof PointwiseBinary)
        .filter(sample -> isEverywhere(sample.operation().domain(1)))
        .map(
            sample ->
                DynamicTest.dynamicTest(
                    sample.toString(),
                    () ->
                        check(
                            sample,
                            in -> sample.apply(List.of(in.get(0), in.get(0))),
                            sample.inputs().subList(0, 1))));
  }

  private static boolean isEverywhere(Domain domain) {
    return domain.equals(Domain.ALL) || domain.equals(Domain.ALL.withTies());
  }

  private static void check(
      Sample sample, Function<List<Value>, Value> function, List<Tensor> inputs) {
    GradCheckReport report = GradCheck.standard().order(2).check(function, inputs);
    assertTrue(report.passed(), () -> sample + ": " + report);
  }

  /** Tangents go through what is declared linear as they are. */
  @TestFactory
  Stream<DynamicTest> whatIsDeclaredLinear_is() {
    return OperationTable.samples().stream()
        .filter(sample -> sample.operation().isLinear())
        .filter(sample -> sample.inputs().stream().allMatch(x -> x.shape().elements() > 0))
        .map(
            sample ->
                DynamicTest.dynamicTest(sample.toString(), () -> assertTrue(isLinear(sample))));
  }

  /** Whatever is not declared would cost a transpose of its transpose. */
  @Test
  void whatIsDeclaredLinear() {
    assertEquals(
        Set.of(
            "add",
            "sub",
            "neg",
            "to",
            "sum",
            "cumsum",
            "reshape",
            "permute",
            "broadcastTo",
            "slice",
            "place",
            "indexSelect",
            "indexAdd",
            "concat",
            "stack",
            "unstack"),
        OperationTable.samples().stream()
            .map(Sample::operation)
            .filter(Operation::isLinear)
            .map(Operation::name)
            .collect(Collectors.toSet()));
  }

  /** Whether f(1.5 x - 2.25 y) = 1.5 f(x) - 2.25 f(y), at two random points. */
  private static boolean isLinear(Sample sample) {
    Random random = new Random(1);
    List<Value> x = new ArrayList<>();
    List<Value> y = new ArrayList<>();
    List<Value> both = new ArrayList<>();
    for (Tensor input : sample.inputs()) {
      x.add(Value.of(Tensor.uniform(input.shape(), -1, 1, random)));
      y.add(Value.of(Tensor.uniform(input.shape(), -1, 1, random)));
      both.add(x.get(x.size() - 1).mul(1.5).sub(y.get(y.size() - 1).mul(2.25)));
    }
    Value apart = sample.apply(x).mul(1.5).sub(sample.apply(y).mul(2.25));
    double difference = apart.sub(sample.apply(both)).abs().max().item();
    return difference < 1e-12; // and so not NaN
  }

  /** A row that nobody can say is a row too many. */
  @Test
  void everyRowIsAWord() {
    Set<String> words = new TreeSet<>();
    for (Method method : Numeric.class.getMethods()) {
      words.add(method.getName());
    }
    Set<String> wordless =
        OperationTable.wordless().stream().map(Operation::name).collect(Collectors.toSet());
    for (Operation operation : OperationTable.pointwise()) {
      assertTrue(
          wordless.contains(operation.name()) || words.contains(operation.name()),
          () -> "no mixin has a method " + operation.name() + ", but a table has a row for it");
    }
  }

  /** A scalar runs the traced program; a tensor runs it step by step on tensors. */
  @TestFactory
  Stream<DynamicTest> scalarsAndTensorsFollowTheSameRule() {
    return OperationTable.pointwise().stream()
        .map(
            operation -> DynamicTest.dynamicTest(operation.toString(), () -> checkRule(operation)));
  }

  private static void checkRule(Operation operation) {
    Tensor x = OperationTable.inside(operation.domain(0), Shape.of(4), 1);
    Tensor y = OperationTable.inside(operation.domain(1), Shape.of(4), 2);
    boolean isUnary = operation instanceof Unary;
    Tensor z = isUnary ? x.apply((Unary) operation) : x.apply((Binary) operation, y);
    Tensor g = x.filled(-1.3);
    for (int input = 0; input < (isUnary ? 1 : 2); input++) {
      Tensor whole =
          isUnary
              ? ((Unary) operation).cotangent(g, x, z)
              : input == 0
                  ? ((Binary) operation).cotangentX(g, x, y, z)
                  : ((Binary) operation).cotangentY(g, x, y, z);
      for (int i = 0; i < 4; i++) {
        double third = isUnary ? z.at(i) : y.at(i);
        assertEquals(
            whole.at(i), operation.rule(input).run(-1.3, x.at(i), third, z.at(i)), 1e-15, "" + i);
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> everyRuleHasAFormula() {
    return OperationTable.pointwise().stream()
        .map(
            operation ->
                DynamicTest.dynamicTest(operation.toString(), () -> checkFormula(operation)));
  }

  private static void checkFormula(Operation operation) {
    String formula =
        operation instanceof Unary
            ? operation.rule(0).formula("g", "x", "y")
            : operation.rule(1).formula("g", "x", "y", "z");
    assertFalse(formula.isBlank());
    assertFalse(formula.contains("@") || formula.contains("null"), formula);
  }

  /** What is not declared is not found: a linear operation is its own derivative. */
  @TestFactory
  Stream<DynamicTest> whatIsDeclaredLinearIsSo() {
    return OperationTable.samples().stream()
        .filter(sample -> sample.operation().isLinear())
        .map(sample -> DynamicTest.dynamicTest(sample.toString(), () -> checkLinear(sample)));
  }

  private static void checkLinear(Sample sample) {
    List<Value> twice =
        sample.inputs().stream().map(input -> Value.constant(input.mul(-2))).toList();
    List<Value> once = sample.inputs().stream().map(Value::constant).toList();
    double[] expected = sample.apply(once).mul(-2).data().toArray();
    double[] got = sample.apply(twice).data().toArray();
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], got[i], 1e-14 * Math.max(1, Math.abs(expected[i])));
    }
  }

  @Test
  void noOperationIsMissing() {
    Set<String> sampled = new TreeSet<>();
    OperationTable.samples()
        .forEach(sample -> sampled.add(sample.operation().getClass().getName()));
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
    assertTrue(declared.removeAll(OF_TRANSFORMS));
    assertEquals(declared, sampled);
  }

  @Test
  void noTableIsMissing() {
    Set<String> tables = new TreeSet<>();
    for (JavaClass type : new ClassFileImporter().importPackages("dev.chainrule.autograd.op")) {
      if (type.getSimpleName().endsWith("Operations")) {
        tables.add(type.getSimpleName());
      }
    }
    Set<String> walked = new TreeSet<>();
    OperationTable.TABLES.forEach(table -> walked.add(table.getSimpleName()));
    assertEquals(tables, walked);
  }
}
