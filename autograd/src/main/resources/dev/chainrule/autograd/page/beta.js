"use strict";
// The incomplete beta function and its derivatives by the parameters: see BetaIntegral.

/** xᵃ (1 - x)ᵇ Γ(a + b) / (Γ(a) Γ(b)), by logarithms. */
function betaPower(logX, logY, a, b) {
  return Math.exp(a * logX + b * logY + lgamma(a + b) - lgamma(a) - lgamma(b));
}

/** What the density is multiplied by in its derivative of order i by a and j by b. */
function betaWeight(i, j, a, b, logX, logY) {
  const n = a + b;
  const first = logX - digamma(a) + digamma(n);
  const second = logY - digamma(b) + digamma(n);
  const bend = i + j < 2 ? 0 : polygamma(1, n) - (i === j ? 0 : polygamma(1, i === 2 ? a : b));
  return Math.pow(first, i) * Math.pow(second, j) + bend;
}

/** The derivatives by a and b of the density. */
function betaDensity(i, j, x, a, b) {
  const logX = Math.log(x);
  const logY = Math.log1p(-x);
  return (betaPower(logX, logY, a, b) / x / (1 - x)) * betaWeight(i, j, a, b, logX, logY);
}

/** The derivatives by a and b of the incomplete beta function. */
function betaIncomplete(i, j, x, a, b) {
  if (!(x >= 0 && x <= 1 && a > 0 && b > 0)) {
    return NaN;
  }
  const rest = i + j === 0 ? 1 : 0;
  if (x === 0 || x === 1) {
    return x * rest;
  }
  const y = 1 - x;
  if (a <= 1 && x <= 0.5 && b * x <= 1) {
    return betaSeries(i, j, x, a, b);
  }
  if (b <= 1 && y <= 0.5 && a * y <= 1) {
    return rest - betaSeries(j, i, y, b, a);
  }
  return x * b < y * a ? betaAbove(j, i, y, x, b, a) : rest - betaAbove(i, j, x, y, a, b);
}

/** The integral from x to 1. */
function betaAbove(i, j, x, y, a, b) {
  const logX = x < 0.5 ? Math.log(x) : Math.log1p(-y);
  const logY = y < 0.5 ? Math.log(y) : Math.log1p(-x);
  const slope = (x * b - y * a) / x;
  const odds = y / x;
  const sum = integral(1 / Math.max(slope, Math.sqrt(b + a * odds * odds)), (s) => {
    const q = -Math.expm1(-s);
    const v = odds * q;
    const exponent = -slope * q - b * exponentialRest(s) - a * logarithmRest(v);
    const weight = betaWeight(i, j, a, b, logX + Math.log1p(v), logY - s);
    return (weight * Math.exp(exponent)) / (1 + v);
  });
  return (betaPower(logX, logY, a, b) / x) * sum;
}

/** The derivatives where a and x are small. */
function betaSeries(i, j, x, a, b) {
  const sums = [
    [1, 0, 0],
    [0, 0, 0],
    [0, 0, 0],
  ];
  const terms = [1, 0, 0];
  for (let k = 1; k <= 60; k++) {
    const factor = ((k - b) * x) / k;
    const slope = -x / k;
    terms[2] = terms[2] * factor + 2 * terms[1] * slope;
    terms[1] = terms[1] * factor + terms[0] * slope;
    terms[0] *= factor;
    const c = 1 / (a + k);
    [a * c, k * c * c, -2 * k * c * c * c].forEach((byA, p) =>
      terms.forEach((term, q) => (sums[p][q] += byA * term)));
  }
  const slopeOf = (p, q) => {
    const first = Math.log(x) + digamma(a + b) - digamma(1 + a);
    const second = digamma(a + b) - digamma(b);
    const bend =
      p + q < 2 ? 0 : polygamma(1, a + b) - (p === q ? 0 : polygamma(1, p === 2 ? 1 + a : b));
    return Math.pow(first, p) * Math.pow(second, q) + bend;
  };
  let total = 0;
  for (let p = 0; p <= i; p++) {
    for (let q = 0; q <= j; q++) {
      const choices = (i === 2 && p === 1) || (j === 2 && q === 1) ? 2 : 1;
      total += choices * slopeOf(i - p, j - q) * sums[p][q];
    }
  }
  return total * Math.exp(a * Math.log(x) + lgamma(a + b) - lgamma(1 + a) - lgamma(b));
}
