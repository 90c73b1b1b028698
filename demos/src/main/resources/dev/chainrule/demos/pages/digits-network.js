// The network as a drawing: the image, two columns of 16 neurons, ten outputs with their bars.

const PICTURE_HEIGHT = 700;

class NetworkPicture {
  /** Draws into a place; without image, if that stands beside it. */
  constructor(place, { image = true } = {}) {
    const isNarrow = matchMedia("(max-width: 600px)").matches;
    this.isNarrow = isNarrow;
    const left = image ? (isNarrow ? 118 : 230) : isNarrow ? 10 : 20;
    const gap = isNarrow ? 88 : image ? 190 : 170;
    this.image = image ? { x: 4, y: 260, side: left - 14 } : null;
    this.columns = {
      hidden1: left + (isNarrow ? 36 : 120),
      hidden2: left + (isNarrow ? 36 : 120) + gap,
      output: left + (isNarrow ? 36 : 120) + 2 * gap,
    };
    this.bars = { x: this.columns.output + 52, width: isNarrow ? 74 : 170 };
    this.left = left;
    const width = this.bars.x + this.bars.width + (isNarrow ? 4 : 60);
    this.numbersAt = isNarrow ? null : this.bars.x + this.bars.width + 8;
    this.svg = s("svg", {
      class: "network",
      viewBox: `0 0 ${width} ${PICTURE_HEIGHT}`,
      role: "img",
      style: `max-width: ${width}px`,
    });
    this.layers = {};
    ["edges", "focused", "neurons", "marks"].forEach((name) => {
      this.layers[name] = s("g", {});
      this.svg.append(this.layers[name]);
    });
    this.#drawNeurons();
    place.append(this.svg);
  }

  /** Where a neuron stands; or a pixel in the image. */
  at(layer, i) {
    if (layer === "pixels") {
      const cell = (this.image?.side ?? 0) / DIGIT_SIDE;
      const [row, column] = [Math.floor(i / DIGIT_SIDE), i % DIGIT_SIDE];
      return { x: this.image.x + (column + 0.5) * cell, y: this.image.y + (row + 0.5) * cell };
    }
    const step = layer === "output" ? 64 : 41;
    const count = layer === "output" ? 10 : 16;
    return { x: this.columns[layer], y: 362 + (i - (count - 1) / 2) * step };
  }

  #drawNeurons() {
    this.discs = {};
    const titles = this.isNarrow
      ? { hidden1: "16", hidden2: "16", output: "10" }
      : { hidden1: "16 neurons", hidden2: "16 neurons", output: "10 outputs" };
    for (const layer of LAYERS) {
      const count = layer === "output" ? 10 : 16;
      const radius = layer === "output" ? 20 : 15;
      this.discs[layer] = [];
      for (let i = 0; i < count; i++) {
        const { x, y } = this.at(layer, i);
        const disc = s("circle", { cx: x, cy: y, r: 0, class: "disc" });
        const ring = s("circle", { cx: x, cy: y, r: radius, class: "ring" });
        this.layers.neurons.append(ring, disc);
        this.discs[layer].push({ disc, ring, radius });
      }
      const at = { x: this.columns[layer], y: 20, class: "column-title" };
      this.layers.neurons.append(s("text", at, titles[layer]));
    }
    if (this.image) {
      const { x, y, side } = this.image;
      this.picture = s("image", { x, y, width: side, height: side, class: "pixels" });
      const frame = s("rect", { x, y, width: side, height: side, class: "frame" });
      const at = { x: x + side / 2, y: y - 12, class: "column-title" };
      this.layers.neurons.append(this.picture, frame, s("text", at,
        this.isNarrow ? "784" : "784 pixels"));
    }
    this.outputs = Array.from({ length: 10 }, (_, digit) => this.#outputBar(digit));
  }

