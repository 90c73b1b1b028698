"use strict";
// The cost against one weight, as a curve; and its slope, the partial derivative.

const WEIGHT_ENDS = [-10, 10];

/** The cost as a function of one weight, while all others stand still. */
class CostAgainstWeight {
  constructor(name, place) {
    this.program = new Program(carried("net"));
    this.id = this.program.id(name);
    this.place = place;
    this.name = name;
    this.weights = this.program.value(this.id).data.slice();
    this.start = this.weights[place];
  }

  /** The cost if the weight were w, and its derivative with respect to this weight. */
  at(w) {
    this.weights[this.place] = w;
    this.program.set(this.id, this.weights);
    this.program.run();
    const slope = this.program.gradient(this.id).data[this.place];
    return { cost: costOf(this.program), slope };
  }

  curve() {
    this.points ??= sampled(WEIGHT_ENDS, (w) => this.at(w).cost, 120);
    return this.points;
  }

  /** Where the curve stops falling and begins to rise, by halving; null if not between the ends. */
  lowest() {
    const points = this.curve();
    const best = points.reduce((least, point, i) => (point[1] < points[least][1] ? i : least), 0);
    if (best === 0 || best === points.length - 1) {
      return null;
    }
    let [low, high] = [points[best - 1][0], points[best + 1][0]];
    for (let i = 0; i < 50; i++) {
      const middle = (low + high) / 2;
      [low, high] = this.at(middle).slope < 0 ? [middle, high] : [low, middle];
    }
    return low;
  }

  /** From where to where the weight goes, in words. */
  words() {
    const [rows, columns] = NAMES[this.name];
    const [i, j] = [Math.floor(this.place / columns.length), this.place % columns.length];
    return `from ${rows[i]} to ${columns[j]}`;
  }
}

/** The weight whose curve has the deepest lowest point below where it begins. */
function deepest() {
  const all = ["W1", "W2"].flatMap((name) =>
    Array.from(numbersOf(name).data, (_, place) => new CostAgainstWeight(name, place)),
  );
  const depth = (curve) => {
    const lowest = curve.lowest();
    return lowest === null ? 0 : costOf() - curve.at(lowest).cost;
  };
  return all.reduce((best, curve) => (depth(curve) > depth(best) ? curve : best));
}

/** A plot of the cost against one weight, and a slider for the weight. */
class WeightView {
  constructor(root, id, readout) {
    this.readout = readout;
    this.plot = new Plot({
      x: WEIGHT_ENDS,
      y: [0, 1],
      xName: "the weight",
      yName: "cost",
      label: "The cost against one weight, as a curve.",
      ondrag: (w) => this.slider.set(w),
    });
    this.slider = slider("the weight", WEIGHT_ENDS, 0, (w) => this.showAt(w));
    this.slider.input.id = id;
    this.text = h("div", { class: "readout", role: "status" });
    root.append(this.slider.element, this.plot.element);
  }

  show(against, hasTangent) {
    this.against = against;
    this.hasTangent = hasTangent;
    this.lowest = against.lowest();
    const costs = against.curve().map(([, cost]) => cost);
    const [least, most] = [Math.min(...costs), Math.max(...costs)];
    const margin = (most - least) * 0.15;
    this.plot.setEnds(WEIGHT_ENDS, [least - margin, most + margin]);
    this.slider.set(against.start);
  }

  showAt(w) {
    const { plot, against, lowest } = this;
    this.w = w;
    const { cost, slope } = against.at(w);
    const bottom = lowest === null ? null : against.at(lowest).cost;
    plot.show(
      plot.curve(against.curve()),
      this.hasTangent ? plot.tangent(w, cost, slope) : null,
      lowest === null ? null : plot.point(lowest, bottom, "lowest"),
      lowest === null ? null : plot.text(lowest, bottom, "lowest point"),
      plot.point(w, cost),
    );
    this.text.replaceChildren(...this.readout({ w, cost, slope, lowest, bottom, against }));
  }
}

