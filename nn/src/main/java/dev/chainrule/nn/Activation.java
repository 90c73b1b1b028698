package dev.chainrule.nn;

import dev.chainrule.autograd.Value;

/** The usual functions between layers, element by element. */
public enum Activation implements Layer {
  /** x itself. */
  IDENTITY {
    @Override
    public Value apply(Value x) {
      return x;
    }
  },
  /** 1 / (1 + e⁻ˣ). */
  SIGMOID {
    @Override
    public Value apply(Value x) {
      return x.sigmoid();
    }
  },
  /** The hyperbolic tangent. */
  TANH {
    @Override
    public Value apply(Value x) {
      return x.tanh();
    }
  },
  /** max(x, 0). */
  RELU {
    @Override
    public Value apply(Value x) {
      return x.relu();
    }
  },
  /** log(1 + eˣ). */
  SOFTPLUS {
    @Override
    public Value apply(Value x) {
      return x.softplus();
    }
  }
}
