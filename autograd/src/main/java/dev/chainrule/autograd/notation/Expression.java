package dev.chainrule.autograd.notation;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import java.util.List;
import java.util.Optional;

/**
 * A formula for people to read: a tree that is written as text or as MathML. {@link Algebra} makes
 * larger ones of smaller ones, and simplifies.
 */
public sealed interface Expression {
  /** Holds together the least: a sum must stand in parentheses wherever it is a part. */
  int SUM = 1;

  /** Holds together more than a sum: a product may be a term of one. */
  int PRODUCT = 2;

  /** Holds together the most: needs no parentheses anywhere. */
  int WHOLE = 3;

  /** Writes this as text, in ASCII but for names. */
  String text();

  /** Writes this as presentation MathML: one element. */
  String mathMl();

  /** Lists the names in this, in order; one that is used twice stands there twice. */
  List<String> names();

  /** Tells how tightly this holds together: {@link #SUM}, {@link #PRODUCT} or {@link #WHOLE}. */
  default int strength() {
    return WHOLE;
  }

  /** Writes this as text, in parentheses if it holds together less than is needed. */
  default String text(int needed) {
    return strength() >= needed ? text() : "(" + text() + ")";
  }

  /** Writes this as MathML, in parentheses if it holds together less than is needed. */
  default String mathMl(int needed) {
    return strength() >= needed ? mathMl() : MathMl.parenthesized(mathMl());
  }

  private static List<String> namesOf(Iterable<Expression> parts) {
    ImmutableList.Builder<String> names = ImmutableList.builder();
    parts.forEach(part -> names.addAll(part.names()));
    return names.build();
  }

  /** A number. */
  record Literal(double value) implements Expression {
    @Override
    public String text() {
      return Decimals.literal(value);
    }

    @Override
    public List<String> names() {
      return ImmutableList.of();
    }

    @Override
    public String mathMl() {
      return MathMl.number(text());
    }

    @Override
    public int strength() {
      return value < 0 || text().contains("/") ? SUM : WHOLE;
    }
  }

  /** The name of a value, or a few words that stand for one. */
  record Name(String name) implements Expression {
    @Override
    public String text() {
      return name;
    }

    @Override
    public List<String> names() {
      return ImmutableList.of(name);
    }

    @Override
    public String mathMl() {
      return MathMl.name(name);
    }

    @Override
    public int strength() {
      return name.contains(" ") && !name.startsWith("\"") ? SUM : WHOLE;
    }
  }

  /** A sum of two or more terms. */
  record Sum(ImmutableList<Expression> terms) implements Expression {
    @Override
    public String text() {
      StringBuilder text = new StringBuilder(terms.get(0).text());
      for (Expression term : terms.subList(1, terms.size())) {
        Optional<Expression> opposite = Algebra.opposite(term);
        text.append(opposite.isPresent() ? " - " : " + ");
        text.append(opposite.orElse(term).text(PRODUCT));
      }
      return text.toString();
    }

    @Override
    public List<String> names() {
      return namesOf(terms);
    }

    @Override
    public String mathMl() {
      StringBuilder parts = new StringBuilder(terms.get(0).mathMl());
      for (Expression term : terms.subList(1, terms.size())) {
        Optional<Expression> opposite = Algebra.opposite(term);
        parts.append(MathMl.sign(opposite.isPresent() ? "-" : "+"));
        parts.append(opposite.orElse(term).mathMl(PRODUCT));
      }
      return MathMl.row(parts.toString());
    }

    @Override
    public int strength() {
      return SUM;
    }
  }

  /** A number times some factors, divided by others. */
  record Product(
      double coefficient, ImmutableList<Expression> factors, ImmutableList<Expression> divisors)
      implements Expression {
    @Override
    public String text() {
      String above = above();
      if (divisors.isEmpty()) {
        return above;
      }
      String below = joined(divisors);
      return above + " / " + (divisors.size() > 1 ? "(" + below + ")" : below);
    }

    private String above() {
      if (factors.isEmpty()) {
        return Decimals.literal(coefficient);
      }
      String joined = joined(factors);
      if (coefficient == 1) {
        return joined;
      }
      return coefficient == -1 ? "-" + joined : Decimals.literal(coefficient) + " " + joined;
    }

    private static String joined(List<Expression> parts) {
      return String.join(" * ", parts.stream().map(part -> part.text(WHOLE)).toList());
    }

    @Override
    public List<String> names() {
      return namesOf(Iterables.concat(factors, divisors));
    }

    @Override
    public String mathMl() {
      String above = mathMlAbove();
      return divisors.isEmpty() ? above : MathMl.fraction(above, mathMlOf(divisors));
    }

    private String mathMlAbove() {
      String joined = mathMlOf(factors);
      if (factors.isEmpty()) {
        return MathMl.number(Decimals.literal(coefficient));
      }
      if (coefficient == 1) {
        return joined;
      }
      String sign =
          coefficient == -1
              ? MathMl.sign("-")
              : MathMl.number(Decimals.literal(coefficient)) + MathMl.TIMES;
      return MathMl.row(sign + joined);
    }

    private static String mathMlOf(List<Expression> parts) {
      return MathMl.row(
          String.join(MathMl.TIMES, parts.stream().map(part -> part.mathMl(WHOLE)).toList()));
    }

    @Override
    public int strength() {
      return coefficient < 0 ? SUM : PRODUCT;
    }
  }

  /** A base raised to a power. */
  record Power(Expression base, Expression exponent) implements Expression {
    @Override
    public String text() {
      boolean isNested = base instanceof Power;
      return (isNested ? "(" + base.text() + ")" : base.text(WHOLE)) + "^" + exponent.text(WHOLE);
    }

    @Override
    public List<String> names() {
      return namesOf(ImmutableList.of(base, exponent));
    }

    @Override
    public String mathMl() {
      return MathMl.power(base.mathMl(WHOLE), exponent.mathMl());
    }
  }

  /** A function of some arguments. */
  record Call(String function, ImmutableList<Expression> arguments) implements Expression {
    @Override
    public String text() {
      return function
          + "("
          + String.join(", ", arguments.stream().map(Expression::text).toList())
          + ")";
    }

    @Override
    public List<String> names() {
      return namesOf(arguments);
    }

    @Override
    public String mathMl() {
      String inside =
          String.join(MathMl.sign(","), arguments.stream().map(Expression::mathMl).toList());
      return MathMl.row(MathMl.name(function) + MathMl.parenthesized(inside));
    }
  }

  /** A condition in brackets, as K. E. Iverson wrote it: 1 where it holds, 0 elsewhere. */
  record Condition(Expression left, Relation relation, Expression right) implements Expression {
    @Override
    public String text() {
      return "[" + left.text() + " " + relation.sign() + " " + right.text() + "]";
    }

    @Override
    public List<String> names() {
      return namesOf(ImmutableList.of(left, right));
    }

    @Override
    public String mathMl() {
      return MathMl.row(
          MathMl.sign("[")
              + left.mathMl()
              + MathMl.sign(relation.sign())
              + right.mathMl()
              + MathMl.sign("]"));
    }

    /** The condition that holds wherever this one does not. */
    public Condition negated() {
      return new Condition(left, relation.negated(), right);
    }
  }
}
