// Pictures with two axes.

/** A picture of curves and points over two axes; marks are drawn anew for each step. */
class Plot {
  static WIDTH = 480;
  static HEIGHT = 360;
  static LEFT = 72;
  static RIGHT = 14;
  static TOP = 14;
  static BOTTOM = 58;
  static count = 0;

  constructor(root, { x, y, xLabel, yLabel, xTicks, yTicks, tick = (n) => format(n, 4) }) {
    this.x = x;
    this.y = y;
    const clip = `plot-${Plot.count++}`;
    const inside = { x: Plot.LEFT, y: Plot.TOP, width: this.#width(), height: this.#height() };
    this.marks = s("g", { "clip-path": `url(#${clip})` });
    this.labels = s("g", {});
    this.svg = s(
      "svg",
      { viewBox: `0 0 ${Plot.WIDTH} ${Plot.HEIGHT}`, role: "img", class: "plot" },
      s("clipPath", { id: clip }, s("rect", inside)),
      s("rect", { ...inside, class: "field" }),
      xTicks.flatMap((n) => this.#xTick(n, tick)),
      yTicks.flatMap((n) => this.#yTick(n, tick)),
      this.#axisLabel(xLabel, Plot.LEFT + this.#width() / 2, Plot.HEIGHT - 8, 0),
      this.#axisLabel(yLabel, 16, Plot.TOP + this.#height() / 2, -90),
      this.marks,
      this.labels,
    );
    root.append(this.svg);
  }

  #width() {
    return Plot.WIDTH - Plot.LEFT - Plot.RIGHT;
  }

  #height() {
    return Plot.HEIGHT - Plot.TOP - Plot.BOTTOM;
  }

  /** From a number on the horizontal axis to a place in the picture. */
  px(x) {
    return Plot.LEFT + ((x - this.x[0]) / (this.x[1] - this.x[0])) * this.#width();
  }

  py(y) {
    return Plot.TOP + ((this.y[1] - y) / (this.y[1] - this.y[0])) * this.#height();
  }

  /** From the mouse's place to a number on the horizontal axis. */
  xAt(event) {
    const box = this.svg.getBoundingClientRect();
    const place = ((event.clientX - box.left) / box.width) * Plot.WIDTH;
    return this.x[0] + ((place - Plot.LEFT) / this.#width()) * (this.x[1] - this.x[0]);
  }

  #xTick(n, tick) {
    const [x, y] = [this.px(n), Plot.TOP + this.#height()];
    return [
      s("line", { x1: x, x2: x, y1: Plot.TOP, y2: y, class: n === 0 ? "zero" : "grid" }),
      s("text", { x, y: y + 22, "text-anchor": "middle", class: "tick" }, tick(n)),
    ];
  }

  #yTick(n, tick) {
    const y = this.py(n);
    const x = Plot.LEFT + this.#width();
    return [
      s("line", { x1: Plot.LEFT, x2: x, y1: y, y2: y, class: n === 0 ? "zero" : "grid" }),
      s("text", { x: Plot.LEFT - 7, y: y + 6, "text-anchor": "end", class: "tick" }, tick(n)),
    ];
  }

  #axisLabel(text, x, y, turn) {
    const transform = `rotate(${turn} ${x} ${y})`;
    return s("text", { x, y, transform, "text-anchor": "middle", class: "axis" }, text);
  }

  /** Takes all marks away, and says in words what the picture will show. */
  clear(description) {
    this.marks.replaceChildren();
    this.labels.replaceChildren();
    this.svg.setAttribute("aria-label", description);
  }

  /** Draws a curve through points. */
  curve(xs, ys, kind) {
    const place = (x, y) => `${this.px(x).toFixed(2)},${this.py(y).toFixed(2)}`;
    const points = Array.from(xs, (x, i) => place(x, ys[i]));
    this.marks.append(s("polyline", { points: points.join(" "), class: `curve ${kind}` }));
  }

  /** Draws a straight line between two points. */
  line(x1, y1, x2, y2, kind) {
    const [a, b, c, d] = [this.px(x1), this.py(y1), this.px(x2), this.py(y2)];
    this.marks.append(s("line", { x1: a, y1: b, x2: c, y2: d, class: kind }));
  }

  /** Draws an arrow, of which only the head is seen if it is short. */
  arrow(x1, y1, x2, y2, kind) {
    this.line(x1, y1, x2, y2, kind);
    const [tx, ty] = [this.px(x2), this.py(y2)];
    const angle = Math.atan2(ty - this.py(y1), tx - this.px(x1));
    const wing = (turn) => {
      const a = angle + Math.PI + turn;
      return `${tx + 13 * Math.cos(a)},${ty + 13 * Math.sin(a)}`;
    };
    const points = `${tx},${ty} ${wing(0.45)} ${wing(-0.45)}`;
    this.marks.append(s("polygon", { points, class: `head ${kind}` }));
  }

  /** Draws a round mark. */
  point(x, y, kind, r = 8) {
    this.marks.append(s("circle", { cx: this.px(x), cy: this.py(y), r, class: kind }));
  }

  /** Writes beside a place; a halo keeps it legible over lines. */
  text(x, y, text, { kind = "", dx = 0, dy = 0, anchor = "middle" } = {}) {
    const place = { x: this.px(x) + dx, y: this.py(y) + dy, "text-anchor": anchor };
    this.labels.append(s("text", { ...place, class: `label ${kind}` }, text));
  }
}
