"""Computes the true values in accuracy.txt anew, for the points that stand there.

    python3 accuracy.py

A line is a point, and then the value and the first two derivatives there, each rounded to float64
and followed by what it lacks, in units in its last place. A line may be added that is a point
alone. Needs mpmath; 240 bits are enough that no digit changes with 400.
"""

import math
import os
import sys

from mpmath import mp, mpf

mp.prec = int(sys.argv[1]) if len(sys.argv) > 1 else 240

TABLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "accuracy.txt")
LN2, LN10, ROOT_PI = mp.log(2), mp.log(10), mp.sqrt(mp.pi)
CUBIC = mpf(0.044715)  # the number in float64, in the approximation of gelu


def sigmoid(x):
    e = mp.exp(-abs(x))
    return 1 / (1 + e) if x >= 0 else e / (1 + e)


def sigmoid1(x):
    e = mp.exp(-abs(x))
    return e / (1 + e) ** 2


def sigmoid2(x):
    return -sigmoid1(x) * mp.tanh(x / 2)


def softplus(x):
    return max(x, mpf(0)) + mp.log1p(mp.exp(-abs(x)))


def sech2(x):
    return 4 * sigmoid1(2 * x)


def density(x):
    return mp.exp(-x * x / 2) / mp.sqrt(2 * mp.pi)


def normal(x):
    return mp.erfc(-x / mp.sqrt(2)) / 2


def erf_inv(y):
    if abs(y) > mpf(0.5):
        return mp.sign(y) * erfc_inv(1 - abs(y))
    x = y
    for _ in range(12):  # of Newton's method
        x -= (mp.erf(x) - y) * ROOT_PI / 2 * mp.exp(x * x)
    return x


def erfc_inv(r):
    if r >= mpf(0.5):
        return erf_inv(1 - r)
    x = mp.sqrt(-mp.log(r))
    for _ in range(12):
        scaled = mp.erfc(x) * mp.exp(x * x)
        x += (mp.log(scaled) - x * x - mp.log(r)) * ROOT_PI / 2 * scaled
    return x


def erfc_inv1(r):
    return ROOT_PI / 2 * mp.exp(erfc_inv(r) ** 2)


def quantile1(p):
    return mp.sqrt(2 * mp.pi) * mp.exp(erfc_inv(2 * p) ** 2)


def hazard(x):
    return density(x) / normal(x)


def log_normal2(x):
    with mp.extraprec(400):  # for the sum, which is 1 / x far left
        return -hazard(x) * (hazard(x) + x)


def acosh_slope(x):
    return 1 / mp.sqrt((x - 1) * (x + 1))


def asin_slope(x):
    return 1 / mp.sqrt((1 - x) * (1 + x))


def odd(function):
    return lambda x: function(x) if x >= 0 else -function(-x)


def acosh(x):
    return mp.log1p(x - 1 + mp.sqrt((x - 1) * (x + 1)))


def asinh(x):
    return mp.log1p(x + x * x / (1 + mp.sqrt(x * x + 1)))


def lgamma(x):
    return mp.loggamma(x) if x > 0 else mp.log(abs(mp.gamma(x)))


def gelu_argument(x):
    return 2 * mp.sqrt(2 / mp.pi) * (x + CUBIC * x**3)


def gelu_argument1(x):
    return 2 * mp.sqrt(2 / mp.pi) * (1 + 3 * CUBIC * x**2)


def gelu_argument2(x):
    return 12 * mp.sqrt(2 / mp.pi) * CUBIC * x


def gelu_tanh1(x):
    u = gelu_argument(x)
    return sigmoid(u) + x * sigmoid1(u) * gelu_argument1(x)


def gelu_tanh2(x):
    u, u1 = gelu_argument(x), gelu_argument1(x)
    return 2 * sigmoid1(u) * u1 + x * (sigmoid2(u) * u1**2 + sigmoid1(u) * gelu_argument2(x))


def gamma_lower(a, x):
    term = total = 1 / a
    k = 0
    while term > total * mp.eps:
        k += 1
        term *= x / (a + k)
        total += term
    return mp.exp(a * mp.log(x) - x - mp.loggamma(a)) * total


def gamma_upper(a, x):
    with mp.workprec(mp.prec + int(3 * x) + 40):
        return 1 - gamma_lower(a, x)


def gamma_density(a, x):
    return mp.exp((a - 1) * mp.log(x) - x - mp.loggamma(a))


def beta_lower(a, b, x):
    if x > mpf(0.75):
        return 1 - beta_lower(b, a, 1 - x)
    term = total = 1 / a
    k = 0
    while term > total * mp.eps:
        term *= (a + b + k) / (a + 1 + k) * x
        k += 1
        total += term
    return x**a * (1 - x) ** b / mp.beta(a, b) * total


def beta_density(a, b, x):
    return x ** (a - 1) * (1 - x) ** (b - 1) / mp.beta(a, b)


def differences(function, a):
    """The first two derivatives, by differences so small that half of many digits are right."""
    with mp.workprec(1200):
        h = a * mpf(2) ** -200
        before, at, after = function(a - h), function(a), function(a + h)
        return (after - before) / (2 * h), (after - 2 * at + before) / h**2


