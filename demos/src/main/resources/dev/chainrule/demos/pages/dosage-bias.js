// Parts 3 and 4: the error against one bias, and its slope.

/** The picture of SSR against b3: a parabola, its tangent, and points that were tried. */
class BiasPlot extends Plot {
  constructor(root, lesson) {
    super(root, {
      x: [-0.3, 5.5],
      y: [-1.5, 26],
      xLabel: "b₃",
      yLabel: "SSR",
      xTicks: [0, 1, 2, 3, 4, 5],
      yTicks: [0, 5, 10, 15, 20, 25],
    });
    this.lesson = lesson;
    this.xs = Array.from({ length: 117 }, (_, i) => -0.3 + i * 0.05);
    this.ys = this.xs.map((b3) => lesson.atBias(b3).ssr);
  }

  parabola() {
    this.curve(this.xs, this.ys, "");
  }

  tangent({ b3, ssr, slope }) {
    const reach = 6;
    this.line(b3 - reach, ssr - reach * slope, b3 + reach, ssr + reach * slope, "tangent");
  }

  /** Calls back with the b3 to which the mouse, or a finger, drags. */
  draggable(ondrag) {
    const drag = (event) => ondrag(Math.max(-0.25, Math.min(5.5, this.xAt(event))));
    this.svg.classList.add("grab");
    this.svg.addEventListener("pointerdown", (event) => {
      this.svg.setPointerCapture(event.pointerId);
      drag(event);
    });
    this.svg.addEventListener("pointermove", (event) => event.buttons && drag(event));
  }
}

/** A slider for b3, which the mouse on the picture moves, too. */
function biasSlider(tools, plot, onchange) {
  const change = (b3) => onchange(Number(b3.toFixed(2)));
  const made = slider(tools, {
    label: "Move b₃",
    min: -0.25,
    max: 5.5,
    step: 0.01,
    value: 0,
    oninput: change,
  });
  plot.draggable((b3) => change(b3));
  return made;
}

/** The table of residuals and their squares. */
function residualTable(lesson, now) {
  const rows = lesson.dosages.map((x, i) => [
    format(x),
    format(lesson.observed[i]),
    fixed(now.predicted[i]),
    fixed(now.residuals[i]),
    fixed(now.residuals[i] ** 2),
  ]);
  const heads = ["dosage", "observed", "predicted", "residual", "its square"];
  return table("Residuals", heads, rows, ["sum: SSR", "", "", "", fixed(now.ssr)]);
}

/** Part 3: residuals and their squares for some values of b3, and then for all. */
function showResiduals(lesson) {
  const { figure, tools, player } = stage("residuals");
  const fit = new EffectPlot(figure("The curve and the residuals"), lesson, {
    y: [-3.2, 3.4],
    yTicks: [-3, -2, -1, 0, 1, 2, 3],
  });
  const plot = new BiasPlot(figure("SSR for each b₃"), lesson);
  const tried = [0, 1, 2, 3];
  let free = null;
  const draw = (b3, known, isWhole) => {
    const now = lesson.atBias(b3);
    const text = `b3 = ${format(b3)}, SSR = ${fixed(now.ssr)}`;
    fit.fit(now.numbers, `The curve and its residuals; ${text}`, { residuals: true });
    plot.clear(`SSR against b3; ${text}`);
    if (isWhole) {
      plot.parabola();
    }
    known.forEach((n) => plot.point(n, lesson.atBias(n).ssr, "past", 6));
    plot.point(b3, now.ssr, "now");
    const isRight = b3 > 3.8;
    const place = { anchor: isRight ? "end" : "start", dx: isRight ? -16 : 16, kind: "strong" };
    plot.text(b3, now.ssr, `SSR = ${fixed(now.ssr)}`, place);
    return now;
  };
  const steps = [
    (b3) => [
      p(
        `With b₃ = ${format(b3)} the green curve lies far below the points. A *residual* is what`,
        " is missing: observed − predicted. The dashed lines are the three residuals.",
      ),
    ],
    () => [
      p(
        "One number shall say how bad it is. Square each residual, so that misses above and below",
        " both count and large ones count most, and add: the *sum of the squared residuals*,",
        " *SSR*.",
        " It is one point in the picture of SSR against b₃.",
      ),
    ],
    () => [p("b₃ = 1: the curve moves up by 1, the residuals shrink, and so does SSR.")],
    () => [p("b₃ = 2: better again.")],
    () => [p("b₃ = 3: now the curve lies a little too high. The residuals are negative.")],
    () => [
      p(
        "All values of b₃ together make a curve with one lowest point, a *parabola*. There SSR is",
        " least. Look for it: drag in the right picture, or use the slider.",
      ),
    ],
  ];
  const values = [0, 0, ...tried.slice(1), 1.5];
  const show = (i) => {
    const b3 = free ?? values[i];
    move.set(b3);
    const now = draw(b3, tried.slice(0, Math.max(i - 1, 0)), i === steps.length - 1);
    return [...steps[i](b3), residualTable(lesson, now)];
  };
  const move = biasSlider(tools, plot, (b3) => {
    free = b3;
    all.go(steps.length - 1);
  });
  const all = new Player(player, {
    count: steps.length,
    name: "Part 3, step",
    show: (i) => {
      const words = show(i);
      free = null;
      return words;
    },
  }).start();
}

