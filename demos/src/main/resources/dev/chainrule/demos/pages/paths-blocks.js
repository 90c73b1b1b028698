// Part 6: blocks one after another, and the start of the page.

/** A chain of blocks as a picture: straight on above, through tanh below. */
class BlocksPicture {
  constructor(root) {
    this.svg = s("svg", { viewBox: "0 0 780 230", role: "img", class: "network" });
    root.append(this.svg);
  }

  show(blocks, paths, input) {
    const gap = 680 / blocks;
    const x = (i) => 50 + i * gap;
    const r = Math.min(24, gap / 4);
    const parts = [];
    for (let i = 0; i < blocks; i++) {
      const [from, to, middle] = [x(i), x(i + 1), x(i) + gap / 2];
      parts.push(
        s("path", { d: `M${from},90 Q${middle},-10 ${to},90`, class: "way" }),
        s("path", { d: `M${from},90 L${middle},175 L${to},90`, class: "way" }),
        s("circle", { cx: middle, cy: 175, r: Math.min(r, 26), class: "node" }),
      );
      if (blocks <= 6) {
        parts.push(s("text", { x: middle, y: 223, "text-anchor": "middle" }, "tanh"));
      }
    }
    for (let i = 0; i <= blocks; i++) {
      parts.push(s("circle", { cx: x(i), cy: 90, r, class: "node reached" }));
      if (blocks <= 6 || i % blocks === 0) {
        const place = { x: x(i), y: 90 + r + 22, "text-anchor": "middle", class: "label" };
        const text = i === 0 ? `x₀ = ${format(input)}` : sub("x" + i);
        parts.push(s("text", place, text));
      }
    }
    this.svg.replaceChildren(...parts);
    this.svg.setAttribute("aria-label", `${blocks} blocks, ${paths} paths`);
  }
}

/** Part 6: paths double with each block, the sweep grows by three links. */
function showBlocks(locals) {
  const { figure, player } = stage("blocks");
  const names = [...document.querySelectorAll("script[id^='data-blocks-']")].map((e) =>
    e.id.replace("data-", ""),
  );
  const picture = new BlocksPicture(figure("The blocks"));
  const counted = names.map((name) => {
    const graph = new PathGraph(name, locals);
    const paths = graph.paths(graph.id("x0"));
    return {
      paths: paths.length,
      cost: walkingCost(paths),
      links: graph.program.steps.length,
      sum: addAll(paths.map((path) => timesAll(path.map((link) => link.slope)))),
      gradient: graph.gradient("x0"),
      input: graph.values[graph.id("x0")],
    };
  });
  const most = counted.at(-1).paths;
  const plot = new Plot(figure("Paths (dotted), and links of the sweep (solid)"), {
    x: [0.7, names.length + 0.3],
    y: [-most / 20, most * 1.05],
    xLabel: "blocks",
    yLabel: "how many",
    xTicks: [2, 4, 6, 8, 10],
    yTicks: [0, 250, 500, 750, 1000],
  });
  const many = carried("many");
  const perSecond = 1e9;

  const show = (i) => {
    const blocks = i + 1;
    const now = counted[i];
    picture.show(blocks, now.paths, now.input);
    const upTo = counted.slice(0, blocks);
    plot.clear(`${blocks} blocks: ${now.paths} paths, ${now.links} links`);
    const xs = upTo.map((_, k) => k + 1);
    plot.curve(xs, upTo.map((one) => one.paths), "orange");
    plot.curve(xs, upTo.map((one) => one.links), "green");
    plot.point(blocks, now.paths, "now", 7);
    plot.point(blocks, now.links, "now", 7);
    const side = { anchor: "end", dx: -14, dy: 4 };
    if (blocks > 4) {
      plot.text(blocks, now.paths, `${now.paths} paths`, { ...side, kind: "orange strong" });
      const above = { ...side, dy: -14, kind: "green strong" };
      plot.text(blocks, now.links, `${now.links} links`, above);
    }
    const rows = upTo.map((one, k) => [k + 1, one.paths, one.cost, one.links].map(String));
    const heads = ["blocks", "paths", "multiplications, walking", "multiplications, sweep"];
    return [...words(i, now), table("Counted", heads, rows)];
  };

  function words(i, now) {
    const blocks = i + 1;
    const doubled =
      i === 0
        ? p(
            "One block: two paths lead from x₀ to x₁. One goes straight on, one through tanh. This",
            ` graph has an input of its own, x₀ = ${format(now.input)}; the sliders for x and y do`,
            " not change it.",
          )
        : p(
            `Block ${i + 1} takes what has come by any of ${counted[i - 1].paths} paths on two`,
            " ways:",
            ` now there are ${now.paths}. Paths double with each block. The sweep visits`,
            ` ${now.links - counted[i - 1].links} links more.`,
          );
    const same = p(
      `All ${now.paths} paths were walked just now, and their products added:`,
      ` dx${sub(String(blocks))}/dx₀ = ${format(now.sum, 12)} at x₀ = ${format(now.input)}. The`,
      ` sweep says ${format(now.gradient, 12)}.`,
    );
    const far =
      i === names.length - 1
        ? [
            p(
              `And ${many.blocks} such blocks? ${many.paths.toLocaleString("en-US")} paths. At`,
              ` ${perSecond.toLocaleString("en-US")} paths a second, walking them would take`,
              ` ${format(many.paths / perSecond / 86400, 2)} days. The sweep visits`,
              ` ${many.links} links.`,
            ),
            p(
              "So both are true: backpropagation sums over all paths, and it never walks them",
              " one by",
              " one. What is common to many paths is computed once and used again.",
            ),
          ]
        : [];
    return [doubled, same, ...far];
  }
  return new Player(player, { count: names.length, show, name: "Part 6, blocks:" }).start();
}

{
  const locals = new Locals();
  const graph = new PathGraph("small", locals);
  const players = [showForward, showLinks, showWalk, showBack, showDirections].map((part) =>
    part(graph),
  );
  for (const name of ["x", "y"]) {
    slider(document.getElementById("inputs"), {
      label: `${name} =`,
      min: -4,
      max: 4,
      step: 0.5,
      value: graph.values[graph.id(name)],
      oninput: (n) => {
        graph.set({ [name]: n });
        players.forEach((one) => one.go(one.step));
      },
    });
  }
  showBlocks(locals);
}
