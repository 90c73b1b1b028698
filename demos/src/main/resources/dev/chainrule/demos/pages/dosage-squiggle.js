// Parts 1 and 2: the observations, the network, and the curve that it makes.

/** Part 1: three points, the best straight line, the network, and its fit. */
function showNetwork(lesson, fitted) {
  const { figure, player } = stage("network");
  const options = { y: [-0.35, 1.35], yTicks: [0, 0.5, 1] };
  const plot = new EffectPlot(figure("What was observed"), lesson, options);
  const picture = new NetworkPicture(figure("The network"), lesson);
  const line = new Program(carried("line"));
  const { dosages, observed } = lesson;
  const points = dosages.map((x, i) => `(${format(x)}, ${format(observed[i])})`).join(", ");
  const network = (isFitted) =>
    isFitted
      ? picture.show(fitted, { description: "All parameters have been found." })
      : picture.show(lesson.known, { sought: ["b3"], question: true });
  const steps = [
    () => {
      plot.clear(`Three observations: ${points}`);
      plot.observations();
      network(false);
      return [
        p(
          `A drug was given at three *dosages*: ${dosages.map((n) => format(n)).join(", ")}, from`,
          " none to the highest. Each time its *effectiveness* was measured: 0 means that it did",
          ` nothing, 1 that it worked. It was ${observed.map((n) => format(n)).join(", ")}.`,
        ),
        p("Too little does nothing, too much does nothing, something between works."),
        p("These three *observations* are all we have. We want a rule that predicts the rest."),
      ];
    },
    () => {
      plot.clear("The best straight line, far from all three observations");
      const at = line.value(line.id("line")).data;
      plot.curve(dosages, at, "");
      dosages.forEach((x, i) => plot.line(x, at[i], x, observed[i], "residual"));
      plot.observations();
      plot.text(0.25, at[0], "best straight line", { dy: -12 });
      return [
        p(
          "A straight line cannot do it: it can't go up and come down again. This one is the best",
          " of all straight lines, and it misses all three points. The dashed lines show by how",
          " much.",
        ),
      ];
    },
    () => {
      plot.clear(`Three observations: ${points}`);
      plot.observations();
      network(false);
      return [
        p(
          "A *neural network* can bend. Read it from left to right: the dosage goes to two *hidden",
          " nodes*; what comes out of them is added up at the end and gives the *predicted*",
          " effectiveness.",
        ),
        p(
          "The numbers in boxes are the *parameters*: a *weight* w multiplies what passes, a",
          " *bias* b is added to it. There are seven. A solid frame means: known. A dashed frame",
          " and a question mark mean: to be found.",
        ),
        p("In each hidden node is the same bent curve, the *activation function* softplus."),
      ];
    },
    () => {
      plot.fit(fitted, "The network's curve goes through all three observations");
      plot.text(0.5, 1, "the network", { kind: "green", dy: -22 });
      network(true);
      return [
        p(
          `With the right last bias, b₃ = ${fixed(fitted[6], 2)}, the network's curve passes`,
          " through all three points, as closely as one can see.",
        ),
        p("How does it get this form? And how was the right b₃ found? That is what follows."),
      ];
    },
  ];
  const show = (i) => steps[i]();
  new Player(player, { count: steps.length, show, name: "Part 1, step" }).start();
}