  #outputBar(digit) {
    const { y } = this.at("output", digit);
    const { x, width } = this.bars;
    const all = {
      name: s("text", { x: x - 14, y: y + 8, class: "digit-name" }, String(digit)),
      back: s("rect", { x, y: y - 13, width, height: 26, class: "bar-back" }),
      bar: s("rect", { x, y: y - 13, width: 0, height: 26, class: "bar-value" }),
      wanted: s("line", { x1: x, x2: x, y1: y - 19, y2: y + 19, class: "wanted hidden-mark" }),
      number: s("text", { x: this.numbersAt ?? x + 4, y: y + 6, class: "bar-number" }),
    };
    this.layers.neurons.append(...Object.values(all));
    return all;
  }

  /** Draws the edges behind the first hidden layer: the larger a weight, the stronger. */
  weights(network) {
    this.layers.edges.replaceChildren();
    for (const [from, to] of [["hidden1", "hidden2"], ["hidden2", "output"]]) {
      const weights = network[`${to}.weight`];
      const scale = largest(weights.map(Math.abs));
      weights.forEach((weight, place) => {
        const line = this.#line(from, place % 16, to, Math.floor(place / 16));
        line.setAttribute("class", weight < 0 ? "edge negative" : "edge positive");
        line.setAttribute("stroke-opacity", (0.05 + 0.4 * (Math.abs(weight) / scale)).toFixed(3));
        this.layers.edges.append(line);
      });
    }
    for (let i = 0; i < 16; i++) {
      const { x, y } = this.at("hidden1", i);
      const from = this.image
        ? { x: this.left - 10, y: this.image.y + (this.image.side * (i + 0.5)) / 16 }
        : { x: 2, y: 362 + (i - 7.5) * 22 };
      const ends = { x1: from.x, y1: from.y, x2: x, y2: y };
      this.layers.edges.append(s("line", { ...ends, class: "edge fan" }));
    }
  }

  #line(from, i, to, j) {
    const [start, end] = [this.at(from, i), this.at(to, j)];
    return s("line", { x1: start.x, y1: start.y, x2: end.x, y2: end.y });
  }

  /** Shows what the network computed, and in which image; marks what each output should be. */
  show(network, { pixels = null, wanted = null } = {}) {
    for (const layer of LAYERS) {
      network.value(layer).forEach((activation, i) => {
        const { disc, radius } = this.discs[layer][i];
        disc.setAttribute("r", (radius * Math.sqrt(activation)).toFixed(2)); // area by activation
      });
    }
    const outputs = network.value("output");
    const best = placeOfLargest(outputs);
    this.outputs.forEach((all, digit) => {
      all.bar.setAttribute("width", this.bars.width * outputs[digit]);
      all.number.textContent = fixed(outputs[digit]);
      all.name.setAttribute("class", digit === best ? "digit-name best" : "digit-name");
      const isWanted = wanted !== null;
      all.wanted.setAttribute("class", isWanted ? "wanted" : "wanted hidden-mark");
      const at = this.bars.x + (digit === wanted ? this.bars.width : 0);
      all.wanted.setAttribute("x1", at);
      all.wanted.setAttribute("x2", at);
    });
    if (pixels && this.picture) {
      const canvas = h("canvas");
      paintPixels(canvas, pixels);
      this.picture.setAttribute("href", canvas.toDataURL());
    }
    const said = Array.from(outputs, (output, digit) => `${digit}: ${fixed(output)}`).join(", ");
    this.svg.setAttribute("aria-label", `The network. Outputs: ${said}. The largest: ${best}.`);
  }

  /** Clears all marks and strong edges. */
  clear() {
    this.layers.focused.replaceChildren();
    this.layers.marks.replaceChildren();
    this.layers.edges.removeAttribute("class");
    for (const layer of LAYERS) {
      this.discs[layer].forEach(({ ring }) => ring.setAttribute("class", "ring"));
    }
    return this;
  }

  /** Lets all edges fade but some: {from, i, to, j, weight, text}. */
  focus(edges) {
    this.layers.edges.setAttribute("class", "faded");
    const scale = Math.max(...edges.map(({ weight }) => Math.abs(weight)));
    for (const { from, i, to, j, weight, text } of edges) {
      const line = this.#line(from, i, to, j);
      line.setAttribute("class", weight < 0 ? "strong negative" : "strong positive");
      line.setAttribute("stroke-width", text ? 5 : 1.5 + 4.5 * (Math.abs(weight) / scale));
      this.layers.focused.append(line);
      if (text) {
        const [start, end] = [this.at(from, i), this.at(to, j)];
        const at = { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 - 10, class: "edge-text" };
        this.layers.marks.append(s("text", at, text));
      }
    }
    return this;
  }

  /** Puts a ring around some neurons of a layer. */
  ring(layer, ...places) {
    places.forEach((i) => this.discs[layer][i].ring.setAttribute("class", "ring chosen"));
    return this;
  }

  /** Puts an arrow beside each neuron of a layer: up or down, the longer the larger. */
  arrows(layer, numbers, scale = largest(Array.from(numbers, Math.abs))) {
    numbers.forEach((number, i) => {
      const { x, y } = this.at(layer, i);
      const long = (layer === "output" ? 28 : 19) * Math.max(-1, Math.min(1, number / scale));
      if (Math.abs(long) > 0.7) {
        const at = x + (layer === "output" ? -30 : 23);
        const up = Math.sign(long);
        const head = Math.min(9, Math.abs(long));
        const tip = y - long;
        const d =
          `M${at} ${y + long} L${at} ${tip + up * head}M${at - 6} ${tip + up * head} L${at} ` +
            `${tip} L${at + 6} ${tip + up * head} Z`;
        this.layers.marks.append(s("path", { d, class: up > 0 ? "arrow up" : "arrow down" }));
      }
    });
    return this;
  }
}