/** Words to the left, a picture to the right; below each other where there is no room. */
function besideEachOther(root) {
  const parts = [h("div", {}), h("div", {})];
  root.append(h("div", { class: "columns" }, parts));
  return parts;
}

function showOneWeight(root, against) {
  const [words, picture] = besideEachOther(root);
  words.append(
    para(
      "What should be done about an error? Only the weights can be changed. Take one of the ",
      `${numbersOf("W1").data.length + numbersOf("W2").data.length} weights, the one `,
      bold(against.words()),
      ", and leave all others as they are. For each number that this weight could have, the " +
        "network can be run, and the cost computed. That gives a curve, and it has a lowest " +
        "point. Slide, or drag the point: find the lowest point yourself.",
    ),
  );
  const view = new WeightView(
    picture,
    "one-weight-slider",
    ({ w, cost, lowest, bottom, against: curve }) => [
      para("At ", bold(short(w)), ", the cost is ", bold(short(cost)), "."),
      para(
        `It began at ${short(curve.start)}; the lowest point is at ${short(lowest)}, with a cost ` +
          `of ${short(bottom)}.`,
      ),
    ],
  );
  view.show(against, false);
  words.append(
    view.text,
    para(
      "To try out all numbers for all weights together is hopeless: with only ten numbers for " +
        "each, there would be 10 to the power of " +
        `${numbersOf("W1").data.length + numbersOf("W2").data.length} networks to run. But one ` +
        "need not see the whole curve. It is enough to know which way is down.",
    ),
  );
}

function showPartial(root, against) {
  const choices = h("div", { class: "pictures" });
  const plotSide = h("div", {});
  const view = new WeightView(plotSide, "partial-slider", ({ w, cost, slope, lowest }) => [
    para(
      `At ${short(w)}, the cost is ${short(cost)} and the slope is `,
      bold(short(slope)),
      slope > 0 ? ": down is to the left." : slope < 0 ? ": down is to the right." : ".",
    ),
    para(
      lowest === null
        ? `Between ${WEIGHT_ENDS.map(short).join(" and ")} this curve has no lowest point.`
        : "",
    ),
  ]);
  const pick = (name, i, j) => {
    const columns = NAMES[name][1].length;
    pictures.filter((picture) => picture.name !== name).forEach((picture) => picture.unmark());
    view.show(new CostAgainstWeight(name, i * columns + j), true);
    title.textContent = `The cost against the weight ${view.against.words()}`;
  };
  const title = h("h3", {});
  plotSide.prepend(title);
  const pictures = ["W1", "W2"].map((name) => {
    const of = derivativeBy(name, `∂cost/∂${name}`);
    const columns = of.columns.length;
    const place = against.name === name ? against.place : 0;
    const selected = [Math.floor(place / columns), place % columns];
    const onselect = (i, j) => pick(name, i, j);
    return Object.assign(new RowPicture([of], selected, { onselect }), { name });
  });
  choices.append(...pictures.map((picture) => picture.element));
  const step = h(
    "button",
    {
      type: "button",
      id: "partial-step",
      onclick: () => {
        view.slider.set(view.w - settings.rate * view.against.at(view.w).slope);
      },
    },
    `One step down: weight \u2212 ${settings.rate} × slope`,
  );
  const left = h("div", {}, choices, view.text, h("div", { class: "controls" }, step));
  root.append(
    para(
      "The cost depends on all weights. Its slope along one of them, while all others stand " +
        "still, is called a ",
      bold("partial derivative"),
      ", and written with a round ∂: ∂cost/∂w. Each weight has its own. All together they are the ",
      bold("gradient"),
      ". Here it is, for the weights as they are now: choose one of the numbers by a click or by " +
        "arrow keys, and see the curve that it is the slope of.",
    ),
    h("div", { class: "columns" }, left, plotSide),
    para(
      "Backpropagation is the way to get all these numbers at once, by one walk, without drawing " +
        "a single curve.",
    ),
  );
  const [i, j] = pictures[against.name === "W1" ? 0 : 1].selected;
  pick(against.name, i, j);
}
