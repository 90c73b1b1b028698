// Parts 6 and 7: the chains of factors of the other parameters.

/** The values between each parameter and SSR, from SSR on. */
const CHAINS = {
  b3: ["predicted", "b3"],
  w3: ["predicted", "w3"],
  w4: ["predicted", "w4"],
  w1: ["predicted", "y1", "z1", "w1"],
  b1: ["predicted", "y1", "z1", "b1"],
  w2: ["predicted", "y2", "z2", "w2"],
  b2: ["predicted", "y2", "z2", "b2"],
};

/** One factor of a chain: its formula, and its number for each observation. */
function factor(lesson, now, from, to) {
  const same = (n) => lesson.dosages.map(() => n);
  const of = (formula, numbers) => ({ formula, numbers });
  const one = of(() => m("mn", "1"), same(1));
  const parameter = (name) =>
    of(() => word(name), same(now.numbers[lesson.names.indexOf(name)]));
  const bend = (z) =>
    of(() => row(m("mi", "sigmoid"), sign("("), word(z), sign(")")), now.values[z].map(sigmoid));
  const height = (y) => of(() => word(y), now.values[y]);
  const residual = () =>
    row(number(-2), sign("("), word("observed"), sign("−"), word("predicted"), sign(")"));
  const all = {
    "SSR predicted": of(residual, now.cotangents.predicted),
    "predicted b3": one,
    "predicted w3": height("y1"),
    "predicted w4": height("y2"),
    "predicted y1": parameter("w3"),
    "predicted y2": parameter("w4"),
    "y1 z1": bend("z1"),
    "y2 z2": bend("z2"),
    "z1 w1": of(() => word("dosage"), lesson.dosages),
    "z2 w2": of(() => word("dosage"), lesson.dosages),
    "z1 b1": one,
    "z2 b2": one,
  };
  return { ...all[`${from} ${to}`], from, to };
}

/** All factors from SSR to a parameter. */
function factors(lesson, now, name) {
  const chain = ["SSR", ...CHAINS[name]];
  return chain.slice(1).map((to, i) => factor(lesson, now, chain[i], to));
}

/** Few digits where there are no more: 1, 0.5, and else four places. */
const short = (n) => (n === Number(n.toFixed(2)) ? format(n) : fixed(n));

/** The table: factors to the right, observations downwards, products, and their sum. */
function factorTable(lesson, now, name) {
  const chain = factors(lesson, now, name);
  const head = (link) => {
    const formula = math(slope(link.from, link.to));
    formula.setAttribute("aria-label", `d ${link.from} / d ${link.to}`);
    return formula;
  };
  const heads = ["dosage", ...chain.map(head), "product"];
  const rows = lesson.dosages.map((x, i) => {
    const numbers = chain.map((link) => link.numbers[i]);
    const result = numbers.reduce((a, b) => a * b, 1);
    const texts = numbers.map((n, k) => (k === 0 ? "" : "× ") + short(n));
    return [format(x), ...texts, "= " + fixed(result)];
  });
  const sum = now.gradient[lesson.names.indexOf(name)];
  const blanks = chain.map(() => "");
  return table(`Factors of ${name}`, heads, rows, [
    "sum",
    ...blanks,
    h("span", { "data-gradient": name }, fixed(sum)),
  ]);
}

/** The chain as derivatives, as formulas and as a number. */
function chainOf(lesson, now, name) {
  const chain = factors(lesson, now, name);
  const sum = now.gradient[lesson.names.indexOf(name)];
  return [
    equation(
      [slope("SSR", name), sign("="), sign("∑")],
      ...product(chain.map((link) => slope(link.from, link.to))),
    ),
    equation(
      [sign("="), sign("∑")],
      ...product(chain.map((link) => link.formula())),
      [sign("="), number(fixed(sum))],
    ),
  ];
}

/** Draws the network with the way of some parameters marked, and the fit beside it. */
function chainStage(lesson, id) {
  const { figure, player } = stage(id);
  const picture = new NetworkPicture(figure("The network; the way is drawn thick"), lesson);
  const place = figure("The picture");
  return { picture, place, player };
}

