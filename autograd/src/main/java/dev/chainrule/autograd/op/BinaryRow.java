package dev.chainrule.autograd.op;

import dev.chainrule.autograd.kernel.Opcode;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import org.jspecify.annotations.Nullable;

/** A row of a table of operations: a function of two numbers, and its derivative rules. */
final class BinaryRow extends PointwiseBinary {
  private final DoubleBinaryOperator function;
  private final @Nullable Rule ruleX;
  private final @Nullable Rule ruleY;
  private final Traits traits;
  private @Nullable Program bothRules;

  /** A derivative rule: of the cotangent, the inputs and the result. */
  @FunctionalInterface
  interface Rule {
    Term cotangent(Term g, Term x, Term y, Term z);
  }

  private BinaryRow(
      String name,
      Domain domainX,
      Domain domainY,
      DoubleBinaryOperator function,
      @Nullable Rule ruleX,
      @Nullable Rule ruleY,
      Traits traits) {
    super(name, domainX, domainY);
    this.function = function;
    this.ruleX = ruleX;
    this.ruleY = ruleY;
    this.traits = traits;
    if (ruleX == null) {
      declareFlat(0);
    }
    if (ruleY == null) {
      declareFlat(1);
    }
  }

  static BinaryRow row(
      String name,
      Domain domainX,
      Domain domainY,
      DoubleBinaryOperator function,
      Rule ruleX,
      Rule ruleY) {
    return new BinaryRow(name, domainX, domainY, function, ruleX, ruleY, Traits.PLAIN);
  }

  /** A function whose second input has derivative 0 wherever it has one. */
  static BinaryRow flatInY(
      String name, Domain domainX, Domain domainY, DoubleBinaryOperator function, Rule ruleX) {
    return new BinaryRow(name, domainX, domainY, function, ruleX, null, Traits.PLAIN);
  }

  /** A function whose derivatives are 0 wherever it has them. */
  static BinaryRow flat(String name, Domain domain, DoubleBinaryOperator function) {
    return new BinaryRow(name, domain, domain, function, null, null, Traits.PLAIN);
  }

  /** The same row with other traits. */
  BinaryRow with(Traits other) {
    return new BinaryRow(name(), domain(0), domain(1), function, ruleX, ruleY, other);
  }

  /** The same row for a function that kernels have a loop for. */
  BinaryRow loop(Opcode opcode) {
    return with(traits.loop(opcode));
  }

  /** The same row for a function that costs so many additions. */
  BinaryRow cost(int additions) {
    return with(traits.cost(additions));
  }

  /** The same row for a function that is linear in both inputs together. */
  BinaryRow linear() {
    return with(traits.linear());
  }

  /** The same row for a function that chooses among its inputs. */
  BinaryRow choice() {
    return with(traits.choice());
  }

  @Override
  public double value(double x, double y) {
    return function.applyAsDouble(x, y);
  }

  @Override
  DoubleBinaryOperator function() {
    return function;
  }

  @Override
  public @Nullable Opcode opcode() {
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
  Program trace(int input) {
    Rule rule = input == 0 ? ruleX : ruleY;
    return Program.trace(
        name(),
        4,
        in ->
            rule == null
                ? in.get(0).literal(0)
                : rule.cotangent(in.get(0), in.get(1), in.get(2), in.get(3)));
  }

  @Override
  public <T extends Numeric<T>> Optional<T> tangent(T tangentX, T tangentY, T x, T y, T z) {
    return isLinear()
        ? super.tangent(tangentX, tangentY, x, y, z)
        : Optional.of(tangentX.run(bothRules(), List.of(tangentX, tangentY, x, y, z)));
  }

  /** The tangent of the result: of those of both inputs, the inputs, and the result. */
  private Program bothRules() {
    Program traced = bothRules;
    if (traced == null) {
      traced =
          Program.trace(
              name(),
              5,
              in ->
                  cotangentX(in.get(0), in.get(2), in.get(3), in.get(4))
                      .add(cotangentY(in.get(1), in.get(2), in.get(3), in.get(4))));
      bothRules = traced; // a race is harmless: every thread traces the same
    }
    return traced;
  }

  @Override
  public <T extends Numeric<T>> T cotangentX(T cotangent, T x, T y, T z) {
    return ruleX == null ? x.filled(0) : rule(0).run(cotangent, x, y, z);
  }

  @Override
  public <T extends Numeric<T>> T cotangentY(T cotangent, T x, T y, T z) {
    return ruleY == null ? y.filled(0) : rule(1).run(cotangent, x, y, z);
  }
}
