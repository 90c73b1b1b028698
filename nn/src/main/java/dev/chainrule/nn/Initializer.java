package dev.chainrule.nn;

import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;

/**
 * How the weights of a layer begin: random, and just so large that signals neither fade nor grow
 * from layer to layer. The same generator in the same state gives the same weights.
 */
@FunctionalInterface
public interface Initializer {
  /**
   * Draws a matrix of weights.
   *
   * @param inputs the number of the layer's inputs, at least 1
   * @param outputs the number of its outputs
   * @param random where the numbers come from
   * @return shape [outputs, inputs]
   */
  Tensor weights(int inputs, int outputs, RandomGenerator random);

  /**
   * Uniform within ±√(6 / (inputs + outputs)), for activations that are steepest at 0 (X. Glorot,
   * Y. Bengio, Understanding the difficulty of training deep feedforward neural networks, AISTATS
   * 2010, formula 16).
   */
  static Initializer glorot() {
    return (inputs, outputs, random) -> {
      double bound = Math.sqrt(6.0 / (inputs + outputs));
      return draw(inputs, outputs, () -> bound * (2 * random.nextDouble() - 1));
    };
  }

  /**
   * Normal with variance 2 / inputs, for rectifiers (K. He, X. Zhang, S. Ren, J. Sun, Delving deep
   * into rectifiers, ICCV 2015, formula 10).
   */
  static Initializer he() {
    return (inputs, outputs, random) -> {
      double deviation = Math.sqrt(2.0 / inputs);
      return draw(inputs, outputs, () -> deviation * random.nextGaussian());
    };
  }

  /** Normal with mean 0 and variance 1, however many inputs there are. */
  static Initializer standardNormal() {
    return (inputs, outputs, random) -> draw(inputs, outputs, random::nextGaussian);
  }

  private static Tensor draw(int inputs, int outputs, DoubleSupplier number) {
    Shape shape = Shape.of(outputs, inputs);
    return Tensor.of(shape, DoubleStream.generate(number).limit(shape.elements()).toArray());
  }
}
