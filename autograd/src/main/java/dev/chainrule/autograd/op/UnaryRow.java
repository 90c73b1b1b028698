package dev.chainrule.autograd.op;

import dev.chainrule.autograd.kernel.Opcode;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** A row of a table of operations: a function of one number, and its derivative rule. */
final class UnaryRow extends PointwiseUnary {
  private final DoubleUnaryOperator function;
  private final @Nullable Rule rule;
  private final Traits traits;

  /** A derivative rule: of the cotangent, the input and the result. */
  @FunctionalInterface
  interface Rule {
    Term cotangent(Term g, Term x, Term y);
  }

  private UnaryRow(
      String name,
      Domain domain,
      DoubleUnaryOperator function,
      @Nullable Rule rule,
      Traits traits) {
    super(name, domain);
    this.function = function;
    this.rule = rule;
    this.traits = traits;
    if (rule == null) {
      declareFlat(0);
    }
  }

  static UnaryRow row(String name, Domain domain, DoubleUnaryOperator function, Rule rule) {
    return new UnaryRow(name, domain, function, rule, Traits.PLAIN);
  }

  /** A function whose derivative is 0 wherever it has one. */
  static UnaryRow flat(String name, Domain domain, DoubleUnaryOperator function) {
    return new UnaryRow(name, domain, function, null, Traits.PLAIN);
  }

  /** The same row with other traits. */
  UnaryRow with(Traits other) {
    return new UnaryRow(name(), domain(0), function, rule, other);
  }

  /** The same row for a function that kernels have a loop for. */
  UnaryRow loop(Opcode opcode) {
    return with(traits.loop(opcode));
  }

  /** The same row for a function that costs so many additions. */
  UnaryRow cost(int additions) {
    return with(traits.cost(additions));
  }

  /** The same row for a linear function. */
  UnaryRow linear() {
    return with(traits.linear());
  }

  /** The same row for a function that chooses between its input and nothing. */
  UnaryRow choice() {
    return with(traits.choice());
  }

  @Override
  public double value(double x) {
    return function.applyAsDouble(x);
  }

  @Override
  DoubleUnaryOperator function() {
    return function;
  }

  @Override
  @Nullable Opcode opcode() {
    return traits.opcode();
  }

  @Override
  public boolean isPure() {
    return true;
  }

  @Override
  public boolean isLinear() {
    return traits.isLinear();
  }

  @Override
  public boolean isChoice() {
    return traits.isChoice();
  }

  @Override
  public int cost() {
    return traits.additions();
  }

  @Override
  Program trace() {
    return Program.trace(
        name(),
        3,
        in ->
            rule == null ? in.get(0).literal(0) : rule.cotangent(in.get(0), in.get(1), in.get(2)));
  }

  @Override
  public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
    return rule == null ? x.filled(0) : rule(0).run(cotangent, x, y, y);
  }
}
