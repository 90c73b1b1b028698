// Part 7: weights as images, sensitive pixels, and how many digits are read.
{
  const { player, detail } = partOf("learned");
  const two = sampleDigits.find(({ label }) => label === 2);
  const network = new Network("net", "before");

  const tiles = (which) => {
    const weights = networkNumbers[which]["hidden1.weight"];
    const scale = largest(Array.from(networkNumbers.after["hidden1.weight"], Math.abs)) / 2;
    detail.replaceChildren(h("div", { class: "tiles" }, Array.from({ length: 16 }, (_, neuron) =>
      h("figure", {},
        pixelImage(weights.slice(784 * neuron, 784 * neuron + 784), `weights into neuron ` +
          `${neuron + 1}`, { scale }),
        h("figcaption", {}, `neuron ${neuron + 1}`)))));
  };

  const sensitive = () => {
    network.load(networkNumbers.after).run(two.pixels, two.label);
    const toPixels = network.gradient("pixels");
    const components = network.gradient("hidden1.weight");
    const byPixel = Float64Array.from(toPixels, (_, pixel) => {
      let most = 0;
      for (let neuron = 0; neuron < 16; neuron++) {
        most = Math.max(most, Math.abs(components[784 * neuron + pixel]));
      }
      return most;
    });
    const scaleOfBoth = [byPixel, toPixels].map((numbers) => largest(Array.from(numbers,
      Math.abs)));
    const place = placeOfLargest(Array.from(toPixels, Math.abs));
    detail.replaceChildren(h("div", { class: "tiles wide" },
      h("figure", {}, pixelImage(two.pixels, "the 2"), h("figcaption", {}, "the pixels")),
      h("figure", {}, pixelImage(byPixel, "largest component among the weights from each pixel",
        { scale: scaleOfBoth[0] }),
        h("figcaption", {}, "how sensitive the cost is to the weights from each pixel (the " +
          "strongest of 16)")),
      h("figure", {}, pixelImage(toPixels, "derivative of the cost with respect to each pixel",
        { scale: scaleOfBoth[1] }),
        h("figcaption", {}, "how sensitive it is to the pixel itself: more ink there raises the " +
          "cost (orange) or lowers it (blue)"))));
    return { row: Math.floor(place / DIGIT_SIDE) + 1, column: (place % DIGIT_SIDE) + 1,
      most: toPixels[place] };
  };

  const rightOf = (counts) => counts.reduce((all, row, digit) => all + Number(row[digit]), 0);
  const share = (counts) => `${fixed((100 * rightOf(counts)) / results.heldOut, 1)} %`;
  const readings = () => {
    const heads = ["digit", ...Array.from({ length: 10 }, (_, read) => `read as ${read}`)];
    const rows = results.readAfter.map((row, digit) => [
      `${digit}`,
      ...row.map((count, read) => (read === digit ? h("strong", {},
        String(count)) : String(count))),
    ]);
    detail.replaceChildren(table("Digits kept aside, by what they were read " +
      "as", heads, rows, { class: "dense" }));
  };
  const misread = () => {
    network.load(networkNumbers.after);
    detail.replaceChildren(h("div", { class: "tiles" }, digitsOf(results.misread).map(({ pixels,
      label }) => {
      network.run(pixels, label);
      const read = placeOfLargest(network.value("output"));
      return h("figure", {}, pixelImage(pixels, `a ${label}`), h("figcaption", {}, `a ${label}, ` +
        `read as ${read}`));
    })));
  };

  const steps = [
    () => {
      tiles("before");
      return p("The 784 weights into a neuron of the first hidden layer, put where their pixels " +
        "are: orange is positive, blue is negative. Before training they are random.");
    },
    () => {
      tiles("after");
      return p("After training. Ink on orange pixels pushes the neuron up, ink on blue ones " +
        "pushes it down. One could hope for neat strokes and loops, but nothing asked the " +
        "network to find these: it took any weights that made the cost small.");
    },
    () => {
      const { row, column, most } = sensitive();
      return p("Which pixels matter to the reading of this 2? The middle image shows the " +
        "gradient’s components for the weights: they are in proportion to the ink, so paper has " +
        "0. The right one asks what happens if the pixel itself had more ink. " +
        `The most sensitive pixel is in row ${row}, column ${column}: its derivative is ` +
          `${signed(most, 3)}.`);
    },
    () => {
      readings();
      return p("How many digits does it read? Of ", h("strong", {}, counted(results.heldOut)),
        " digits that it never learned from, it reads ",
        h("strong", {}, counted(rightOf(results.readAfter))), ` right: ` +
          `${share(results.readAfter)}. `,
        `Before training it was ${share(results.readBefore)}; guessing would give about 10 %.`);
    },
    () => {
      misread();
      return p("Some that it reads wrongly. Gradient descent leads towards a " +
        "", h("strong", {}, "local minimum"),
        ": a place where no small step lowers the cost. Nobody knows whether there is a lower " +
          "one somewhere else. And a network with more neurons, or one that has seen more " +
          "examples, often reads better.");
    },
    () => {
      detail.replaceChildren();
      return [
        p(`All this took ${counted(results.learned)} images with `, h("strong", {}, "labels"),
          ": for each of them, somebody has to say which digit it is. Here a program drew the " +
            "digits, so it knew. For handwriting, people had to look at every one."),
        p("Go back to part 1 and draw a few digits. What is drawn very large, very small or at " +
          "the edge is unlike the examples, and the network, which knows only pixels, will " +
          "often be wrong. It has no way to say “this is not a digit”."),
      ];
    },
  ];
  new Player(player, { count: steps.length, interval: 8000,
    show: (step) => steps[step]() }).start();
}
