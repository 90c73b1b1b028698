"use strict";
// The normal distribution: its logarithm and the derivatives of that, and its inverse.

/** The logarithm of the normal distribution. */
function logNormalCumulative(x) {
  if (x > 0) {
    return Math.log1p(-normal(-x));
  }
  return x > -30 ? Math.log(normal(x)) : -x / 2 * x - Math.log(Math.sqrt(2 * Math.PI) * hazard(0, x));
}

/** The derivatives of the normal density over the normal distribution. */
function hazard(order, x) {
  if (x < -4) {
    return hazardFar(order, x);
  }
  const h = [normalDensity(x) / normal(x)];
  for (let n = 0; n < order && h[0] !== 0; n++) {
    let sum = 0;
    let choose = 1;
    for (let k = 0; k <= n; k++) {
      sum += choose * h[k] * (h[n - k] + (n === k ? x : n - k === 1 ? 1 : 0));
      choose = (choose * (n - k)) / (k + 1);
    }
    h.push(-sum);
  }
  return h[order] ?? 0;
}

/** The same far left: with t = -x, t + 1 / (t + 2 / (t + ...)), as a series of Taylor's. */
function hazardFar(order, x) {
  if (x === -Infinity) {
    return order === 0 ? Infinity : order === 1 ? -1 : 0;
  }
  const plusT = (series) => series.map((c, n) => c + (n === 0 ? -x : n === 1 ? 1 : 0));
  let fraction = new Array(order + 1).fill(0);
  for (let k = 80; k >= 1; k--) {
    const below = plusT(fraction);
    for (let n = 0; n <= order; n++) {
      let sum = n === 0 ? k : 0;
      for (let i = 0; i < n; i++) {
        sum -= fraction[i] * below[n - i];
      }
      fraction[n] = sum / below[0];
    }
  }
  let factor = 1;
  for (let n = 1; n <= order; n++) {
    factor *= -n;
  }
  return factor * plusT(fraction)[order];
}

/** The x of which erfc(x) is r. */
function erfcInv(r) {
  if (!(r > 0 && r < 2)) {
    return r === 0 ? Infinity : r === 2 ? -Infinity : NaN;
  }
  if (r > 1.5) {
    return -erfcInv(2 - r);
  }
  return r > 0.5 ? erfInvMiddle(1 - r) : erfcInvTail(r);
}

function erfInv(y) {
  const a = Math.abs(y);
  return a <= 0.5 ? erfInvMiddle(y) : Math.sign(y) * erfcInv(1 - a);
}

/** By Newton's method from 0. */
function erfInvMiddle(y) {
  let x = 0;
  for (let step = 0; step < 7; step++) {
    x -= (erf(x) - y) / ((2 / SQRT_PI) * Math.exp(-x * x));
  }
  return Math.abs(x) < Number.MIN_VALUE ? y : x;
}

/** By Newton's method on the logarithm, from where it begins in the tail. */
function erfcInvTail(r) {
  let x = Math.sqrt(Math.max(0.2, -Math.log(r)));
  for (let step = 0; step < 9; step++) {
    const u = -x * Math.SQRT2;
    const lack = Math.LN2 + logNormalCumulative(u) - Math.log(r);
    x += lack / (hazard(0, u) * Math.SQRT2);
  }
  return x;
}

/** The normal distribution's inverse. */
function normalQuantile(p) {
  return -Math.SQRT2 * erfcInv(2 * p);
}

/** The logarithm of the odds. */
function logit(x) {
  return Math.abs(x - 0.5) < 0.25 ? Math.log1p((2 * x - 1) / (1 - x)) : Math.log(x / (1 - x));
}
