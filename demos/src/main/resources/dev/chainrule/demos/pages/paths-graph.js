// The small graph as a picture.

const SPOTS = {
  wide: {
    size: [780, 390],
    x: [70, 75],
    y: [70, 315],
    u: [245, 245],
    v: [420, 75],
    w: [560, 290],
    r: [715, 150],
  },
  narrow: {
    size: [400, 580],
    x: [75, 50],
    y: [325, 50],
    u: [225, 170],
    v: [75, 300],
    w: [325, 370],
    r: [170, 500],
  },
};

/** A graph of circles and arrows. */
class GraphPicture {
  constructor(root, graph) {
    this.graph = graph;
    this.svg = s("svg", { role: "img", class: "graph" });
    root.append(this.svg);
  }

  /**
   * Draws it. Links have a state, "active", "done" or "ahead", and may show their derivative;
   * nodes may show a number and a note below it.
   */
  show({ state = () => "", slope = () => false, number = () => null, note = () => null, text }) {
    this.spots = matchMedia("(max-width: 40rem)").matches ? SPOTS.narrow : SPOTS.wide;
    this.svg.setAttribute("viewBox", `0 0 ${this.spots.size.join(" ")}`);
    const links = this.graph.links.map((link) => this.#link(link, state(link)));
    const labels = this.graph.links.filter(slope).map((link) => this.#slope(link, state(link)));
    const nodes = this.graph.names.map((name, id) => this.#node(name, id, number(id), note(id)));
    this.svg.replaceChildren(...links, ...nodes, ...labels);
    this.svg.setAttribute("aria-label", text);
  }

  #ends(link) {
    const [x1, y1] = this.spots[this.graph.names[link.from]];
    const [x2, y2] = this.spots[this.graph.names[link.to]];
    const length = Math.hypot(x2 - x1, y2 - y1);
    const [dx, dy] = [(x2 - x1) / length, (y2 - y1) / length];
    return { x1: x1 + 42 * dx, y1: y1 + 42 * dy, x2: x2 - 46 * dx, y2: y2 - 46 * dy, dx, dy };
  }

  #link(link, state) {
    const { x1, y1, x2, y2, dx, dy } = this.#ends(link);
    const wing = (side) =>
      `${x2 - 14 * dx + side * 8 * dy},${y2 - 14 * dy - side * 8 * dx}`;
    return s(
      "g",
      { class: `link ${state}` },
      s("line", { x1, y1, x2: x2 - 8 * dx, y2: y2 - 8 * dy }),
      s("polygon", { points: `${x2},${y2} ${wing(1)} ${wing(-1)}` }),
    );
  }

  #slope(link, state) {
    const { x1, y1, x2, y2, dx, dy } = this.#ends(link);
    const [x, y] = [(x1 + x2) / 2 + 34 * dy, (y1 + y2) / 2 - 22 * dx + 6]; // beside the arrow
    const kind = state === "active" ? "label strong" : "label";
    return s("text", { x, y, "text-anchor": "middle", class: kind }, `× ${brief(link.slope)}`);
  }

  #node(name, id, number, note) {
    const [x, y] = this.spots[name];
    const middle = { x, "text-anchor": "middle" };
    const isNumber = number !== null;
    return s(
      "g",
      {},
      s("circle", { cx: x, cy: y, r: 40, class: note === null ? "node" : "node reached" }),
      s("text", { ...middle, y: y + (isNumber ? -6 : 7), class: "strong" }, name),
      isNumber ? s("text", { ...middle, y: y + 18 }, brief(number)) : "",
      note === null
        ? ""
        : s("text", { ...middle, y: y + 60, class: "label note strong" }, note),
    );
  }
}

const SIGNS = { mul: "×", add: "+" };

/** Writes a node's calculation: u = x × y. */
function formulaOf(graph, id, name) {
  const inputs = graph.linksTo(id).map((link) => name(link.from));
  return inputs.join(` ${SIGNS[graph.operation[id]]} `);
}
