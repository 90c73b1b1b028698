package dev.chainrule.nn.layer;

import dev.chainrule.autograd.Value;
import dev.chainrule.nn.Layer;

/** The usual functions between layers; element by element, but for the softmax. */
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
  /** x above 0, and x / 100 below. */
  LEAKY_RELU {
    @Override
    public Value apply(Value x) {
      return x.leakyRelu(0.01);
    }
  },
  /** x above 0, and eˣ - 1 below. */
  ELU {
    @Override
    public Value apply(Value x) {
      return x.elu(1);
    }
  },
  /** x sigmoid(x), also called swish. */
  SILU {
    @Override
    public Value apply(Value x) {
      return x.silu();
    }
  },
  /** x times the probability that a normal number is less than x. */
  GELU {
    @Override
    public Value apply(Value x) {
      return x.gelu();
    }
  },
  /** eˣ over the sum of these along the last axis: probabilities. */
  SOFTMAX {
    @Override
    public Value apply(Value x) {
      return x.softmax(-1);
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
