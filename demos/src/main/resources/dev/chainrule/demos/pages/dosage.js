// The network of the lesson: every number comes from the two programs that the page carries.

/** The network on the three observations, and on the dosages of a smooth curve. */
class Dosage {
  static PATIENCE = 50; // steps of a descent on b3, if they do not get small enough

  constructor() {
    Object.assign(this, carried("lesson"));
    this.network = new Program(carried("network"));
    this.curves = new Program(carried("curve"));
    this.dosages = this.#array(this.network, "dosage");
    this.observed = this.#array(this.network, "observed");
  }

  #array(program, name) {
    return Array.from(program.value(program.id(name)).data);
  }

  #give(program, numbers) {
    this.names.forEach((name, i) => program.set(program.id(name), [numbers[i]]));
    program.run();
  }

  /** The known numbers, or others, with some replaced by name. */
  with(changes, numbers = this.known) {
    return this.names.map((name, i) => changes[name] ?? numbers[i]);
  }

  /** Runs the network on the three observations, forward and backward. */
  at(numbers) {
    this.#give(this.network, numbers);
    const value = (name) => this.#array(this.network, name);
    const cotangent = (name) =>
      Array.from(this.network.gradient(this.network.id(name)).data);
    const predicted = value("predicted");
    return {
      numbers,
      ssr: value("SSR")[0],
      predicted,
      residuals: predicted.map((n, i) => this.observed[i] - n),
      gradient: this.names.map((name) => cotangent(name)[0]),
      values: Object.fromEntries(["z1", "y1", "z2", "y2"].map((name) => [name, value(name)])),
      cotangents: Object.fromEntries(
        ["predicted", "y1", "z1", "y2", "z2"].map((name) => [name, cotangent(name)]),
      ),
    };
  }

  /** Runs the network on dosages from 0 to 1: all curves by name. */
  curve(numbers) {
    this.#give(this.curves, numbers);
    const names = ["dosage", "z1", "y1", "blue", "z2", "y2", "orange", "predicted"];
    return Object.fromEntries(names.map((name) => [name, this.#array(this.curves, name)]));
  }

  /** The SSR and its slope for a value of b3, the others known. */
  atBias(b3) {
    const now = this.at(this.with({ b3 }));
    return { ...now, b3, slope: now.gradient[this.names.indexOf("b3")] };
  }

  /** The steps of gradient descent on b3, from 0 until one is small enough, or patience ends. */
  biasDescent(rate = this.biasRate) {
    const steps = [];
    for (let b3 = 0; ; ) {
      const now = this.atBias(b3);
      const step = rate * now.slope;
      steps.push({ ...now, step });
      if (Math.abs(step) < this.smallStep || steps.length === Dosage.PATIENCE) {
        return steps;
      }
      b3 -= step;
    }
  }
}

const signed = (n, places) => (n < 0 ? "− " : "+ ") + fixed(Math.abs(n), places);
const list = (numbers, places = 4) => numbers.map((n) => fixed(n, places)).join(", ");
