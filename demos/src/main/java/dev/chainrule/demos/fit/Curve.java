package dev.chainrule.demos.fit;

import dev.chainrule.autograd.Value;
import java.util.List;

/** What is fitted: y as a function of x and of parameters. */
interface Curve {
  /** The formula, for people. */
  String formula();

  /** The names of the parameters, in their order. */
  List<String> parameters();

  /** Whether a parameter is above 0, whatever the data. */
  boolean isPositive(int parameter);

  /** Whether x must not be negative. */
  boolean needsPositiveX();

  /**
   * The curve.
   *
   * @param parameters shape [parameters]
   * @param x shape [rows]
   * @return shape [rows]
   */
  Value at(Value parameters, Value x);

  /** Parameters to begin with, guessed from what was observed. */
  double[] guess(Observations observed);
}