/** Part 6: one factor more than 1. */
function showOuter(lesson) {
  const { picture, place, player } = chainStage(lesson, "outer");
  place.querySelector("figcaption").textContent = "The heights y₁ and y₂, and what is predicted";
  const plot = new EffectPlot(place, lesson, { y: [-0.3, 2.4], yTicks: [0, 1, 2] });
  const sought = ["w3", "w4", "b3"];
  const changes = Object.fromEntries(
    sought.map((name) => [name, lesson.start[lesson.names.indexOf(name)]]),
  );
  const numbers = lesson.with(changes);
  const now = lesson.at(numbers);
  const curve = lesson.curve(numbers);
  const draw = (marked, ...heights) => {
    const description = `Marked: ${marked.join(", ") || "none"}.`;
    picture.show(numbers, { sought, marked, description });
    plot.clear("The curves of both nodes, their heights y1 or y2, and the observations");
    plot.curve(curve.dosage, curve.predicted, "green");
    heights.forEach((y) => {
      const kind = y === "y1" ? "blue" : "orange";
      plot.curve(curve.dosage, curve[y], kind);
      plot.text(0.5, curve[y][50], sub(y), { kind: `${kind} strong`, dy: -14, dx: 24 });
      lesson.dosages.forEach((x, i) => plot.point(x, now.values[y][i], "now", 7));
    });
    lesson.dosages.forEach((x, i) =>
      plot.line(x, now.predicted[i], x, lesson.observed[i], "residual"),
    );
    plot.text(0.27, curve.predicted[27], "predicted", { kind: "green", dy: -14 });
    plot.observations();
  };
  const words = (y, w, curveName) => [
    p(
      `The prediction contains ${sub(w)} × ${sub(y)}, where *${sub(y)}* is the height of the bent`,
      ` curve in the ${w === "w3" ? "top" : "bottom"} node: its y-coordinate, before ${sub(w)}`,
      ` stretches it into the ${curveName} curve. So when ${sub(w)} grows by 1, the prediction`,
      ` grows by ${sub(y)}. That is the last factor.`,
    ),
    ...chainOf(lesson, now, w),
    factorTable(lesson, now, w),
  ];
  const steps = [
    () => {
      draw([], "y1", "y2");
      return [
        p(
          `Begin with w₃ = ${format(changes.w3)}, w₄ = ${format(changes.w4)} and b₃ =`,
          ` ${format(changes.b3)}; the other four are known. SSR is ${fixed(now.ssr)}.`,
        ),
        p(
          "SSR has now three derivatives, one for each number to be found. Together they are",
          " called the *gradient*. Each says how fast SSR changes if this one number is moved and",
          " the others are held still: a *partial derivative*.",
        ),
      ];
    },
    () => {
      draw(["w3"], "y1");
      return words("y1", "w3", "blue");
    },
    () => {
      draw(["w4"], "y2");
      return words("y2", "w4", "orange");
    },
    () => {
      draw(["b3"]);
      return [
        p("The chain of b₃ is the same as before, with other residuals."),
        ...chainOf(lesson, now, "b3"),
        factorTable(lesson, now, "b3"),
      ];
    },
    () => {
      draw(sought, "y1", "y2");
      return [
        p("Compare the three chains. All of them begin with the same factor:"),
        ...sought.map((name) => chainOf(lesson, now, name)[0]),
        p("So this factor is computed once, and used three times."),
      ];
    },
  ];
  const show = (i) => steps[i]();
  new Player(player, { count: steps.length, show, name: "Part 6, step" }).start();
}

/** Part 7: through the activation function, whose slope is the sigmoid. */
function showInner(lesson) {
  const { picture, place, player } = chainStage(lesson, "inner");
  place.querySelector("figcaption").textContent = "Softplus and its slope at each dosage";
  const plot = new Plot(place, {
    x: [-4.2, 3.2],
    y: [-0.3, 3.3],
    xLabel: "x-coordinate z",
    yLabel: "y-coordinate",
    xTicks: [-4, -2, 0, 2],
    yTicks: [0, 1, 2, 3],
  });
  const now = lesson.at(lesson.start);
  const draw = (marked, z) => {
    const description = `Marked: ${marked.join(", ") || "none"}.`;
    picture.show(lesson.start, { sought: lesson.names, marked, description });
    plot.clear(`Softplus with tangents at ${z}; their slopes are its sigmoid`);
    const xs = Array.from({ length: 101 }, (_, i) => -4.2 + i * 0.074);
    plot.curve(xs, xs.map(softplus), "");
    now.values[z].forEach((x) => {
      const [y, rise] = [softplus(x), sigmoid(x)];
      plot.line(x - 1, y - rise, x + 1, y + rise, "tangent");
      plot.point(x, y, "now", 7);
      plot.text(x, y, fixed(rise, 2), { kind: "red strong", dy: -16, dx: -18 });
    });
  };
  const both = (name) => [...chainOf(lesson, now, name), factorTable(lesson, now, name)];
  const steps = [
    () => {
      draw([], "z1");
      return [
        p(
          "w₁ changes z₁ = w₁ × dosage + b₁, the x-coordinate; that changes y₁ = softplus(z₁), the",
          " height; that changes the prediction; that changes SSR. Four links, four factors.",
        ),
        p(
          "The new one is the slope of the bent curve: how fast does its height change with its",
          " x-coordinate? The slope of softplus(z) is *sigmoid*(z) = 1 / (1 + e⁻ᶻ), a number",
          " between 0 and 1. The red tangents show it for the three dosages.",
        ),
      ];
    },
    () => {
      draw(["w1"], "z1");
      return [
        p("From SSR back to w₁. The last factor is what w₁ is multiplied by."),
        ...both("w1"),
      ];
    },
    () => {
      draw(["b1"], "z1");
      return [
        p("b₁ takes the same way. Only the last factor differs: b₁ is added, so it is 1."),
        ...both("b1"),
      ];
    },
    () => {
      draw(["w2"], "z2");
      return [p("The bottom node works alike, with w₄, z₂ and the dosage."), ...both("w2")];
    },
    () => {
      draw(["b2"], "z2");
      return [p("And b₂."), ...both("b2")];
    },
    () => {
      draw(["w1", "b1", "w2", "b2"], "z2");
      return [
        p(
          "In the products of the steps before, a small factor makes the product small. Far to the left",
          " softplus is flat, its slope is near 0, and hardly any gradient passes through the",
          " node. With many layers and many such factors the gradient can *vanish*.",
        ),
      ];
    },
  ];
  const show = (i) => steps[i]();
  new Player(player, { count: steps.length, show, name: "Part 7, step" }).start();
}
