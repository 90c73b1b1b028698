package dev.chainrule.autograd.check;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Order;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.check.GradCheckReport.Verdict;
import dev.chainrule.autograd.op.Operation;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The gradient of one target by the backward sweep, beside differences and forward mode. */
final class Comparison {
  private static final double FLOAT32_ACCURACY = 1e-4; // what a rule may lose in that precision
  private static final double OTHER_COTANGENT = -2; // of the other sign
  private static final double SWEEP_ROUNDINGS = 8;

  private final int order;
  private final Target target;
  private final List<String> names;
  private final List<Tensor> inputs;
  private final List<int[]> chosen;
  private final List<Value> variables;
  private final Gradients gradients;
  private final List<double[]> rules;
  private final List<double[]> others;
  private final double roundoff;
  private final Tolerance tolerance;
  private final boolean hasChoice;

  Comparison(
      int order,
      Target target,
      List<String> names,
      List<Tensor> inputs,
      List<int[]> chosen,
      double relative,
      double absolute) {
    this.order = order;
    this.target = target;
    this.names = names;
    this.inputs = inputs;
    this.chosen = chosen;
    this.variables = inputs.stream().map(Value::of).toList();
    Value total = target.total(variables);
    Value[] wanted = variables.toArray(Value[]::new);
    this.gradients = total.gradients(wanted);
    this.rules = numbers(gradients, 1);
    this.others = numbers(total.gradients(Tensor.of(OTHER_COTANGENT), wanted), OTHER_COTANGENT);
    boolean isSingle =
        Order.of(total).stream().anyMatch(value -> value.dtype() == DType.FLOAT32)
            || inputs.stream().anyMatch(input -> input.dtype() == DType.FLOAT32);
    this.roundoff = isSingle ? 0x1p-24 : 0x1p-53;
    double accuracy = isSingle ? Math.max(relative, FLOAT32_ACCURACY) : relative;
    this.hasChoice =
        Order.of(total).stream()
            .anyMatch(value -> value.operation().filter(Operation::isChoice).isPresent());
    // A derivative is a result of a sweep, and made of what the rounding of its largest part
    // leaves.
    double left = order > 1 ? SWEEP_ROUNDINGS * roundoff * scale() : 0;
    double small = isSingle ? 0x1p-5 : 0x1p-10;
    this.tolerance = new Tolerance(accuracy, absolute + left, scale(), small);
  }

  private List<double[]> numbers(Gradients gradients, double cotangent) {
    List<double[]> numbers = new ArrayList<>();
    for (Value variable : variables) {
      double[] gradient = gradients.of(variable).toArray();
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] /= cotangent * target.weight();
      }
      numbers.add(gradient);
    }
    return numbers;
  }

  /** The largest element that is looked at. */
  private double scale() {
    double scale = 0;
    for (int i = 0; i < inputs.size(); i++) {
      for (int at : chosen.get(i)) {
        double size = Math.abs(rules.get(i)[at]);
        scale = Double.isFinite(size) ? Math.max(scale, size) : scale;
      }
    }
    return scale;
  }

  /** Compares every element that was chosen. */
  ImmutableList<GradCheckReport.Element> elements() {
    double[] centre = target.terms(variables);
    ForwardMode forward = new ForwardMode(target, inputs);
    boolean forwardAgrees = forward.agrees(rules, chosen, tolerance, roundoff);
    return IntStream.range(0, inputs.size())
        .boxed()
        .flatMap(
            input ->
                IntStream.of(chosen.get(input))
                    .mapToObj(
                        at -> {
                          Finding finding = differences(centre, input, at);
                          return element(
                              input,
                              at,
                              finding.passed() && !forwardAgrees
                                  ? beside(
                                      forward.derivative(input, at), centre, finding, input, at)
                                  : finding);
                        }))
        .collect(toImmutableList());
  }

  /** Holds both sweeps against differences. */
  private Finding differences(double[] centre, int input, int at) {
    Steps steps = steps(centre, input, at);
    boolean connected = gradients.reaches(variables.get(input));
    double rule = rules.get(input)[at];
    double other = others.get(input)[at];
    Finding finding = Judge.judge(steps, tolerance, rule, connected);
    return !finding.passed() || Math.abs(rule - other) <= finding.tolerance()
        ? finding
        : finding.with(
            Verdict.MISMATCH,
            String.format(
                Locale.ROOT,
                "with a cotangent of %s times the size the sweep gives %.6g times this derivative",
                OTHER_COTANGENT,
                OTHER_COTANGENT * other / rule));
  }

  private Steps steps(double[] centre, int input, int at) {
    double here = inputs.get(input).toArray()[at];
    return new Steps(new GraphLine(target, inputs, input, at, roundoff, here), centre);
  }

  private Finding beside(double tangent, double[] centre, Finding finding, int input, int at) {
    double rule = rules.get(input)[at];
    double nil = Inquiry.leftOver(steps(centre, input, at));
    boolean isNothing = Math.abs(finding.numeric()) <= finding.error() + nil;
    double allowed = isNothing ? finding.tolerance() + nil : finding.tolerance();
    // Only the backward sweep knows what a choice cut off, and that 0 times infinity is 0 there.
    boolean isCut = Double.isNaN(tangent) && hasChoice;
    return isCut || Math.abs(rule - tangent) <= allowed
        ? finding
        : finding.with(
            Verdict.MISMATCH,
            String.format(
                Locale.ROOT,
                "forward mode gives %.15g, while the backward sweep and differences agree",
                tangent));
  }

  private GradCheckReport.Element element(int input, int at, Finding finding) {
    return GradCheckReport.Element.of(
        order, names.get(input), inputs.get(input).shape(), at, rules.get(input)[at], finding);
  }
}
