// Part 3: the gradient's numbers as sensitivities, tried out on two weights.
{
  const TIMES = 32; // the second weight is the one whose component is nearest to such a part
  const NUDGE = 0.01;
  const { player, picture, detail } = partOf("sensitive");
  const two = sampleDigits.find(({ label }) => label === 2);
  const network = new Network("net", "before").run(two.pixels, two.label);
  const net = new NetworkPicture(picture);
  net.weights(network.which);
  net.show(network, { pixels: two.pixels, wanted: two.label });
  const before = network.cost;

  const weightsOf = (from, to) =>
    Array.from(network.gradient(`${to}.weight`), (component, place) => {
      const [i, j] = [place % 16, Math.floor(place / 16)];
      const name = `${to}.weight`;
      return { from, to, i, j, name, place, component, weight: network.value(name)[place] };
    });
  const largestFirst = (x, y) => Math.abs(y.component) - Math.abs(x.component);
  const first = weightsOf("hidden2", "output").sort(largestFirst)[0];
  const away = ({ component }) =>
    Math.abs(Math.log(Math.abs(first.component / component) / TIMES));
  const second = weightsOf("hidden1", "hidden2").sort((x, y) => away(x) - away(y))[0];
  const chosen = [first, second];
  const times = Math.abs(first.component / second.component);
  const names = ["A", "B"];

  const where = ({ from, i, to, j }) =>
    to === "output"
      ? `neuron ${i + 1} of the second hidden layer to the output of the ${j}`
      : `neuron ${i + 1} of the first hidden layer to neuron ${j + 1} of the second`;

  /** The cost with one weight changed. */
  const costWith = ({ name, place, weight }, change) => {
    network.change(name, place, weight + change);
    network.run(two.pixels, two.label);
    const cost = network.cost;
    network.change(name, place, weight);
    return cost;
  };

  const slider = h("input", { type: "range", id: "nudge", min: -100, max: 100, value: 1, step: 1 });
  const showTry = (changes) => {
    const really = chosen.map((weight, i) => costWith(weight, changes[i]) - before);
    network.run(two.pixels, two.label);
    const rows = [
      ["change of the weight", ...changes.map((change) => signed(change))],
      ["component", ...chosen.map(({ component }) => signed(component, 4))],
      ["component × change", ...chosen.map((weight, i) => signed(weight.component * changes[i],
        4))],
      ["the cost changed by", ...really.map((change) => h("strong", {}, signed(change, 4)))],
    ];
    return table(`Each alone; the cost was ${format(before, 6)}`, ["", ...names], rows);
  };
  const showFocus = () => {
    const text = ({ component }, i) =>
      net.isNarrow ? names[i] : `${names[i]}: ${signed(component)}`;
    net.clear().focus(chosen.map((one, i) =>
      ({ ...one, weight: one.component, text: text(one, i) }))); // drawn as its component is
    chosen.forEach(({ to, j, from, i }) => net.ring(to, j).ring(from, i));
  };
  const list = () =>
    h("ul", { class: "large" }, chosen.map((weight, i) =>
      h("li", {}, h("strong", {}, names[i]), ` leads from ${where(weight)}. It is now `,
        `${format(weight.weight, 4)}; its component is `,
        h("strong", {}, format(weight.component, 4)), ".")));

  const steps = [
    () => {
      net.clear();
      detail.replaceChildren();
      return [
        p("For each of the network’s numbers, ask: if I raise it a little, how much does the " +
          "cost rise? The answers, one for each weight and bias, are the " +
          "", h("strong", {}, "gradient"),
          ". One of these answers is a ", h("strong", {}, "component"),
          " of the gradient; the word for it is also “derivative”. What part 4 calls a “nudge” is " +
          "the same number with the other sign: where to go, instead of how the cost rises."),
        p("Backpropagation is a quick way to get them all at once. Here we look at the cost of " +
          "one example, the 2, and at the untrained network."),
      ];
    },
    () => {
      showFocus();
      detail.replaceChildren(list());
      return p("Two of the weights, drawn as the strong lines A and B, with their components: " +
        "here a solid orange line has a positive component, and a dashed blue one a negative one. " +
        "The sign of a component says which way: if it is positive, raising the weight raises " +
        "the cost, so the weight should go down. The size says how much it matters.");
    },
    () => {
      showFocus();
      detail.replaceChildren(list());
      return p("Without their signs, the component of A is " +
        "", h("strong", {}, `${format(times, 3)} times`),
        " that of B. So the cost is ", `${format(times, 3)} times as sensitive to A as to B: ` +
          `the same `,
        "small change does so many times as much when it is made to A.");
    },
    () => {
      showFocus();
      detail.replaceChildren(showTry([NUDGE, NUDGE]));
      return p(`Is that true? Raise A by ${NUDGE}, run the network again, and look at the cost. ` +
        `Put A `,
        "back, and do the same with B. The last two rows are what the gradient said, and what " +
          "really happened. They are nearly the same.");
    },
    () => {
      showFocus();
      const output = h("output", { for: "nudge" });
      const place = h("div");
      const update = () => {
        const change = Number(slider.value) / 100 * 2;
        output.textContent = signed(change, 3);
        place.replaceChildren(showTry([change, change]));
      };
      slider.oninput = update;
      update();
      detail.replaceChildren(
        h("label", { for: "nudge" }, "Change each weight, one at a time, by "), output,
        h("div", {}, slider), place);
      return p("Now with changes of your own. For small changes the gradient says the truth. " +
        "For large ones it is off: the cost is a curve, and the gradient only knows its slope " +
        "at this place. This is why learning goes in small steps.");
    },
  ];
  new Player(player, { count: steps.length, interval: 8000,
    show: (step) => steps[step]() }).start();
}
