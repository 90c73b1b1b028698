package dev.chainrule.demos.digits;

import dev.chainrule.nn.layer.Mlp;
import dev.chainrule.nn.optim.Adagrad;
import dev.chainrule.nn.optim.Adam;
import dev.chainrule.nn.optim.Optimizer;
import dev.chainrule.nn.optim.RmsProp;
import dev.chainrule.nn.optim.Sgd;

/** Optimisers, each with a learning rate that suits it here. */
enum OptimizerChoice {
  SGD,
  ADAM,
  RMSPROP,
  ADAGRAD;

  /** The one to begin with. */
  double learningRate(Cost cost) {
    return switch (this) {
      case SGD -> cost == Cost.SQUARED ? 3 : 0.1;
      case ADAM, RMSPROP -> 1e-3;
      case ADAGRAD -> 1e-2;
    };
  }

  Optimizer of(Classifier classifier, double learningRate) {
    Mlp mlp = classifier.mlp();
    return switch (this) {
      case SGD -> Sgd.of(mlp, learningRate);
      case ADAM -> Adam.of(mlp, learningRate);
      case RMSPROP -> RmsProp.of(mlp, learningRate);
      case ADAGRAD -> Adagrad.of(mlp, learningRate);
    };
  }

  String title() {
    return switch (this) {
      case SGD -> "Gradient descent";
      case ADAM -> "Adam";
      case RMSPROP -> "RMSProp";
      case ADAGRAD -> "Adagrad";
    };
  }

  @Override
  public String toString() {
    return Plan.lower(this);
  }
}
