package dev.chainrule.autograd.transform;

import static dev.chainrule.testing.MessageAssertions.assertMessage;

import dev.chainrule.autograd.Jvp;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.Vmap;
import dev.chainrule.autograd.check.GradCheck;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A function that is null is named where it is given, not where it would run. */
class NullFunctionsTest {
  private static final UnaryOperator<Value> ONE = new ThreadLocal<UnaryOperator<Value>>().get();
  private static final Function<List<Value>, Value> MANY =
      new ThreadLocal<Function<List<Value>, Value>>().get();
  private static final Value NOTHING = new ThreadLocal<Value>().get();
  private static final Value X = Value.of(2);

  private static void assertNamed(String message, Executable... calls) {
    for (Executable call : calls) {
      assertMessage(IllegalArgumentException.class, message, call);
    }
  }

  @Test
  void functionsOfTransforms() {
    List<Value> all = List.of(X);
    assertNamed(
        "checkpoint: the function is null",
        () -> Checkpoint.of(ONE, X),
        () -> Checkpoint.of(MANY, all));
    assertNamed(
        "checkpoint: the step is null",
        () -> Checkpoint.chain(ONE, 4, X),
        () -> Checkpoint.chain(ONE, 4, 2, X));
    assertNamed("jvp: the function is null", () -> Jvp.of(ONE, X, X), () -> Jvp.of(MANY, all, all));
    assertNamed(
        "vmap: the function is null",
        () -> Vmap.of(ONE, X.reshape(1)),
        () -> Vmap.of(MANY, List.of(X.reshape(1))),
        () ->
            Vmap.all(
                new ThreadLocal<Function<List<Value>, List<Value>>>().get(),
                List.of(X.reshape(1))));
    assertNamed("vjp: the function is null", () -> Vjp.of(ONE, X), () -> Vjp.of(MANY, all));
  }

  @Test
  void whatGivesNull() {
    Value x = Value.constant(Tensor.of(1.0, 2));
    UnaryOperator<Value> forgetful = v -> NOTHING;
    assertNamed(
        "gradient check: the function gave null",
        () -> GradCheck.assertGradients(forgetful, x.data()),
        () -> GradCheck.standard().check(in -> NOTHING, List.of(x.data())));
    assertNamed("check: the function is null", () -> GradCheck.assertGradients(ONE, x.data()));
    assertNamed(
        "array function: the function gave null",
        () -> ArrayFunction.of(forgetful).value(1, 2),
        () -> ArrayFunction.of(forgetful).jacobian(1, 2),
        () -> ArrayFunction.of(forgetful).hessian(1, 2));
    assertNamed("sparsity pattern: the function gave null", () -> SparseJacobian.of(forgetful, x));
    assertNamed("sparse Hessian: the function gave null", () -> SparseHessian.of(forgetful, x));
  }

  @Test
  void functionsAndRulesOfCustomFunctions() {
    CustomFunction square = CustomFunction.of("square", in -> in.get(0).square());
    assertNamed(
        "CustomFunction: the name is null",
        () -> CustomFunction.of(new ThreadLocal<String>().get(), MANY));
    assertNamed("square: the function is null", () -> CustomFunction.of("square", MANY));
    assertNamed(
        "square: the backward rule is null",
        () -> square.backward(new ThreadLocal<CustomFunction.Backward>().get()));
    assertNamed(
        "square: the forward rule is null",
        () -> square.forward(new ThreadLocal<CustomFunction.Forward>().get()));
  }

  @Test
  void valuesThatFunctionsTakeAndGive() {
    Value none = new ThreadLocal<Value>().get();
    CustomFunction square =
        CustomFunction.of("square", in -> in.get(0).square())
            .backward((g, in, y) -> List.of(g.mul(in.get(0)).mul(2)));
    assertNamed("square: input 0 is null", () -> square.apply(none));
    assertNamed("square: input 1 is null", () -> square.apply(X, none));
    assertNamed(
        "nothing: the function gave null",
        () -> CustomFunction.of("nothing", in -> none).backward((g, in, y) -> in).apply(X));
    assertNamed(
        "checkpoint: input 0 is null",
        () -> Checkpoint.of(v -> v, none),
        () -> Checkpoint.chain(v -> v, 4, none));
    assertNamed(
        "checkpoint: the function gave null",
        () -> Checkpoint.of(v -> none, X),
        () -> Checkpoint.chain(v -> none, 4, X));
    assertNamed("jvp: the function gave null", () -> Jvp.of(v -> none, X, X));
    assertNamed(
        "vjp: the function gave null", () -> Vjp.of(v -> none, X), () -> Gradient.of(v -> none, X));
    assertNamed("vmap: the function gave null", () -> Vmap.of(v -> none, X.reshape(1)));
    assertNamed(
        "implicit: the solution is null", () -> Implicit.root((x, p) -> x, none, List.of(X)));
    assertNamed(
        "implicit: input 1 is null",
        () -> Implicit.root((x, p) -> x, X, Collections.singletonList(none)));
    assertNamed(
        "implicit: the residual is null", () -> Implicit.root((x, p) -> none, X, List.of(X)));
  }
}
