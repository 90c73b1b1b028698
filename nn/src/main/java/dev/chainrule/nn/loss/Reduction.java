package dev.chainrule.nn.loss;

import dev.chainrule.autograd.Value;

/** Makes one number of the losses of many elements or examples. */
public enum Reduction {
  /** Their mean. */
  MEAN {
    @Override
    Value apply(Value losses) {
      return losses.mean();
    }
  },
  /** Their sum. */
  SUM {
    @Override
    Value apply(Value losses) {
      return losses.sum();
    }
  };

  abstract Value apply(Value losses);
}
