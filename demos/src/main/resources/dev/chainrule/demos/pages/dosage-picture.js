// The two pictures of the lesson: the fit over the dosage, and the network.

/** The picture of dosage and effectiveness. */
class EffectPlot extends Plot {
  constructor(root, lesson, { y = [-3.2, 1.7], yTicks = [-3, -2, -1, 0, 1] } = {}) {
    const labels = { xLabel: "dosage", yLabel: "effectiveness" };
    super(root, { x: [-0.06, 1.06], y, ...labels, xTicks: [0, 0.5, 1], yTicks });
    this.lesson = lesson;
  }

  /** The network's curve, the observations, and if wanted the residuals between them. */
  fit(numbers, description, { residuals = false } = {}) {
    const { dosages, observed } = this.lesson;
    const curve = this.lesson.curve(numbers);
    const now = this.lesson.at(numbers);
    this.clear(description);
    this.curve(curve.dosage, curve.predicted, "green");
    if (residuals) {
      dosages.forEach((x, i) => this.line(x, now.predicted[i], x, observed[i], "residual"));
    }
    this.observations();
    return now;
  }

  observations() {
    const { dosages, observed } = this.lesson;
    dosages.forEach((x, i) => this.point(x, observed[i], "seen"));
  }
}

/** Where things are: parameters on their edges and nodes. */
const PLACES = {
  w1: [176, 149],
  w2: [176, 231],
  b1: [290, 33],
  b2: [290, 347],
  w3: [405, 149],
  w4: [405, 231],
  b3: [530, 84],
};

const EDGES = {
  w1: [62, 190, 290, 108],
  w2: [62, 190, 290, 272],
  b1: [290, 33, 290, 108],
  b2: [290, 347, 290, 272],
  w3: [290, 108, 520, 190],
  w4: [290, 272, 520, 190],
  b3: [530, 84, 520, 190],
  out: [520, 190, 608, 190],
};

/** The edges from each parameter to the prediction. */
const WAYS = {
  w1: ["w1", "w3", "out"],
  b1: ["b1", "w3", "out"],
  w2: ["w2", "w4", "out"],
  b2: ["b2", "w4", "out"],
  w3: ["w3", "out"],
  w4: ["w4", "out"],
  b3: ["b3", "out"],
};

/** The drawn network; parameters are known (solid frame) or to be found (dashed, with "?"). */
class NetworkPicture {
  constructor(root, lesson, places = 2) {
    this.lesson = lesson;
    this.places = places;
    this.svg = s("svg", { viewBox: "0 0 640 380", role: "img", class: "network" });
    this.legend = h("p", { class: "legend" });
    root.append(this.svg, this.legend);
  }

  /** Explains the frames that are in the picture. */
  #explain(kinds) {
    const texts = { known: "known", sought: "to be found" };
    const sample = (kind) =>
      s("svg", { viewBox: "0 0 30 18", "aria-hidden": "true" }, NetworkPicture.#frame(kind));
    this.legend.replaceChildren(...kinds.flatMap((kind) => [sample(kind), texts[kind]]));
  }

  static #frame(kind) {
    return s("rect", { x: 2, y: 2, width: 26, height: 14, rx: 5, class: `tag ${kind}` });
  }

  /** Draws it: numbers by parameter, the names of those to be found, those whose way is marked. */
  show(numbers, { sought = [], marked = [], question = false, description = "" } = {}) {
    const { names } = this.lesson;
    const way = new Set(marked.flatMap((name) => WAYS[name]));
    const edges = Object.entries(EDGES).map(([name, [x1, y1, x2, y2]]) =>
      s("line", { x1, y1, x2, y2, class: way.has(name) ? "edge way" : "edge" }),
    );
    const tags = names.map((name, i) =>
      this.#tag(name, numbers[i], sought.includes(name), marked.includes(name), question),
    );
    this.svg.replaceChildren(...edges, ...this.#nodes(), ...tags);
    const isThere = { known: sought.length < names.length, sought: sought.length > 0 };
    this.#explain(Object.keys(isThere).filter((kind) => isThere[kind]));
    const told = names.map((name, i) => {
      const state = sought.includes(name) ? " (to be found)" : "";
      return `${name} = ${fixed(numbers[i], this.places)}${state}`;
    });
    this.svg.setAttribute("aria-label", `The network. ${description} ${told.join(", ")}`);
  }

  #tag(name, n, isSought, isMarked, question) {
    const [x, y] = PLACES[name];
    const text = isSought && question ? "?" : fixed(n, this.places);
    const kind = `tag ${isSought ? "sought" : "known"}${isMarked ? " marked" : ""}`;
    const role = name.startsWith("w") ? "×" : "+";
    return s(
      "g",
      {},
      s("rect", { x: x - 47, y: y - 26, width: 94, height: 52, rx: 10, class: kind }),
      s("text", { x, y: y - 6, "text-anchor": "middle", class: "strong" }, `${role} ${sub(name)}`),
      s("text", { x, y: y + 17, "text-anchor": "middle", class: "value" }, text),
    );
  }

  #nodes() {
    return [
      s("circle", { cx: 62, cy: 190, r: 46, class: "node" }),
      s("text", { x: 62, y: 196, "text-anchor": "middle" }, "dosage"),
      ...this.#bent(290, 108, "blue"),
      ...this.#bent(290, 272, "orange"),
      s("circle", { cx: 520, cy: 190, r: 30, class: "node" }),
      s("text", { x: 520, y: 197, "text-anchor": "middle", class: "strong" }, "sum"),
      s("polygon", { points: "622,190 606,182 606,198", class: "head" }),
      s("text", { x: 582, y: 236, "text-anchor": "middle" }, "predicted"),
    ];
  }

  /** A hidden node, with the softplus in it. */
  #bent(x, y, kind) {
    const points = [];
    for (let z = -3; z <= 3; z += 0.25) {
      points.push(`${x + z * 9},${y + 16 - softplus(z) * 10}`);
    }
    return [
      s("circle", { cx: x, cy: y, r: 36, class: "node" }),
      s("polyline", { points: points.join(" "), class: `curve bent ${kind}` }),
    ];
  }
}
