"use strict";
// A program of a page: it runs the graph forward, and the sweep backward, on any numbers.

function parsed(numbers) {
  return Float64Array.from(numbers, Number); // NaN and Infinity stand there as texts
}

const TAKES_INDICES = new Set(["gather", "scatterAdd"]);
const GIVES_PLACES = new Set(["argMax", "argMin", "argSort", "sort", "topK", "argTopK"]);

class Program {
  /** Takes what the page carries: nodes, operations, the steps of the sweep. */
  constructor(json) {
    this.nodes = json.nodes.map((node, id) => ({ ...node, id, in: node.in ?? [] }));
    this.operations = json.operations;
    this.functions = json.operations.map(functionOf);
    this.sweep = json.sweep;
    this.careful = json.careful;
    this.result = this.nodes.length - 1;
    this.given = this.nodes.map((node) => (node.data ? Program.#numbers(node) : null));
    this.reset();
  }

  static #numbers({ shape, data, float32 }) {
    const all = parsed(data);
    const filled = all.length === 1 ? new Float64Array(size(shape)).fill(all[0]) : all;
    return tensor(shape, filled, float32);
  }

  /** Takes the numbers back that the page came with. */
  reset() {
    this.leaves = this.given.slice();
    this.run();
  }

  /** Finds a node by its name. */
  id(name) {
    return this.nodes.findIndex((node) => node.name === name);
  }

  /** Gives a node other numbers; run() then computes what depends on them. */
  set(id, numbers) {
    const before = this.leaves[id];
    this.leaves[id] = tensor(before.shape, Float64Array.from(numbers), before.float32);
  }

  /** Whether the page can compute a node by itself; if not, it has the number it came with. */
  isComputable(id) {
    const { op } = this.nodes[id];
    return op === undefined || this.functions[op] !== null;
  }

  /** Whether a node may be given other numbers: all that is made of it can be computed. */
  isFree(id) {
    return this.nodes[id].op === undefined && !this.#fixed().has(id);
  }

  /**
   * The nodes that can't have other numbers: something is made of them which the page can't compute,
   * or which was chosen by a mask when the graph was made, or they are indices.
   */
  #fixed() {
    if (!this.fixed) {
      this.fixed = new Set();
      const indices = new Set();
      const isAllFixed = this.#sweepHasOwn();
      for (let id = this.nodes.length - 1; id >= 0; id--) {
        const { op, in: inputs } = this.nodes[id];
        const operation = op === undefined ? {} : this.operations[op];
        const isChosen = !this.isComputable(id) || operation.parameters?.ofMask === 1;
        if (this.fixed.has(id) || isChosen || isAllFixed) {
          inputs.forEach((input) => this.fixed.add(input));
        }
        if (indices.has(id) && !GIVES_PLACES.has(operation.name)) {
          inputs.forEach((input) => indices.add(input));
        }
        if (TAKES_INDICES.has(operation.name)) {
          indices.add(inputs[1]);
        }
      }
      indices.forEach((id) => this.fixed.add(id));
    }
    return this.fixed;
  }

  /** Whether a rule of the sweep used an operation of the user's own. */
  #sweepHasOwn() {
    return (this.sweep?.code ?? []).some((line) => line.op !== undefined);
  }

  /** Runs forward, and then backward. */
  run() {
    this.values = [];
    for (const node of this.nodes) {
      const f = node.op === undefined ? null : this.functions[node.op];
      const inputs = node.in.map((input) => this.values[input]);
      this.values.push(f ? f(inputs) : this.leaves[node.id]);
    }
    this.#sweepBack(this.sweep);
    if (this.careful && this.hasNaN()) {
      this.#sweepBack(this.careful); // where a choice cut the way, 0 times infinity is 0
    }
  }

  #sweepBack(sweep) {
    this.steps = [];
    this.cotangents = this.nodes.map(() => null);
    if (!sweep) {
      return;
    }
    const registers = this.values.slice();
    for (const line of sweep.code) {
      registers.push(
        Array.isArray(line)
          ? this.functions[line[0]](line.slice(1).map((register) => registers[register]))
          : Program.#numbers(line),
      );
    }
    const ones = new Float64Array(size(this.values[this.result].shape)).fill(1);
    this.cotangents[this.result] = tensor(this.values[this.result].shape, ones);
    for (const [from, input, to, cotangents, part, total] of sweep.steps) {
      this.cotangents[to] = registers[total];
      this.steps.push({
        from,
        input,
        to,
        cotangents: cotangents.map((register) => registers[register]),
        part: registers[part],
        sum: registers[total],
      });
    }
  }

  /** Whether NaN is in a gradient of what was given. */
  hasNaN() {
    return this.nodes.some(
      (node) => node.op === undefined && this.cotangents[node.id]?.data.some(Number.isNaN),
    );
  }

  /** The numbers of a node. */
  value(id) {
    return this.values[id];
  }

  /** The gradient of the result with respect to a node: zeros if none flows there. */
  gradient(id) {
    const { shape, float32 } = this.values[id];
    return this.cotangents[id] ?? tensor(shape, new Float64Array(size(shape)), float32);
  }
}
