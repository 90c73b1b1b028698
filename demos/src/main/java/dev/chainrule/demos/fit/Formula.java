package dev.chainrule.demos.fit;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.Value;
import dev.chainrule.demos.console.OptionError;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;

/**
 * A curve of the user's own.
 *
 * @param formula as it was written
 * @param parameters the names in it that are neither x nor functions, in the order in which they
 *     come
 * @param function of the parameters and x
 */
record Formula(String formula, List<String> parameters, BinaryOperator<Value> function)
    implements Curve {
  /** Copies the list. */
  Formula {
    parameters = ImmutableList.copyOf(parameters);
  }

  /**
   * Reads a formula.
   *
   * @throws OptionError if it is none, as it says where; or it is without x, or without parameters
   */
  static Formula parse(String text) {
    FormulaParser parser = new FormulaParser(text);
    BinaryOperator<Value> function = parser.parse();
    if (!parser.usesX()) {
      throw new OptionError("--formula: there is no x in it; write the curve as a function of x");
    }
    if (parser.parameters().isEmpty()) {
      throw new OptionError("--formula: there is no parameter in it; name what is to be found");
    }
    return new Formula(text.strip(), parser.parameters(), function);
  }

  @Override
  public boolean isPositive(int parameter) {
    return false;
  }

  @Override
  public boolean needsPositiveX() {
    return false;
  }

  @Override
  public Value at(Value parameters, Value x) {
    return function.apply(parameters, x);
  }

  @Override
  public double[] guess(Observations observed) {
    double[] ones = new double[parameters.size()];
    Arrays.fill(ones, 1);
    return ones;
  }
}
