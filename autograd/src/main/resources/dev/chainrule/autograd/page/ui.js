"use strict";
// What pages are made of: elements, numbers as text, a player of steps, tensors as heat maps.

/** Makes an element: h("p", {class: "quiet"}, "text", child). Texts are never taken for markup. */
function h(name, attributes, ...children) {
  return fill(document.createElement(name), attributes, children);
}

/** Makes an element of a drawing, as h does. */
function s(name, attributes, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

function fill(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (key.startsWith("on")) {
      element.addEventListener(key.slice(2), value);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(key, value === true ? "" : value);
    }
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return element;
}

/** Reads what the page carries under a name. */
function carried(name) {
  return JSON.parse(document.getElementById("data-" + name).textContent);
}

/** Writes a number with some significant digits, as one would by hand. */
function format(number, digits = 5) {
  if (!Number.isFinite(number)) {
    return Number.isNaN(number) ? "NaN" : number > 0 ? "Infinity" : "\u2212Infinity";
  }
  const size = Math.abs(number);
  const text =
    size !== 0 && (size < 1e-4 || size >= 1e7)
      ? power(number.toExponential(digits - 1))
      : String(Number(number.toPrecision(digits)));
  return text.replace(/-/g, "\u2212");
}

/** Writes 1.50e-7 as 1.5 times a power of ten. */
function power(text) {
  const [digits, exponent] = text.split("e");
  const raised = Array.from(String(Number(exponent)), (c) => "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079"[c] ?? "\u207b").join("");
  return `${Number(digits)} \u00d7 10${raised}`;
}

/** Writes all digits of a number. */
function exact(number) {
  const text = String(number);
  return (text.includes("e") ? power(text) : text).replace(/-/g, "\u2212");
}

function shapeText(shape) {
  return shape.length === 0 ? "one number" : shape.join(" \u00d7 ");
}

/** The place of an element in a tensor, as indices. */
function indexText(shape, place) {
  return stridesOf(shape)
    .map((stride, axis) => Math.floor(place / stride) % shape[axis])
    .join(", ");
}

/**
 * Buttons and keys that lead through steps, backwards too. show(step) is called with 0 .. count - 1
 * and gives back the text that says what happens there.
 */
class Player {
  constructor(root, { count, show, name = "Step", interval = 900 }) {
    this.part = root.closest("section") ?? root; // that keys are for, if it is on the screen
    this.count = count;
    this.showStep = show;
    this.name = name;
    this.interval = interval;
    this.step = 0;
    this.buttons = {
      first: this.#button("First", "first step (Home)", () => this.go(0)),
      back: this.#button("Back", "step back (left arrow)", () => this.go(this.step - 1)),
      next: this.#button("Next", "next step (right arrow)", () => this.go(this.step + 1)),
      last: this.#button("Last", "last step (End)", () => this.go(this.count - 1)),
      play: this.#button("Play", "play all steps (P)", () => this.toggle()),
    };
    this.range = h("input", {
      type: "range",
      min: 0,
      max: Math.max(count - 1, 0),
      value: 0,
      "aria-label": name,
      oninput: () => this.go(Number(this.range.value)),
    });
    this.output = h("output", {});
    this.said = h("div", { class: "said", role: "status", "aria-live": "polite" });
    const controls = [...Object.values(this.buttons), this.range, this.output];
    root.append(h("div", { class: "player", role: "group", "aria-label": name }, controls));
    root.append(this.said);
    document.addEventListener("keydown", (event) => this.#key(event));
  }

  #button(sign, label, action) {
    const hint = { type: "button", "aria-label": `${sign}: ${label}`, title: label };
    return h("button", { ...hint, onclick: () => (this.stop(sign), action()) }, sign);
  }

  /** Keys lead through the steps, unless they are meant for the element that has the focus. */
  #key(event) {
    const own = event.target.closest?.("input, select, textarea, [data-keys], .scroll");
    const isOther = event.altKey || event.ctrlKey || event.metaKey || own;
    const key = event.key === "P" ? "p" : event.key;
    const actions = {
      ArrowRight: () => this.go(this.step + 1),
      ArrowLeft: () => this.go(this.step - 1),
      Home: () => this.go(0),
      End: () => this.go(this.count - 1),
      p: () => this.toggle(),
    };
    if (!isOther && actions[key] && this.isHere()) {
      event.preventDefault();
      actions[key]();
    }
  }

  /** Of several players on a page, keys are for the one whose section is on the screen. */
  isHere() {
    const players = (Player.all ??= []);
    if (players.length < 2) {
      return true;
    }
    const middle = innerHeight / 2;
    const far = (player) => {
      const box = player.part.getBoundingClientRect();
      return Math.max(box.top - middle, middle - box.bottom, 0);
    };
    return players.every((other) => far(this) <= far(other));
  }

  /** Goes to a step. */
  go(step) {
    this.step = Math.max(0, Math.min(this.count - 1, step));
    const text = this.showStep(this.step);
    this.said.replaceChildren(...[text].flat().filter(Boolean));
    this.range.value = this.step;
    this.output.textContent = `${this.name} ${this.step + 1} of ${this.count}`;
    this.buttons.first.disabled = this.buttons.back.disabled = this.step === 0;
    this.buttons.next.disabled = this.buttons.last.disabled = this.step >= this.count - 1;
    if (this.step >= this.count - 1) {
      this.stop();
    }
  }

  toggle() {
    if (this.timer) {
      this.stop();
      return;
    }
    if (this.step >= this.count - 1) {
      this.go(0);
    }
    this.timer = setInterval(() => this.go(this.step + 1), this.interval);
    this.buttons.play.textContent = "Pause";
  }

  stop(sign) {
    if (this.timer && sign !== "Play") {
      clearInterval(this.timer);
      this.timer = null;
      this.buttons.play.textContent = "Play";
    }
  }

  /** Shows the first step, and listens to keys from now on. */
  start() {
    (Player.all ??= []).push(this);
    this.go(this.step);
    return this;
  }
}

