// Part 8: what the chains share, and the sweep that computes it once.

const SWEEP_NODES = {
  SSR: [748, 200],
  predicted: [590, 200],
  b3: [415, 200],
  w3: [520, 36],
  w4: [520, 364],
  y1: [395, 105],
  y2: [395, 295],
  z1: [225, 105],
  z2: [225, 295],
  b1: [54, 155],
  w1: [54, 55],
  b2: [54, 345],
  w2: [54, 245],
};

/** The links in the order of the sweep: a node passes on only what it has received in full. */
const SWEEP_EDGES = [
  ["SSR", "predicted"],
  ["predicted", "b3"],
  ["predicted", "w3"],
  ["predicted", "y1"],
  ["y1", "z1"],
  ["z1", "b1"],
  ["z1", "w1"],
  ["predicted", "w4"],
  ["predicted", "y2"],
  ["y2", "z2"],
  ["z2", "b2"],
  ["z2", "w2"],
];

/** Half the width of a node's box. */
const halfOf = (name) => (name.length > 5 ? 58 : 46);

/** The sweep for one observation, as a picture. */
class SweepPicture {
  constructor(root) {
    this.svg = s("svg", { viewBox: "0 0 800 400", role: "img", class: "network" });
    this.root = root;
    root.append(this.svg);
  }

  /** Draws the first links of the sweep, with the factor on each and what has arrived. */
  show(count, factors, received, isOver) {
    const edges = SWEEP_EDGES.flatMap(([from, to], i) =>
      this.#edge(from, to, i, count, factors[i], isOver),
    );
    const nodes = Object.keys(SWEEP_NODES).flatMap((name) => this.#node(name, received[name]));
    this.svg.replaceChildren(...edges, ...nodes);
    const [x] = SWEEP_NODES[SWEEP_EDGES[Math.max(count - 1, 0)][1]];
    const { scrollWidth, clientWidth } = this.root; // where the window is narrow, look there
    this.root.scrollLeft = (x / 800) * scrollWidth - clientWidth / 2;
    const told = Object.entries(received).map(([name, n]) => `${name} ${fixed(n, 3)}`);
    this.svg.setAttribute("aria-label", `Received so far: ${told.join(", ")}`);
  }

  #edge(from, to, i, count, factor, isOver) {
    const [[x1, y1], [x2, y2]] = [SWEEP_NODES[from], SWEEP_NODES[to]];
    const isLast = i === count - 1 && !isOver;
    const state = isLast ? "active" : i < count ? "done" : "";
    const line = s("line", { x1, y1, x2, y2, class: `sweep-edge ${state}` });
    const length = Math.hypot(x2 - x1, y2 - y1);
    const [dx, dy] = [(x1 - x2) / length, (y1 - y2) / length];
    const lift = from === "SSR" ? -34 : 6 - 18 * dx; // above boxes that stand near
    const middle = (x1 + x2 + halfOf(to) - halfOf(from)) / 2;
    const side = Math.abs(dy) > 0.7 ? Math.abs(dy) : dy; // to the right of a steep link
    const place = { x: middle + 42 * side, y: (y1 + y2) / 2 + lift };
    const text = `× ${fixed(factor, 2)}`;
    const label = s("text", { ...place, "text-anchor": "middle", class: "label strong" }, text);
    return i < count ? [line, label] : [line];
  }

  #node(name, received) {
    const [x, y] = SWEEP_NODES[name];
    const isThere = received !== undefined;
    const half = halfOf(name);
    const box = { x: x - half, y: y - 25, width: 2 * half, height: 50, rx: 10 };
    const title = { x, y: y + (isThere ? -5 : 6), "text-anchor": "middle", class: "strong" };
    return [
      s("rect", { ...box, class: isThere ? "sweep-node done" : "sweep-node" }),
      s("text", title, sub(name)),
      isThere ? s("text", { x, y: y + 17, "text-anchor": "middle" }, fixed(received, 3)) : "",
    ];
  }
}

