"use strict";
// Training in the page: the network runs, forward and backward, again and again.

/** One step down: each weight minus the rate times its gradient. */
function descend(program, rate) {
  const moved = ["W1", "W2"].map((name) => {
    const id = program.id(name);
    return [id, mapTwo(program.value(id), program.gradient(id), (w, g) => w - rate * g).data];
  });
  moved.forEach(([id, weights]) => program.set(id, weights));
  program.run();
}

class Training {
  constructor(root) {
    this.program = new Program(carried("net"));
    this.rate = settings.rate;
    const label = "The cost after each iteration, as a curve.";
    this.plot = new Plot({ x: [0, 10], y: [0, 1], xName: "iteration", yName: "cost", label });
    this.network = new NetworkPicture(this.program);
    this.text = h("div", { class: "readout", role: "status" });
    this.table = h("div", {});
    this.weights = h("div", { class: "pictures" });
    root.append(...this.#words(), this.#controls(), this.text, this.#pictures());
    this.restart();
  }

  #words() {
    return [
      para(
        "Forward, backward, update: that is one ",
        bold("iteration"),
        `. It is repeated many times, here up to ${settings.iterations.toLocaleString("en")} ` +
          "times. This page computes each iteration as you watch. With the learning rate " +
          `${settings.rate}, the cost falls quickly at first, then more slowly, then quickly ` +
          "again, and very slowly in the end. Try other learning rates: small steps take long, " +
          "and too large ones can jump over the lowest point.",
      ),
    ];
  }

  #controls() {
    const button = (text, count) =>
      h("button", { type: "button", "data-count": count, onclick: () => this.run(count) }, text);
    this.play = h(
      "button",
      { type: "button", id: "train-on", onclick: () => this.toggle() },
      "Train on",
    );
    const rates = [0.1, 0.5, 1, 2, 5, 20, 100].map((rate) =>
      h("option", { value: rate, selected: rate === this.rate }, `${rate}`),
    );
    const choice = h(
      "select",
      { id: "rate", onchange: () => (this.rate = Number(choice.value)) },
      rates,
    );
    const again = h(
      "button",
      { type: "button", id: "restart", onclick: () => this.restart() },
      "Start again",
    );
    const counts = [1, 10, 100, 1000].map((count) =>
      button(count === 1 ? "1 iteration" : `${count}`, count),
    );
    return h(
      "div",
      { class: "controls" },
      counts,
      this.play,
      again,
      h("label", {}, "learning rate", choice),
    );
  }

  #pictures() {
    return h(
      "div",
      {},
      h(
        "div",
        { class: "columns" },
        h("div", {}, this.plot.element, this.table),
        h("div", {}, this.network.element, this.weights),
      ),
    );
  }

  restart() {
    this.pause();
    this.program.reset();
    this.costs = [costOf(this.program)];
    this.show();
  }

  get iteration() {
    return this.costs.length - 1;
  }

  advance(count) {
    for (let i = 0; i < count && this.iteration < settings.iterations; i++) {
      descend(this.program, this.rate);
      this.costs.push(costOf(this.program));
    }
  }

  run(count) {
    this.pause();
    this.advance(count);
    this.show();
  }

  toggle() {
    if (this.frame) {
      this.pause();
      return;
    }
    this.play.textContent = "Pause";
    const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const next = () => {
      this.advance(isStill ? 1000 : Math.max(1, Math.min(20, Math.ceil(this.iteration / 40))));
      this.show();
      if (this.iteration < settings.iterations) {
        this.frame = isStill ? setTimeout(next, 500) : requestAnimationFrame(next);
      } else {
        this.pause();
      }
    };
    this.isTimer = isStill;
    this.frame = isStill ? setTimeout(next, 0) : requestAnimationFrame(next);
  }

  pause() {
    (this.isTimer ? clearTimeout : cancelAnimationFrame)(this.frame ?? 0);
    this.frame = null;
    this.play.textContent = "Train on";
  }

  show() {
    const { plot, costs, iteration } = this;
    const most = costs.reduce((a, b) => Math.max(a, b));
    plot.setEnds([0, Math.max(10, iteration)], [0, most * 1.08]);
    const skip = Math.max(1, Math.floor(costs.length / 500));
    const points = costs
      .map((cost, i) => [i, cost])
      .filter(([i]) => i % skip === 0 || i === iteration);
    plot.show(plot.curve(points), plot.point(iteration, costs[iteration]));
    this.text.replaceChildren(
      para(
        "After ",
        bold(`${iteration}`),
        " iterations the cost is ",
        bold(short(costs[iteration])),
        ".",
      ),
      para(this.#verdict()),
    );
    this.#showOutputs();
    this.network.show({});
    this.weights.replaceChildren(
      ...["W1", "W2"].map(
        (name) => new RowPicture([named(name, this.program)], [0, 0], { mark: "none" }).element,
      ),
    );
  }

  #wrong() {
    const [y, t] = [numbersOf("Y", this.program).data, numbersOf("T", this.program).data];
    return y.filter((number, i) => Math.abs(number - t[i]) >= 0.5).length;
  }

  #verdict() {
    const wrong = this.#wrong();
    const all = numbersOf("Y", this.program).data.length;
    return wrong === 0
      ? `Rounded, all ${all} outputs are right.`
      : `Rounded, ${wrong} of the ${all} outputs are wrong.`;
  }

  #showOutputs() {
    const [y, t] = [named("Y", this.program), named("T", this.program)];
    const table = tableOf("What the network says, and what was wanted", {
      head: ["pattern", "sum", "wanted", "carry", "wanted"],
      rows: PATTERNS.map((name, i) => [
        name,
        ...OUTPUTS.flatMap((_, j) => [decimals(y.at(i, j), 4), t.at(i, j)]),
      ]),
    });
    this.table.replaceChildren(table);
  }
}
