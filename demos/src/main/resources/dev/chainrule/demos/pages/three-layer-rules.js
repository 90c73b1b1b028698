"use strict";
// Functions to slide on: x², a function inside a function, the sigmoid and its slope.

function showDerivative(root) {
  const square = new Program(carried("square"));
  const x = square.id("x");
  const at = (number) => {
    square.set(x, [number]);
    square.run();
    return { f: costOf(square), slope: square.gradient(x).data[0] };
  };
  const text = h("div", { class: "readout", role: "status" });
  const ends = [-3, 3];
  const label = "The curve of x squared, with a tangent.";
  const plot = new Plot({
    x: ends,
    y: [-2, 9],
    xName: "x",
    yName: "x²",
    label,
    ondrag: (number) => control.set(number),
  });
  const points = sampled(ends, (number) => at(number).f);
  const control = slider("x", ends, 2, (number) => {
    const { f, slope } = at(number);
    const wiggle = 0.001;
    const moved = at(number + wiggle).f;
    plot.show(plot.curve(points), plot.tangent(number, f, slope), plot.point(number, f));
    text.replaceChildren(
      para(
        `At x = ${short(number)}, x² is ${short(f)}. The slope is 2x = 2 · ${factor(number)} = `,
        bold(short(slope)),
        ".",
      ),
      para(
        `To check: x goes up by ${wiggle}, and x² changes by ${short(moved - f)}. That divided ` +
          `by ${wiggle} is ${short((moved - f) / wiggle)}.`,
      ),
    );
  });
  control.input.id = "derivative-slider";
  const [words, picture] = besideEachOther(root);
  picture.append(control.element, plot.element);
  words.append(
    para(
      "The ",
      bold("derivative"),
      " of a function is its slope: how many times as much as x the function changes, for a very " +
        "small change of x. Take x². Its derivative is 2x. At x = 2 the slope is 4. The dashed " +
        "line that only touches the curve, the ",
      bold("tangent"),
      ", has this slope. Slide x, or drag the point.",
    ),
    text,
    para(
      "Right of 0 the slope is above 0: down is to the left. Left of 0 it is below 0: down is to " +
        "the right. Down is always against the sign of the slope. At the lowest point the slope " +
        "is 0.",
    ),
  );
  control.set(2);
}

function showChain(root) {
  const composed = new Program(carried("composed"));
  const inner = new Program(carried("inner"));
  const text = h("div", { class: "readout", role: "status" });
  const picture = s("svg", { class: "drawing", viewBox: "0 0 520 190", role: "img" });
  const at = (x) => {
    [composed, inner].forEach((program) => {
      program.set(program.id("x"), [x]);
      program.run();
    });
    return {
      g: numbersOf("g", composed).data[0],
      f: costOf(composed),
      outer: gradientOf("g", composed).data[0],
      inside: gradientOf("x", inner).data[0],
      whole: gradientOf("x", composed).data[0],
    };
  };
  const control = slider("x", [-2, 2], 1, (x) => {
    const now = at(x);
    const wiggle = 0.01;
    const moved = at(x + wiggle);
    picture.setAttribute(
      "aria-label",
      `x is ${short(x)}, g is ${short(now.g)}, f is ${short(now.f)}; the slopes between are ` +
        `${short(now.inside)} and ${short(now.outer)}.`,
    );
    picture.replaceChildren(
      ...chainOf([
        ["x", x],
        ["g = 3x + 1", now.g, now.inside],
        ["f = g²", now.f, now.outer],
      ]),
    );
    text.replaceChildren(
      math(over("df", "dx"), "=", over("df", "dg"), "·", over("dg", "dx")),
      para(
        `= ${short(now.outer)} · ${factor(now.inside)} = `,
        bold(short(now.whole)),
        ", at x = ",
        short(x),
      ),
      para(
        `To check: x goes up by ${wiggle}. Then g changes by ${short(moved.g - now.g)}, and f by ` +
          `${short(moved.f - now.f)}: that divided by ${wiggle} is ` +
          `${short((moved.f - now.f) / wiggle)}. It is not quite the slope, since the curve ` +
          "bends a little on the way.",
      ),
    );
  });
  control.input.id = "chain-slider";
  const [words, right] = besideEachOther(root);
  right.append(control.element, picture);
  words.append(
    para(
      "Let g(x) = 3x + 1, and f(g) = g². Then f(g(x)) is a function inside a function. Change x " +
        "a little: g changes 3 times as much. Change g a little: f changes 2g times as much. So " +
        "f changes 2g · 3 times as much as x. That is the ",
      bold("chain rule"),
      ": multiply the slopes along the way.",
    ),
    text,
  );
  control.set(1);
}

