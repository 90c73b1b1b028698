// Part 4: what one example wishes: an output has three ways, wishes are added and passed back.
{
  const LABEL = 2;
  const OTHER = 3;
  const ALL_ADDED = 6; // the step with the widest table
  const { root, player, picture, detail } = partOf("wishes");
  const { pixels } = sampleDigits.find(({ label }) => label === LABEL);
  const network = new Network("net", "before").run(pixels, LABEL);
  const net = new NetworkPicture(picture);
  net.weights(network.which);
  net.show(network, { pixels, wanted: LABEL });

  const minus = (numbers) => Array.from(numbers, (number) => -number);
  const outputs = network.value("output");
  const outputWishes = minus(network.gradient("output"));
  const activations = network.value("hidden2");
  const weights = network.value("output.weight");
  const weightsOf = (digit) => weights.slice(16 * digit, 16 * digit + 16);
  const sumWishes = minus(network.gradient("output.bias")); // of the sums before the sigmoids
  const wishesOf = (digit) => Array.from(weightsOf(digit), (weight) => weight * sumWishes[digit]);
  const hidden2Wishes = minus(network.gradient("hidden2"));
  const hidden1Wishes = minus(network.gradient("hidden1"));
  const absoluteLargest = (numbers) => largest(Array.from(numbers, Math.abs));
  const edgesTo = (digit, numbers) =>
    Array.from(numbers, (weight, i) => ({ from: "hidden2", i, to: "output", j: digit, weight }));

  const barTable = (caption, heads, columns, last) => {
    const scale = absoluteLargest(columns[columns.length - 1]);
    const rows = Array.from(columns[0], (_, i) => [
      `neuron ${i + 1}`,
      ...columns.map((column) => fixed(column[i], 3)),
      signedBar(columns[columns.length - 1][i], scale),
    ]);
    return table(caption, ["", ...heads, h("span", { class: "hidden-text" }, "as a bar")],
      last ? [...rows, last] : rows);
  };

  const focusOn = (digit) => {
    net.focus(edgesTo(digit, weightsOf(digit))).ring("output", digit);
  };

  const steps = [
    () => {
      net.arrows("output", outputWishes, 2);
      const rows = Array.from(outputs, (output, digit) => [
        `${digit}`, fixed(output), digit === LABEL ? 1 : 0, fixed(outputWishes[digit]),
        signedBar(outputWishes[digit], 2),
      ]);
      detail.replaceChildren(table("What each output should do", [
        "digit", "output", "wanted", "nudge", h("span", { class: "hidden-text" }, "as a bar"),
      ], rows));
      return [
        p(`The untrained network reads this 2. Which way should each output go? The output of ` +
          `the ${LABEL} `,
          "should rise to 1, and all others should fall to 0. We call such a wish a ",
          h("strong", {}, "nudge"), "."),
        p("The nudges are in proportion to the distance from what is wanted: an output that is " +
          "nearly right hardly matters. In numbers, a nudge is minus the derivative of the cost " +
          "with respect to that output: 2 × (wanted − output). Other lessons keep the sign of the " +
          "derivative and call it a “delta”, where it belongs to the sum inside a neuron."),
      ];
    },
    () => {
      focusOn(LABEL);
      const products = Array.from(activations, (a, i) => a * weightsOf(LABEL)[i]);
      const bias = network.value("output.bias")[LABEL];
      const sum = products.reduce((all, product) => all + product, bias);
      detail.replaceChildren(barTable(`What the output of the ${LABEL} is made of`,
        ["activation", "weight", "product"], [activations, weightsOf(LABEL), products],
        ["sum, with the bias", "", fixed(bias, 3), h("strong", {}, fixed(sum, 3)), ""]));
      return [
        p(`Look at one output alone, that of the ${LABEL}. It multiplies the 16 activations ` +
          `before it by `,
          "16 weights, adds the products and its bias, and puts the sum through the sigmoid: ",
          `the sum ${fixed(sum, 3)} becomes ${fixed(outputs[LABEL], 3)}.`),
        p("So there are three ways to raise it: change the bias, change the weights, or change " +
          "the activations of the layer before."),
      ];
    },
    () => {
      focusOn(LABEL);
      const slope = outputs[LABEL] * (1 - outputs[LABEL]);
      detail.replaceChildren(table("The nudge of the bias", ["", "number"], [
        ["nudge of the output", signed(outputWishes[LABEL], 4)],
        ["slope of the sigmoid there", format(slope, 4)],
        ["their product: nudge of the bias", h("strong", {}, signed(sumWishes[LABEL], 4))],
      ]));
      return [
        p(h("strong", {}, "First way: the bias. "), "It is added to the sum, so raising it " +
          "raises the output " +
          `of the ${LABEL} whatever the image is. Its nudge is ${signed(sumWishes[LABEL], 4)}.`),
        p(`That is the output’s nudge, ${signed(outputWishes[LABEL], 4)}, times the slope of ` +
          `the sigmoid, ${format(slope, 4)}. Where a sigmoid is flat, at outputs ` +
          "close to 0 or 1, its slope is nearly 0, and all nudges that go through it are small."),
      ];
    },
    () => {
      const wishes = minus(network.gradient("output.weight").slice(16 * LABEL, 16 * LABEL + 16));
      net.focus(edgesTo(LABEL, wishes)).ring("output", LABEL);
      detail.replaceChildren(barTable("Second way: the weights",
        ["activation", "nudge of the weight"], [activations, wishes]));
      return [
        p(h("strong", {}, "Second way: the weights. "), "A weight is multiplied by an " +
          "activation. Where the activation is large, changing the weight does much; where it " +
          "is nearly 0, it does nearly nothing. So the nudges of the weights are " +
          "", h("strong", {}, "in proportion to the activations"),
          `: each is its activation times ${signed(sumWishes[LABEL], 4)}, the nudge of the sum.`),
        p("The strongest new links are made from neurons that are active to the neuron that " +
          "should be active. People say “what fires together, wires together”; for living " +
          "brains this is a loose comparison."),
      ];
    },
    () => {
      const wishes = wishesOf(LABEL);
      focusOn(LABEL);
      net.arrows("hidden2", wishes);
      detail.replaceChildren(barTable("Third way: the activations before",
        ["weight", "nudge of the activation"], [weightsOf(LABEL), wishes]));
      return p(h("strong", {}, "Third way: the activations of the layer before. "), "Now the " +
        "weights say how much a change does. The nudges of the activations are " +
        "", h("strong", {}, "in proportion to the weights"),
        ": up where the weight is positive (solid line), down where it is negative (dashed " +
          "line). Nobody can set an activation directly. It is a wish, to be passed on to the " +
          "layer before.");
    },
    () => {
      const wishes = wishesOf(OTHER);
      focusOn(OTHER);
      net.arrows("hidden2", wishes);
      detail.replaceChildren(barTable(`What the output of the ${OTHER} wishes`,
        ["weight", "nudge of the activation"], [weightsOf(OTHER), wishes]));
      return p(`The output of the ${OTHER} has wishes of its own for the same 16 neurons. It ` +
        `should fall, so it `,
        "wants the activations down where its weight is positive, and up where it is negative. " +
          "Each of the ten outputs has such a list. They do not agree.");
    },
    () => {
      net.arrows("hidden2", hidden2Wishes);
      net.ring("hidden2", ...Array(16).keys());
      const lists = Array.from({ length: 10 }, (_, digit) => wishesOf(digit));
      const rows = hidden2Wishes.map((sum, i) => [
        `${i + 1}`, ...lists.map((list) => fixed(list[i])), h("strong", {}, fixed(sum)),
        signedBar(sum, absoluteLargest(hidden2Wishes), 70),
      ]);
      const heads = ["neuron", ...lists.map((_, digit) => `of ${digit}`), "sum",
        h("span", { class: "hidden-text" }, "as a bar")];
      detail.replaceChildren(table("What each output wishes for each " +
        "neuron", heads, rows, { class: "dense" }));
      return [
        p("So add them: for each neuron, the wishes of all ten outputs. The sums are the nudges " +
          "for this layer. A neuron reaches the cost over ten ways, one through each output; " +
          "the effects of several ways add up. Along one way they are multiplied: weight times " +
          "nudge."),
      ];
    },
    () => {
      net.arrows("hidden1", hidden1Wishes);
      net.ring("hidden1", ...Array(16).keys());
      net.arrows("hidden2", hidden2Wishes);
      detail.replaceChildren(barTable("The first hidden layer",
        ["activation", "nudge"], [network.value("hidden1"), hidden1Wishes]));
      return p("Now the second hidden layer has nudges, as the outputs had before. So do the " +
        "same again, one layer back: each of its neurons has three ways, passes its wish on to " +
        "the 16 neurons before it, and these wishes are added. Nothing new is needed, however " +
        "many layers there are. This is why it is called ",
        h("strong", {}, "backpropagation"), ": the wishes are passed on from the cost towards " +
          "the pixels.");
    },
    () => {
      const gradient = network.gradient("hidden1.weight");
      const strongest = placeOfLargest(Array.from(network.gradient("hidden1.bias"), Math.abs));
      const nudges = minus(gradient.slice(784 * strongest, 784 * strongest + 784));
      net.ring("hidden1", strongest);
      net.arrows("hidden1", hidden1Wishes);
      const scale = absoluteLargest(nudges);
      const at = placeOfLargest(nudges.map(Math.abs));
      detail.replaceChildren(h("div", { class: "tiles wide" },
        h("figure", {}, pixelImage(pixels, "the 2"), h("figcaption", {}, "the pixels")),
        h("figure", {}, pixelImage(nudges, `nudges of neuron ${strongest + 1}`, { scale }),
          h("figcaption", {}, `the nudges of the 784 weights into neuron ${strongest + 1}; `,
            "orange: up, blue: down"))));
      return p("At the first layer, the activations before are the pixels. The image is given, " +
        "so only the weights and " +
        `biases are left to change. The nudges of the weights into neuron ${strongest + 1} are ` +
          `in proportion to the `,
        "pixels: white paper is 0, and a weight from there does not matter to this example at " +
          "all. All others " +
        `go ${nudges[at] > 0 ? "up" : "down"}, by up to ${format(scale, 3)}.`);
    },
    () => {
      const count = PARAMETERS.reduce((all, name) => all + network.value(name).length, 0);
      net.arrows("output", outputWishes, 2).arrows("hidden2", hidden2Wishes).arrows("hidden1",
        hidden1Wishes);
      detail.replaceChildren();
      return [
        p(`One sweep forward and one sweep backward gave the nudges of all ${counted(count)} ` +
          `weights `,
          "and biases. To try each of them one at a time instead, as in part 3, the network " +
            "would have to run " +
          `${counted(count + 1)} times.`),
        p("Why backwards? There is one cost at the end, and there are thousands of numbers at " +
          "the front. Going backwards, each neuron’s nudge is computed once, and then used for " +
          "all weights into it."),
      ];
    },
  ];
  new Player(player, {
    count: steps.length,
    interval: 10000,
    show: (step) => {
      net.clear();
      root.querySelector(".side-by-side").classList.toggle("stacked", step === ALL_ADDED);
      return steps[step]();
    },
  }).start();
}
