// Part 5: the way down.

/** Part 5: the steps of gradient descent. */
function showDescent(lesson) {
  const { figure, tools, player } = stage("descent");
  const plot = new BiasPlot(figure("SSR for each b₃: the steps down"), lesson);
  const fit = new EffectPlot(figure("The curve moves up"), lesson);
  let rate = lesson.biasRate;
  let descent = lesson.biasDescent(rate);
  const rows = (i) =>
    descent
      .slice(0, i + 1)
      .map((now) => [now.b3, now.ssr, now.slope, now.step].map((n) => fixed(n)));
  const show = (i) => {
    const now = descent[i];
    const next = now.b3 - now.step;
    plot.clear(`b3 = ${fixed(now.b3)}, slope ${fixed(now.slope)}, step ${fixed(now.step)}`);
    plot.parabola();
    plot.tangent(now);
    descent.slice(0, i).forEach((past) => plot.point(past.b3, past.ssr, "past", 6));
    plot.arrow(now.b3, now.ssr, next, now.ssr, "step");
    plot.line(next, now.ssr, next, lesson.atBias(next).ssr, "help");
    plot.point(now.b3, now.ssr, "now");
    plot.text(2.7, 24, `slope ${fixed(now.slope)}`, { kind: "red strong" });
    fit.fit(now.numbers, `The curve with b3 = ${fixed(now.b3)}`, { residuals: true });
    const last = i === descent.length - 1;
    const rules =
      i === 0
        ? [
            p(
              "*Gradient descent* takes a step against the slope. Steep means: far from the lowest",
              " point, so a large step. Flat means: near, so a small one. The *learning rate*,",
              ` here ${rate}, says how large. Try others with the slider: a small one takes many`,
              " steps, a large one jumps over the lowest point.",
            ),
          ]
        : [];
    const sums = [
      p(`step = slope × learning rate = ${fixed(now.slope)} × ${rate} = ${fixed(now.step)}`),
      p(
        `new b₃ = old b₃ − step = ${fixed(now.b3)} ${signed(-now.step)} = ${fixed(next)}`,
      ),
    ];
    const ending = last ? [p(...endOf(now, next))] : [];
    const heads = ["b₃", "SSR", "slope", "step"];
    return [...rules, ...sums, ...ending, table("Steps so far", heads, rows(i))];
  };

  function endOf(now, next) {
    const [first, end] = [descent[0].ssr, lesson.atBias(next).ssr];
    return Math.abs(now.step) < lesson.smallStep
      ? [
          `The step is smaller than ${lesson.smallStep}: that is where we stop. b₃ is`,
          ` ${fixed(next, 2)}, and SSR has gone from ${fixed(first, 2)} to ${fixed(end)}.`,
        ]
      : [
          `After ${descent.length} steps they are still not small.`,
          Math.abs(now.step) > Math.abs(descent[0].step)
            ? " They get larger: each step goes too far, beyond the lowest point and up again."
            : " This learning rate does not suit.",
        ];
  }

  slider(tools, {
    label: "Learning rate",
    min: 0.01,
    max: 0.35,
    step: 0.01,
    value: rate,
    oninput: (n) => {
      rate = n;
      descent = lesson.biasDescent(rate);
      steps.count = descent.length;
      steps.range.max = steps.count - 1;
      steps.go(0);
    },
  });
  const options = { count: descent.length, show, name: "Part 5, step" };
  const steps = new Player(player, options).start();
}
