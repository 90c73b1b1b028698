"use strict";
// Backward: the error of the outputs, and of the hidden neurons.

function backwardMatrices() {
  const forward = Object.fromEntries(Object.keys(NAMES).map((name) => [name, named(name)]));
  return {
    ...forward,
    E: derivativeBy("Y", "E"),
    D2: derivativeBy("Z2", "D2"),
    error: derivativeBy("H", "hidden error"),
    D1: derivativeBy("Z1", "D1"),
    G2: derivativeBy("W2", "∂cost/∂W2"),
    G1: derivativeBy("W1", "∂cost/∂W1"),
    S2: matrix("slope at Z2", slopesOf(forward.Z2.x), PATTERNS, OUTPUTS),
    S1: matrix("slope at Z1", slopesOf(forward.Z1.x), PATTERNS, HIDDEN),
  };
}

/** The computation of a number that is the product of two others in the same place. */
function productThere(left, right, result, layer) {
  return (i, j) => ({
    line: [
      h("span", {}, `${result.symbol} for ${result.rows[i]}, ${result.columns[j]} = `),
      h(
        "span",
        {},
        `${short(left.at(i, j))} · ${factor(right.at(i, j))} = `,
        bold(short(result.at(i, j))),
      ),
    ],
    pattern: i,
    neurons: [[layer, j]],
  });
}

function backwardSteps() {
  const all = backwardMatrices();
  return [...outputSteps(all), ...hiddenSteps(all), ...weightSteps(all)];
}

function outputSteps({ Y, T, E, S2, D2 }) {
  return [
    {
      say: [
        para(
          "Begin at the end. How does the cost change when an output changes a little? The " +
            "derivative of ½ (y \u2212 t)² is y \u2212 t: the ",
          bold("error"),
          " itself. (The 2 of the square and the half cancel out.)",
        ),
        math(partial("cost", "Y"), "=", "E", "=", "Y", "\u2212", "T"),
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
          "One step back, through the sigmoid. By the chain rule: the error times the slope of " +
            "the sigmoid. What comes out is the ",
          bold("delta"),
          " D2: how the cost changes with the sum that goes into the output. The slope is y (1 " +
            "\u2212 y) where the sigmoid's value is y, so the forward walk has all that is " +
            "needed. (“Delta” is a short name for this derivative; the lesson on digits calls minus " +
            "a derivative a “nudge”. A “cotangent” is the cost's derivative with respect to any " +
            "value: errors and deltas are such.)",
        ),
        math("D2", "=", partial("cost", "Z2"), "=", "E", "·", "Y", "(", "1", "\u2212", "Y", ")"),
      ],
      show: (stage) => stage.row([E, "×", S2, "=", D2], productThere(E, S2, D2, 2)),
    },
  ];
}

function hiddenSteps({ W2, D2, error, S1, D1 }) {
  const back = transposed(W2);
  const backThrough = (i, j) => ({
    line: added(
      `error of ${error.columns[j]} for ${error.rows[i]}`,
      products(rowOf(D2, i), rowOf(W2, j)),
      error.at(i, j),
    ),
    pattern: i,
    ways: OUTPUTS.map((_, to) => [1, j, to]),
    neurons: [[1, j]],
    label: `All ways from ${error.columns[j]}, walked back.`,
  });
  return [
    {
      say: [
        para(
          "What is the error of a hidden neuron? Nobody has told it a target. But its value goes " +
            "into every output, times the weight on the way. So what the outputs' deltas say " +
            "comes back on the same ways, times the same weights, and is added up: ",
          bold("the sum of the next layer's deltas, each times the weight to it"),
          ".",
        ),
        para("The weights that one hidden neuron needs stand in one row of W2."),
      ],
      show: (stage) => {
        stage.row([W2], (i) => backThrough(1, i), "row");
      },
    },
    {
      say: [
        para(
          "The same for all hidden neurons and all patterns is a product of matrices again. " +
            "Forward, the sum ran down a column of W2, over the hidden neurons. Now it runs " +
            "along a row of W2, over the outputs. A matrix product always runs down the columns " +
            "of its right side, so the rows of W2 are written as columns: the ",
          bold("transposed"),
          " matrix W2ᵀ. It holds the same numbers. (In a formula its sign is a raised \u22a4, which is " +
            "not the matrix T of the targets.)",
        ),
        math(partial("cost", "H"), "=", "D2", thinSpace(), turned("W2")),
      ],
      show: (stage) => stage.product(D2, back, error, backThrough),
    },
    {
      say: [
        para(
          "And back through the sigmoid of the hidden neurons, as before: times its slope. These " +
            "are the ",
          bold("hidden deltas"),
          " D1.",
        ),
        math(
          "D1",
          "=",
          partial("cost", "Z1"),
          "=",
          partial("cost", "H"),
          "·",
          "H",
          "(",
          "1",
          "\u2212",
          "H",
          ")",
        ),
      ],
      show: (stage) => stage.row([error, "×", S1, "=", D1], productThere(error, S1, D1, 1)),
    },
  ];
}