BASE = mpf(1.75)
GA, BB = mpf(2.5), mpf(1.5)
ROOT = mp.cbrt

CURVES = {
    "exp": (mp.exp, mp.exp, mp.exp),
    "exp2": (lambda x: 2**x, lambda x: LN2 * 2**x, lambda x: LN2**2 * 2**x),
    "expm1": (mp.expm1, mp.exp, mp.exp),
    "log": (mp.log, lambda x: 1 / x, lambda x: -1 / x**2),
    "log2": (lambda x: mp.log(x) / LN2, lambda x: 1 / x / LN2, lambda x: -1 / x**2 / LN2),
    "log10": (lambda x: mp.log(x) / LN10, lambda x: 1 / x / LN10, lambda x: -1 / x**2 / LN10),
    "log1p": (mp.log1p, lambda x: 1 / (1 + x), lambda x: -1 / (1 + x) ** 2),
    "logAddExp(x, 1)": (
        lambda x: 1 + softplus(x - 1),
        lambda x: sigmoid(x - 1),
        lambda x: sigmoid1(x - 1),
    ),
    "sin": (mp.sin, mp.cos, lambda x: -mp.sin(x)),
    "cos": (mp.cos, lambda x: -mp.sin(x), lambda x: -mp.cos(x)),
    "tan": (
        mp.tan,
        lambda x: 1 + mp.tan(x) ** 2,
        lambda x: 2 * mp.tan(x) * (1 + mp.tan(x) ** 2),
    ),
    "asin": (mp.asin, asin_slope, lambda x: x * asin_slope(x) ** 3),
    "acos": (mp.acos, lambda x: -asin_slope(x), lambda x: -x * asin_slope(x) ** 3),
    "atan": (mp.atan, lambda x: 1 / (1 + x * x), lambda x: -2 * x / (1 + x * x) ** 2),
    "atan2(x, 1)": (mp.atan, lambda x: 1 / (1 + x * x), lambda x: -2 * x / (1 + x * x) ** 2),
    "hypot(x, 1)": (
        lambda x: mp.sqrt(x * x + 1),
        lambda x: x / mp.sqrt(x * x + 1),
        lambda x: 1 / mp.sqrt(x * x + 1) ** 3,
    ),
    "sinh": (mp.sinh, mp.cosh, mp.sinh),
    "cosh": (mp.cosh, mp.sinh, mp.cosh),
    "tanh": (mp.tanh, sech2, lambda x: -2 * mp.tanh(x) * sech2(x)),
    "asinh": (
        odd(asinh),
        lambda x: 1 / mp.sqrt(x * x + 1),
        lambda x: -x / mp.sqrt(x * x + 1) ** 3,
    ),
    "acosh": (acosh, acosh_slope, lambda x: -x * acosh_slope(x) ** 3),
    "atanh": (
        odd(lambda x: mp.log1p(2 * x / (1 - x)) / 2),
        lambda x: 1 / ((1 - x) * (1 + x)),
        lambda x: 2 * x / ((1 - x) * (1 + x)) ** 2,
    ),
    "erf": (
        mp.erf,
        lambda x: 2 / ROOT_PI * mp.exp(-x * x),
        lambda x: -4 * x / ROOT_PI * mp.exp(-x * x),
    ),
    "erfc": (
        mp.erfc,
        lambda x: -2 / ROOT_PI * mp.exp(-x * x),
        lambda x: 4 * x / ROOT_PI * mp.exp(-x * x),
    ),
    "lgamma": (lgamma, mp.digamma, lambda x: mp.psi(1, x)),
    "lgamma below 0": (lgamma, mp.digamma, lambda x: mp.psi(1, x)),
    "digamma": (mp.digamma, lambda x: mp.psi(1, x), lambda x: mp.psi(2, x)),
    "erfInv": (
        erf_inv,
        lambda y: ROOT_PI / 2 * mp.exp(erf_inv(y) ** 2),
        lambda y: erf_inv(y) * mp.pi / 2 * mp.exp(2 * erf_inv(y) ** 2),
    ),
    "erfcInv": (
        erfc_inv,
        lambda r: -erfc_inv1(r),
        lambda r: 2 * erfc_inv(r) * erfc_inv1(r) ** 2,
    ),
    "normalDensity": (density, lambda x: -x * density(x), lambda x: (x * x - 1) * density(x)),
    "normalCumulative": (normal, density, lambda x: -x * density(x)),
    "logNormalCumulative": (
        lambda x: mp.log(normal(x)) if x < 0 else mp.log1p(-normal(-x)),
        hazard,
        log_normal2,
    ),
    "normalQuantile": (
        lambda p: -mp.sqrt(2) * erfc_inv(2 * p),
        quantile1,
        lambda p: -mp.sqrt(2) * erfc_inv(2 * p) * quantile1(p) ** 2,
    ),
    "logit": (
        lambda x: mp.log(x / (1 - x)),
        lambda x: 1 / (x * (1 - x)),
        lambda x: (2 * x - 1) / (x * (1 - x)) ** 2,
    ),
    "xLogY(1.75, x)": (
        lambda x: mpf(1.75) * mp.log(x),
        lambda x: mpf(1.75) / x,
        lambda x: -mpf(1.75) / x**2,
    ),
    "gammaIncomplete(x, 2.5)": (
        lambda x: gamma_lower(GA, x),
        lambda x: gamma_density(GA, x),
        lambda x: gamma_density(GA, x) * (GA - 1 - x) / x,
    ),
    "gammaIncompleteComplement(x, 2.5)": (
        lambda x: gamma_upper(GA, x),
        lambda x: -gamma_density(GA, x),
        lambda x: -gamma_density(GA, x) * (GA - 1 - x) / x,
    ),
    "gammaIncomplete(2.5, a)": (
        lambda a: gamma_lower(a, GA),
        lambda a: differences(lambda t: gamma_lower(t, GA), a)[0],
        lambda a: differences(lambda t: gamma_lower(t, GA), a)[1],
    ),
    "betaIncomplete(x, 2.5, 1.5)": (
        lambda x: beta_lower(GA, BB, x),
        lambda x: beta_density(GA, BB, x),
        lambda x: beta_density(GA, BB, x) * ((GA - 1) / x - (BB - 1) / (1 - x)),
    ),
    "betaIncomplete(0.25, a, 1.5)": (
        lambda a: beta_lower(a, BB, mpf(0.25)),
        lambda a: differences(lambda t: beta_lower(t, BB, mpf(0.25)), a)[0],
        lambda a: differences(lambda t: beta_lower(t, BB, mpf(0.25)), a)[1],
    ),
    "betaIncomplete(0.75, 2.5, b)": (
        lambda b: beta_lower(GA, b, mpf(0.75)),
        lambda b: differences(lambda t: beta_lower(GA, t, mpf(0.75)), b)[0],
        lambda b: differences(lambda t: beta_lower(GA, t, mpf(0.75)), b)[1],
    ),
    "sigmoid": (sigmoid, sigmoid1, sigmoid2),
    "logSigmoid": (lambda x: -softplus(-x), lambda x: sigmoid(-x), lambda x: -sigmoid1(x)),
    "softplus": (softplus, sigmoid, sigmoid1),
    "silu": (
        lambda x: x * sigmoid(x),
        lambda x: sigmoid(x) + x * sigmoid1(x),
        lambda x: 2 * sigmoid1(x) + x * sigmoid2(x),
    ),
    "gelu": (
        lambda x: x * normal(x),
        lambda x: normal(x) + x * density(x),
        lambda x: density(x) * (2 - x * x),
    ),
    "geluTanh": (lambda x: x * sigmoid(gelu_argument(x)), gelu_tanh1, gelu_tanh2),
    "elu(1)": (
        lambda x: x if x > 0 else mp.expm1(x),
        lambda x: mpf(1) if x > 0 else mp.exp(x),
        lambda x: mpf(0) if x >= 0 else mp.exp(x),
    ),
    "square": (lambda x: x * x, lambda x: 2 * x, lambda x: mpf(2)),
    "sqrt": (mp.sqrt, lambda x: 1 / (2 * mp.sqrt(x)), lambda x: -1 / (4 * mp.sqrt(x) ** 3)),
    "cbrt": (
        odd(ROOT),
        lambda x: 1 / (3 * ROOT(abs(x)) ** 2),
        odd(lambda x: -2 / (9 * ROOT(x) ** 5)),
    ),
    "reciprocal": (lambda x: 1 / x, lambda x: -1 / x**2, lambda x: 2 / x**3),
    "pow(x, 2.5)": (
        lambda x: x ** mpf(2.5),
        lambda x: mpf(2.5) * x ** mpf(1.5),
        lambda x: mpf(3.75) * mp.sqrt(x),
    ),
    "rpow(x, 1.75)": (
        lambda x: BASE**x,
        lambda x: mp.log(BASE) * BASE**x,
        lambda x: mp.log(BASE) ** 2 * BASE**x,
    ),
}


def hexadecimal(number):
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    text = number.hex().replace("p+", "p")
    head, power = text.split("p")
    return head.rstrip("0").rstrip(".") + "p" + power if "." in head else text


def columns(exact):
    rounded = float(exact)
    if math.isinf(rounded):
        return [hexadecimal(rounded), "0"]
    rest = float((exact - mpf(rounded)) / mpf(math.ulp(rounded)))
    return [hexadecimal(rounded), "%.4g" % rest if abs(rest) > 1e-6 else "0"]


def main():
    with open(TABLE) as table:
        lines = table.read().splitlines()
    computed = []
    for line in lines:
        if line.startswith("# "):
            functions = CURVES[line[2:]]
        else:
            x = float.fromhex(line.split(" ")[0])
            cells = [hexadecimal(x)]
            for function in functions:
                cells += columns(function(mpf(x)))
            line = " ".join(cells)
        computed.append(line + "\n")
    with open(TABLE, "w") as table:
        table.writelines(computed)


if __name__ == "__main__":
    main()