/** Part 2: how the two nodes' curves are made, and added. */
function showSquiggle(lesson, fitted) {
  const { figure, tools, player } = stage("squiggle");
  const bend = new Plot(figure("The activation function: softplus"), {
    x: [-4.2, 3.2],
    y: [-0.3, 3.3],
    xLabel: "x-coordinate z",
    yLabel: "y-coordinate",
    xTicks: [-4, -2, 0, 2],
    yTicks: [0, 1, 2, 3],
  });
  const out = new EffectPlot(figure("What it makes of each dosage"), lesson, {
    y: [-3.2, 2.4],
    yTicks: [-3, -2, -1, 0, 1, 2],
  });
  const number = (name) => fixed(lesson.with({})[lesson.names.indexOf(name)], 2);
  const curve = lesson.curve(lesson.known);
  const final = lesson.curve(fitted);
  const state = { step: 0, at: 50 };
  const top = { z: curve.z1, y: curve.y1, end: curve.blue, kind: "blue" };
  const bottom = { z: curve.z2, y: curve.y2, end: curve.orange, kind: "orange" };
  Object.assign(top, { w: "w1", b: "b1", v: "w3", name: "top", index: "1" });
  Object.assign(bottom, { w: "w2", b: "b2", v: "w4", name: "bottom", index: "2" });

  function drawBend(node) {
    bend.clear(node ? `Softplus; the ${node.name} node uses the marked piece` : "Softplus");
    const xs = Array.from({ length: 101 }, (_, i) => -4.2 + i * 0.074);
    bend.curve(xs, xs.map(softplus), "");
    if (node) {
      bend.curve(node.z, node.y, `wide ${node.kind}`);
      bend.line(node.z[state.at], 0, node.z[state.at], node.y[state.at], "help");
      bend.line(-4.2, node.y[state.at], node.z[state.at], node.y[state.at], "help");
      bend.point(node.z[state.at], node.y[state.at], "now");
    }
  }

  function follow(...all) {
    all.forEach((ys) => out.point(curve.dosage[state.at], ys[state.at], "now", 7));
  }

  function way(node, ...rest) {
    const x = format(curve.dosage[state.at]);
    const z = fixed(node.z[state.at]);
    const bias = signed(lesson.with({})[lesson.names.indexOf(node.b)], 2);
    const start = `At dosage ${x}: z = ${x} × ${number(node.w)} ${bias} = ${z}`;
    return p([`${start}`, ...rest].join("; ") + ".");
  }

  function range(node) {
    drawBend(node);
    out.clear("The axes, still without a curve");
    const [from, to] = [fixed(node.z[0], 2), fixed(node.z[100], 2)];
    return [
      p(
        `The ${node.name} node multiplies the dosage by ${sub(node.w)} = ${number(node.w)} and`,
        " adds",
        ` ${sub(node.b)} = ${number(node.b)}. So dosages from 0 to 1 become x-coordinates from`,
        ` ${from} to ${to}. Only this piece of the curve is used; it is drawn thick.`,
      ),
      way(node),
    ];
  }

  function heights(node) {
    drawBend(node);
    out.clear(`The y-coordinates of the ${node.name} node's piece, over the dosage`);
    out.curve(curve.dosage, node.y, `thin ${node.kind}`);
    follow(node.y);
    const y = fixed(node.y[state.at]);
    return [
      p("For each dosage, read the y-coordinate off the curve, and draw it over the dosage."),
      way(node, `softplus(${fixed(node.z[state.at])}) = ${y}`),
    ];
  }

  function scaled(node) {
    drawBend(node);
    out.clear(`The ${node.kind} curve: the y-coordinates times ${node.v}`);
    out.curve(curve.dosage, node.y, `thin ${node.kind}`);
    out.curve(curve.dosage, node.end, node.kind);
    out.text(0.5, node.end[50], `${node.kind} curve`, { kind: node.kind, dy: 30 });
    follow(node.y, node.end);
    const [y, end] = [fixed(node.y[state.at]), fixed(node.end[state.at])];
    return [
      p(
        `Then the y-coordinates are multiplied by ${sub(node.v)} = ${number(node.v)}. The sign`,
        " turns",
        ` the curve upside down, the size stretches it. This is the *${node.kind} curve*.`,
      ),
      way(node, `softplus gives ${y}`, `${y} × ${number(node.v)} = ${end}`),
    ];
  }

  function both(total, words) {
    drawBend(null);
    bend.curve(top.z, top.y, "wide blue");
    bend.curve(bottom.z, bottom.y, "wide orange");
    bend.point(top.z[state.at], top.y[state.at], "now");
    bend.point(bottom.z[state.at], bottom.y[state.at], "now");
    out.clear("The blue curve, the orange curve, and the green curve, which is their sum");
    out.curve(curve.dosage, curve.blue, "thin blue");
    out.curve(curve.dosage, curve.orange, "thin orange");
    out.curve(curve.dosage, total, "green");
    out.text(0.72, curve.blue[72], "blue", { kind: "blue", dy: -14 });
    out.text(0.12, curve.orange[12], "orange", { kind: "orange", dy: -14 });
    follow(curve.blue, curve.orange, total);
    return words;
  }

  const at = (ys) => fixed(ys[state.at]);
  const plus = (ys) => signed(ys[state.at], 4);
  const here = () => `At dosage ${format(curve.dosage[state.at])}: `;
  const steps = [
    () => {
      drawBend(null);
      out.clear("The axes, still without a curve");
      return [
        p(
          "An *activation function* is the bent curve inside a node: it takes an x-coordinate and",
          " gives the y-coordinate. This one is *softplus*(z) = ln(1 + eᶻ). Far to the left it is",
          " nearly 0, far to the right nearly z itself, and between it bends.",
        ),
      ];
    },
    () => range(top),
    () => heights(top),
    () => scaled(top),
    () => range(bottom),
    () => heights(bottom),
    () => scaled(bottom),
    () =>
      both(curve.predicted, [
        p(
          "Add the blue and the orange curve, dosage by dosage. The sum is the *green curve*: it",
          " goes up and comes down again. The same bent curve was used twice, flipped, stretched",
          " and shifted in two ways.",
        ),
        p(`${here()}${at(curve.blue)} ${plus(curve.orange)} = ${at(curve.predicted)}.`),
      ]),
    () =>
      both(final.predicted, [
        p(
          `At last b₃ is added: it moves the whole green curve up or down. With b₃ =`,
          ` ${fixed(fitted[6], 2)} it fits the three points.`,
        ),
        p(
          `${here()}${at(curve.blue)} ${plus(curve.orange)} ${signed(fitted[6], 4)} =`,
          ` ${at(final.predicted)}.`,
        ),
        p("But we do not know b₃ yet. Begin with 0."),
      ]),
  ];
  const show = (i) => {
    state.step = i;
    const words = steps[i]();
    if (i >= 7) {
      out.observations();
    }
    return words;
  };
  const all = new Player(player, { count: steps.length, show, name: "Part 2, step" });
  slider(tools, {
    label: "Follow one dosage",
    min: 0,
    max: 1,
    step: 0.01,
    value: 0.5,
    oninput: (x) => {
      state.at = Math.round(x * 100);
      all.go(all.step);
    },
  });
  all.start();
}
