"""PyTorch eager on the CPU: by_torch.py <workload> <threads> <f32|f64>."""
import itertools
import sys

import numpy as np
import torch
import torch.nn.functional as F

import data
from timing import measure

workload, threads, dtype_name = sys.argv[1], int(sys.argv[2]), sys.argv[3]
torch.set_num_threads(threads)
dtype = {"f32": np.float32, "f64": np.float64}[dtype_name]


def report(peer, step, check, name=workload, note=""):
    measure(name, peer, dtype_name, threads, step, check, note)


def mlp(name):
    params, batches = data.mlp(name, dtype)
    sizes = data.MLPS[name][0]
    activation, module = {"W1-digits": (torch.sigmoid, torch.nn.Sigmoid), "W3-tiny": (torch.tanh, torch.nn.Tanh)}.get(
        name, (torch.relu, torch.nn.ReLU))
    last_active = name == "W1-digits"
    if name == "W1-digits":
        batches = [(x, data.one_hot(y, dtype)) for x, y in batches]
        loss_of = lambda out, y: (out - y).square().sum(1).mean()
    elif name == "W3-tiny":
        loss_of = F.mse_loss
    else:
        loss_of = F.cross_entropy
    batches = [(torch.from_numpy(x), torch.from_numpy(y)) for x, y in batches]
    layers = len(sizes) - 1

    # The usual way: nn.Sequential and optim.SGD.
    parts = []
    for i in range(layers):
        linear = torch.nn.Linear(sizes[i], sizes[i + 1])
        linear.weight = torch.nn.Parameter(torch.from_numpy(params[2 * i].T.copy()))
        linear.bias = torch.nn.Parameter(torch.from_numpy(params[2 * i + 1].copy()))
        parts += [linear] + ([module()] if i < layers - 1 or last_active else [])
    model = torch.nn.Sequential(*parts)
    optimiser = torch.optim.SGD(model.parameters(), lr=data.LEARNING_RATE)
    turn = itertools.cycle(batches)

    def usual():
        x, y = next(turn)
        optimiser.zero_grad(set_to_none=True)
        loss = loss_of(model(x), y)
        loss.backward()
        optimiser.step()
        return loss

    report("torch nn+optim.SGD", usual, [usual().item() for _ in range(5)][-1])

    # The leanest eager way: plain tensors, one fused update over all parameters.
    leaves = [torch.from_numpy(p.T.copy() if p.ndim == 2 else p.copy()).requires_grad_() for p in params]
    turn2 = itertools.cycle(batches)

    def lean():
        x, y = next(turn2)
        for i in range(layers):
            x = F.linear(x, leaves[2 * i], leaves[2 * i + 1])
            if i < layers - 1 or last_active:
                x = activation(x)
        loss = loss_of(x, y)
        gradients = torch.autograd.grad(loss, leaves)
        with torch.no_grad():
            torch._foreach_add_(leaves, gradients, alpha=-data.LEARNING_RATE)
        return loss

    report("torch lean (foreach update)", lean, [lean().item() for _ in range(5)][-1])


def expression():
    a = torch.tensor(-4.0, dtype=torch.float64, requires_grad=True)
    b = torch.tensor(2.0, dtype=torch.float64, requires_grad=True)

    def step():
        a.grad = b.grad = None
        c = a + b
        d = a * b + b**3
        c = c + (c + 1)
        c = c + (1 + c + (-a))
        d = d + (d * 2 + (b + a).relu())
        d = d + (3 * d + (b - a).relu())
        e = c - d
        f = e**2
        g = f / 2.0
        g = g + 10.0 / f
        g.backward()

    step()
    report("torch 0-d tensors", step, a.grad.item() + b.grad.item())


def rosenbrock(x):
    head, tail = x[:-1], x[1:]
    return (100 * (tail - head.square()).square() + (1 - head).square()).sum()


def rosenbrock_gradient():
    x = torch.from_numpy(data.rosenbrock_start(10_000)).requires_grad_()

    def step():
        x.grad = None
        rosenbrock(x).backward()

    step()
    report("torch vectorised", step, x.grad.abs().sum().item())


def elementwise():
    x = torch.from_numpy(data.elementwise_input(dtype)).requires_grad_()
    a = torch.tensor(0.7, dtype=x.dtype, requires_grad=True)
    b = torch.tensor(0.1, dtype=x.dtype, requires_grad=True)

    def step():
        x.grad = a.grad = b.grad = None
        (torch.tanh(x * a + b) * torch.exp(-x * x)).sum().backward()

    step()
    report("torch", step, x.grad.double().abs().sum().item() + a.grad.item() + b.grad.item())


def product():
    x, y = (torch.from_numpy(m) for m in data.square_matrices(dtype))
    out = torch.empty_like(x)
    report("torch", lambda: torch.mm(x, y, out=out), 0)


def hessian_times_vector():
    from torch.autograd import functional
    x = torch.from_numpy(data.rosenbrock_start(10_000))
    v = torch.from_numpy(data.rosenbrock_direction(10_000))
    vhp = lambda: functional.vhp(rosenbrock, x, v)
    report("torch functional.vhp", vhp, vhp()[1].abs().sum().item())
    y = x.clone().requires_grad_()

    def double_backward():
        g, = torch.autograd.grad(rosenbrock(y), y, create_graph=True)
        return torch.autograd.grad(g, y, v)[0]

    report("torch grad of grad", double_backward, double_backward().abs().sum().item())


{"W4a-expression": expression, "W4c-rosenbrock": rosenbrock_gradient, "W4d-hessian-vector": hessian_times_vector,
 "W5-elementwise": elementwise, "W6-product": product}.get(workload, lambda: mlp(workload))()
