"use strict";
// The functions of one and of two numbers that operations apply to each element. Their derivatives
// do not stand here: a page carries the rules as data, in terms of these same functions.

const SQRT_PI = Math.sqrt(Math.PI);

/** 1 / (1 + e^-x). */
function sigmoid(x) {
  if (x < 0) {
    const e = Math.exp(x);
    return e / (1 + e);
  }
  return 1 / (1 + Math.exp(-x));
}

function softplus(x) {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** e / (1 + e)^2 for e = exp(-|x|): the slope of the logistic function. */
function logisticSlope(x) {
  const e = Math.exp(-Math.abs(x));
  return e / ((1 + e) * (1 + e));
}

/** The error function by its series, where that converges quickly. */
function erfSeries(x) {
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / SQRT_PI) * Math.exp(-x * x) * sum;
}

/** 1 - erf(x) for large x, by the continued fraction. */
function erfcTail(x) {
  if (x > 40) {
    return 0;
  }
  let fraction = x;
  for (let k = 90; k > 0; k--) {
    fraction = x + k / 2 / fraction;
  }
  return Math.exp(-x * x) / SQRT_PI / fraction;
}

const SERIES_UP_TO = 2.25;

function erf(x) {
  const a = Math.abs(x);
  return Number.isNaN(x) ? x : a < SERIES_UP_TO ? erfSeries(x) : Math.sign(x) * (1 - erfcTail(a));
}

function erfc(x) {
  return Number.isNaN(x) ? x : x < SERIES_UP_TO ? 1 - erf(x) : erfcTail(x);
}

/** The normal distribution: its integral up to x. */
function normal(x) {
  return erfc(-x * Math.SQRT1_2) / 2;
}

function normalDensity(x) {
  return Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
}

function geluArgument(x) {
  return 2 * Math.sqrt(2 / Math.PI) * (1 + 0.044715 * x * x) * x;
}

function gate(x) {
  return x < -30 ? 0 : x > 30 ? 1 : sigmoid(geluArgument(x));
}

function gateSlope(x) {
  const inner = 2 * Math.sqrt(2 / Math.PI) * (1 + 3 * 0.044715 * x * x);
  return Math.abs(x) > 30 ? 0 : inner * logisticSlope(geluArgument(x));
}

const BERNOULLI = [1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6, -3617 / 510];

/** The logarithm of |gamma(x)|, by Stirling's series; by reflection below 0. */
function lgamma(x) {
  if (x === Infinity || x === -Infinity) {
    return Infinity;
  }
  if (x <= 0) {
    const r = Math.abs(x - Math.round(x));
    return r === 0 ? Infinity : Math.log(Math.PI / Math.sin(Math.PI * r)) - lgamma(1 - x);
  }
  let shift = 0;
  let at = x;
  for (; at < 12; at++) {
    shift += Math.log(at);
  }
  let sum = (at - 0.5) * Math.log(at) - at + Math.log(2 * Math.PI) / 2;
  BERNOULLI.forEach((b, k) => {
    sum += b / ((2 * k + 2) * (2 * k + 1) * Math.pow(at, 2 * k + 1));
  });
  return sum - shift;
}

function digamma(x) {
  if (x <= 0 && x === Math.round(x)) {
    return NaN;
  }
  if (x < 0) {
    return digamma(1 - x) - Math.PI / Math.tan(Math.PI * (x - Math.round(x)));
  }
  let shift = 0;
  let at = x;
  for (; at < 12; at++) {
    shift += 1 / at;
  }
  let sum = Math.log(at) - 0.5 / at;
  BERNOULLI.forEach((b, k) => {
    sum -= b / ((2 * k + 2) * Math.pow(at, 2 * k + 2));
  });
  return sum - shift;
}

