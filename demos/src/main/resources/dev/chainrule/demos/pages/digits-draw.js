// Part 1: what one draws is read while one draws; the layers one after another.
{
  const { player, picture, root } = partOf("draw");
  const network = new Network("net", "after", { isForwardOnly: true });
  const net = new NetworkPicture(picture, { image: false });
  net.weights(network.which);
  const reading = h("p", { class: "reading", role: "status", "aria-live": "polite" });
  let example = 2;

  const read = (pixels) => {
    network.run(pixels);
    net.show(network);
    const outputs = network.value("output");
    const best = placeOfLargest(outputs);
    const isEmpty = pixels.every((ink) => ink === 0);
    reading.replaceChildren(
      ...(isEmpty
        ? ["The sheet is empty. Draw a digit, about as large as the dashed box."]
        : ["The largest output is that of ", h("strong", {}, String(best)), `: ` +
          `${fixed(outputs[best])}.`]),
    );
  };

  const place = root.querySelector(".pad-place");
  const pad = new DrawingPad(place, read);
  const choose = (which) => {
    network.load(networkNumbers[which]);
    net.weights(network.which);
    buttons.before.setAttribute("aria-pressed", which === "before");
    buttons.after.setAttribute("aria-pressed", which === "after");
    read(pad.pixels);
  };
  const another = () => {
    example = (example + 1) % sampleDigits.length;
    pad.take(sampleDigits[example].pixels);
  };
  const button = (text, onclick) => h("button", { type: "button", onclick }, text);
  const buttons = {
    clear: button("Clear", () => pad.clear()),
    another: button("Another example", another),
    before: button("Untrained network", () => choose("before")),
    after: button("Trained network", () => choose("after")),
  };
  buttons.after.setAttribute("aria-pressed", "true");
  buttons.before.setAttribute("aria-pressed", "false");
  place.append(
    reading,
    h("div", { class: "buttons" }, Object.values(buttons)),
    h("p", { id: "pad-help", class: "quiet" },
      "Draw with the mouse or a finger. Or by keys, when the sheet has the focus: the arrow " +
        "keys move the pen, the space bar puts it down and lifts it, Delete clears the sheet."),
  );
  pad.take(sampleDigits[example].pixels);

  const counts = PARAMETERS.map((name) => network.value(name).length);
  const total = counts.reduce((all, count) => all + count);
  const layerText = (i) =>
    `${counted(counts[2 * i])} weights and ${counts[2 * i + 1]} biases`;
  const steps = [
    () => [
      p("Draw a digit on the sheet, or look at an example. The sheet has 28 rows of 28 ",
        h("strong", {}, "pixels"), ". Each pixel is a number: 0 is paper, 1 is ink. So the " +
          "network gets 28 × 28 = 784 numbers. It knows nothing about lines and curves."),
      p("The examples were drawn by a program with an unsteady hand, on stained paper: the " +
        "small grey squares belong to the task."),
    ],
    () => {
      net.ring("hidden1", ...Array(16).keys());
      return [
        p("The first column has 16 ", h("strong", {}, "neurons"), ". Each neuron holds a number " +
          "between 0 and 1, its ", h("strong", {}, "activation"), ": the larger the disc in its " +
          "ring, the larger the number. A neuron multiplies each of the 784 pixels by a ",
          h("strong", {}, "weight"), ", adds everything up, and adds one more number, its ",
          h("strong", {}, "bias"), ". A curve called ", h("strong", {}, "sigmoid"),
          " then squeezes the sum into the range from 0 to 1."),
        p(`That makes 16 × 784 weights and 16 biases: ${layerText(0)}.`),
      ];
    },
    () => {
      net.ring("hidden2", ...Array(16).keys());
      return [
        p("The second column does the same with the 16 activations of the first, and again has " +
          "16 " +
          `neurons: ${layerText(1)}. These two columns are called `, h("strong", {}, "hidden " +
            "layers"),
          ", since they are neither what goes in nor what comes out. A line is a weight; solid " +
            "lines are positive weights, dashed lines negative ones, strong lines large ones."),
      ];
    },
    () => {
      net.ring("output", ...Array(10).keys());
      return [
        p(`The last column has ten neurons, one for each digit: ${layerText(2)}. The bars show ` +
          "their activations, the ", h("strong", {}, "outputs"), ". The network's answer is the " +
            "digit with the largest output. The outputs are not shares of a whole: they need " +
            "not add up to 1."),
      ];
    },
    () => [
      p(`Altogether the network has ${counts.map(counted).join(" + ")} = `,
        h("strong", {}, counted(total)), " weights and biases. Nothing else makes it read: with " +
          "random numbers there (press “Untrained network”) its outputs mean nothing. Learning " +
          "means finding good numbers."),
    ],
  ];
  new Player(player, {
    count: steps.length,
    name: "Step",
    interval: 8000,
    show: (step) => (net.clear(), steps[step]()),
  }).start();
}
