"""Backpropagation written by hand in NumPy with preallocated buffers: by_numpy.py <workload> <threads> <f32|f64>."""
import itertools
import sys

import numpy as np

import data
from timing import measure

workload, threads, dtype_name = sys.argv[1], int(sys.argv[2]), sys.argv[3]
dtype = {"f32": np.float32, "f64": np.float64}[dtype_name]


def mlp(name):
    params, batches = data.mlp(name, dtype)
    sizes, batch = data.MLPS[name]
    weights, biases = params[0::2], params[1::2]
    layers = len(weights)
    outs = [np.empty((batch, n), dtype) for n in sizes[1:]]
    deltas = [np.empty_like(o) for o in outs]
    temps = [np.empty_like(o) for o in outs]
    gw = [np.empty_like(w) for w in weights]
    gb = [np.empty_like(b) for b in biases]
    rate = dtype(data.LEARNING_RATE)
    rows = np.arange(batch)
    targets = [data.one_hot(y, dtype) if name == "W1-digits" else y for _, y in batches]
    turn = itertools.cycle([(x, t) for (x, _), t in zip(batches, targets)])
    sigmoid = name == "W1-digits"
    tanh = name == "W3-tiny"

    def step():
        x, t = next(turn)
        a = x
        for i in range(layers):
            z = np.matmul(a, weights[i], out=outs[i])
            z += biases[i]
            if sigmoid:
                np.negative(z, out=z)
                np.exp(z, out=z)
                z += 1
                np.reciprocal(z, out=z)
            elif i < layers - 1:
                np.tanh(z, out=z) if tanh else np.maximum(z, 0, out=z)
            a = z
        d = deltas[-1]
        if sigmoid:
            np.subtract(a, t, out=d)
            loss = np.vdot(d, d) / batch
            d *= dtype(2 / batch)
        elif tanh:
            np.subtract(a, t, out=d)
            loss = np.vdot(d, d) / batch
            d *= dtype(2 / batch)
        else:
            np.subtract(a, a.max(1, keepdims=True), out=d)
            shifted = d[rows, t]
            np.exp(d, out=d)
            s = d.sum(1, keepdims=True)
            loss = (np.log(s[:, 0]) - shifted).mean()
            d /= s
            d[rows, t] -= 1
            d *= dtype(1 / batch)
        for i in range(layers - 1, -1, -1):
            d, a, tmp = deltas[i], outs[i], temps[i]
            if sigmoid:  # d *= a (1 - a)
                np.subtract(1, a, out=tmp)
                tmp *= a
                d *= tmp
            elif i < layers - 1:
                if tanh:  # d *= 1 - a^2
                    np.multiply(a, a, out=tmp)
                    np.subtract(1, tmp, out=tmp)
                    d *= tmp
                else:
                    d *= a > 0
            np.matmul((outs[i - 1] if i else x).T, d, out=gw[i])
            np.sum(d, axis=0, out=gb[i])
            if i:
                np.matmul(d, weights[i].T, out=deltas[i - 1])
        for p, g in zip(weights + biases, gw + gb):
            g *= rate
            p -= g
        return loss

    measure(name, "numpy by hand", dtype_name, threads, step, [float(step()) for _ in range(5)][-1])


def elementwise():
    x = data.elementwise_input(dtype)
    t, e, s, g = (np.empty_like(x) for _ in range(4))
    a, b = dtype(0.7), dtype(0.1)
    gradients = [0, 0]

    def step():
        np.multiply(x, a, out=t)
        np.add(t, b, out=t)
        np.tanh(t, out=t)
        np.multiply(x, x, out=e)
        np.negative(e, out=e)
        np.exp(e, out=e)
        loss = np.vdot(t, e)
        np.multiply(t, t, out=g)  # of the line a x + b: e (1 - t^2)
        np.subtract(1, g, out=g)
        np.multiply(g, e, out=g)
        gradients[0] = np.vdot(g, x)
        gradients[1] = g.sum()
        np.multiply(g, a, out=g)  # of x: a times that - 2 x t e
        np.multiply(x, t, out=s)
        np.multiply(s, e, out=s)
        np.multiply(s, 2, out=s)
        np.subtract(g, s, out=g)
        return loss

    step()
    check = float(np.abs(g.astype(np.float64)).sum()) + float(gradients[0]) + float(gradients[1])
    measure(workload, "numpy by hand", dtype_name, threads, step, check)


def product():
    x, y = data.square_matrices(dtype)
    out = np.empty_like(x)
    measure(workload, "numpy", dtype_name, threads, lambda: np.matmul(x, y, out=out), 0)


class Rosenbrock:
    """The function, its gradient and its Hessian matrix times a vector, in buffers that are kept."""

    def __init__(self, n=10_000):
        self.x, self.v = data.rosenbrock_start(n), data.rosenbrock_direction(n)
        self.t, self.s, self.u = (np.empty(n - 1) for _ in range(3))
        self.g, self.h = np.empty(n), np.empty(n)

    def gradient(self):
        here, after = self.x[:-1], self.x[1:]
        t, s, u, g = self.t, self.s, self.u, self.g
        np.multiply(here, here, out=t)
        np.subtract(after, t, out=t)
        np.subtract(1, here, out=s)
        value = 100 * np.dot(t, t) + np.dot(s, s)
        np.multiply(here, t, out=u)
        u *= -400
        s *= 2
        np.subtract(u, s, out=g[:-1])
        g[-1] = 0
        np.multiply(t, 200, out=u)
        g[1:] += u
        return value

    def hessian_times_vector(self):
        here, after = self.x[:-1], self.x[1:]
        t, s, u, h = self.t, self.s, self.u, self.h
        np.multiply(here, here, out=t)
        np.subtract(after, t, out=t)
        np.multiply(here, self.v[:-1], out=s)  # s is how t changes along v
        s *= -2
        s += self.v[1:]
        np.multiply(self.v[:-1], t, out=t)
        np.multiply(here, s, out=u)
        t += u
        t *= -400
        np.multiply(self.v[:-1], 2, out=u)
        np.add(t, u, out=h[:-1])
        h[-1] = 0
        s *= 200
        h[1:] += s


def rosenbrock(step, result):
    step()
    measure(workload, "numpy by hand", dtype_name, threads, step, float(np.abs(result).sum()))


r = Rosenbrock()
{
    "W4c-rosenbrock": lambda: rosenbrock(r.gradient, r.g),
    "W4d-hessian-vector": lambda: rosenbrock(r.hessian_times_vector, r.h),
    "W5-elementwise": elementwise,
    "W6-product": product,
}.get(workload, lambda: mlp(workload))()
