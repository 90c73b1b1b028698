package dev.chainrule.nn.layer;

import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;

/**
 * Draws the weights that a layer begins with: random, and just so large that signals neither fade
 * nor grow from layer to layer. The same generator in the same state gives the same weights.
 */
@FunctionalInterface
public interface Initializer {
  /**
   * Draws a matrix of weights.
   *
   * @param inputs the number of the layer's inputs, at least 1
   * @param outputs the number of its outputs, at least 1
   * @param random where the numbers come from
   * @return shape [outputs, inputs]
   */
  Tensor weights(int inputs, int outputs, RandomGenerator random);

  /**
   * Draws uniformly within ±√(6 / (inputs + outputs)), for activations that are steepest at 0 (X.
   * Glorot, Y. Bengio, Understanding the difficulty of training deep feedforward neural networks,
   * AISTATS 2010, formula 16).
   */
  static Initializer glorot() {
    return new NamedInitializer(
        "glorot",
        (inputs, outputs, random) -> uniform(inputs, outputs, 2, inputs + outputs, random));
  }

  /** Draws normal numbers with the variance of {@link #glorot}, 2 / (inputs + outputs). */
  static Initializer glorotNormal() {
    return new NamedInitializer(
        "glorotNormal",
        (inputs, outputs, random) -> normal(inputs, outputs, 2, inputs + outputs, random));
  }

  /**
   * Draws normal numbers with variance 2 / inputs, for rectifiers (K. He, X. Zhang, S. Ren, J. Sun,
   * Delving deep into rectifiers, ICCV 2015, formula 10).
   */
  static Initializer he() {
    return new NamedInitializer(
        "he", (inputs, outputs, random) -> normal(inputs, outputs, 2, inputs, random));
  }

  /** Draws uniformly with the variance of {@link #he}: within ±√(6 / inputs). */
  static Initializer heUniform() {
    return new NamedInitializer(
        "heUniform", (inputs, outputs, random) -> uniform(inputs, outputs, 2, inputs, random));
  }

  /**
   * Draws normal numbers with variance 1 / inputs (Y. LeCun, L. Bottou, G. Orr, K.-R. Müller,
   * Efficient backprop, 1998, formula 16).
   */
  static Initializer lecun() {
    return new NamedInitializer(
        "lecun", (inputs, outputs, random) -> normal(inputs, outputs, 1, inputs, random));
  }

  /** Draws uniformly with the variance of {@link #lecun}: within ±√(3 / inputs). */
  static Initializer lecunUniform() {
    return new NamedInitializer(
        "lecunUniform", (inputs, outputs, random) -> uniform(inputs, outputs, 1, inputs, random));
  }

  /**
   * Draws random directions that are at right angles to each other and of length 1: the rows, or
   * the columns if these are fewer (A. Saxe, J. McClelland, S. Ganguli, Exact solutions to the
   * nonlinear dynamics of learning in deep linear neural networks, ICLR 2014).
   */
  static Initializer orthogonal() {
    return new NamedInitializer("orthogonal", Orthogonal::weights);
  }

  /** Takes the same number everywhere. */
  static Initializer constant(double number) {
    return new NamedInitializer(
        "constant(" + number + ")",
        (inputs, outputs, random) -> Tensor.full(Shape.of(outputs, inputs), number));
  }

  /** Draws normal numbers with mean 0 and variance 1, however many inputs there are. */
  static Initializer standardNormal() {
    return new NamedInitializer(
        "standardNormal", (inputs, outputs, random) -> draw(inputs, outputs, random::nextGaussian));
  }

  private static Tensor normal(
      int inputs, int outputs, double gain, int fan, RandomGenerator random) {
    double standardDeviation = Math.sqrt(gain / fan);
    return draw(inputs, outputs, () -> standardDeviation * random.nextGaussian());
  }

  private static Tensor uniform(
      int inputs, int outputs, double gain, int fan, RandomGenerator random) {
    double bound = Math.sqrt(3 * gain / fan); // the variance is a third of its square
    return draw(inputs, outputs, () -> bound * (2 * random.nextDouble() - 1));
  }

  private static Tensor draw(int inputs, int outputs, DoubleSupplier number) {
    Shape shape = Shape.of(outputs, inputs);
    return Tensor.of(shape, DoubleStream.generate(number).limit(shape.elements()).toArray());
  }
}