/** The sum of 1 / (x + n)^s over all n from 0 on. */
function hurwitz(s, x) {
  if (x === Infinity) {
    return 0;
  }
  let sum = 0;
  let at = x;
  for (; at < 12 + s; at++) {
    sum += Math.pow(at, -s);
  }
  const power = Math.pow(at, -s);
  sum += Math.pow(at, 1 - s) / (s - 1) + power / 2;
  let factor = (s * power) / at / 2;
  BERNOULLI.forEach((b, i) => {
    const k = i + 1;
    sum += b * factor;
    factor *= ((s + 2 * k - 1) * (s + 2 * k)) / (at * at) / ((2 * k + 1) * (2 * k + 2));
  });
  return sum;
}

/** The derivatives of the logarithm of gamma. */
function polygamma(order, x) {
  if (order === 0 || (x <= 0 && x === Math.round(x))) {
    return order === 0 ? digamma(x) : NaN;
  }
  let factorial = 1;
  for (let k = 2; k <= order; k++) {
    factorial *= k;
  }
  return (order % 2 === 0 ? -1 : 1) * factorial * hurwitz(order + 1, x);
}

/** To the nearest whole number; of two equally near ones, to the even one. */
function roundToEven(x) {
  const below = Math.floor(x);
  const rest = x - below;
  return rest < 0.5 || (rest === 0.5 && below % 2 === 0) ? below : Math.ceil(x);
}

function mod(x, y) {
  const remainder = x % y;
  if (remainder === 0) {
    return y < 0 ? -0 : 0;
  }
  return remainder < 0 === y < 0 ? remainder : remainder + y;
}

function logAddExp(x, y) {
  return x === y ? x + Math.LN2 : Math.max(x, y) + Math.log1p(Math.exp(-Math.abs(x - y)));
}

function hypotSlope(x, y) {
  const z = Math.hypot(x, y);
  return z === 0 ? 0 : z < Infinity ? x / z : x / 2 / Math.hypot(x / 2, y / 2);
}

/** Functions of one number, by the names of operations; given the operation's parameters. */
const UNARY = {
  neg: () => (x) => -x,
  square: () => (x) => x * x,
  sqrt: () => Math.sqrt,
  cbrt: () => Math.cbrt,
  reciprocal: () => (x) => 1 / x,
  abs: () => Math.abs,
  exp: () => Math.exp,
  expm1: () => Math.expm1,
  exp2: () => (x) => Math.pow(2, x),
  log: () => Math.log,
  log1p: () => Math.log1p,
  log2: () => Math.log2,
  log10: () => Math.log10,
  sin: () => Math.sin,
  cos: () => Math.cos,
  tan: () => Math.tan,
  asin: () => Math.asin,
  acos: () => Math.acos,
  atan: () => Math.atan,
  sinh: () => Math.sinh,
  cosh: () => Math.cosh,
  tanh: () => Math.tanh,
  asinh: () => Math.asinh,
  acosh: () => Math.acosh,
  atanh: () => Math.atanh,
  asinSlope: () => (x) => 1 / Math.sqrt((1 - x) * (1 + x)),
  atanSlope: () => (x) => (Math.abs(x) > 1e10 ? 1 / x / x : 1 / (1 + x * x)),
  asinhSlope: () => (x) => (Math.abs(x) > 1e10 ? 1 / Math.abs(x) : 1 / Math.sqrt(x * x + 1)),
  acoshSlope: () => (x) => (x > 1e10 ? 1 / x : x < 1 ? NaN : 1 / Math.sqrt((x - 1) * (x + 1))),
  atanhSlope: () => (x) => 1 / ((1 - x) * (1 + x)),
  erf: () => erf,
  erfc: () => erfc,
  erfInv: () => erfInv,
  erfInvSlope: () => (x) => (SQRT_PI / 2) * Math.exp(erfInv(x) ** 2),
  erfcInv: () => erfcInv,
  erfcInvSlope: () => (x) => (SQRT_PI / 2) * Math.exp(erfcInv(x) ** 2),
  erfSlope: () => (x) => (2 / SQRT_PI) * Math.exp(-x * x),
  normalCumulative: () => normal,
  logNormalCumulative: () => logNormalCumulative,
  normalHazard: (p) => (x) => hazard(p.order, x),
  normalQuantile: () => normalQuantile,
  normalQuantileSlope: () => (x) =>
    Math.sqrt(2 * Math.PI) * Math.exp(normalQuantile(x) ** 2 / 2),
  logit: () => logit,
  logitSlope: () => (x) => (x >= 0 && x <= 1 ? 1 / (x * (1 - x)) : NaN),
  normalDensity: () => normalDensity,
  lgamma: () => lgamma,
  polygamma: (p) => (x) => polygamma(p.order, x),
  sigmoid: () => sigmoid,
  logSigmoid: () => (x) => Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x))),
  softplus: () => softplus,
  silu: () => (x) => (x === -Infinity ? -0 : x * sigmoid(x)),
  gelu: () => (x) => (x < -40 ? -0 : x * normal(x)),
  geluTanh: () => (x) => (x < -30 ? -0 : x * gate(x)),
  gate: () => gate,
  gateSlope: () => gateSlope,
  relu: () => (x) => Math.max(x, 0),
  elu: (p) => (x) => (x > 0 ? x : p.alpha * Math.expm1(x)),
  pow: (p) => (x) => Math.pow(x, p.exponent),
  sign: () => Math.sign,
  floor: () => Math.floor,
  ceil: () => Math.ceil,
  round: () => roundToEven,
  trunc: () => Math.trunc,
  reading: () => (x) => x,
  to: () => (x) => x,
};

