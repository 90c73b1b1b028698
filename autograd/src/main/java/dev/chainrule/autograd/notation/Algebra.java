package dev.chainrule.autograd.notation;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import dev.chainrule.autograd.notation.Expression.Call;
import dev.chainrule.autograd.notation.Expression.Condition;
import dev.chainrule.autograd.notation.Expression.Literal;
import dev.chainrule.autograd.notation.Expression.Name;
import dev.chainrule.autograd.notation.Expression.Power;
import dev.chainrule.autograd.notation.Expression.Product;
import dev.chainrule.autograd.notation.Expression.Sum;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes expressions of others, as short as a few rules of algebra make them. */
public final class Algebra {
  /** The number 0. */
  public static final Expression ZERO = number(0);

  /** The number 1. */
  public static final Expression ONE = number(1);

  private Algebra() {}

  /** Writes a number. */
  public static Expression number(double value) {
    return new Literal(value);
  }

  /** Writes a name, or a few words that stand for a value. */
  public static Expression name(String name) {
    return new Name(name);
  }

  /** Writes a function of some arguments. */
  public static Expression call(String function, Expression... arguments) {
    return new Call(function, ImmutableList.copyOf(arguments));
  }

  /** Writes a function of some arguments. */
  public static Expression call(String function, List<Expression> arguments) {
    return new Call(function, ImmutableList.copyOf(arguments));
  }

  /** Adds: numbers are added up, and 0 is left out. */
  public static Expression sum(Expression x, Expression y) {
    if (x instanceof Literal a && y instanceof Literal b) {
      return number(a.value() + b.value());
    }
    if (isNumber(x, 0)) {
      return y;
    }
    if (isNumber(y, 0)) {
      return x;
    }
    List<Expression> terms = new ArrayList<>(terms(x));
    terms.addAll(terms(y));
    int first = Iterables.indexOf(terms, term -> opposite(term).isEmpty());
    if (first > 0) { // 1 - x reads better than -x + 1
      terms.add(0, terms.remove(first));
    }
    return new Sum(ImmutableList.copyOf(terms));
  }

  private static List<Expression> terms(Expression x) {
    return x instanceof Sum sum ? sum.terms() : ImmutableList.of(x);
  }

  /** Subtracts: adds the opposite. */
  public static Expression difference(Expression x, Expression y) {
    return sum(x, negative(y));
  }

  /** Gives -x; of a sum, each term's. */
  public static Expression negative(Expression x) {
    if (x instanceof Sum sum) {
      return new Sum(
          sum.terms().stream().map(Algebra::negative).collect(ImmutableList.toImmutableList()));
    }
    return product(number(-1), x);
  }

  /** Gives -x for what is written with a minus: a negative number, or a product with one. */
  public static Optional<Expression> opposite(Expression x) {
    boolean isNegative =
        (x instanceof Literal number && number.value() < 0)
            || (x instanceof Product product && product.coefficient() < 0);
    return isNegative ? Optional.of(negative(x)) : Optional.empty();
  }

  /** Multiplies: numbers become one coefficient in front, and 1 is left out. */
  public static Expression product(Expression x, Expression y) {
    Product a = asProduct(x);
    Product b = asProduct(y);
    return simplified(
        computed(a.coefficient(), b.coefficient(), a.coefficient() * b.coefficient()),
        joined(a.factors(), b.factors()),
        joined(a.divisors(), b.divisors()));
  }

  /** Divides: numbers become one coefficient in front. */
  public static Expression quotient(Expression x, Expression y) {
    Product a = asProduct(x);
    Product b = asProduct(y);
    return simplified(
        computed(a.coefficient(), b.coefficient(), a.coefficient() / b.coefficient()),
        joined(a.factors(), b.divisors()),
        joined(a.divisors(), b.factors()));
  }

  /** A user's own number stays as it is; one that was computed need not show its rounding. */
  private static double computed(double x, double y, double result) {
    return Math.abs(x) == 1 || Math.abs(y) == 1 ? result : Decimals.unrounded(result);
  }

  private static Product asProduct(Expression x) {
    if (x instanceof Product product) {
      return product;
    }
    return x instanceof Literal number
        ? new Product(number.value(), ImmutableList.of(), ImmutableList.of())
        : new Product(1, ImmutableList.of(x), ImmutableList.of());
  }

  private static ImmutableList<Expression> joined(List<Expression> x, List<Expression> y) {
    return ImmutableList.<Expression>builder().addAll(x).addAll(y).build();
  }

  private static Expression simplified(
      double coefficient, ImmutableList<Expression> factors, ImmutableList<Expression> divisors) {
    if ((factors.isEmpty() && divisors.isEmpty()) || coefficient == 0) {
      return number(coefficient);
    }
    boolean isAlone = coefficient == 1 && factors.size() == 1 && divisors.isEmpty();
    return isAlone ? factors.get(0) : new Product(coefficient, factors, divisors);
  }

  /** Raises to a power: 1 leaves the base as it is. */
  public static Expression power(Expression base, Expression exponent) {
    if (isNumber(exponent, 1)) {
      return base;
    }
    if (base instanceof Literal b && exponent instanceof Literal e) {
      return number(Math.pow(b.value(), e.value()));
    }
    return new Power(base, exponent);
  }

  /** Raises to the power of 2. */
  public static Expression square(Expression base) {
    return power(base, number(2));
  }

  /** Compares; what is compared with 0 may be a condition itself, or follow one. */
  public static Expression condition(Expression left, Relation relation, Expression right) {
    if (isNumber(right, 0) && left instanceof Condition condition) {
      if (relation == Relation.EQUAL) {
        return condition.negated();
      }
      if (relation == Relation.NOT_EQUAL) {
        return condition;
      }
    }
    boolean isRectified = left instanceof Call call && call.function().equals("relu");
    if (isRectified && isNumber(right, 0) && relation == Relation.NOT_EQUAL) {
      return new Condition(((Call) left).arguments().get(0), Relation.GREATER, right);
    }
    return new Condition(left, relation, right);
  }

  /** Keeps x where a mask is not 0. */
  public static Expression masked(Expression x, Expression mask) {
    return product(x, condition(mask, Relation.NOT_EQUAL, ZERO));
  }

  /** Tells whether an expression is a certain number. */
  public static boolean isNumber(Expression x, double value) {
    return requireNonNull(x) instanceof Literal number && number.value() == value;
  }
}
