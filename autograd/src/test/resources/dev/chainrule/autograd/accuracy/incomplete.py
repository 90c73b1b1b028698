"""Computes the true values in incomplete.txt anew, for the parameters and points that stand there.

    python3 incomplete.py

A line is "gamma", a, x, and then P(a, x), Q(a, x) and the first three derivatives of P by a; or
"beta", a, b, x, and then the incomplete beta function and its derivatives by a, b, a twice, a and
b, and b twice; each rounded to float64. The functions are sums of positive terms, their derivatives
differences of these with so many digits that a fraction of them is more than enough. Needs mpmath.
"""

import os

from accuracy import beta_lower, gamma_lower
from mpmath import mp, mpf

TABLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "incomplete.txt")


def gamma(a, x):
    h = a * mpf(2) ** -200
    far, before, at, after, beyond = (gamma_lower(a + k * h, x) for k in (-2, -1, 0, 1, 2))
    return (
        at,
        1 - at,
        (after - before) / (2 * h),
        (after - 2 * at + before) / h**2,
        (beyond - 2 * after + 2 * before - far) / (2 * h**3),
    )


def beta(a, b, x):
    h, k = a * mpf(2) ** -200, b * mpf(2) ** -200

    def near(i, j):
        return beta_lower(a + i * h, b + j * k, x)

    return (
        near(0, 0),
        (near(1, 0) - near(-1, 0)) / (2 * h),
        (near(0, 1) - near(0, -1)) / (2 * k),
        (near(1, 0) - 2 * near(0, 0) + near(-1, 0)) / h**2,
        (near(1, 1) - near(1, -1) - near(-1, 1) + near(-1, -1)) / (4 * h * k),
        (near(0, 1) - 2 * near(0, 0) + near(0, -1)) / k**2,
    )


def main():
    mp.prec = 1400
    computed = []
    with open(TABLE) as table:
        for line in table.read().splitlines():
            function, *cells = line.split(" ")
            inputs = cells[: 2 if function == "gamma" else 3]
            results = globals()[function](*(mpf(float(cell)) for cell in inputs))
            computed.append(" ".join([function, *inputs, *(repr(float(r)) for r in results)]))
    with open(TABLE, "w") as table:
        table.write("\n".join(computed) + "\n")


if __name__ == "__main__":
    main()
