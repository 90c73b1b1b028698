package dev.chainrule.nn.layer;

import dev.chainrule.autograd.Value;
import dev.chainrule.nn.Layer;

/**
 * The usual functions between layers. Each keeps the shape, whatever it is, and works element by
 * element, but for {@link #SOFTMAX}.
 */
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
  /** max(x, 0) + min(x, 0) / 100. */
  LEAKY_RELU {
    @Override
    public Value apply(Value x) {
      return x.leakyRelu(0.01);
    }
  },
  /** max(x, 0) + min(eˣ - 1, 0). */
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
  /** x Φ(x), where Φ(x) is the probability that a normal number is less than x. */
  GELU {
    @Override
    public Value apply(Value x) {
      return x.gelu();
    }
  },
  /** eˣ / Σ eˣ, the sum being along the last axis: probabilities. */
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