/** Functions of two numbers that have an order. */
const BINARY_OF_ORDER = {
  gammaIncomplete: (p) => (x, a) => gammaIncomplete(p.order, false, x, a),
  gammaIncompleteComplement: (p) => (x, a) => gammaIncomplete(p.order, true, x, a),
  gammaDensity: (p) => (x, a) => gammaDensity(p.order, x, a) / Math.pow(x, p.divisors),
};

/** Functions of two numbers, by the names of operations. */
const BINARY = {
  add: (x, y) => x + y,
  sub: (x, y) => x - y,
  mul: (x, y) => x * y,
  div: (x, y) => x / y,
  mod: mod,
  pow: Math.pow,
  maximum: Math.max,
  minimum: Math.min,
  maskedBy: (x, mask) => (mask === 0 ? 0 : x),
  equalTo: (x, y) => (x === y ? 1 : 0),
  notEqualTo: (x, y) => (x !== y ? 1 : 0),
  greater: (x, y) => (x > y ? 1 : 0),
  greaterOrEqual: (x, y) => (x >= y ? 1 : 0),
  less: (x, y) => (x < y ? 1 : 0),
  lessOrEqual: (x, y) => (x <= y ? 1 : 0),
  and: (x, y) => (x !== 0 && y !== 0 ? 1 : 0),
  or: (x, y) => (x !== 0 || y !== 0 ? 1 : 0),
  xor: (x, y) => ((x !== 0) === (y !== 0) ? 0 : 1),
  xLogY: (x, y) => (x === 0 && !Number.isNaN(y) ? 0 : x * Math.log(y)),
  xOverY: (x, y) => (x === 0 && y === 0 ? 0 : x / y),
  atan2: Math.atan2,
  hypot: Math.hypot,
  hypotSlope: hypotSlope,
  logAddExp: logAddExp,
  logAddExpSlope: (x, y) => (x === -Infinity ? 0 : sigmoid(x - y)),
  sigmoidSlope: (x, y) => (y > 0.875 ? logisticSlope(x) : y * (1 - y)),
  tanhSlope: (x, y) => (Math.abs(y) > 0.875 ? 4 * logisticSlope(2 * x) : (1 - y) * (1 + y)),
};
