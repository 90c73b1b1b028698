"use strict";
// The page of a graph: steps, drawing and details together.

class GraphPage {
  constructor() {
    this.program = new Program(carried("graph"));
    const { nodes, steps } = this.program;
    this.made = nodes.filter((node) => node.op !== undefined);
    this.given = nodes.filter((node) => node.op === undefined);
    this.seed = 1 + this.made.length; // the step at which the sweep begins
    this.selected = this.program.result;
    this.details = new Details(this);
    this.map = new GraphMap(document.getElementById("map"), this.program, (id) => this.select(id));
    this.#describe();
    this.player = new Player(document.getElementById("player"), {
      count: this.seed + (this.program.sweep ? 1 + steps.length : 0),
      show: (step) => this.#show(step),
    });
    this.#listen();
    this.#showGiven();
    this.player.start();
    this.select(this.program.result);
  }

  operation(node) {
    return node.op === undefined ? null : this.program.operations[node.op];
  }

  name(id) {
    return this.program.nodes[id].name;
  }

  names(ids) {
    return ids.map((id) => this.name(id)).join(" and ");
  }

  elementName(id, at) {
    const { shape, data } = this.program.value(id);
    return data.length > 1 ? `${this.name(id)}[${indexText(shape, at)}]` : this.name(id);
  }