/** Boxes in a row, each with a number, and slopes on the arrows between. */
function chainOf(boxes) {
  return boxes.flatMap(([name, number, slope], i) => {
    const x = 15 + i * 180;
    const middle = { x: x + 65, "text-anchor": "middle" };
    const arrow = { class: "arrow", points: `${x - 14},82 ${x - 2},90 ${x - 14},98` };
    return [
      s("rect", { class: "box", x, y: 45, width: 130, height: 90, rx: 10 }),
      s("text", { ...middle, y: 78 }, name),
      s("text", { ...middle, y: 115, class: "name" }, short(number)),
      ...(slope === undefined
        ? []
        : [
            s("line", {
              class: "edge on",
              x1: x - 50,
              x2: x - 12,
              y1: 90,
              y2: 90,
              "stroke-width": 3,
            }),
            s("polygon", arrow),
            s("text", { x: x - 25, y: 30, "text-anchor": "middle" }, `× ${short(slope)}`),
          ]),
    ];
  });
}

function showFlat(root) {
  const ends = [-8, 8];
  const text = h("div", { class: "readout", role: "status" });
  const label =
    "The sigmoid and its slope: the slope is highest in the middle, and near 0 at both ends.";
  const plot = new Plot({
    x: ends,
    y: [0, 1],
    xName: "z, what goes into the sigmoid",
    yName: "",
    label,
    ondrag: (z) => control.set(z),
  });
  const values = sampled(ends, (z) => sigmoidAt(z).y);
  const slopes = sampled(ends, (z) => sigmoidAt(z).slope);
  const top = sigmoidAt(0).slope;
  const control = slider("z", ends, 5, (z) => {
    const { y, slope } = sigmoidAt(z);
    plot.show(
      plot.curve(values),
      plot.curve(slopes, "second"),
      plot.point(z, y),
      plot.point(z, slope),
      plot.text(6, 1, "value"),
      plot.text(0, top, "slope", -14),
    );
    text.replaceChildren(
      para(
        `At z = ${short(z)}, the value is ${short(y)} and the slope `,
        bold(short(slope)),
        `: 1 / ${short(top / slope)} of the slope in the middle, ${short(top)}.`,
      ),
      para(
        `If an output stands here and 0 was wanted, its error is ${short(y)}, and its delta ` +
          `${short(y)} · ${short(slope)} = `,
        bold(short(y * slope)),
        ".",
      ),
    );
  });
  control.input.id = "flat-slider";
  const [words, picture] = besideEachOther(root);
  picture.append(control.element, plot.element);
  const shrunk = [2, 3, 5].map((n) => `${short(Math.pow(top, n))} after ${n} layers`).join(", ");
  words.append(
    para(
      "Every delta was multiplied by the slope of a sigmoid. Far from 0, on both sides, the " +
        "sigmoid is flat: its slope is nearly 0, and so is the delta. Such a neuron is called ",
      bold("saturated"),
      ". Whatever the error is, hardly anything of it gets through to the weights before it, and " +
        "they hardly learn. Slide z from 1 to the right: the error grows, and yet the delta gets " +
        "smaller.",
    ),
    text,
    para(
      `Even at its steepest, the slope is only ${short(top)}. Errors that go back through ` +
        "several layers of sigmoids are multiplied by such a number at each of them: apart from " +
        `the weights, what is left is at most ${shrunk}. That is one reason why the first layers ` +
        "of deep networks can be slow to learn with sigmoids, and why other activations are in " +
        "use.",
    ),
  );
  control.set(5);
}
