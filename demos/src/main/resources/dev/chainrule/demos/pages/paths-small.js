// Parts 1, 2 and 3: forward, the derivative of each link, and every path.

/** Part 1: the values, one after another. */
function showForward(graph) {
  const { figure, player } = stage("forward");
  const picture = new GraphPicture(figure("The graph"), graph);
  const made = graph.names.map((_, id) => id).filter((id) => graph.operation[id]);
  const show = (step) => {
    const known = new Set([graph.id("x"), graph.id("y"), ...made.slice(0, step)]);
    const now = made[step - 1];
    const told = [...known].map((id) => `${graph.names[id]} ${brief(graph.values[id])}`);
    picture.show({
      state: (link) => (link.to === now ? "active" : known.has(link.to) ? "done" : ""),
      number: (id) => (known.has(id) ? graph.values[id] : null),
      text: `Known: ${told.join(", ")}`,
    });
    if (step === 0) {
      return [p("Two numbers are given, x and y. From them four more are computed.")];
    }
    const names = formulaOf(graph, now, (id) => graph.names[id]);
    const numbers = formulaOf(graph, now, (id) => inBrackets(graph.values[id]));
    const uses = graph.linksFrom(now).map((link) => graph.names[link.to]);
    const users = uses.length > 1 ? `${uses.length} times: in ${uses.join(" and ")}` : uses.join();
    return [
      p(`${graph.names[now]} = ${names} = ${numbers} = ${brief(graph.values[now])}`),
      uses.length > 1
        ? p(`It will be used ${users}. So a change of ${graph.names[now]} takes several ways.`)
        : uses.length === 1
          ? p(`It will be used in ${users}.`)
          : p("r is the *result*. How fast does it change with x, and with y?"),
    ];
  };
  const options = { count: made.length + 1, show, name: "Part 1, step" };
  return new Player(player, options).start();
}

/** Part 2: what a small change of one input does, link by link. */
function showLinks(graph) {
  const { figure, player } = stage("links");
  const picture = new GraphPicture(figure("Each link with its derivative"), graph);
  const made = graph.names.map((_, id) => id).filter((id) => graph.operation[id]);
  const small = 0.001;
  const chain = ["x", "u", "w", "r"];
  const wiggle = (link) => {
    const inputs = graph.linksTo(link.to).map((l) => graph.values[l.from]);
    const before = graph.locals.of(graph.operation[link.to], inputs).value;
    inputs[link.input] += small;
    const after = graph.locals.of(graph.operation[link.to], inputs).value;
    const [from, to] = [graph.names[link.from], graph.names[link.to]];
    return [
      equation([slope(to, from), sign("="), number(brief(link.slope))]),
      p(`Raise ${from} by ${small}: ${to} changes by ${format(after - before, 4)}.`),
    ];
  };
  const show = (step) => {
    const now = made[step];
    const isLast = step === made.length;
    const path = chain.slice(1).map((to, i) =>
      graph.links.find((l) => l.from === graph.id(chain[i]) && l.to === graph.id(to)),
    );
    const active = new Set(isLast ? path : graph.linksTo(now));
    picture.show({
      state: (link) => (active.has(link) ? "active" : ""),
      slope: (link) => isLast || link.to <= now,
      number: (id) => graph.values[id],
      text: graph.links
        .filter((link) => isLast || link.to <= now)
        .map((l) => `${graph.names[l.from]} to ${graph.names[l.to]}: ${brief(l.slope)}`)
        .join(", "),
    });
    if (isLast) {
      const factors = path.map((link) => link.slope);
      return [
        p(
          "Why *multiply along a path*? Let x grow by a little. On the thick path u grows",
          ` ${brief(factors[0])} times as much as x, w ${brief(factors[1])} times as much as u, r`,
          ` ${brief(factors[2])} times as much as w. Each factor acts on what the one before it gave:`,
        ),
        p(
          `${factors.map(inBrackets).join(" × ")} = ${brief(timesAll(factors))}`,
          " times as much as x.",
        ),
      ];
    }
    const intro =
      step === 0
        ? [
            p(
              "The *derivative of a link* says: if the value at its beginning grows by a",
              " little, and",
              " all others stay, how many times as much does the value at its end grow?",
            ),
          ]
        : [];
    const rule =
      graph.operation[now] === "mul"
        ? "In a product, each factor is multiplied by the other one: so that is its derivative."
        : "In a sum, each term is passed on as it is: its derivative is 1.";
    return [...intro, ...graph.linksTo(now).flatMap(wiggle), p(rule)];
  };
  const options = { count: made.length + 1, show, name: "Part 2, step" };
  return new Player(player, options).start();
}