  #describe() {
    const { nodes, sweep, steps } = this.program;
    const backward = sweep
      ? `The way back takes ${steps.length} steps: one for each use of a value that a gradient can flow into.`
      : "Nothing in it wants a gradient: there is no way back.";
    document.getElementById("overview").textContent =
      `${this.name(this.program.result)} is made of ${this.given.length} given values by ` +
      `${this.made.length} operations. ${backward}`;
    document.getElementById("legend").textContent =
      "Each box is a value: its name, its number or shape, and, on the way back, the derivative of " +
      "the result with respect to it, with \u2202. Boxes with corners were given; a dashed line " +
      "marks those that want a gradient.";
    const choose = document.getElementById("choose");
    choose.append(...nodes.map((node) => h("option", { value: node.id }, this.map.title(node))));
    choose.addEventListener("change", () => {
      this.select(Number(choose.value));
      this.map.follow(this.selected);
    });
  }

  #listen() {
    const on = (id, action) => document.getElementById(id).addEventListener("click", action);
    on("zoom-network", () => this.map.view.fit());
    on("zoom-layer", () => this.map.near(this.selected));
    on("zoom-number", () => document.getElementById("number-title").focus());
    on("zoom-in", () => this.map.view.zoom(1.3));
    on("zoom-out", () => this.map.view.zoom(1 / 1.3));
    on("reset", () => {
      this.program.reset();
      this.#refresh();
      this.showDetails();
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.showDetails());
  }

  /** Shows everything about a value. */
  select(id) {
    this.selected = id;
    this.map.select(id);
    document.getElementById("choose").value = id;
    this.showDetails();
  }

  /** Builds the details again; a heat map that had the focus keeps it. */
  showDetails(heat) {
    const title = document.getElementById("value-title");
    title.textContent = this.map.title(this.program.nodes[this.selected]);
    document.getElementById("details").replaceChildren(this.details.of(this.selected));
    document.querySelector(`[data-heat="${heat}"]`)?.focus();
  }

  /** Gives an element another number, and computes everything again. */
  change(id, at, number) {
    const numbers = this.program.value(id).data.slice();
    numbers[at] = number;
    this.program.set(id, numbers);
    this.program.run();
    this.#refresh();
    this.#refreshNumber(id, at);
  }

  #refresh() {
    this.#showGiven();
    this.player.go(this.player.step);
  }

  /** Shows what changed in the details, but leaves the slider there that is just moved. */
  #refreshNumber(id, at) {
    const fresh = this.details.of(id);
    const shown = document.querySelectorAll("#details .panel");
    fresh.querySelectorAll(".panel").forEach((panel, i, all) => {
      if (i < all.length - 1) {
        shown[i].replaceWith(panel);
      }
    });
    this.details.elements.set(id, at);
  }

  #showGiven() {
    const rows = this.given.map((node) => {
      const gradient = this.program.cotangents[node.id];
      const isOne = this.program.value(node.id).data.length === 1;
      const describe = (x) => (isOne ? format(x.data[0], 7) : summary(x));
      return h(
        "tr",
        {},
        h("th", { scope: "row" }, this.#choice(node)),
        h("td", {}, describe(this.program.value(node.id))),
        h("td", {}, gradient ? describe(gradient) : node.kind === "variable" ? "0" : "none"),
      );
    });
    const head = ["Name", "Value", "Gradient"].map((text) => h("th", { scope: "col" }, text));
    const table = h("table", {}, h("thead", {}, h("tr", {}, head)), h("tbody", {}, rows));
    document.getElementById("given").replaceChildren(table);
  }

  #choice(node) {
    const choose = () => {
      this.select(node.id);
      document.getElementById("value-title").scrollIntoView();
      document.getElementById("slider")?.focus();
    };
    return h("button", { type: "button", onclick: choose }, node.name);
  }

  /** Shows a step, and says what happens there; details are of the value that it is about. */
  #show(step) {
    if (step !== this.shown && this.shown !== undefined) {
      const [about] = this.#happening(step).now;
      if (about !== undefined && about !== this.selected) {
        this.select(about);
      }
    }
    this.shown = step;
    const { nodes, steps, values } = this.program;
    const last = step - this.seed - 1; // of the steps back that were done
    const sums = new Map();
    for (let i = 0; i <= last; i++) {
      sums.set(steps[i].to, steps[i].sum);
    }
    if (step >= this.seed && this.program.sweep) {
      sums.set(this.program.result, this.program.cotangents[this.program.result]);
    }
    let done = this.given.length;
    const forward = nodes.map((node) => {
      const isDone = node.op === undefined || done - this.given.length < step;
      done += node.op === undefined ? 0 : 1;
      return isDone;
    });
    const states = nodes.map(({ id }) => (sums.has(id) ? "swept" : forward[id] ? "done" : "waiting"));
    const valueTexts = nodes.map(({ id }) => (forward[id] ? GraphPage.#short(values[id]) : "?"));
    const sumTexts = nodes.map(({ id }) => (sums.has(id) ? "\u2202 " + GraphPage.#short(sums.get(id)) : ""));
    const { text, now, edge } = this.#happening(step);
    this.map.update(states, valueTexts, sumTexts, now, edge);
    return text;
  }

  static #short(x) {
    return x.data.length === 1 ? format(x.data[0]) : `[${x.shape.join(" \u00d7 ")}]`;
  }

  /** What happens at a step: the text, the values that it is about, the lines. */
  #happening(step) {
    if (step === 0) {
      const text = `Forward. ${this.given.length} values are given; the first one that is computed comes next.`;
      return { text: [h("p", {}, text)], now: [], edge: [] };
    }
    if (step < this.seed) {
      const node = this.made[step - 1];
      const at = this.details.elements.get(node.id) ?? 0;
      const edge = node.in.map((_, i) => `${node.id}:${i}`);
      return { text: this.#forwardText(node, at), now: [node.id], edge };
    }
    if (step === this.seed) {
      const text = `Backward. It begins at the result, ${this.name(this.program.result)}: its derivative by itself is 1.`;
      return { text: [h("p", {}, text)], now: [this.program.result], edge: [] };
    }
    const taken = this.program.steps[step - this.seed - 1];
    const edge = taken.from.map((id) => `${id}:${taken.input}`);
    return { text: this.#backwardText(taken), now: [taken.to, ...taken.from], edge };
  }

  #forwardText(node, at) {
    const value = this.program.value(node.id);
    const words = forwardWords(this.operation(node));
    const what = `Forward: ${this.name(node.id)} is computed. ${words}`;
    const shape = value.data.length === 1 ? "" : ` Shape ${shapeText(value.shape)}: ${summary(value)}.`;
    return [h("p", {}, what + shape), ...this.computed(node.id, at)];
  }

  #backwardText(step) {
    const { data } = step.part;
    const at = Math.min(this.details.elements.get(step.to) ?? 0, Math.max(data.length - 1, 0));
    const hands = step.from.length > 1 ? "hand their cotangents" : "hands its cotangent";
    const what = `Backward: ${this.names(step.from)} ${hands} on to ${this.name(step.to)}.`;
    if (data.length === 0) {
      return [h("p", {}, what + " There are no elements.")];
    }
    const operation = this.operation(this.program.nodes[step.from[0]]);
    const all = this.program.steps.filter(({ to }) => to === step.to);
    const before = all[all.indexOf(step) - 1];
    const element = this.elementName(step.to, at);
    const sum = !before
      ? `It is the first that arrives at ${element}: ${format(data[at])}.`
      : `At ${element}, it is added to what came before: ${format(before.sum.data[at])} + ` +
        `${format(data[at])} = ${format(step.sum.data[at])}.`;
    return [
      h("p", {}, `${what} ${backwardWords(operation, step.input)}`),
      h("p", {}, this.derivative(step, at)),
      h("p", {}, sum, " ", this.#arrived(step)),
    ];
  }

  /** Says how many of a value's uses have sent something by now. */
  #arrived(step) {
    const all = this.program.steps.filter(({ to }) => to === step.to);
    const arrived = all.indexOf(step) + 1;
    return arrived < all.length
      ? `${arrived} of ${all.length} uses have sent something: it is not complete yet.`
      : `Now the cotangent of ${this.name(step.to)} is complete.`;
  }

  /** The formula of an element, in names and in numbers; nothing for what was given. */
  computed(id, at) {
    const node = this.program.nodes[id];
    const operation = this.operation(node);
    const value = this.program.value(id);
    if (!operation || value.data.length === 0) {
      return [];
    }
    const result = h("span", { class: "number" }, ` = ${exact(value.data[at])}`);
    if (operation.formula) {
      const places = node.in.map((input) => this.#place(input, value.shape, at));
      const names = node.in.map((input, i) => this.elementName(input, places[i]));
      const numbers = node.in.map((input, i) => this.program.value(input).data[places[i]]);
      const name = this.elementName(id, at);
      return [
        h("p", {}, `${name} = `, formula(operation.formula, names)),
        h("p", {}, "= ", formula(operation.formula, numbers), result),
      ];
    }
    return [h("p", {}, `${this.elementName(id, at)} = ${this.#terms(node, at)}`, result)];
  }

  /** An element of a sum or a matrix product, written out. */
  #terms(node, at) {
    const operation = this.operation(node);
    const inputs = node.in.map((input) => this.program.value(input));
    const isPlain = !operation.own && inputs.every((x) => x.shape.length <= 2);
    if (isPlain && operation.name === "matMul") {
      const [rows, columns] = [inputs[0].shape[1], inputs[1].shape[1]];
      const [row, column] = [Math.floor(at / columns), at % columns];
      const term = (k) =>
        `${GraphPage.#part(inputs[0].data[row * rows + k])} \u00b7 ${GraphPage.#part(inputs[1].data[k * columns + column])}`;
      return GraphPage.#sum(rows, term);
    }
    if (!operation.own && operation.name === "sum" && this.program.value(node.id).data.length === 1) {
      return GraphPage.#sum(inputs[0].data.length, (k) => GraphPage.#part(inputs[0].data[k]));
    }
    return `${operation.name} of ${this.names(node.in)}`;
  }

  /** What arrives at an element of a factor of a matrix product, written out as a sum. */
  #productTerms(step, node, at) {
    const [x, y] = node.in.map((input) => this.program.value(input));
    const { own, name } = this.operation(node);
    if (own || name !== "matMul" || x.shape.length > 2 || y.shape.length > 2) {
      return "";
    }
    const cotangent = step.cotangents[0].data;
    const [inner, columns] = y.shape;
    const rows = x.shape[0];
    const [i, j] = step.input === 0 ? [Math.floor(at / inner), at % inner] : [Math.floor(at / columns), at % columns];
    const factors =
      step.input === 0
        ? (k) => [cotangent[i * columns + k], y.data[j * columns + k]]
        : (k) => [x.data[k * inner + i], cotangent[k * columns + j]];
    const term = (k) => factors(k).map(GraphPage.#part).join(" \u00b7 ");
    return `${GraphPage.#sum(step.input === 0 ? columns : rows, term)} = `;
  }

  static #part(number) {
    return number < 0 ? `(${format(number)})` : format(number);
  }

  static #sum(count, term) {
    const shown = Math.min(count, MAX_TERMS);
    const terms = Array.from({ length: shown }, (_, k) => term(k)).join(" + ");
    return count > shown ? `${terms} + ${count - shown} more` : terms || "0, a sum of nothing";
  }

  /** Which element of an operand an element of a pointwise result is made of. */
  #place(input, shape, at) {
    const own = this.program.value(input).shape;
    const index = stridesOf(shape).map((stride, axis) => Math.floor(at / stride) % shape[axis]);
    const skipped = shape.length - own.length;
    return stridesOf(own).reduce(
      (place, stride, axis) => place + (own[axis] === 1 ? 0 : index[axis + skipped] * stride),
      0,
    );
  }

  /** The chain rule for one step back: cotangent times local derivative, as formula and numbers. */
  derivative(step, at) {
    const [from] = step.from;
    const node = this.program.nodes[from];
    const operation = this.operation(node);
    const slope = operation.slopes?.[step.input];
    const value = this.program.value(from);
    if (!slope || value.data.length !== step.part.data.length) {
      const isSummed = slope && value.data.length > step.part.data.length;
      const summed = isSummed
        ? `Cotangents times derivatives, added up over the ${value.data.length / step.part.data.length} elements that it went into by broadcasting.`
        : `${this.#productTerms(step, node, at)}${format(step.part.data[at])} arrives.`;
      return [summed];
    }
    const places = node.in.map((input) => this.#place(input, value.shape, at));
    const names = Object.fromEntries(node.in.map((input, i) => [i, this.elementName(input, places[i])]));
    const numbers = Object.fromEntries(
      node.in.map((input, i) => [i, this.program.value(input).data[places[i]]]),
    );
    const cotangent = format(step.cotangents[0].data[at]);
    const isUsedTwice = node.in.filter((input) => input === step.to).length > 1;
    const derivative = isUsedTwice
      ? `derivative of ${this.name(from)} by its input ${step.input + 1}, the others held still`
      : `local derivative \u2202${this.name(from)}/\u2202${this.name(step.to)}`;
    return [
      `Cotangent ${cotangent} times the ${derivative} = `,
      formula(slope, { ...names, r: this.elementName(from, at) }),
      " = ",
      formula(slope, { ...numbers, r: value.data[at] }),
      `; together ${format(step.part.data[at])}`,
    ];
  }
}

const page = new GraphPage();
