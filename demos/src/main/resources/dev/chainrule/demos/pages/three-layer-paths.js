"use strict";
// All paths from a weight to the cost, and the sweep that does not walk them one by one.

const PATTERN = 1;
const WEIGHT = { from: 1, to: 0 };

/** The factors on the path from the weight through an output: the last one first. */
function factorsOfPath({ X, W2, E, S1, S2 }, pattern, output) {
  const { from, to } = WEIGHT;
  return [
    { name: `error of ${OUTPUTS[output]}`, number: E.at(pattern, output) },
    { name: `slope at ${OUTPUTS[output]}`, number: S2.at(pattern, output) },
    { name: `weight from ${HIDDEN[to]} to ${OUTPUTS[output]}`, number: W2.at(to, output) },
    { name: `slope at ${HIDDEN[to]}`, number: S1.at(pattern, to) },
    { name: `input ${INPUTS[from]}`, number: X.at(pattern, from) },
  ];
}

const multiplied = (factors) => factors.reduce((product, { number }) => product * number, 1);

/** Counts paths and multiplications for one pattern, for layers of these sizes. */
function counted(sizes) {
  let paths = 0;
  let walked = 0;
  let swept = 0;
  for (let layer = 0; layer + 1 < sizes.length; layer++) {
    const weights = sizes[layer] * sizes[layer + 1];
    const onward = sizes.slice(layer + 2).reduce((product, n) => product * n, 1);
    const further = sizes.length - 2 - layer;
    paths += weights * onward;
    // The value, the slope at the end, a weight and a slope for each further layer, the error.
    walked += weights * onward * (2 + 2 * further);
    // A delta for each neuron, an error for each but the outputs, a gradient for each weight.
    swept += sizes[layer + 1] + weights + (layer > 0 ? weights : 0);
  }
  return { paths, walked, swept };
}

function pathLine(factors, result) {
  return factors
    .map(({ number }, i) => h("span", {}, i > 0 ? `· ${factor(number)} ` : `${short(number)} `))
    .concat(h("span", {}, "= ", bold(short(result))));
}

function pathSteps() {
  const all = backwardMatrices();
  const { from, to } = WEIGHT;
  const paths = OUTPUTS.map((_, output) => factorsOfPath(all, PATTERN, output));
  const start = [
    [0, from],
    [1, to],
  ];
  const ways = (outputs) => [[0, from, to], ...outputs.map((output) => [1, to, output])];
  const view =
    (outputs, line, side = null) =>
    (stage) => {
      stage.computation.replaceChildren(...line);
      stage.network.show({
        pattern: PATTERN,
        ways: ways(outputs),
        neurons: [...start, ...outputs.map((output) => [2, output])],
        backward: true,
        label: `The paths through ${outputs.map((output) => OUTPUTS[output]).join(" and ")}.`,
      });
      stage.main.replaceChildren(stage.network.element);
      stage.side.replaceChildren(...(side ? [side()] : []));
    };
  const onePattern = paths.map(multiplied).reduce((a, b) => a + b);
  const both = OUTPUTS.map((_, output) => output);
  const onePath = (output) => ({
    say: para(
      output === 0 ? "The first path" : "The second path",
      ` goes through the output ${OUTPUTS[output]}. Along a path, all factors are multiplied: ` +
        "each says how many times as much the next number changes.",
    ),
    show: view([output], pathLine(paths[output], multiplied(paths[output])), () =>
      factorTable(paths[output]),
    ),
  });
  return [
    {
      say: para(
        "Somebody may have told you that backpropagation is “repeatedly applying the chain rule " +
          `through all the possible paths”. Count them. Take the weight from ${INPUTS[from]} to ` +
          `${HIDDEN[to]}, and the pattern ${PATTERNS[PATTERN]}. The weight acts on ` +
          `${HIDDEN[to]}; from there a change goes on through each of the ${OUTPUTS.length} ` +
          "outputs to the cost. So there are ",
        bold(`${paths.length} paths`),
        ".",
      ),
      show: view(both, [`${paths.length} paths from this weight to the cost, for one pattern.`]),
    },
    ...both.map(onePath),
    {
      say: para(
        "Where paths meet, their contributions are ",
        bold("added"),
        ". That is what this weight's gradient gets from this pattern. Look at both products: " +
          "the last two factors, the slope and the input, are the same. The sweep multiplies by " +
          "them once, after adding: that is the hidden error, times the slope, times the input.",
      ),
      show: view(
        both,
        added(
          "both paths",
          paths.map((path) => factor(multiplied(path))),
          onePattern,
        ),
        () => sharedFactors(all, onePattern),
      ),
    },
    {
      say: para(
        `The same for each of the ${PATTERNS.length} patterns: ${PATTERNS.length} · ` +
          `${paths.length} = `,
        bold(`${PATTERNS.length * paths.length} paths`),
        " for this one weight. Their sum is the number that the sweep has found.",
      ),
      show: (stage) => {
        const total = all.G1.at(from, to);
        view(both, [`The engine's sweep says `, bold(short(total)), "."])(stage);
        stage.side.replaceChildren(allPaths(all, total));
      },
    },
    countingStep(all, view(both, countLine())),
    {
      say: para(
        "How can the sweep avoid the walks? It ",
        bold("remembers"),
        ". It goes back layer by layer, and at each neuron adds up what comes back, once. The " +
          "result is used again and again, whoever asks. Values that are used again and again " +
          "are computed once.",
      ),
      show: (stage) => {
        view(both, ["Each of these numbers is computed once."])(stage);
        stage.side.replaceChildren(usesTable());
      },
    },
  ];
}

function factorTable(factors) {
  return tableOf("The factors on this path", {
    rows: factors.map(({ name, number }) => [name, short(number)]),
    total: ["multiplied", short(multiplied(factors))],
  });
}

