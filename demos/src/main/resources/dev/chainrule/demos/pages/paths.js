// Graphs whose paths are counted: all values and derivatives come from the page's programs.

/** The derivatives of single operations, from a program of each. */
class Locals {
  constructor() {
    this.programs = {};
  }

  /** The derivatives of an operation with respect to each of its inputs, at these numbers. */
  of(name, inputs) {
    this.programs[name] ??= new Program(carried("local-" + name));
    const program = this.programs[name];
    inputs.forEach((n, i) => program.set(i, [n]));
    program.run();
    return { value: program.value(program.result).data[0], slopes: inputs.map((_, i) =>
      program.gradient(i).data[0]) };
  }
}

/** A program of scalars as a graph: nodes, links with their derivatives, and paths. */
class PathGraph {
  constructor(name, locals) {
    this.program = new Program(carried(name));
    this.locals = locals;
    this.names = this.program.nodes.map((node) => node.name);
    this.look();
  }

  /** Gives inputs other numbers. */
  set(numbers) {
    Object.entries(numbers).forEach(([name, n]) => this.program.set(this.id(name), [n]));
    this.program.run();
    this.look();
  }

  id(name) {
    return this.names.indexOf(name);
  }

  get result() {
    return this.program.result;
  }

  /** Computes the values, and the derivative of each link. */
  look() {
    const { nodes, operations } = this.program;
    this.values = nodes.map((node) => this.program.value(node.id).data[0]);
    this.operation = nodes.map((node) => node.op === undefined ? null : operations[node.op].name);
    this.links = nodes.flatMap((node) => {
      if (node.op === undefined) {
        return [];
      }
      const inputs = node.in.map((input) => this.values[input]);
      const { slopes } = this.locals.of(this.operation[node.id], inputs);
      return node.in.map((from, input) => ({ from, to: node.id, input, slope: slopes[input] }));
    });
  }

  linksFrom(id) {
    return this.links.filter((link) => link.from === id);
  }

  linksTo(id) {
    return this.links.filter((link) => link.to === id);
  }

  gradient(name) {
    return this.program.gradient(this.id(name)).data[0];
  }

  /** Walks every path from a node to the result: each is a list of links. */
  paths(id) {
    if (id === this.result) {
      return [[]];
    }
    return this.linksFrom(id).flatMap((link) =>
      this.paths(link.to).map((rest) => [link, ...rest]),
    );
  }

  /** The links that can be reached from a node: what a sweep forwards from it has to visit. */
  reachable(id) {
    const reached = new Set([id]);
    return this.links.filter((link) => reached.has(link.from) && reached.add(link.to));
  }

  /** The sweep's links in the order in which the engine visits them. */
  sweep() {
    return this.program.steps.map((step) => ({
      link: this.links.find((l) => l.to === step.from[0] && l.input === step.input),
      cotangent: step.cotangents[0].data[0],
      part: step.part.data[0],
      sum: step.sum.data[0],
    }));
  }

  /** The names along a path. */
  text(path) {
    return [path[0].from, ...path.map((link) => link.to)].map((id) => this.names[id]).join(" → ");
  }
}

const timesAll = (numbers) => numbers.reduce((a, b) => a * b, 1);
const addAll = (numbers) => numbers.reduce((a, b) => a + b, 0);
const brief = (n) => format(n, 6);
const inBrackets = (n) => (n < 0 ? `(${brief(n)})` : brief(n));
/** Multiplications for paths walked one by one from 1 on: one for each link. */
const walkingCost = (paths) => addAll(paths.map((path) => path.length));
