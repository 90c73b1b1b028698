"use strict";
// The network as one nested function: forward from the inside out, backward from the outside in.

const SHELLS = [
  { name: "Z1", text: "Z1 = X W1" },
  { name: "H", text: "H = sigmoid( Z1 )" },
  { name: "Z2", text: "Z2 = H W2" },
  { name: "Y", text: "Y = sigmoid( Z2 )" },
  { name: "cost", text: "cost = half the sum of ( Y \u2212 T )²" },
];

/** Boxes around boxes; one is on. */
function nestedBoxes(on, backward) {
  const formulas = SHELLS.map(({ text }) => text).join("; ");
  const picture = s("svg", {
    class: "drawing",
    viewBox: "0 0 520 330",
    role: "img",
    "aria-label": `Boxes, each inside the next. From the inside out: ${formulas}.`,
  });
  const kind = (i) => (i === on ? `box on${backward ? " backward" : ""}` : "box");
  SHELLS.map((_, i) => SHELLS.length - 1 - i).forEach((i, depth) => {
    const inset = 4 + depth * 22;
    const y = 4 + depth * 46;
    const height = 322 - y - depth * 14;
    picture.append(
      s("rect", { class: kind(i), x: inset, y, width: 520 - 2 * inset, height, rx: 14 }),
      s("text", { class: "name", x: inset + 16, y: y + 30 }, SHELLS[i].text),
    );
  });
  return picture;
}

/** What the chain rule has come to, after some steps backward: as a formula. */
function factorsBack(count) {
  const by = ["Y", "Z2", "H", "Z1", "W1"].slice(0, count);
  return by.flatMap((name, i) => [
    ...(i > 0 ? ["·"] : []),
    partial(i === 0 ? "cost" : by[i - 1], name),
  ]);
}

function costCell() {
  return matrix("cost", tensor([1, 1], [costOf()]), [""], [""]);
}

function nestedSteps() {
  const forward = SHELLS.map(({ name, text }, i) => ({
    say: para(
      i === 0
        ? "Read it from the inside out. The innermost function is a product of matrices: "
        : "Around it: ",
      bold(text),
      ". ",
      name === "cost" ? `The outermost function gives one number: ${short(costOf())}.` : "",
    ),
    show: (stage) => showShell(stage, i, false, name === "cost" ? costCell() : named(name)),
  }));
  const words = [
    "Now from the outside in. How does the cost change if an output changes a little? By the " +
      "error: the 2 of the square and the half cancel out.",
    "One box further in: times the slope of the sigmoid.",
    "Again one further in: what goes into an output is a sum of hidden values times weights, so " +
      "the factor is the weight. A hidden value goes into both outputs: two ways, to be added. " +
      "(Section 8 shows how.)",
    "Times the slope of the sigmoid, of the hidden neurons this time.",
    "At last the weights W1 inside the innermost box: the factor is the input. This is the " +
      "gradient. Each step needed only the result of the step before, and numbers that the " +
      "forward walk had left behind.",
  ];
  const backward = ["Y", "Z2", "H", "Z1", "W1"].map((name, i) => ({
    say: () =>
      i === 0
        ? [para(words[i]), math(partial("cost", name), "=", "Y", "\u2212", "T")]
        : [
            para(words[i]),
            math(partial("cost", name), "=", ...factorsBack(i + 1)),
            para(
              "Here the dots only say which factors there are. Computed with matrices, a factor " +
                "of a sigmoid is multiplied number by number; a factor of a matrix product is " +
                "itself a product of matrices, in which one is transposed and the order counts. " +
                "Section 8 shows each of them.",
            ),
          ],
    show: (stage) =>
      showShell(stage, SHELLS.length - 1 - i, true, derivativeBy(name, `∂cost/∂${name}`)),
  }));
  return [...forward, ...backward];
}

function showShell(stage, on, backward, of) {
  stage.boxes.replaceChildren(nestedBoxes(on, backward));
  stage.numbers.replaceChildren();
  stage.numbers.append(new RowPicture([of], [0, 0], { mark: "none", backward }).element);
}

function nestedStage() {
  const boxes = h("div", {});
  const numbers = h("div", {});
  return { boxes, numbers, element: h("div", { class: "columns" }, boxes, numbers) };
}