/** The colour of a number: blue below 0, orange above, the paler the nearer to 0. */
function colourOf(number, scale) {
  if (Number.isNaN(number)) {
    return [200, 0, 200];
  }
  const part = scale > 0 ? Math.max(-1, Math.min(1, number / scale)) : 0;
  const isDark = matchMedia("(prefers-color-scheme: dark)").matches;
  const zero = isDark ? [38, 42, 48] : [246, 246, 244];
  const end = part < 0 ? (isDark ? [96, 170, 255] : [11, 92, 173]) : isDark ? [255, 160, 95] : [190, 80, 0];
  const depth = Math.sqrt(Math.abs(part));
  return zero.map((c, i) => Math.round(c + (end[i] - c) * depth));
}

/** How bright a colour looks, from 0 to 1. */
function brightness(colour) {
  const [r, g, b] = colour.map((part) => Math.pow(part / 255, 2.2));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** The largest absolute finite number. */
function scaleOf(data) {
  let scale = 0;
  for (const number of data) {
    if (Number.isFinite(number)) {
      scale = Math.max(scale, Math.abs(number));
    }
  }
  return scale;
}

/** Says in words what is in a tensor. */
function summary({ shape, data }) {
  if (data.length === 1) {
    return exact(data[0]);
  }
  if (data.length === 0) {
    return "empty";
  }
  let least = Infinity;
  let most = -Infinity;
  let bad = 0;
  for (const number of data) {
    least = Math.min(least, Number.isNaN(number) ? Infinity : number);
    most = Math.max(most, Number.isNaN(number) ? -Infinity : number);
    bad += Number.isFinite(number) ? 0 : 1;
  }
  if (least > most) {
    return `${data.length} times NaN`;
  }
  const warning = bad > 0 ? `; ${bad} of them not finite` : "";
  return `${data.length} numbers from ${format(least)} to ${format(most)}${warning}`;
}

const MAX_CELLS = 560; // drawn in a row, or in a column
const MAX_HEIGHT = 1200; // of a picture, in pixels
const TEXT_CELL = 60; // the width of a cell with a number in it

/** A tensor as coloured cells: the last axis goes to the right, all others downwards. */
class HeatMap {
  constructor(x, { label, selected = 0, width = 280, onselect = null, scale = null }) {
    this.onselect = onselect;
    this.label = label;
    this.width = width;
    this.scale = scale;
    this.canvas = h("canvas", {
      role: "img",
      tabindex: onselect ? 0 : null,
      "data-keys": onselect ? "" : null,
      onclick: (event) => this.#click(event),
      onkeydown: (event) => this.#key(event),
    });
    this.element = h("div", { class: "heat" }, this.canvas);
    this.selected = selected;
    this.show(x);
  }

  /** Shows other numbers. */
  show(x) {
    this.x = x;
    this.columns = x.shape.length > 0 ? x.shape[x.shape.length - 1] : 1;
    this.rows = this.columns === 0 ? 0 : x.data.length / this.columns;
    this.selected = Math.min(this.selected, Math.max(x.data.length - 1, 0));
    // Of a large tensor, every so manieth row and column is drawn.
    this.stepX = Math.max(1, Math.ceil(this.columns / MAX_CELLS));
    this.stepY = Math.max(1, Math.ceil(this.rows / MAX_CELLS));
    const [across, down] = [Math.ceil(this.columns / this.stepX), Math.ceil(this.rows / this.stepY)];
    // A few numbers are written into their cells.
    this.hasText = this.columns <= 6 && this.rows <= 16;
    const most = this.hasText ? TEXT_CELL : 28;
    this.cell = Math.max(1, Math.min(most, Math.floor(this.width / Math.max(across, 1))));
    this.cell = Math.max(1, Math.min(this.cell, Math.floor(MAX_HEIGHT / Math.max(down, 1))));
    this.hasText &&= this.cell >= 40;
    this.high = this.hasText ? 28 : this.cell;
    const sharp = this.hasText ? Math.max(2, devicePixelRatio) : 1;
    this.canvas.width = Math.max(1, across * this.cell) * sharp;
    this.canvas.height = Math.max(1, down * this.high) * sharp;
    this.canvas.style.width = `${this.canvas.width / sharp}px`;
    this.sharp = sharp;
    this.canvas.setAttribute("aria-label", `${this.label}: ${summary(x)}`);
    this.#paint();
  }

  #paint() {
    const context = this.canvas.getContext("2d");
    context.setTransform(this.sharp, 0, 0, this.sharp, 0, 0);
    const scale = this.scale ?? scaleOf(this.x.data);
    context.font = "13px system-ui, sans-serif";
    context.textAlign = "center";
    context.textBaseline = "middle";
    const draw = (row, column) => {
      const number = this.x.data[row * this.columns + column];
      const [x, y] = [(column / this.stepX) * this.cell, (row / this.stepY) * this.high];
      const colour = colourOf(number, scale);
      context.fillStyle = `rgb(${colour.join(",")})`;
      context.fillRect(x, y, this.cell, this.high);
      if (this.hasText) {
        context.fillStyle = brightness(colour) > 0.3 ? "#000" : "#fff";
        context.fillText(format(number, 3), x + this.cell / 2, y + this.high / 2, this.cell - 4);
      }
    };
    for (let row = 0; row < this.rows; row += this.stepY) {
      for (let column = 0; column < this.columns; column += this.stepX) {
        draw(row, column);
      }
    }
    if (this.onselect && this.x.data.length > 0) {
      const column = Math.floor((this.selected % this.columns) / this.stepX);
      const row = Math.floor(this.selected / this.columns / this.stepY);
      context.lineWidth = 2;
      context.strokeStyle = getComputedStyle(document.body).color;
      const [wide, high] = [Math.max(this.cell - 2, 2), Math.max(this.high - 2, 2)];
      context.strokeRect(column * this.cell + 1, row * this.high + 1, wide, high);
    }
  }

  select(place) {
    if (place >= 0 && place < this.x.data.length) {
      this.selected = place;
      this.#paint();
      this.onselect?.(place);
    }
  }

  #click(event) {
    if (this.onselect) {
      const box = this.canvas.getBoundingClientRect();
      const [across, down] = [Math.ceil(this.columns / this.stepX), Math.ceil(this.rows / this.stepY)];
      const column = Math.floor(((event.clientX - box.left) / box.width) * across) * this.stepX;
      const row = Math.floor(((event.clientY - box.top) / box.height) * down) * this.stepY;
      this.select(row * this.columns + column);
    }
  }

  #key(event) {
    const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -this.columns, ArrowDown: this.columns };
    if (this.onselect && steps[event.key]) {
      event.preventDefault();
      event.stopPropagation();
      this.select(this.selected + steps[event.key]);
    }
  }
}

