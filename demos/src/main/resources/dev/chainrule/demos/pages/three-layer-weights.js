"use strict";
// Backward to the weights: products, added up over the patterns; then the update.

/** A table: what one weight's gradient is made of, pattern by pattern. */
function perPattern(values, deltas, from, to, total) {
  return tableOf("The products of all patterns", {
    head: [
      "pattern",
      `value of ${values.columns[from]}`,
      `delta of ${deltas.columns[to]}`,
      "product",
    ],
    rows: PATTERNS.map((name, i) => {
      const [value, delta] = [values.at(i, from), deltas.at(i, to)];
      return [name, short(value), short(delta), short(value * delta)];
    }),
    total: ["added up", "", "", short(total)],
  });
}

function updateStep(name, gradient, weights, layer, more) {
  const scaled = matrix(
    "step",
    mapOne(gradient.x, (number) => settings.rate * number),
    gradient.rows,
    gradient.columns,
  );
  const after = matrix(
    `new ${name}`,
    mapTwo(weights.x, scaled.x, (w, g) => w - g),
    weights.rows,
    weights.columns,
  );
  return {
    say: more,
    show: (stage) =>
      stage.row([weights, "\u2212", scaled, "=", after], (i, j) => ({
        line: [
          h("span", {}, `from ${weights.rows[i]} to ${weights.columns[j]}: `),
          h(
            "span",
            {},
            `${short(weights.at(i, j))} \u2212 ${settings.rate} · ${factor(gradient.at(i, j))} = `,
          ),
          bold(short(after.at(i, j))),
        ],
        ways: [[layer, i, j]],
        neurons: [
          [layer, i],
          [layer + 1, j],
        ],
      })),
  };
}

/** The cost after one step down of all weights. */
function costAfterStep() {
  const program = new Program(carried("net"));
  descend(program, settings.rate);
  return costOf(program);
}

function weightSteps({ X, H, W1, W2, D1, D2, G1, G2 }) {
  const oneWeight = (i, j, pattern, line) => ({
    line,
    pattern,
    ways: [[1, i, j]],
    neurons: [
      [1, i],
      [2, j],
    ],
  });
  const summed = (values, deltas, gradient, layer) => (i, j) => ({
    line: added(
      `from ${gradient.rows[i]} to ${gradient.columns[j]}`,
      products(columnOf(values, i), columnOf(deltas, j)),
      gradient.at(i, j),
    ),
    ways: [[layer, i, j]],
    neurons: [
      [layer, i],
      [layer + 1, j],
    ],
  });
  return [
    {
      say: [
        para(
          "Now the weights. A weight is multiplied with the value at its start. So, for one " +
            "pattern, the cost changes with the weight by ",
          bold("the value at its start times the delta at its end"),
          ". Choose any weight of W2.",
        ),
      ],
      show: (stage) =>
        stage.row([W2], (i, j) => {
          const pattern = 1;
          const [value, delta] = [H.at(pattern, i), D2.at(pattern, j)];
          return oneWeight(i, j, pattern, [
            h("span", {}, `for ${PATTERNS[pattern]}, from ${HIDDEN[i]} to ${OUTPUTS[j]}: `),
            h("span", {}, `${short(value)} · ${factor(delta)} = `, bold(short(value * delta))),
          ]);
        }),
    },
    {
      say: [
        para(
          "That was one pattern. The cost is a sum over all patterns, and so is its derivative: " +
            "the products are added up. That is what one weight's gradient is: ",
          bold("accumulated over all patterns"),
          ".",
        ),
      ],
      show: (stage) =>
        stage.row([G2], (i, j) => ({
          ...summed(H, D2, G2, 1)(i, j),
          side: h(
            "div",
            {},
            h("h3", {}, `From ${HIDDEN[i]} to ${OUTPUTS[j]}`),
            perPattern(H, D2, i, j, G2.at(i, j)),
          ),
        })),
    },
    {
      say: [
        para(
          "All weights of W2 at once. The sum runs over the patterns. Patterns are the rows of " +
            "H, but a product runs along the rows of its left side; so H is turned: Hᵀ. Again, " +
            "no rule about turning was needed, only the sums.",
        ),
        math(partial("cost", "W2"), "=", turned("H"), thinSpace(), "D2"),
      ],
      show: (stage) => stage.product(transposed(H), D2, G2, summed(H, D2, G2, 1)),
    },
    {
      say: [
        para(
          "And all weights of W1 in the same way: the value at the start is an input, the delta " +
            "at the end is a hidden delta.",
        ),
        math(partial("cost", "W1"), "=", turned("X"), thinSpace(), "D1"),
      ],
      show: (stage) => stage.product(transposed(X), D1, G1, summed(X, D1, G1, 0)),
    },
    updateStep("W2", G2, W2, 1, [
      para(
        "The gradient points uphill, so each weight goes the other way. Its step is the gradient " +
          "times the ",
        bold("learning rate"),
        `, a number that sets how large the steps are; here it is ${settings.rate}. The step is ` +
          "taken away from the weight. The shapes match: a gradient has the shape of its " +
          "weights, a number for each.",
      ),
    ]),
    updateStep("W1", G1, W1, 0, [
      para(
        "W1 is updated with the gradients that were computed from the old W2: all weights change " +
          "together. The cost was ",
        bold(short(costOf())),
        "; with the new weights it is ",
        bold(short(costAfterStep())),
        ".",
      ),
    ]),
  ];
}
