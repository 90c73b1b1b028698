"use strict";
// The task and the network; then forward, from the inputs to the error.

const NAMES = {
  X: [PATTERNS, INPUTS],
  W1: [INPUTS, HIDDEN],
  Z1: [PATTERNS, HIDDEN],
  H: [PATTERNS, HIDDEN],
  W2: [HIDDEN, OUTPUTS],
  Z2: [PATTERNS, OUTPUTS],
  Y: [PATTERNS, OUTPUTS],
  T: [PATTERNS, OUTPUTS],
};

/** A matrix of the network by its name. */
function named(name, program = net) {
  return matrix(name, numbersOf(name, program), ...NAMES[name]);
}

/** The cost's derivative with respect to a matrix of the network. */
function derivativeBy(name, symbol, program = net) {
  return matrix(symbol, gradientOf(name, program), ...NAMES[name]);
}

const rowOf = ({ x, columns }, i) => x.data.slice(i * columns.length, (i + 1) * columns.length);
const columnOf = (of, j) => of.rows.map((_, i) => of.at(i, j));

function showTask(root) {
  const [x, t] = [named("X"), named("T")];
  const table = tableOf("All patterns", {
    head: ["pattern", "bit 1", "bit 2", "sum", "carry"],
    rows: PATTERNS.map((name, i) => [name, ...rowOf(x, i).slice(0, 2), ...rowOf(t, i)]),
  });
  const picture = new NetworkPicture();
  picture.show({
    label: "Three inputs, each joined with each hidden neuron; each of these with each output.",
  });
  root.append(
    h(
      "div",
      {},
      para(
        "The network shall learn to add two bits: a bit is 0 or 1, and 1 + 1 gives the sum 0 and " +
          "a carry of 1. These are all the examples there are. An example is also called a ",
        bold("pattern"),
        ".",
      ),
      table,
      para(
        "The network has three layers of ",
        bold("neurons"),
        `. A neuron holds one number, its value. There are ${INPUTS.length} inputs (the two ` +
          `bits, and one that is always 1), ${HIDDEN.length} hidden neurons, and ` +
          `${OUTPUTS.length} outputs.`,
      ),
      para(
        "Each line is a ",
        bold("weight"),
        ": a number that the value at its left end is multiplied with on the way. A wide line is " +
          "a weight far from 0; a dashed line is a weight below 0. The weights are what is " +
          "learned. They begin as random numbers between \u22121 and 1. Those of the input that " +
          "is always 1 shift the sums up or down; they are called biases.",
      ),
    ),
    picture.element,
  );
}

/** The computation of a number of a product, and the ways in the network that it stands for. */
function dotProduct(left, right, result, layer, values) {
  return (i, j) => ({
    line: added(
      `${result.symbol} for ${result.rows[i]}, ${result.columns[j]}`,
      products(rowOf(left, i), columnOf(right, j)),
      result.at(i, j),
    ),
    pattern: i,
    values,
    ways: left.columns.map((_, from) => [layer, from, j]),
    neurons: [[layer + 1, j]],
    label: `All ways into ${result.columns[j]}.`,
  });
}

/** The computation of a sigmoid, and its curve with this point on it. */
function squeezed(from, to) {
  const all = sampled([-6, 6], (z) => sigmoidAt(z).y);
  return (i, j) => {
    const [z, y] = [from.at(i, j), to.at(i, j)];
    const label = "The sigmoid: an S from 0 on the left to 1 on the right.";
    const plot = new Plot({ x: [-6, 6], y: [0, 1], xName: from.symbol, yName: to.symbol, label });
    const others = Array.from(from.x.data, (other) => {
      const dot = plot.point(other, sigmoidAt(other).y, "lowest");
      dot.setAttribute("r", 4);
      return dot;
    });
    plot.show(plot.curve(all), ...others, plot.point(z, y));
    const power = h("sup", {}, short(-z));
    const line = [
      h("span", {}, `sigmoid(${short(z)}) = 1 / (1 + e`, power, ") = ", bold(short(y))),
    ];
    return { line, side: plot.element };
  };
}

