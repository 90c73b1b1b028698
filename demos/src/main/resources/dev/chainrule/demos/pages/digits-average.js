// Part 5: the nudges of single examples, their average, and what one example alone does.
{
  const TOGETHER = 8;
  const ALONE = { steps: 30, rate: 1 };
  const { player, detail } = partOf("average");
  const two = sampleDigits.findIndex(({ label }) => label === 2);
  const order = [two, ...sampleDigits.keys()].filter((i, at) => at === 0 || i !== two);
  const examples = order.slice(0, TOGETHER).map((i) => sampleDigits[i]);
  const network = new Network("net", "before");

  /** For each example, the gradient of its cost, by the names of the parameters. */
  const gradients = examples.map(({ pixels, label }) => {
    network.run(pixels, label);
    return Object.fromEntries(PARAMETERS.map((name) => [name, network.gradient(name).slice()]));
  });
  const averageOf = (name, place) =>
    gradients.reduce((all, gradient) => all + gradient[name][place], 0) / TOGETHER;
  const together = new Network("together", "before");
  together.run(
    Float64Array.from(examples.flatMap(({ pixels }) => Array.from(pixels))),
    ...examples.map(({ label }) => label),
  );

  /** How much of the wishes for a weight cancels in their sum, as some are up and some are down. */
  const cancelled = (name, place) => {
    const wishes = gradients.map((gradient) => gradient[name][place]);
    const total = (numbers) => numbers.reduce((all, number) => all + number, 0);
    return total(wishes.map(Math.abs)) - Math.abs(total(wishes));
  };

  /** Of each kind of weight, those about which the examples disagree most,
    and the largest average. */
  const rows = ["hidden1.weight", "hidden2.weight", "output.weight"].flatMap((name) => {
    const width = name === "hidden1.weight" ? 784 : 16;
    const all = together.gradient(name);
    const orders = [cancelled, cancelled, (_, place) => Math.abs(all[place])];
    const neurons = new Set();
    return orders.map((order) => {
      const scores = Array.from(all, (_, place) =>
        neurons.has(Math.floor(place / width)) ? -1 : order(name, place));
      const place = placeOfLargest(scores);
      neurons.add(Math.floor(place / width));
      return { name, place, to: Math.floor(place / width), from: place % width };
    });
  });
  const nameOf = ({ name, from, to }) => {
    if (name === "hidden1.weight") {
      const [row, column] = [Math.floor(from / DIGIT_SIDE) + 1, (from % DIGIT_SIDE) + 1];
      return `pixel (${row}, ${column}) → first ${to + 1}`;
    }
    return name === "hidden2.weight" ? `first ${from + 1} → second ${to + 1}` : `second ` +
      `${from + 1} → output ${to}`;
  };

  const wishes = (count, withAverage, withTogether) => {
    const heads = ["weight", ...examples.slice(0, count).map(({ pixels, label }) =>
      pixelImage(pixels, `the ${label}`))];
    if (withAverage) {
      heads.push("average");
    }
    if (withTogether) {
      heads.push("− gradient of all 8");
    }
    const cells = rows.map((row) => {
      const cell = [nameOf(row)];
      gradients.slice(0, count).forEach((gradient) => {
        const wish = -gradient[row.name][row.place];
        const isNothing = Math.abs(wish) < 0.00005;
        const text = isNothing ? "0" : (wish > 0 ? "+" : "") + fixed(wish, 4);
        cell.push(h("span", { class: isNothing ? "quiet" : wish < 0 ? "down" : "up" }, text));
      });
      if (withAverage) {
        cell.push(h("strong", {}, fixed(-averageOf(row.name, row.place), 5)));
      }
      if (withTogether) {
        cell.push(fixed(-together.gradient(row.name)[row.place], 5));
      }
      return cell;
    });
    detail.replaceChildren(table("Nudges: weights downwards, examples to the right", heads, cells));
  };

  const costs = () => {
    const reader = new Network("net", "before");
    for (let step = 0; step < ALONE.steps; step++) {
      reader.run(examples[0].pixels, 2).descend(ALONE.rate);
    }
    const twos = examples.map(({ pixels, label }) => {
      reader.run(pixels, label);
      const read = placeOfLargest(reader.value("output"));
      const output = fixed(reader.value("output")[read]);
      return { read, figure: h("figure", {}, pixelImage(pixels, `a ${label}`),
        h("figcaption", {}, `reads ${read} (${output})`)) };
    });
    detail.replaceChildren(h("div", { class: "tiles" }, twos.map(({ figure }) => figure)));
    return twos.filter(({ read }) => read === 2).length;
  };

  const largestDifference = () =>
    Math.max(...PARAMETERS.flatMap((name) =>
      Array.from(together.gradient(name), (component, place) =>
        Math.abs(component - averageOf(name, place)))));

  const steps = [
    () => {
      wishes(1, false, false);
      return p("The nudges so far were those of one example, the 2. Here are some of the many " +
        "weights, and what the 2 wishes for each: up (+) or down (−). Names say where a weight " +
        "comes from and where it leads: “first 3” is neuron 3 of the first hidden layer, and " +
        "pixels are given by row and column.");
    },
    () => {
      const count = costs();
      return p(`What if we listened to the 2 alone? Here the network took ${ALONE.steps} steps ` +
        `for this 2 and nothing `,
        `else. Now it reads ${count} of these ${TOGETHER} digits as a 2. Look at the outputs: ` +
          `it has learned to answer `,
        "“2”, whatever it sees. So one example is not enough.");
    },
    ...Array.from({ length: TOGETHER - 1 }, (_, i) => () => {
      wishes(i + 2, false, false);
      return p(`The ${examples[i + 1].label} wishes something else. Compare its column with the ` +
        `others: some weights are pulled `,
        "up by one example and down by another, and a pixel that is white in an example gives 0.");
    }),
    () => {
      wishes(TOGETHER, true, false);
      return p("Now take the ", h("strong", {}, "average"), " along each row. What many " +
        "examples wish stays; what they disagree about cancels. The averages, for all weights " +
        "and biases together, say how to change the network: each number goes a little way " +
        "along its average nudge.");
    },
    () => {
      wishes(TOGETHER, true, true);
      return [
        p("These averages are the ", h("strong", {}, "negative gradient"), " of the cost of all " +
          "eight examples. The last column was computed in another way: all eight went through " +
          "the network together, and one sweep went backwards from their average cost."),
        p("Over all of the network’s numbers, the largest difference between the two ways is ",
          `${format(largestDifference(), 2)}, which is rounding.`),
      ];
    },
  ];
  new Player(player, { count: steps.length, interval: 6000,
    show: (step) => steps[step]() }).start();
}