/** A formula that the page carries, with operands by name or by number. */
function formula(template, operands) {
  const signed = template.replaceAll("<mo>-</mo>", "<mo>\u2212</mo>");
  const alone = /<mo>\(<\/mo>(<mrow>)?<mi>\ue000(\w)<\/mi>(<\/mrow>)?<mo>\)<\/mo>/g;
  const filled = signed
    .replace(alone, (_, a, key) => `<mo>(</mo>${mathOperand(operands[key], true)}<mo>)</mo>`)
    .replace(/<mi>\ue000(\w)<\/mi>/g, (_, key) => mathOperand(operands[key]));
  const box = document.createElement("span");
  box.innerHTML = `<math>${filled}</math>`; // the template is the engine's, operands are escaped
  return box.firstChild;
}

/** An operand, in parentheses where that is needed and there are none yet. */
function mathOperand(operand, isInParentheses = false) {
  if (typeof operand === "number") {
    const text = format(operand);
    const number = `<mn>${text}</mn>`;
    return /^\u2212|\u00d7/.test(text) && !isInParentheses ? `<mrow><mo>(</mo>${number}<mo>)</mo></mrow>` : number;
  }
  return `<mi>${escaped(operand)}</mi>`;
}

function escaped(text) {
  const signs = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return String(text).replace(/[&<>"']/g, (sign) => signs[sign]);
}