function forwardSteps() {
  const all = Object.fromEntries(Object.keys(NAMES).map((name) => [name, named(name)]));
  const { X, W1, Z1, H, W2, Z2, Y, T } = all;
  const E = derivativeBy("Y", "E");
  const squares = Array.from(E.x.data, (error) => `${factor(error)}²`);
  return [
    {
      say: [
        para(
          "The inputs of all patterns are written as one ",
          bold("matrix"),
          `, a table of numbers, X. Each row is a pattern: ${X.rows.length} rows. Each column is ` +
            `an input: ${X.columns.length} columns. One says that its `,
          bold("shape"),
          ` is ${shapeText(X.x.shape)}.`,
        ),
        para(
          "Orange stands for numbers above 0, blue for those below; the stronger, the further " +
            "from 0.",
        ),
      ],
      show: (stage) =>
        stage.row(
          [X],
          (i) => ({
            line: [`The row for ${X.rows[i]} is what the network gets to see of this pattern.`],
            pattern: i,
            values: ["X"],
            neurons: X.columns.map((_, place) => [0, place]),
          }),
          "row",
        ),
    },
    {
      say: [
        para(
          "The weights between the inputs and the hidden neurons are a matrix, too: W1, " +
            `${shapeText(W1.x.shape)}. The row says where a weight comes from, the column where ` +
            "it goes to. So a column holds all weights that end at one hidden neuron.",
        ),
      ],
      show: (stage) =>
        stage.row([W1], (i, j) => ({
          line: [
            `The weight from ${W1.rows[i]} to ${W1.columns[j]} is `,
            bold(short(W1.at(i, j))),
            ".",
          ],
          ways: [[0, i, j]],
          neurons: [
            [0, i],
            [1, j],
          ],
        })),
    },
    {
      say: [
        para(
          "A hidden neuron takes each input times the weight on the way, and adds up. That is the ",
          bold("dot product"),
          " of a row of X and a column of W1: first times first, second times second, and so on, " +
            "all added. The result stands where the row and the column cross.",
        ),
        para(
          "All these dot products together are the matrix product X W1 = Z1. Why the shapes " +
            `match: the ${X.columns.length} columns of X and the ${W1.rows.length} rows of W1 ` +
            "are the same things, the inputs. The sum runs over them, and they are gone from the " +
            "result.",
        ),
      ],
      show: (stage) => stage.product(X, W1, Z1, dotProduct(X, W1, Z1, 0, ["X", "Z1"])),
    },
    {
      say: [
        para(
          "Each sum is squeezed between 0 and 1 by the ",
          bold("sigmoid"),
          ", number by number. That makes H, the values of the hidden neurons.",
        ),
        math(
          "sigmoid",
          "(",
          "z",
          ")",
          "=",
          over("1", ["1", "+", m("msup", "e", m("mrow", "\u2212", "z"))]),
        ),
        para("Without such a bend, two layers of weights could do no more than one."),
      ],
      show: (stage) => stage.row([Z1, "\u2192", H], squeezed(Z1, H)),
    },
    {
      say: [
        para(
          `Once more the same: H times the weights W2 (${shapeText(W2.x.shape)}) gives what goes ` +
            "into the outputs, Z2. Now the sum runs over the hidden neurons.",
        ),
      ],
      show: (stage) => stage.product(H, W2, Z2, dotProduct(H, W2, Z2, 1, ["X", "H", "Z2"])),
    },
    {
      say: [
        para(
          "And squeezed again: Y, the outputs. The network is not trained yet, so its outputs " +
            "have little to do with what is wanted. This was ",
          bold("forward propagation"),
          ": dot product, sigmoid, dot product, sigmoid.",
        ),
      ],
      show: (stage) => stage.row([Z2, "\u2192", Y], squeezed(Z2, Y)),
    },
    {
      say: [
        para(
          "T is what was wanted (the targets). The ",
          bold("error"),
          " E is the output minus the target: above 0 if the output is too high, below 0 if it " +
            "is too low.",
        ),
      ],
      show: (stage) =>
        stage.row([Y, "\u2212", T, "=", E], (i, j) => ({
          line: [
            h("span", {}, `E for ${E.rows[i]}, ${E.columns[j]} = `),
            h("span", {}, `${short(Y.at(i, j))} \u2212 ${T.at(i, j)} = `, bold(short(E.at(i, j)))),
          ],
          pattern: i,
          neurons: [[2, j]],
        })),
    },
    {
      say: [
        para(
          "One number says how wrong the network is, over all patterns and outputs: the ",
          bold("cost"),
          ". It is half the sum of the squares of all errors. Squared, so that too high and too " +
            "low both count; half, because that makes the derivative simple, as you will see. ",
          bold("Training is to make the cost small."),
        ),
      ],
      show: (stage) =>
        stage.row([E], (i, j) => ({
          line: [
            h("span", {}, "cost = ½ ("),
            ...squares.map((text, at) => {
              const isSelected = at === i * E.columns.length + j;
              return h("span", {}, at > 0 ? "\u00a0+ " : "", isSelected ? bold(text) : text);
            }),
            h("span", {}, ")\u00a0= "),
            bold(short(costOf())),
          ],
          pattern: i,
          neurons: [[2, j]],
        })),
    },
  ];
}