function sharedFactors({ D2, W2, error, S1, X }, total) {
  const { from, to } = WEIGHT;
  const terms = products(rowOf(D2, PATTERN), rowOf(W2, to)).join(" + ");
  return tableOf("What the sweep multiplies", {
    rows: [
      [`hidden error of ${HIDDEN[to]}: ${terms}`, short(error.at(PATTERN, to))],
      [`times the slope at ${HIDDEN[to]}`, short(S1.at(PATTERN, to))],
      [`times the input ${INPUTS[from]}`, short(X.at(PATTERN, from))],
    ],
    total: ["the same as both paths together", short(total)],
  });
}

function allPaths(all, total) {
  return tableOf("All paths of this weight", {
    head: ["pattern", ...OUTPUTS.map((name) => `through ${name}`)],
    rows: PATTERNS.map((name, pattern) => [
      name,
      ...OUTPUTS.map((_, output) => short(multiplied(factorsOfPath(all, pattern, output)))),
    ]),
    total: ["all added up", ...OUTPUTS.slice(1).map(() => ""), short(total)],
  });
}

const SIZES = [INPUTS.length, HIDDEN.length, OUTPUTS.length];

function countLine() {
  const { walked, swept } = counted(SIZES);
  return [
    h("span", {}, "Multiplications for one pattern: path by path ", bold(`${walked}`), ";\u00a0"),
    h("span", {}, "by the sweep ", bold(`${swept}`), "."),
  ];
}

function countingStep(all, show) {
  const { paths } = counted(SIZES);
  const weights = [all.W1, all.W2].map(({ x }) => x.data.length);
  return {
    say: para(
      `All weights: ${weights[0]} in W1 with ${OUTPUTS.length} paths each, ${weights[1]} in W2 ` +
        `with one path each. Together ${paths} paths for one pattern, ${paths * PATTERNS.length} ` +
        "for all patterns. To walk them all means to multiply the same factors over and over. " +
        "The sweep gets the same gradients with far fewer multiplications: one for each delta, " +
        "one for each weight on the way back to a hidden error, one for each weight's gradient. " +
        "(Values and slopes are taken as known in both. Both begin with the error itself. The " +
        "lessons on the dosage and on paths begin one link earlier, with 1, and count that " +
        "multiplication too.)",
    ),
    show(stage) {
      show(stage);
      stage.side.replaceChildren(countTable());
    },
  };
}

function countTable() {
  const [inputs, hidden, outputs] = SIZES;
  const { paths, walked, swept } = counted(SIZES);
  const last = counted([hidden, outputs]);
  const rows = [
    ["W1", inputs * hidden, paths - last.paths, walked - last.walked],
    ["W2", hidden * outputs, last.paths, last.walked],
  ];
  return tableOf("Paths and multiplications, for one pattern", {
    head: ["for one pattern", "weights", "paths", "multiplications"],
    rows: [...rows, ["path by path", rows[0][1] + rows[1][1], paths, walked]],
    total: ["by the sweep", "", "none walked", swept],
  });
}

/** How often numbers of one pattern are used, though they are computed once. */
function usesTable() {
  const [inputs, hidden, outputs] = SIZES;
  return tableOf("How often each number is used", {
    kind: "uses",
    head: ["number", "used for", "times"],
    rows: [
      [
        "delta of an output",
        `${hidden} hidden errors, and the gradients of ${hidden} weights`,
        2 * hidden,
      ],
      ["error of a hidden neuron", "its delta", 1],
      ["delta of a hidden neuron", `the gradients of ${inputs} weights`, inputs],
      [
        "value of a hidden neuron",
        `forward: ${outputs} outputs; backward: its slope, and the gradients of ${outputs} weights`,
        2 * outputs + 1,
      ],
    ],
  });
}

/** Paths and multiplications as the network gets deeper. */
function showDepth(root) {
  const text = h("div", { class: "readout", role: "status" });
  const body = h("tbody", {});
  const control = slider(
    "hidden layers",
    [1, 12],
    1,
    (layers) => {
      const sizes = [SIZES[0], ...new Array(layers).fill(SIZES[1]), SIZES[2]];
      const { paths, walked, swept } = counted(sizes);
      const fromOne = Math.pow(SIZES[1], layers - 1) * SIZES[2];
      const word = layers === 1 ? "layer" : "layers";
      text.replaceChildren(
        para(
          `With ${layers} hidden ${word} of ${SIZES[1]} neurons, `,
          bold(fromOne.toLocaleString("en")),
          " paths lead from one weight of the first layer to the cost, for one pattern.",
        ),
      );
      const most = Math.log10(Math.max(walked, swept));
      body.replaceChildren(
        ...[
          ["paths from all weights", paths, "walked"],
          ["multiplications, path by path", walked, "walked"],
          ["multiplications by the sweep", swept, ""],
        ].map(([name, count, kind]) => {
          const width = `${((100 * Math.log10(count)) / most).toFixed(1)}%`;
          const bar = h("span", { class: `bar ${kind}`, style: `width: ${width}` });
          return h(
            "tr",
            {},
            h("td", {}, name),
            h("td", {}, count.toLocaleString("en")),
            h("td", {}, bar),
          );
        }),
      );
    },
    1,
  );
  control.input.id = "depth-slider";
  root.append(
    para(
      "With one hidden layer, the paths could still be walked. Add hidden layers: each one " +
        `multiplies the paths from a weight of the first layer by ${SIZES[1]}, while the sweep ` +
        "has the same work to do once more. Slide.",
    ),
    control.element,
    text,
    h("table", { class: "bars" }, body),
    para("(Bars grow by the same length each time a number becomes ten times as large.)"),
  );
  control.set(1);
}
