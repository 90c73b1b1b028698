// Part 2: the cost of one example, and of many.
{
  const { player, picture, detail } = partOf("cost");
  const two = sampleDigits.find(({ label }) => label === 2);
  const network = new Network("net", "before");
  const net = new NetworkPicture(picture);

  const show = (which, isWanted) => {
    network.load(networkNumbers[which]).run(two.pixels, two.label);
    net.weights(network.which);
    net.show(network, { pixels: two.pixels, wanted: isWanted ? two.label : null });
  };

  const squares = () => {
    const rows = Array.from(network.value("output"), (output, digit) => {
      const wanted = digit === two.label ? 1 : 0;
      const difference = output - wanted;
      return [`${digit}`, fixed(output, 4), wanted, fixed(difference, 4), fixed(difference ** 2,
        4)];
    });
    rows.push([h("strong", {}, "cost"), "", "", "", h("strong", {}, fixed(network.cost, 4))]);
    const heads = ["digit", "output", "wanted", "difference", "square"];
    detail.replaceChildren(table("The cost of this example", heads, rows));
  };

  const many = () => {
    const cells = sampleDigits.slice(0, 10).map(({ pixels, label }) => {
      network.run(pixels, label);
      const cost = network.cost;
      const image = pixelImage(pixels, `a ${label}`);
      return { cost, element: h("figure", {}, image, h("figcaption", {}, `cost ${fixed(cost)}`)) };
    });
    const average = cells.reduce((all, { cost }) => all + cost, 0) / cells.length;
    detail.replaceChildren(
      h("div", { class: "tiles" }, cells.map(({ element }) => element)),
      p("The average of these ten: ", h("strong", {}, fixed(average, 4)), "."),
    );
    network.run(two.pixels, two.label);
    return average;
  };

  const say = (number) => h("strong", {}, fixed(number, 4));
  const steps = [
    () => {
      show("before", false);
      detail.replaceChildren();
      return p("Here the network is ", h("strong", {}, "untrained"), ": its weights are random, " +
        "and its biases are 0. It looks at this 2. The outputs mean nothing yet.");
    },
    () => {
      show("before", true);
      detail.replaceChildren();
      return p("What we want: the output of the 2 should be 1, and all others 0. The thick " +
        "marks show what is wanted. We know it because somebody has said that this image is a " +
        "2. This is its ", h("strong", {}, "label"), ".");
    },
    () => {
      show("before", true);
      squares();
      return p("How wrong is the network? Take each output’s difference from what is wanted, " +
        "square it, and add the ten squares. The sum is the ", h("strong", {}, "cost"),
        " of this example: ", say(network.cost), ". It would be 0 if all outputs were as " +
          "wanted. Squares make all differences positive, and large differences count most.");
    },
    () => {
      show("after", true);
      squares();
      return p("The same 2, and the network after training. The cost of this example is now ",
        say(network.cost), ".");
    },
    () => {
      show("before", true);
      const average = many();
      return [
        p("One example says little. The cost of the network is the ", h("strong", {}, "average"),
          " over many examples. The untrained network has cost ", say(average), " on these ten."),
        p(`On ${counted(results.heldOut)} digits that were kept aside for testing, the average is `,
          say(results.costBefore), " before training and ", say(results.costAfter), " after it. " +
            "Training means: change the weights and biases so that the average falls."),
      ];
    },
  ];
  new Player(player, { count: steps.length, interval: 8000,
    show: (step) => steps[step]() }).start();
}