/** Part 4: the derivative, factor by factor, and as a tangent. */
function showSlope(lesson) {
  const { figure, tools, player } = stage("slope");
  const plot = new BiasPlot(figure("SSR for each b₃, and the tangent"), lesson);
  const fit = new EffectPlot(figure("The curve and the residuals"), lesson, {
    y: [-3.2, 3.4],
    yTicks: [-3, -2, -1, 0, 1, 2, 3],
  });
  const end = 6;
  let b3 = 0;
  const chained = (now) => [
    equation(
      [slope("SSR", "b3"), sign("="), sign("∑")],
      ...product([slope("SSR", "predicted"), slope("predicted", "b3")]),
    ),
    equation(
      [sign("="), sign("∑")],
      ...product([row(number(-2), sign("("), word("observed"), sign("−"), word("predicted"),
        sign(")")), m("mn", "1")]),
      [sign("="), number(fixed(now.slope))],
    ),
  ];
  const steps = [
    (now) => {
      const small = 0.01;
      const change = lesson.atBias(b3 + small).ssr - now.ssr;
      return [
        p(
          "The red line is the *tangent*: it touches the curve at one point and has its slope",
          ` there. The slope is the *derivative* of SSR with respect to b₃, written dSSR/db₃. Here`,
          ` it is ${fixed(now.slope)}.`,
        ),
        p(
          `What does it say? Raise b₃ by ${small}, and SSR should change by about ${small} ×`,
          ` (${fixed(now.slope)}) = ${fixed(small * now.slope)}. It really changes by`,
          ` ${fixed(change)}. Nearly the same, and the nearer the smaller the step.`,
        ),
      ];
    },
    (now) => [
      p("Where does this number come from? b₃ does not touch SSR directly. There are two links:"),
      equation([word("b3"), sign("→"), word("predicted"), sign("→"), word("SSR")]),
      equation(
        [word("predicted"), sign("=")],
        [m("mi", "blue"), sign("+"), m("mi", "orange"), sign("+"), word("b3")],
      ),
      equation(
        [word("SSR"), sign("="), sign("∑")],
        [m("msup", row(sign("("), word("observed"), sign("−"), word("predicted"), sign(")")),
          m("mn", "2"))],
      ),
      p(
        "The *chain rule* says: find the derivative of each link, and multiply them. If a",
        " prediction",
        " moves 1 times as fast as b₃, and SSR moves",
        ` ${fixed(now.cotangents.predicted[0])} times as fast as this prediction, then by this`,
        " way SSR",
        " moves the product of both times as fast as b₃. (∑ means: the sum over the observations.)",
      ),
    ],
    (now) => [
      p("The first factor: how fast does SSR change with a prediction?"),
      equation(
        [slope("SSR", "predicted"), sign("=")],
        [number(-2), sign("("), word("observed"), sign("−"), word("predicted"), sign(")")],
      ),
      p(
        "The square gives the 2: r² has the slope 2r. The minus is there because the residual",
        " shrinks when the prediction grows. For the three observations it is",
        ` ${list(now.cotangents.predicted)}.`,
      ),
    ],
    () => [
      p("The second factor: how fast does a prediction change with b₃?"),
      equation([slope("predicted", "b3"), sign("="), m("mn", "1")]),
      p(
        "It is 1, because blue and orange do not contain b₃: when b₃ grows, they stay where they",
        " are. And b₃ itself is added as it is: b₃ up by 0.5, prediction up by 0.5.",
      ),
    ],
    (now) => [
      p("Multiply along each row. Then add down the rows."),
      ...chained(now),
      factorTable(lesson, now, "b3"),
      p(
        "Why add? One b₃ moves all three predictions at the same time. SSR feels all three,",
        " and its",
        " change is the sum of the three changes.",
      ),
    ],
    (now) => [
      p(
        `So the derivative at b₃ = ${format(b3)} is ${fixed(now.slope)}. It is negative:`,
        " raising b₃",
        " makes SSR smaller. It is large: far from the lowest point the curve is steep.",
      ),
      p("No value was tried for that. It took one look at the three residuals."),
    ],
    (now) => [
      p(
        "Drag in the left picture, or use the slider: the tangent slides along the curve. Left of",
        " the lowest point its slope is negative, right of it positive. At the lowest point the",
        " tangent lies flat: the slope is 0.",
      ),
      ...chained(now),
      factorTable(lesson, now, "b3"),
    ],
  ];
  const show = (i) => {
    if (i < end) {
      b3 = 0;
    }
    move.set(b3);
    const now = lesson.atBias(b3);
    const text = `b3 = ${format(b3)}, SSR = ${fixed(now.ssr)}, slope ${fixed(now.slope)}`;
    plot.clear(`SSR against b3 with the tangent; ${text}`);
    plot.parabola();
    plot.tangent(now);
    plot.point(b3, now.ssr, "now");
    plot.text(2.7, 24, `slope ${fixed(now.slope)}`, { kind: "red strong" });
    fit.fit(now.numbers, `The curve and its residuals; ${text}`, { residuals: true });
    return steps[i](now);
  };
  const move = biasSlider(tools, plot, (n) => {
    b3 = n;
    all.go(end);
  });
  const all = new Player(player, { count: steps.length, show, name: "Part 4, step" }).start();
}