/** What arrives at each node within the first links, for one observation. */
function receivedAfter(count, factors) {
  const received = { SSR: 1 };
  SWEEP_EDGES.slice(0, count).forEach(([from, to], i) => {
    received[to] = received[from] * factors[i];
  });
  return received;
}

/** Part 8: link by link, for one observation; then the sum over all of them. */
function showSweep(lesson) {
  const { figure, tools, player } = stage("sweep");
  const picture = new SweepPicture(figure("From SSR backwards, for one observation", true));
  const now = lesson.at(lesson.start);
  const all = SWEEP_EDGES.map(([from, to]) => factor(lesson, now, from, to));
  const state = { observation: 1 };
  const choice = h(
    "select",
    { onchange: () => ((state.observation = Number(choice.value)), steps.go(steps.step)) },
    lesson.dosages.map((x, value) =>
      h("option", { value, selected: value === 1 }, `dosage ${format(x)}`),
    ),
  );
  tools.append(h("label", { class: "slider" }, h("span", {}, "Observation"), choice));
  const own = lesson.names.map((name) => CHAINS[name].length);
  const alone = own.reduce((a, b) => a + b);
  const last = SWEEP_EDGES.length + 1;

  function explain(i, received) {
    const [from, to] = SWEEP_EDGES[i];
    const link = all[i];
    const leads = lesson.names.filter((name) => CHAINS[name].includes(to)).map(sub);
    const isEnd = lesson.names.includes(to);
    const got = fixed(received[to], 3);
    return [
      equation(
        [slope("SSR", to), sign("=")],
        ...(from === "SSR" ? [[]] : [[slope("SSR", from), sign("×")]]),
        [slope(from, to), sign("=")],
        ...(from === "SSR" ? [[]] : [[number(fixed(received[from], 3)), sign("×")]]),
        [link.formula(), sign("="), number(got)],
      ),
      isEnd
        ? p(`${sub(to)} has its derivative for this observation: ${got}.`)
        : p(`${got} is on the way to ${leads.length} parameters: ${leads.join(", ")}. It is`
            + " computed once and kept."),
    ];
  }

  function sums() {
    const arrived = lesson.dosages.map((_, k) =>
      receivedAfter(SWEEP_EDGES.length, all.map((link) => link.numbers[k])),
    );
    const rows = lesson.names.map((name, i) => [
      sub(name),
      ...arrived.map((received) => fixed(received[name])),
      h("span", { "data-sum": name }, fixed(now.gradient[i])),
    ]);
    const dosages = lesson.dosages.map((x) => `dosage ${format(x)}`);
    const heads = ["parameter", ...dosages, "sum: the gradient"];
    return [
      p(
        "The same sweep for each observation, and the sums: this is the *gradient*, one number for",
        " each of the seven parameters. It has as many numbers as there are parameters.",
      ),
      table("The gradient", heads, rows),
      p(
        "Count the multiplications for one observation: begin with 1 at SSR, and count one for",
        ` each link. Each chain by itself: ${own.join(" + ")} = ${alone}. The sweep, which goes`,
        ` along each link once: ${SWEEP_EDGES.length}.`,
        " Here that",
        " is a small saving. In a network of many layers the chains split and meet again and",
        " again;",
        " there the sweep still visits each link once, and the chains are soon too many to walk.",
      ),
    ];
  }

  const show = (step) => {
    const count = Math.min(step, SWEEP_EDGES.length);
    const numbers = all.map((link) => link.numbers[state.observation]);
    const received = receivedAfter(count, numbers);
    picture.show(count, numbers, received, step === last);
    if (step === 0) {
      return [
        p(
          "Begin at the right end with 1: SSR changes exactly as fast as itself. Then go",
          " backwards,",
          " link by link. On each link stands its factor; in each box what has arrived there: how",
          " fast SSR changes with this value. (Other names for that are the value’s *cotangent*, or,",
          " for a sum inside a neuron, its *delta*: all are derivatives of the one result.)",
        ),
        p("Choose another observation above the buttons: the links stay, the numbers differ."),
      ];
    }
    return step === last ? sums() : explain(step - 1, received);
  };
  const steps = new Player(player, { count: last + 1, show, name: "Part 8, step" }).start();
}
