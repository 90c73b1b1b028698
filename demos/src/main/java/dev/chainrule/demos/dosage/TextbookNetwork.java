package dev.chainrule.demos.dosage;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;

/**
 * The network of this example on its built-in observations, for who shows it: every value has the
 * name that it has in the lesson.
 *
 * <pre>
 *   z1 = w1 dosage + b1    y1 = softplus(z1)    blue = w3 y1
 *   z2 = w2 dosage + b2    y2 = softplus(z2)    orange = w4 y2
 *   predicted = blue + orange + b3              SSR = sum of (observed - predicted)^2
 * </pre>
 */
public final class TextbookNetwork {
  private static final Observations OBSERVED = Observations.builtIn();

  private TextbookNetwork() {}

  /** The parameters' names, in the order of all numbers here. */
  public static ImmutableList<String> names() {
    return Network.NAMES;
  }

  /** The textbook's numbers; of the last one, b3, it has yet to be found: it is 0. */
  public static double[] known() {
    return BiasDescent.KNOWN.clone();
  }

  /** The numbers with which learning all seven begins. */
  public static double[] start() {
    return FullDescent.START.clone();
  }

  /** The learning rate for b3 alone. */
  public static double biasLearningRate() {
    return BiasDescent.suitableRate(OBSERVED);
  }

  /** The learning rate for all seven. */
  public static double learningRate() {
    return DosageCommand.TEXTBOOK_RATE;
  }

  /** After how many steps learning all seven ends. */
  public static int steps() {
    return DosageCommand.ENOUGH_STEPS;
  }

  /** A step of b3 under this size is the last one. */
  public static double smallStep() {
    return BiasDescent.SMALL_STEP;
  }

  /** The dosages that were tried. */
  public static double[] dosages() {
    return OBSERVED.dosages();
  }

  /** How effective each was. */
  public static double[] effects() {
    return OBSERVED.effects();
  }

  /** Computes the sum of the squared residuals, a scalar, of a network with these parameters. */
  public static Value sumOfSquaredResiduals(double... numbers) {
    Value observed = Value.constant(Tensor.of(effects())).named("observed");
    return pass(dosages(), observed, numbers).ssr();
  }

  /**
   * Computes the output for each of these dosages, shape [n], of a network with these parameters.
   */
  public static Value predict(double[] dosages, double... numbers) {
    return pass(dosages, Value.constant(0), numbers).predicted();
  }

  private static Pass pass(double[] dosages, Value observed, double... numbers) {
    Value dosage = Value.constant(Tensor.of(dosages)).named("dosage");
    Pass pass = new Network(numbers).pass(dosage, observed).named();
    pass.blue().named("blue");
    pass.orange().named("orange");
    return pass;
  }
}
