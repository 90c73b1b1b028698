package dev.chainrule.autograd.check;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.check.GradCheckReport.Verdict;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/** Functions on which GradCheck is judged: families, each with parameters. */
class Judged {
  /** What is known of a function and its rule. */
  enum Group {
    RIGHT,
    WRONG,
    /** The rule may be right, but nobody can tell at that point. */
    SPECIAL
  }

  /** One function at one point, and the verdict that it deserves. */
  record Case(
      Group group, String family, String name, Verdict expected, Supplier<GradCheckReport> check) {}

  private static final GradCheck CHECK = GradCheck.standard().elements(12);
  private final List<Case> cases = new ArrayList<>();

  final List<Case> cases() {
    return Collections.unmodifiableList(cases);
  }

  final void right(String family, String name, UnaryOperator<Value> function, Tensor x) {
    add(Group.RIGHT, family, name, Verdict.PASSED, CHECK, function, x);
  }

  final void right2(String family, String name, UnaryOperator<Value> function, Tensor x) {
    add(Group.RIGHT, family, name, Verdict.PASSED, CHECK.order(2), function, x);
  }

  final void wrong(String family, String name, UnaryOperator<Value> function, Tensor x) {
    add(Group.WRONG, family, name, Verdict.MISMATCH, CHECK, function, x);
  }

  final void wrong2(String family, String name, UnaryOperator<Value> function, Tensor x) {
    add(Group.WRONG, family, name, Verdict.MISMATCH, CHECK.order(2), function, x);
  }

  final void special(
      String family, Verdict verdict, String name, UnaryOperator<Value> function, double x) {
    add(Group.SPECIAL, family, name, verdict, CHECK, function, Tensor.of(x));
  }

  final void special(
      String family, Verdict verdict, String name, UnaryOperator<Value> function, Tensor x) {
    add(Group.SPECIAL, family, name, verdict, CHECK, function, x);
  }

  private void add(
      Group group,
      String family,
      String name,
      Verdict expected,
      GradCheck check,
      UnaryOperator<Value> function,
      Tensor x) {
    cases.add(new Case(group, family, name, expected, () -> check.check(function, x)));
  }

  /** A function of arrays, whose gradient is right or off by a part. */
  final void array(
      String name,
      ToDoubleFunction<double[]> function,
      UnaryOperator<double[]> gradient,
      double part,
      double... point) {
    UnaryOperator<double[]> bent =
        x -> {
          double[] numbers = gradient.apply(x);
          numbers[numbers.length - 1] *= 1 + part;
          return numbers;
        };
    cases.add(
        new Case(
            part == 0 ? Group.RIGHT : Group.WRONG,
            "arrays",
            name + " off by " + part,
            part == 0 ? Verdict.PASSED : Verdict.MISMATCH,
            () -> CHECK.check(function, bent, point)));
  }

  static Tensor single(Tensor x) {
    return x.to(DType.FLOAT32);
  }
}
