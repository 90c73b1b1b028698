// Parts 4 and 5: the sweep backwards, and the other direction.

/** Part 4: each link once, from the result backwards. */
function showBack(graph) {
  const { figure, player } = stage("back");
  const picture = new GraphPicture(figure("What has arrived at each value"), graph);
  const inputs = ["x", "y"];
  const count = graph.links.length + 2;
  const show = (step) => {
    const sweep = graph.sweep();
    const done = sweep.slice(0, step);
    const now = done.at(-1)?.link;
    const isEnd = step === count - 1;
    const received = new Map([[graph.result, 1]]);
    done.forEach(({ link, sum }) => received.set(link.from, sum));
    const visited = new Set(done.map(({ link }) => link));
    const told = [...received].map(([id, n]) => `${graph.names[id]} ${brief(n)}`);
    picture.show({
      state: (link) =>
        link === now && !isEnd ? "active back" : visited.has(link) ? "done back" : "",
      slope: (link) => visited.has(link),
      number: (id) => graph.values[id],
      note: (id) => (received.has(id) ? brief(received.get(id)) : null),
      text: `Arrived: ${told.join(", ")}`,
    });
    if (step === 0) {
      return [
        p(
          "Below a circle stands what has arrived there: how fast r changes with this value.",
          " At r it",
          " is 1, since r changes exactly as fast as itself. (Other names for what has arrived at a",
          " value are its *cotangent*, or, for a sum inside a neuron, its *delta*: all are",
          " derivatives of the one result.)",
        ),
      ];
    }
    return isEnd ? counts(sweep) : visit(sweep, step - 1);
  };

  function visit(sweep, i) {
    const { link, cotangent, part, sum } = sweep[i];
    const [from, to] = [graph.names[link.from], graph.names[link.to]];
    const before = sweep.slice(0, i).filter((other) => other.link.from === link.from);
    const missing = sweep.slice(i + 1).filter((other) => other.link.from === link.from);
    const sumText =
      before.length > 0
        ? p(
            `Paths meet at ${from}, so add: ${brief(before.at(-1).sum)} + ${inBrackets(part)} =`,
            ` ${brief(sum)}.`,
          )
        : p(`It is the first that arrives at ${from}.`);
    const wait = missing.map((other) => graph.names[other.link.to]).join(" and ");
    return [
      p(
        `${to} passes on to ${from}: ${brief(cotangent)} × ${inBrackets(link.slope)} =`,
        ` ${brief(part)}.`,
      ),
      sumText,
      missing.length > 0
        ? p(`${from} waits: something will still come from ${wait}.`)
        : graph.operation[link.from]
          ? p(
              `Now everything has arrived at ${from}. This one number stands for all paths from`,
              ` ${from} to r, ${graph.paths(link.from).length} of them; nobody walks them again.`,
            )
          : p(`${from} has everything: dr/d${from} = ${brief(sum)}.`),
    ];
  }

  function counts(sweep) {
    const walked = inputs.map((name) => graph.paths(graph.id(name)));
    const rows = [
      ["paths walked", addAll(walked.map((all) => all.length)), addAll(walked.map(walkingCost))],
      ["one sweep", "none", sweep.length],
    ].map((cells) => cells.map(String));
    return [
      p(
        "Done: each link was visited once, with one multiplication (counted as for the paths), and",
        " both derivatives are there:",
        ` ${inputs.map((name) => `dr/d${name} = ${brief(graph.gradient(name))}`).join(", ")}. They`,
        " are the sums over all paths of part 3.",
      ),
      p(
        "The order matters: a value passes on only when everything has arrived. So the sweep goes",
        " from the last value to the first, backwards.",
      ),
      table("Counted", ["for both inputs", "paths", "multiplications"], rows),
    ];
  }
  return new Player(player, { count, show, name: "Part 4, step" }).start();
}

