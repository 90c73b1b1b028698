// Part 6: the cost as a map on which two walks go downhill, a careful one and a staggering one.
{
  const SIDE = 600;
  const { player, picture, detail } = partOf("map");
  const map = carried("map");
  const [carefulWalk, staggeringWalk] = [map.careful, map.staggering].map(([across, up, cost]) =>
    Array.from(across, (x, i) => ({ across: x, up: up[i], cost: cost[i] })));
  const costs = map.costs.map(Number);
  const within = (number, [low, high]) => (number - low) / (high - low);
  const place = ({ across, up }) => ({
    x: SIDE * within(across, map.across),
    y: SIDE * (1 - within(up, map.up)),
  });
  const [low, high] = [Math.log(smallest(costs)), Math.log(largest(costs))];

  const svg = s("svg", { class: "map", viewBox: `0 0 ${SIDE} ${SIDE}`, role: "img" });
  const cell = SIDE / map.cells;
  const costAt = (column, row) => costs[row * map.cells + column];
  const shades = h("canvas", { width: map.cells, height: map.cells });
  const context = shades.getContext("2d");
  for (let row = 0; row < map.cells; row++) {
    for (let column = 0; column < map.cells; column++) {
      const height = (Math.log(costAt(column, row)) - low) / (high - low);
      context.fillStyle = `rgba(0, 0, 0, ${(0.65 * height).toFixed(3)})`;
      context.fillRect(column, map.cells - 1 - row, 1, 1);
    }
  }
  svg.append(s("image", { href: shades.toDataURL(), width: SIDE, height: SIDE }));

  /** The lines where the cost has a value: through each square of four neighbours. */
  const contour = (level) => {
    const middle = (column, row) => ({ x: (column + 0.5) * cell, y: SIDE - (row + 0.5) * cell });
    let d = "";
    for (let row = 0; row + 1 < map.cells; row++) {
      for (let column = 0; column + 1 < map.cells; column++) {
        const corners = [[0, 0], [1, 0], [1, 1], [0, 1]].map(([i, j]) =>
          ({ ...middle(column + i, row + j), cost: costAt(column + i, row + j) }));
        const ends = corners.flatMap((from, i) => {
          const to = corners[(i + 1) % 4];
          const part = (level - from.cost) / (to.cost - from.cost);
          return from.cost < level === to.cost < level
            ? []
            : [`${(from.x + part * (to.x - from.x)).toFixed(1)} ` +
              `${(from.y + part * (to.y - from.y)).toFixed(1)}`];
        });
        for (let i = 0; i + 1 < ends.length; i += 2) {
          d += `M${ends[i]}L${ends[i + 1]}`;
        }
      }
    }
    return d;
  };
  const levels = [5, 3, 2, 1.4, 1, 0.8, 0.6, 0.5, 0.4, 0.3, 0.25, 0.2, 0.15, 0.12].filter(
    (level) => Math.log(level) > low && Math.log(level) < high);
  levels.forEach((level) => svg.append(s("path", { d: contour(level), class: "contour" })));

  const draw = (name) => {
    const line = s("polyline", { class: `walk ${name}` });
    const dot = s(name === "careful" ? "circle" : "rect", { class: `walker ${name}` });
    svg.append(line, dot);
    return (walk, count) => {
      const points = walk.slice(0, count + 1).map(place);
      line.setAttribute("points", points.map(({ x,
        y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" "));
      const { x, y } = points[points.length - 1];
      const isCircle = name === "careful";
      fill(dot, isCircle ? { cx: x, cy: y, r: 9 } : { x: x - 8, y: y - 8, width: 16, height: 16 },
        []);
    };
  };
  const showCareful = draw("careful");
  const showStaggering = draw("staggering");
  for (const [across, name] of [[0, "untrained"], [1, "trained"]]) {
    const { x, y } = place({ across, up: 0 });
    svg.append(s("path", { d: `M${x - 9} ${y}h18M${x} ${y - 9}v18`, class: "cross" }),
      s("text", { x, y: y + 30, class: "edge-text" }, name));
  }
  picture.append(svg);

  const steps = [{ careful: 0, staggering: 0 }];
  for (const careful of [1, 2, 4, 8, 16, 24, carefulWalk.length - 1]) {
    steps.push({ careful, staggering: 0 });
  }
  const last = steps[steps.length - 1].careful;
  for (const staggering of [1, 2, 5, 10, 20, 40, 80, 160, staggeringWalk.length - 1]) {
    steps.push({ careful: last, staggering });
  }

  const text = ({ careful, staggering }) => {
    if (careful === 0) {
      return [
        p("The cost depends on all weights and biases at once. Nobody can draw so many " +
          "directions, so this map has two: to the right, all numbers move together from the " +
          "untrained network towards the trained one; upwards, they all move in a direction " +
          "chosen at random. Dark is a high cost; each line joins places of the same cost."),
        p("Here only these two numbers are trained, so that nothing is hidden: the walks take " +
          "place on the map. They do not begin at the untrained network, whose cost on these " +
          `${map.digits} digits is ${fixed(map.untrained, 4)}, but at a place with a longer way ` +
          `down, of cost ${fixed(carefulWalk[0].cost, 4)}: as far upwards as ` +
          `${format(carefulWalk[0].up)} times the way from the untrained network to the trained ` +
          `one, and ${format(-carefulWalk[0].across)} times that way to the left. Crosses mark ` +
          "the two networks."),
      ];
    }
    if (staggering === 0) {
      return p("The ", h("strong", {}, "careful"), ` walk (circle, solid line) looks at all ` +
        `${map.digits} digits before each step. `,
        "Each step starts straight downhill: at a right angle to the lines.");
    }
    if (staggering < staggeringWalk.length - 1) {
      return p("The ", h("strong", {}, "staggering"), " walk (square, dashed line) looks at a " +
        "", h("strong", {}, "mini-batch"),
        ` of ${map.batch} digits before each step, taken in a shuffled order. Its nudges are ` +
          `those of only ${map.batch} digits: `,
        "not quite downhill, but each step needs so much less work. The learning rate is the " +
          "same.");
    }
    const end = carefulWalk[last];
    const asLow = staggeringWalk.findIndex(({ cost }) => cost <= end.cost);
    return [
      p(`The careful walk came down to a cost of ${fixed(end.cost, 3)} and had read ` +
        `${counted(last * map.digits)} digits. `,
        asLow < 0
          ? "The staggering one did not come down as low."
          : `The staggering one was as low when it had read ${counted(asLow * map.batch)}. `,
        "Walking by mini-batches is called ", h("strong", {}, "stochastic gradient " +
          "descent"), ". Near the lowest place it does not come to rest: each mini-batch wishes " +
          "something else."),
      p(`The network of this page was trained in this way, in all its directions: mini-batches ` +
        `of ${results.batch}, learning rate `,
        `${results.rate} (a step is the average nudge times this), and ${results.epochs} times ` +
          `through all `,
        `${counted(results.learned)} digits. Larger mini-batches, such as 100, stagger less.`),
    ];
  };
  const account = ({ careful, staggering }) => {
    const rows = [
      ["careful ●", careful, counted(careful * map.digits), fixed(carefulWalk[careful].cost, 4)],
      ["staggering ■", staggering, counted(staggering * map.batch),
        fixed(staggeringWalk[staggering].cost, 4)],
    ];
    detail.replaceChildren(table(`Work done, and the cost of all ${map.digits} digits`,
      ["walk", "steps", "digits read", "cost"], rows));
  };

  new Player(player, {
    count: steps.length,
    interval: 1500,
    show: (step) => {
      const now = steps[step];
      showCareful(carefulWalk, now.careful);
      showStaggering(staggeringWalk, now.staggering);
      account(now);
      svg.setAttribute("aria-label", `A map of the cost. After ${now.careful} careful steps: ` +
        `cost ${fixed(carefulWalk[now.careful].cost, 4)}. After ${now.staggering} staggering ` +
        `steps: ${fixed(staggeringWalk[now.staggering].cost, 4)}.`);
      return text(now);
    },
  }).start();
}
