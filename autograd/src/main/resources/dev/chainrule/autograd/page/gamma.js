"use strict";
// The incomplete gamma functions and their derivatives by the parameter: see GammaIntegral.

/** The integral from 0 to infinity of a function that decays over this scale. */
function integral(scale, at) {
  let sum = 0;
  for (let i = -37; i < 39; i++) {
    const other = Math.exp(-i / 10);
    const s = Math.exp(i / 10 - other);
    sum += (s / 10) * (1 + other) * at(scale * s);
  }
  return scale * sum;
}

/** s - 1 + exp(-s). */
function exponentialRest(s) {
  if (s > 1) {
    return s + Math.expm1(-s);
  }
  let sum = 1;
  for (let k = 17; k > 2; k--) {
    sum = 1 - (s * sum) / k;
  }
  return ((s * s) / 2) * sum;
}

/** v - log(1 + v). */
function logarithmRest(v) {
  if (v > 1) {
    return v - Math.log1p(v);
  }
  const y = v / (2 + v);
  let sum = 0;
  for (let k = 17; k >= 1; k--) {
    sum = sum * y * y + 1 / (2 * k + 1);
  }
  return v * y - 2 * y * y * y * sum;
}

/** The complete Bell polynomials up to an order. */
function bell(order, first, cumulants) {
  const all = [1];
  for (let n = 0; n < order; n++) {
    let sum = first * all[n];
    let choose = n;
    for (let i = 1; i <= n; i++) {
      sum += choose * cumulants[i] * all[n - i];
      choose = (choose * (n - i)) / (i + 1);
    }
    all.push(sum);
  }
  return all;
}

/** The functions of one a and x, for derivatives by a of some order. */
function gammaParts(order, x, a) {
  const cumulants = Array.from({ length: order }, (_, i) => -polygamma(i, 1 + a));
  const middle = Math.log(x) - digamma(1 + a);
  const weight = (above) => {
    const b = bell(order, middle + above, cumulants);
    return order === 0 ? 1 : b[order] + (order * b[order - 1]) / a;
  };
  const power = Math.exp(a * Math.log(x) - lgamma(1 + a));
  return { cumulants, middle, weight, power };
}

/** The derivatives by a of xᵃ⁻¹ exp(-x) / Γ(a). */
function gammaDensity(order, x, a) {
  const { weight, power } = gammaParts(order, x, a);
  return ((a * power) / x) * Math.exp(-x) * weight(0);
}

/** The derivatives by a of P(a, x), or of Q(a, x). */
function gammaIncomplete(order, isUpper, x, a) {
  if (!(x >= 0 && a > 0)) {
    return NaN;
  }
  if (x === 0 || x === Infinity) {
    return order > 0 || isUpper === (x === Infinity) ? 0 : 1;
  }
  const rest = order === 0 ? 1 : 0;
  if (a <= 1 && x <= 1) {
    const lower = gammaSeries(order, x, a);
    return isUpper ? rest - lower : lower;
  }
  const { weight, power } = gammaParts(order, x, a);
  const part =
    a * power * Math.exp(-x) *
    (x < a
      ? integral(1 / Math.max(a - x, Math.sqrt(a)), (s) =>
          weight(-s) * Math.exp((x - a) * s - x * exponentialRest(s)))
      : integral(1 / Math.max(x - a, Math.sqrt(Math.max(a, 1))), (u) =>
          (weight(Math.log1p(u)) * Math.exp((a - x) * u - a * logarithmRest(u))) / (1 + u)));
  return isUpper === x >= a ? part : rest - part;
}

/** The derivatives of P(a, x) for small a and x. */
function gammaSeries(order, x, a) {
  const { cumulants, middle, power } = gammaParts(order, x, a);
  const b = bell(order, middle, cumulants);
  let total = b[order];
  let choose = 1;
  for (let j = 0; j <= order; j++) {
    let term = 1;
    for (let k = 1; k <= 24; k++) {
      term *= -x / k;
      total += choose * b[order - j] * term * (j === 0 ? a / (a + k) : -k / Math.pow(a + k, j + 1));
    }
    choose *= -(order - j);
  }
  return power * total;
}