/** Part 5: sweeps forwards, one for each input; and a network with more inputs. */
function showDirections(graph) {
  const { figure, tools, player } = stage("directions");
  const picture = new GraphPicture(figure("How fast each value changes with one input"), graph);
  const layers = new LayersPicture(figure("A network with more inputs"));
  const state = { inputs: 8 };
  const inputs = ["x", "y"];

  /** How fast every value changes with an input. */
  function tangents(input) {
    const tangent = new Map([[graph.id(input), 1]]);
    graph.reachable(graph.id(input)).forEach((link) => {
      tangent.set(link.to, (tangent.get(link.to) ?? 0) + tangent.get(link.from) * link.slope);
    });
    return tangent;
  }

  function forward(input) {
    const links = new Set(graph.reachable(graph.id(input)));
    const tangent = tangents(input);
    picture.show({
      state: (link) => (links.has(link) ? "active" : ""),
      slope: (link) => links.has(link),
      number: (id) => graph.values[id],
      note: (id) => (tangent.has(id) ? brief(tangent.get(id)) : null),
      text: `Forwards from ${input}: r changes ${brief(tangent.get(graph.result))} times as fast`,
    });
    return [
      p(
        `Forwards from ${input}: begin with 1 at ${input}, multiply along each thick link, add`,
        " where",
        ` links meet. Below each circle: how fast it changes with ${input}. At r it is`,
        ` ${brief(tangent.get(graph.result))}, as before. This took ${links.size} multiplications,`,
        ` and it is the derivative with respect to ${input} only.`,
      ),
    ];
  }

  function compare() {
    const each = inputs.map((name) => graph.reachable(graph.id(name)).length);
    picture.show({
      number: (id) => graph.values[id],
      slope: () => true,
      text: "The graph with the derivative of each link",
    });
    return [
      p(
        `Forwards: a sweep for each input, ${each.join(" + ")} = ${addAll(each)} multiplications.`,
        ` Backwards: one sweep for all inputs, ${graph.links.length}.`,
      ),
    ];
  }

  function network() {
    const { inputs: n } = state;
    const { forwards, backwards } = layers.counts(n);
    return [
      ...compare(),
      p(
        `The second picture: ${n} inputs, two layers of ${LayersPicture.WIDTH} values, one result.`,
        ` Count one multiplication for each line. Backwards: ${backwards}. Forwards, a sweep from`,
        ` each input: ${forwards}. Move the slider: each new input costs`,
        ` ${LayersPicture.WIDTH} more backwards, and a whole sweep more forwards.`,
      ),
      p(
        "A network has one error and perhaps millions of weights. That is why it is swept",
        " backwards.",
        " With one input and many results it would be the other way round.",
      ),
    ];
  }
  const steps = [() => forward("x"), () => forward("y"), network];
  const show = (i) => {
    layers.show(state.inputs);
    return steps[i]();
  };
  slider(tools, {
    label: "Inputs of the network",
    min: 1,
    max: 16,
    step: 1,
    value: state.inputs,
    oninput: (n) => {
      state.inputs = n;
      all.go(steps.length - 1);
    },
  });
  const all = new Player(player, { count: steps.length, show, name: "Part 5, step" }).start();
  return all;
}

/** Inputs, two layers and a result, where each value is used by all of the next layer. */
class LayersPicture {
  static WIDTH = 4;

  constructor(root) {
    this.svg = s("svg", { viewBox: "0 0 780 380", role: "img", class: "network" });
    root.append(this.svg);
  }

  static #layers(n) {
    return [n, LayersPicture.WIDTH, LayersPicture.WIDTH, 1];
  }

  /** Lines that each direction goes along: backwards all once, forwards those from each input. */
  counts(n) {
    const of = (widths) => widths.slice(1).reduce((sum, w, i) => sum + w * widths[i], 0);
    const backwards = of(LayersPicture.#layers(n));
    return { backwards, forwards: n * of(LayersPicture.#layers(1)) };
  }

  show(n) {
    const columns = LayersPicture.#layers(n).map((count, layer) =>
      Array.from({ length: count }, (_, i) => [
        90 + layer * 200,
        190 + (i - (count - 1) / 2) * (count > 8 ? 22 : 44),
      ]),
    );
    const lines = columns.slice(1).flatMap((column, layer) =>
      column.flatMap(([x2, y2]) =>
        columns[layer].map(([x1, y1]) => s("line", { x1, y1, x2, y2, class: "web" })),
      ),
    );
    const r = n > 8 ? 9 : 16;
    const nodes = columns.flat().map(([cx, cy]) => s("circle", { cx, cy, r, class: "node" }));
    const { backwards, forwards } = this.counts(n);
    this.svg.replaceChildren(...lines, ...nodes);
    this.svg.setAttribute(
      "aria-label",
      `${n} inputs, one result: backwards ${backwards} multiplications, forwards ${forwards}`,
    );
  }
}
