package dev.chainrule.demos.fit;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.Value;
import dev.chainrule.demos.console.OptionError;
import dev.chainrule.demos.console.Prose;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a formula by recursive descent:
 *
 * <pre>
 * sum     = product { ("+" | "-") product }
 * product = sign { ("*" | "/") sign }
 * sign    = "-" sign | power
 * power   = atom [ "^" sign ]
 * atom    = number | "x" | parameter | function "(" sum ")" | "(" sum ")"
 * </pre>
 *
 * <p>What it gives is a function of the parameters, a vector, and of x.
 */
final class FormulaParser {
  private static final int MAX_CHARS = 500; // so that no parentheses are nested too deeply
  private static final int MAX_PARAMETERS = 20;
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*((?<number>(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?)|(?<name>[A-Za-z]\\w{0,11})|[-+*/^()])");
  private static final ImmutableMap<String, UnaryOperator<Value>> FUNCTIONS =
      ImmutableMap.<String, UnaryOperator<Value>>builder()
          .put("abs", Value::abs)
          .put("atan", Value::atan)
          .put("cos", Value::cos)
          .put("exp", Value::exp)
          .put("ln", Value::log)
          .put("sigmoid", Value::sigmoid)
          .put("sin", Value::sin)
          .put("sqrt", Value::sqrt)
          .put("tan", Value::tan)
          .put("tanh", Value::tanh)
          .buildOrThrow();

  private final String text;
  private final Matcher token;
  private final List<String> parameters = new ArrayList<>();
  private boolean usesX;
  private int at; // where the next token begins

  FormulaParser(String text) {
    this.text = text;
    this.token = TOKEN.matcher(text);
  }

  /** The names that were found. */
  List<String> parameters() {
    return parameters;
  }

  boolean usesX() {
    return usesX;
  }

  BinaryOperator<Value> parse() {
    if (text.length() > MAX_CHARS) {
      throw new OptionError(
          "--formula: it is too long; at most " + MAX_CHARS + " characters are read");
    }
    BinaryOperator<Value> all = sum();
    if (!rest().isEmpty()) {
      throw unexpected("an operator");
    }
    return all;
  }

  private String rest() {
    return text.substring(at).strip();
  }

  /** Takes the next token, if it is this one. */
  private boolean took(String symbol) {
    boolean isNext = rest().startsWith(symbol);
    if (isNext) {
      at = text.indexOf(symbol, at) + symbol.length();
    }
    return isNext;
  }

  private BinaryOperator<Value> sum() {
    BinaryOperator<Value> sum = product();
    while (true) {
      if (took("+")) {
        sum = joined(sum, product(), Value::add);
      } else if (took("-")) {
        sum = joined(sum, product(), Value::sub);
      } else {
        return sum;
      }
    }
  }

  private BinaryOperator<Value> product() {
    BinaryOperator<Value> product = sign();
    while (true) {
      if (took("*")) {
        product = joined(product, sign(), Value::mul);
      } else if (took("/")) {
        product = joined(product, sign(), Value::div);
      } else {
        return product;
      }
    }
  }

  private static BinaryOperator<Value> joined(
      BinaryOperator<Value> left, BinaryOperator<Value> right, BinaryOperator<Value> operation) {
    return (p, x) -> operation.apply(left.apply(p, x), right.apply(p, x));
  }

  private BinaryOperator<Value> sign() {
    if (took("-")) {
      BinaryOperator<Value> rest = sign();
      return (p, x) -> rest.apply(p, x).neg();
    }
    return power();
  }

  private BinaryOperator<Value> power() {
    BinaryOperator<Value> base = atom();
    return took("^") ? joined(base, sign(), Value::pow) : base;
  }

  private BinaryOperator<Value> atom() {
    if (took("(")) {
      return closed();
    }
    if (!token.region(at, text.length()).lookingAt()) {
      throw unexpected("a number, a name or a parenthesis");
    }
    String number = token.group("number");
    String name = token.group("name");
    if (number == null && name == null) {
      throw unexpected("a number, a name or a parenthesis");
    }
    at = token.end();
    if (number != null) {
      Value constant = Value.constant(finite(number));
      return (p, x) -> constant;
    }
    return named(String.valueOf(name));
  }

  private static double finite(String number) {
    double value = Double.parseDouble(number);
    if (!Double.isFinite(value)) {
      throw new OptionError("--formula: the number " + number + " is too large");
    }
    return value;
  }

  private BinaryOperator<Value> named(String name) {
    UnaryOperator<Value> function = FUNCTIONS.get(name);
    if (function != null || rest().startsWith("(")) {
      if (function == null) {
        throw new OptionError(
            "--formula: there is no function %s; %s"
                .formatted(
                    name,
                    name.equals("log")
                        ? "ln is the natural logarithm, ln(x) / ln(10) that to base 10"
                        : "see --help for those that there are"));
      }
      if (!took("(")) {
        throw unexpected("( after " + name);
      }
      BinaryOperator<Value> inside = closed();
      return (p, x) -> function.apply(inside.apply(p, x));
    }
    if (name.equals("x")) {
      usesX = true;
      return (p, x) -> x;
    }
    if (!parameters.contains(name)) {
      parameters.add(name);
    }
    if (parameters.size() > MAX_PARAMETERS) {
      throw new OptionError("--formula: at most " + MAX_PARAMETERS + " parameters can be found");
    }
    int index = parameters.indexOf(name);
    return (p, x) -> p.get(index);
  }

  private BinaryOperator<Value> closed() {
    BinaryOperator<Value> inside = sum();
    if (!took(")")) {
      throw unexpected("an operator or )");
    }
    return inside;
  }

  private OptionError unexpected(String expected) {
    String found = rest();
    return new OptionError(
        "--formula: expected %s %s"
            .formatted(
                expected, found.isEmpty() ? "at the end" : "at '" + Prose.name(found) + "'"));
  }
}
