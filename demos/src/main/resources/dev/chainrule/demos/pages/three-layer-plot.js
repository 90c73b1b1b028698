"use strict";
// Curves with axes, a point that can be dragged, and its tangent.

const PLOT = { width: 600, height: 400, left: 62, right: 34, top: 28, bottom: 58 };

/** Round numbers between two ends, some five of them. */
function ticks(from, to) {
  const rough = (to - from) / 5;
  const power = Math.pow(10, Math.floor(Math.log10(rough)));
  const step = [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough);
  const all = [];
  for (let k = Math.ceil(from / step - 1e-9); k * step <= to + 1e-9 * step; k++) {
    all.push(k * step);
  }
  return all;
}

/** A drawing of curves between the ends of x and of y. */
class Plot {
  constructor({ x, y, xName, yName, label, ondrag = null }) {
    this.xEnds = x;
    this.yEnds = y;
    this.names = [xName, yName];
    this.marks = s("g", {});
    this.axes = s("g", {});
    this.element = s(
      "svg",
      {
        class: ondrag ? "drawing plot draggable" : "drawing plot",
        viewBox: `0 0 ${PLOT.width} ${PLOT.height}`,
        role: "img",
        "aria-label": label,
      },
      this.axes,
      this.marks,
    );
    if (ondrag) {
      this.#listen(ondrag);
    }
    this.#drawAxes();
  }

  #listen(ondrag) {
    const move = (event) => {
      const box = this.element.getBoundingClientRect();
      const at = ((event.clientX - box.left) / box.width) * PLOT.width;
      const [from, to] = this.xEnds;
      const part = (at - PLOT.left) / (PLOT.width - PLOT.left - PLOT.right);
      ondrag(from + Math.max(0, Math.min(1, part)) * (to - from));
    };
    this.element.addEventListener("pointerdown", (event) => {
      this.element.setPointerCapture(event.pointerId);
      move(event);
    });
    this.element.addEventListener("pointermove", (event) => {
      if (this.element.hasPointerCapture(event.pointerId)) {
        move(event);
      }
    });
  }

  /** Takes other ends for the axes. */
  setEnds(x, y) {
    this.xEnds = x;
    this.yEnds = y;
    this.#drawAxes();
  }

  px(x) {
    const [from, to] = this.xEnds;
    return PLOT.left + ((x - from) / (to - from)) * (PLOT.width - PLOT.left - PLOT.right);
  }

  py(y) {
    const [from, to] = this.yEnds;
    const bottom = PLOT.height - PLOT.bottom;
    return bottom - ((y - from) / (to - from)) * (bottom - PLOT.top);
  }

  #drawAxes() {
    const [left, right] = this.xEnds.map((x) => this.px(x));
    const [bottom, top] = this.yEnds.map((y) => this.py(y));
    const lines = [];
    for (const x of ticks(...this.xEnds)) {
      const at = this.px(x);
      lines.push(s("line", { class: "gridline", x1: at, x2: at, y1: bottom, y2: top }));
      lines.push(s("text", { x: at, y: bottom + 23, "text-anchor": "middle" }, format(x)));
    }
    for (const y of ticks(...this.yEnds)) {
      const at = this.py(y);
      lines.push(s("line", { class: "gridline", x1: left, x2: right, y1: at, y2: at }));
      lines.push(s("text", { x: left - 8, y: at + 5, "text-anchor": "end" }, format(y)));
    }
    lines.push(s("line", { class: "axis", x1: left, x2: right, y1: bottom, y2: bottom }));
    lines.push(s("line", { class: "axis", x1: left, x2: left, y1: bottom, y2: top }));
    const middle = (left + right) / 2;
    lines.push(s("text", { x: middle, y: bottom + 48, "text-anchor": "middle" }, this.names[0]));
    lines.push(s("text", { x: left, y: top - 8 }, this.names[1]));
    this.axes.replaceChildren(...lines);
  }

  /** Draws a line through points [x, y]. */
  curve(points, kind = "") {
    const list = points.map(([x, y]) => `${this.px(x).toFixed(2)},${this.py(y).toFixed(2)}`);
    return s("polyline", { class: `curve ${kind}`, points: list.join(" ") });
  }

  point(x, y, kind = "point") {
    return s("circle", { class: kind, cx: this.px(x), cy: this.py(y), r: 9 });
  }

  /** Draws a straight line of a slope through a point: 300 pixels, or up to the axes' ends. */
  tangent(x, y, slope) {
    const across = this.px(x + 1) - this.px(x);
    const up = (this.py(y + 1) - this.py(y)) * slope;
    const part = 150 / Math.hypot(across, up);
    const ends = this.yEnds.map((end) => (end - y) / slope).sort((a, b) => a - b);
    const vertical = slope === 0 ? [-part, part] : ends;
    const from = Math.max(-part, this.xEnds[0] - x, vertical[0]);
    const to = Math.min(part, this.xEnds[1] - x, vertical[1]);
    return s("line", {
      class: "tangent",
      x1: this.px(x + from),
      y1: this.py(y + from * slope),
      x2: this.px(x + to),
      y2: this.py(y + to * slope),
    });
  }

  /** Writes a text, so many pixels below a point. */
  text(x, y, text, below = 32) {
    return s("text", { x: this.px(x), y: this.py(y) + below, "text-anchor": "middle" }, text);
  }

  /** Shows curves, points and lines instead of those that were there. */
  show(...marks) {
    this.marks.replaceChildren(...marks.filter(Boolean));
  }
}

/** Points of a function between two ends. */
function sampled([from, to], f, count = 160) {
  return Array.from({ length: count + 1 }, (_, i) => {
    const x = from + (i / count) * (to - from);
    return [x, f(x)];
  });
}

/** A slider with its number beside it. */
function slider(label, [from, to], value, oninput, step = 0.01) {
  const output = h("output", { class: "number" });
  const input = h("input", { type: "range", min: from, max: to, step, value });
  const set = (x) => {
    input.value = x; // rounded to the slider's steps; what is shown is not
    output.textContent = format(x, 4);
    oninput(x);
  };
  input.addEventListener("input", () => set(Number(input.value)));
  const element = h("div", { class: "controls slider" }, h("label", {}, label, input, output));
  return { element, input, set };
}
