"""The workloads' data, the same for every Python peer; workloads.hpp has the scalar part for C++."""
import math

import numpy as np

BATCHES = 1  # as the benchmarks of the engine

# name: (layer sizes, batch size)
MLPS = {
    "W1-digits": ((784, 16, 16, 10), 100),
    "W2-medium": ((784, 512, 512, 10), 128),
    "W2b-large": ((784, 2048, 2048, 10), 256),
    "W3-tiny": ((2, 16, 16, 1), 100),
}
LEARNING_RATE = 0.01


def mlp(name, dtype):
    """Weights as (in, out), zero biases, and a list of batches (x, y); y is integer labels, or a column for W3."""
    sizes, batch = MLPS[name]
    r = np.random.RandomState(42)
    params = []
    for fan_in, fan_out in zip(sizes, sizes[1:]):
        params.append((r.randn(fan_in, fan_out) / math.sqrt(fan_in)).astype(dtype))
        params.append(np.zeros(fan_out, dtype))
    batches = []
    for _ in range(BATCHES):
        x = r.rand(batch, sizes[0]).astype(dtype)
        y = (x.sum(1, keepdims=True) - 1).astype(dtype) if name == "W3-tiny" else r.randint(0, 10, batch)
        batches.append((x, y))
    return params, batches


def one_hot(labels, dtype):
    return np.eye(10, dtype=dtype)[labels]


def rosenbrock_start(n):
    x = np.ones(n)
    x[::2] = -1.2
    return x


def rosenbrock_direction(n):
    return 1.0 / (1 + np.arange(n) % 7)


def elementwise_input(dtype):
    return np.random.RandomState(42).randn(1_000_000).astype(dtype)


def square_matrices(dtype):
    r = np.random.RandomState(42)
    return r.rand(1024, 1024).astype(dtype), r.rand(1024, 1024).astype(dtype)
