// What the parts of the lesson share: networks to run, digits to show, bars and small images.

const DIGIT_SIDE = 28;
const LAYERS = ["hidden1", "hidden2", "output"];
const PARAMETERS = LAYERS.flatMap((layer) => [`${layer}.weight`, `${layer}.bias`]);

const networkNumbers = carried("networks");
const results = carried("results");
for (const numbers of Object.values(networkNumbers)) {
  for (const name of PARAMETERS) {
    numbers[name] = parsed(numbers[name]);
  }
}

/** Digits that the network never learned from: {pixels, label}, pixels from 0 to 1. */
function digitsOf({ labels, shades }) {
  return labels.map((label, i) => ({ label, pixels: Float64Array.from(shades[i],
    (x) => x / 255) }));
}

const sampleDigits = digitsOf(carried("digits"));

/** A program of the page with the numbers of a network: "before" training, or "after". */
class Network {
  constructor(program, which, { isForwardOnly = false } = {}) {
    this.program = new Program(carried(program));
    if (isForwardOnly) {
      this.program.sweep = undefined; // reading needs no gradient, and shall be quick
    }
    this.ids = {};
    for (const name of ["pixels", "wanted", "cost", ...LAYERS, ...PARAMETERS]) {
      this.ids[name] = this.program.id(name);
    }
    this.load(networkNumbers[which]);
  }

  /** Takes parameters, by their names. */
  load(numbers) {
    this.which = numbers;
    PARAMETERS.forEach((name) => this.program.set(this.ids[name], numbers[name]));
    return this;
  }

  /** Changes one number of a parameter. */
  change(name, place, number) {
    const id = this.ids[name];
    const numbers = this.program.leaves[id].data.slice();
    numbers[place] = number;
    this.program.set(id, numbers);
  }

  /** Reads an image, or more of them in a row; with labels, the cost is computed, too. */
  run(pixels, ...labels) {
    this.program.set(this.ids.pixels, pixels);
    if (labels.length > 0) {
      this.program.set(this.ids.wanted, labels.flatMap(oneHot));
    }
    this.program.run();
    return this;
  }

  value(name) {
    return this.program.value(this.ids[name]).data;
  }

  gradient(name) {
    return this.program.gradient(this.ids[name]).data;
  }

  get cost() {
    return this.value("cost")[0];
  }

  /** Goes a step against the gradient. */
  descend(rate) {
    for (const name of PARAMETERS) {
      const gradient = this.gradient(name);
      const now = this.value(name);
      this.program.set(this.ids[name], now.map((number, i) => number - rate * gradient[i]));
    }
  }
}

function oneHot(label) {
  return Array.from({ length: 10 }, (_, digit) => (digit === label ? 1 : 0));
}

/** The place of the largest number. */
function placeOfLargest(numbers) {
  return numbers.reduce((best, number, i) => (number > numbers[best] ? i : best), 0);
}

/** A number with its sign, also if it is positive. */
function signed(number, digits = 3) {
  return (number > 0 ? "+" : "") + format(number, digits);
}

/** A number with a fixed count of decimals. */
function fixed(number, decimals = 2) {
  const text = number.toFixed(decimals);
  return Number(text) === 0 ? text.replace("-", "") : text.replace("-", "\u2212");
}

/** A count, with its thousands apart. */
function counted(number) {
  return number.toLocaleString("en-US");
}

/** A bar from the middle: to the right for what is positive, to the left for what is negative. */
function signedBar(number, scale, width = 90) {
  const half = width / 2;
  const part = scale > 0 ? Math.max(-1, Math.min(1, number / scale)) : 0;
  const bar = s("rect", {
    x: part < 0 ? half + part * half : half,
    y: 3,
    width: Math.abs(part) * half,
    height: 12,
    class: part < 0 ? "negative-bar" : "positive-bar",
  });
  const middle = s("line", { x1: half, y1: 0, x2: half, y2: 18, class: "bar-middle" });
  const box = { class: "bar", viewBox: `0 0 ${width} 18`, width, height: 18, "aria-hidden": true };
  return s("svg", box, bar, middle);
}

/** Paints 28 x 28 numbers: ink as it is, or blue and orange for what is below 0 and above. */
function paintPixels(canvas, numbers, { scale = null } = {}) {
  canvas.width = canvas.height = DIGIT_SIDE;
  const context = canvas.getContext("2d", { willReadFrequently: true }); // too small for a GPU
  const image = context.createImageData(DIGIT_SIDE, DIGIT_SIDE);
  numbers.forEach((number, i) => {
    const shade = 255 - Math.round(255 * number);
    const colour = scale === null ? [shade, shade, shade] : colourOf(number, scale);
    image.data.set([...colour, 255], 4 * i);
  });
  context.putImageData(image, 0, 0);
}

/** An image of 28 x 28 numbers. */
function pixelImage(numbers, label, options) {
  const canvas = h("canvas", { class: "pixels", role: "img", "aria-label": label });
  paintPixels(canvas, numbers, options);
  return canvas;
}

function p(...children) {
  return h("p", {}, ...children);
}

/** A table with heads; the first cell of each row is a head, too. */
function table(caption, heads, rows, attributes) {
  const head = h("tr", {}, heads.map((text) =>
    text === "" ? h("td", {}) : h("th", { scope: "col" }, text)));
  const body = rows.map(([first, ...cells]) =>
    h("tr", {}, h("th", { scope: "row" }, first), cells.map((cell) => h("td", {}, cell))),
  );
  const all = [h("caption", {}, caption), h("thead", {}, head), h("tbody", {}, body)];
  return h("div", { class: "scroll", tabindex: 0, "data-keys": "", role: "region",
    "aria-label": caption },
    h("table", attributes, all));
}

/** The places of a part of the page. */
function partOf(id) {
  const root = document.getElementById(id);
  return {
    root,
    player: root.querySelector(".player-place"),
    picture: root.querySelector(".picture-place"),
    detail: root.querySelector(".detail"),
  };
}