/** Part 3: the paths from an input, their products, and the sum. */
function showWalk(graph) {
  const { figure, tools, player } = stage("walk");
  const picture = new GraphPicture(figure("One path after another"), graph);
  const state = { input: "x" };
  const root = h("div", {});
  player.append(root);
  const choice = h(
    "select",
    { onchange: () => ((state.input = choice.value), begin()) },
    ["x", "y"].map((name) => h("option", { value: name }, name)),
  );
  tools.append(h("label", { class: "slider" }, h("span", {}, "Paths to r from"), choice));
  const many = graph.paths(graph.id("x")).length; // no input has more
  const all = () => graph.paths(graph.id(state.input));
  const products = (paths) => paths.map((path) => timesAll(path.map((link) => link.slope)));

  function soFar(paths, count) {
    const sums = products(paths);
    const rows = paths.slice(0, count).map((path, i) => [
      graph.text(path),
      path.map((link) => inBrackets(link.slope)).join(" × "),
      brief(sums[i]),
      brief(addAll(sums.slice(0, i + 1))),
    ]);
    return table("Paths so far", ["path", "factors", "product", "sum so far"], rows);
  }

  function ending(paths) {
    const small = 1e-6;
    const { input } = state;
    const at = graph.values[graph.id(input)];
    const gradient = graph.gradient(input);
    const before = graph.values[graph.result];
    graph.set({ [input]: at + small });
    const rate = (graph.values[graph.result] - before) / small;
    graph.set({ [input]: at });
    return [
      p(
        `All ${paths.length} paths are walked. Their sum is the derivative:`,
        ` dr/d${input} = ${brief(addAll(products(paths)))}.`,
      ),
      p(
        "Why *add over paths*? If the input moves, it moves r on all paths at the same time. r",
        " gets",
        " all these changes together.",
      ),
      p(
        `A check without any derivative: raise ${input} by ${small}. r changes by`,
        ` ${format(rate, 5)} times as much. And the engine's gradient is `,
        `${brief(gradient)}.`,
      ),
      p(
        "Count the multiplications: begin with 1, and count one for each link, also where its",
        ` derivative is 1. Together: ${walkingCost(paths)} for ${input} alone.`,
      ),
    ];
  }

  function show(step) {
    const paths = all();
    const isEnd = step > paths.length;
    const path = isEnd || step === 0 ? [] : paths[step - 1];
    const active = new Set(path);
    picture.show({
      state: (link) => (active.has(link) ? "active" : ""),
      slope: () => true,
      number: (id) => graph.values[id],
      text: path.length > 0 ? `The path ${graph.text(path)}` : "No path is marked",
    });
    if (step === 0) {
      return [
        p(
          `A *path* follows arrows from ${state.input} to r. There are ${paths.length} of`,
          " them, for",
          " values in between are used more than once.",
        ),
        p("On each path, multiply the derivatives of its links. At the end, add the products."),
      ];
    }
    if (isEnd) {
      return [...ending(paths), soFar(paths, paths.length)];
    }
    const factors = path.map((link) => slope(graph.names[link.to], graph.names[link.from]));
    return [
      p(`Path ${step} of ${paths.length}: ${graph.text(path)}`),
      equation(...product(factors.reverse())),
      p(
        `${path.map((link) => inBrackets(link.slope)).reverse().join(" × ")} =`,
        ` ${brief(products([path])[0])}`,
      ),
      soFar(paths, step),
    ];
  }

  const steps = new Player(root, { count: many + 2, show, name: "Part 3, step" });
  function begin() {
    steps.count = all().length + 2;
    steps.range.max = steps.count - 1;
    steps.go(0);
  }
  return steps.start();
}
