"use strict";
// The network as neurons and the ways between them.

const LAYERS = [
  { x: 80, names: INPUTS },
  { x: 260, names: HIDDEN },
  { x: 440, names: OUTPUTS },
];

function neuronAt(layer, place) {
  const { x, names } = LAYERS[layer];
  return [x, 215 + (place - (names.length - 1) / 2) * 92];
}

/** Draws the network; weights by the lines' width, those below 0 dashed. */
class NetworkPicture {
  constructor(program = net) {
    this.program = program;
    this.element = s("svg", { class: "drawing", viewBox: "0 0 520 415", role: "img" });
  }

  /**
   * Shows a pattern: the row of X. Ways on: [layer, from, to]; neurons on: [layer, place]. Values:
   * the matrices whose numbers the neurons of each layer show, if any. With backward, arrows go
   * from the outputs to the inputs.
   */
  show({
    pattern = null,
    ways = [],
    neurons = [],
    values = ["X", "H", "Y"],
    backward,
    label = "",
  }) {
    const isOn = (list, ...key) => list.some((one) => one.every((part, i) => part === key[i]));
    const edges = s("g", {});
    const labels = s("g", {});
    for (const layer of [0, 1]) {
      const weights = numbersOf(layer === 0 ? "W1" : "W2", this.program);
      weights.data.forEach((weight, at) => {
        const [from, to] = [Math.floor(at / weights.shape[1]), at % weights.shape[1]];
        const on = isOn(ways, layer, from, to);
        edges.append(this.#way(layer, from, to, weight, on, backward));
        if (on) {
          const others = ways.filter((way) => way[0] === layer);
          const isFan = others.length > 1 && others.every((way) => way[1] === from);
          const part = others.length === 1 ? 0.5 : isFan ? 0.58 : 0.4; // where they are apart
          labels.append(this.#weight(layer, from, to, weight, part, backward));
        }
      });
    }
    const circles = LAYERS.flatMap(({ names }, layer) =>
      names.map((name, place) =>
        this.#neuron(layer, place, name, isOn(neurons, layer, place), pattern, values[layer]),
      ),
    );
    const titles = ["inputs", "hidden", "outputs"].map((title, layer) =>
      s("text", { class: "label", x: LAYERS[layer].x, y: 18, "text-anchor": "middle" }, title),
    );
    this.element.replaceChildren(...titles, edges, labels, ...circles);
    const shown = pattern === null ? "" : ` for ${PATTERNS[pattern]}`;
    this.element.setAttribute("aria-label", `The network${shown}. ${label}`);
  }

  #way(layer, from, to, weight, on, backward) {
    const [x1, y1] = neuronAt(layer, from);
    const [x2, y2] = neuronAt(layer + 1, to);
    const width = Math.min(7, 1 + 2 * Math.abs(weight));
    return s("line", {
      class: `edge${on ? " on" : ""}${backward ? " backward" : ""}`,
      "stroke-width": on ? Math.max(width, 3.5) : width,
      "stroke-dasharray": weight < 0 ? "7 5" : null,
      x1,
      y1,
      x2,
      y2,
    });
  }

  /** The number of a weight on its way, and an arrow that tells the direction. */
  #weight(layer, from, to, weight, part, backward) {
    const [x1, y1] = neuronAt(layer, from);
    const [x2, y2] = neuronAt(layer + 1, to);
    const at = (t) => [x1 + t * (x2 - x1), y1 + t * (y2 - y1)];
    const [x, y] = at(part);
    const angle = (Math.atan2(y2 - y1, x2 - x1) * 180) / Math.PI + (backward ? 180 : 0);
    const length = Math.hypot(x2 - x1, y2 - y1);
    const [ax, ay] = at(backward ? 38 / length : 1 - 38 / length);
    return s(
      "g",
      { class: "weight" },
      s("polygon", {
        class: backward ? "arrow backward" : "arrow",
        points: "-9,-8 9,0 -9,8",
        transform: `translate(${ax} ${ay}) rotate(${angle})`,
      }),
      s("rect", { x: x - 30, y: y - 12, width: 60, height: 24, rx: 5 }),
      s("text", { x, y: y + 6, "text-anchor": "middle" }, short(weight)),
    );
  }

  #neuron(layer, place, name, on, pattern, values) {
    const [x, y] = neuronAt(layer, place);
    const isKnown = pattern !== null && values;
    const row = isKnown ? pattern * LAYERS[layer].names.length : 0;
    const number = isKnown ? numbersOf(values, this.program).data[row + place] : null;
    const text = number === null ? name : layer === 0 ? String(number) : decimals(number, 2);
    const label = { class: "label", x, y: y + 43, "text-anchor": "middle" };
    return s(
      "g",
      { class: on ? "neuron on" : "neuron" },
      s("circle", { cx: x, cy: y, r: 27 }),
      s("text", { x, y: y + 6, "text-anchor": "middle" }, text),
      number === null ? null : s("text", label, name),
    );
  }
}

/** Where steps show their pictures: matrices, and beside them the network or a plot. */
class Stage {
  constructor({ backward = false } = {}) {
    this.backward = backward;
    this.selected = [1, 0];
    this.network = new NetworkPicture();
    this.main = h("div", {});
    this.side = h("div", {});
    const kind = backward ? "computation backward" : "computation";
    this.computation = h("div", { class: kind, role: "status" });
    this.element = h(
      "div",
      {},
      this.computation,
      h("div", { class: "columns stage" }, this.main, this.side),
    );
  }

  /** Shows a picture of matrices; explain(i, j) gives the computation of a number of the result. */
  show(make, explain) {
    const onselect = (i, j) => {
      this.selected = [i, j];
      const { line, side, ...network } = explain(i, j);
      this.computation.replaceChildren(...line);
      if (!side) {
        this.network.show({ backward: this.backward, ...network });
      }
      this.side.replaceChildren(side ?? this.network.element);
    };
    const picture = make({ onselect, backward: this.backward });
    this.main.replaceChildren(picture.element);
    const [i, j] = this.selected;
    picture.select(
      Math.min(i, picture.result.rows.length - 1),
      Math.min(j, picture.result.columns.length - 1),
    );
  }

  /** Shows a product of matrices. */
  product(left, right, result, explain) {
    const first = this.clipped(result);
    this.show((options) => new ProductPicture(left, right, result, first, options), explain);
  }

  /** Shows matrices of one shape, computed number by number. */
  row(parts, explain, mark = "cell") {
    const first = this.clipped(parts[parts.length - 1]);
    this.show((options) => new RowPicture(parts, first, { mark, ...options }), explain);
  }

  clipped(result) {
    const [i, j] = this.selected;
    return [Math.min(i, result.rows.length - 1), Math.min(j, result.columns.length - 1)];
  }
}
