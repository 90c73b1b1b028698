package dev.chainrule.demos.dosage;

import dev.chainrule.autograd.Value;

/**
 * Every value on the way from the dosages to the SSR, the sum of the squared residuals.
 *
 * @param z1 what goes into the first node: w1 dosage + b1, shape [n]
 * @param y1 what comes out of it: softplus(z1), shape [n]
 * @param z2 what goes into the second node: w2 dosage + b2, shape [n]
 * @param y2 what comes out of it: softplus(z2), shape [n]
 * @param blue what the first node adds to the prediction: w3 y1, shape [n]
 * @param orange what the second node adds to it: w4 y2, shape [n]
 * @param predicted w3 y1 + w4 y2 + b3, shape [n]
 * @param ssr sum of (observed - predicted)^2, a scalar
 */
record Pass(
    Value z1, Value y1, Value z2, Value y2, Value blue, Value orange, Value predicted, Value ssr) {
  /** Names the values, for explanations; costs too much to be done in each of many steps. */
  Pass named() {
    z1.named("z1");
    y1.named("y1");
    z2.named("z2");
    y2.named("y2");
    predicted.named("predicted");
    ssr.named("SSR");
    return this;
  }
}
