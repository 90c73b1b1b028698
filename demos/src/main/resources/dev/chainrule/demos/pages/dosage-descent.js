// Part 5: the way down.

/** Part 5: the steps of gradient descent. */
function showDescent(lesson, descent) {
  const { figure, player } = stage("descent");
  const plot = new BiasPlot(figure("SSR for each b₃: the steps down"), lesson);
  const fit = new EffectPlot(figure("The curve moves up"), lesson);
  const rate = lesson.biasRate;
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
    plot.text(2.7, 24, `slope ${fixed(now.slope, 2)}`, { kind: "red strong" });
    fit.fit(now.numbers, `The curve with b3 = ${fixed(now.b3)}`, { residuals: true });
    const last = i === descent.length - 1;
    const rules =
      i === 0
        ? [
            p(
              "*Gradient descent* takes a step against the slope. Steep means: far from the lowest",
              " point, so a large step. Flat means: near, so a small one. The *learning rate*,",
              ` here ${rate}, says how large.`,
            ),
          ]
        : [];
    const sums = [
      p(`step = slope × learning rate = ${fixed(now.slope)} × ${rate} = ${fixed(now.step)}`),
      p(
        `new b₃ = old b₃ − step = ${fixed(now.b3)} ${signed(-now.step)} = ${fixed(next)}`,
      ),
    ];
    const ending = last
      ? [
          p(
            `The step is smaller than ${lesson.smallStep}: that is where we stop. b₃ is`,
            ` ${fixed(next, 2)}, and SSR has gone from ${fixed(descent[0].ssr, 2)} to`,
            ` ${fixed(lesson.atBias(next).ssr, 4)}.`,
          ),
        ]
      : [];
    const heads = ["b₃", "SSR", "slope", "step"];
    return [...rules, ...sums, ...ending, table("Steps so far", heads, rows(i))];
  };
  new Player(player, { count: descent.length, show, name: "Part 5, step" }).start();
}
