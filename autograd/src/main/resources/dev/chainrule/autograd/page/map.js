"use strict";
// The drawing of a graph: values as boxes, uses as lines.

const READABLE = 1.5; // units of the drawing that a pixel may be

class GraphMap {
  constructor(root, program, onselect) {
    this.root = root;
    this.program = program;
    this.onselect = onselect;
    this.plan = layout(program.nodes);
    this.uses = program.nodes.map(() => []);
    program.nodes.forEach((node) => node.in.forEach((input) => this.uses[input].push(node.id)));
    this.states = program.nodes.map(() => "waiting");
    this.texts = program.nodes.map((node) => [shortened(this.title(node)), "", ""]);
    this.now = new Set(); // values and lines of the step that is shown
    this.boxes = new Map(); // what is drawn: of a large graph, only what stands in the window
    this.lines = new Map();
    this.overview = { edges: s("path", { class: "edge" }) };
    for (const state of ["waiting", "done", "swept"]) {
      this.overview[state] = s("path", { class: `far ${state}` });
    }
    this.layers = ["g", "g", "g"].map((name) => s(name, {}));
    this.layers[0].append(...Object.values(this.overview));
    const fit = { "aria-hidden": "true", preserveAspectRatio: "xMidYMid meet" };
    this.svg = s("svg", fit, this.layers);
    root.style.aspectRatio = `${this.plan.width + 40} / ${this.plan.height + 40}`;
    root.append(this.svg);
    this.view = new Viewport(root, this.svg, this.plan, () => this.#draw());
    this.#listen();
    this.#begin();
  }

  /** The name of a value, and its operation if that says more. */
  title(node) {
    const operation = node.op === undefined ? null : this.program.operations[node.op].name;
    return operation ? `${node.name} = ${operation}` : node.name;
  }

  /** Shows which values are known at a step, and what just happens. */
  update(states, values, cotangents, now, edges) {
    this.states = states;
    this.texts.forEach((texts, id) => {
      texts[1] = values[id];
      texts[2] = cotangents[id];
    });
    this.now = new Set([...now, ...edges]);
    this.isForward = now.length === 1 && states[now[0]] === "done";
    if (now.length > 0) {
      this.follow(now[0]);
    }
    this.#draw();
  }

  /** Draws what stands in the window; from far away, boxes and lines without text. */
  #draw() {
    const isFar = this.view.scale() > 3 * READABLE;
    const seen = new Set();
    const seenLines = new Set();
    const isIn = this.view.sees();
    for (const { id, in: inputs } of this.program.nodes) {
      const b = this.plan.places[id];
      const isMarked = this.now.has(id) || id === this.selected;
      if (isFar ? isMarked : isIn(b.x - 80, b.y, b.x + NODE.width, b.y + NODE.height)) {
        seen.add(id);
      }
      inputs.forEach((input, i) => {
        const a = this.plan.places[input];
        const key = `${id}:${i}`;
        const [top, bottom] = [Math.min(a.y, b.y), Math.max(a.y, b.y) + NODE.height];
        const isNear = a.row === b.row ? isIn(a.x, top, b.x, bottom) : seen.has(id);
        if (isFar ? this.now.has(key) : isNear) {
          seenLines.add(key);
        }
      });
    }
    this.#drawOverview(isFar);
    GraphMap.#keep(this.lines, seenLines, this.layers[1], (key) => this.#line(key));
    GraphMap.#keep(this.boxes, seen, this.layers[2], (id) => this.#box(id));
    this.lines.forEach((line, key) => {
      line.element.classList.toggle("now", this.now.has(key));
      line.element.classList.toggle("forward", Boolean(this.isForward));
    });
    this.boxes.forEach((box, id) => this.#fill(box, id));
  }

  /** Adds what is seen now, and takes away what is not. */
  static #keep(drawn, seen, layer, make) {
    drawn.forEach(({ element }, key) => {
      if (!seen.has(key)) {
        element.remove();
        drawn.delete(key);
      }
    });
    seen.forEach((key) => {
      if (!drawn.has(key)) {
        drawn.set(key, make(key));
        layer.append(drawn.get(key).element);
      }
    });
  }

  #drawOverview(isFar) {
    const boxes = { waiting: "", done: "", swept: "" };
    let edges = "";
    for (const { id, in: inputs } of isFar ? this.program.nodes : []) {
      const { x, y, row } = this.plan.places[id];
      boxes[this.states[id]] += `M${x} ${y}h${NODE.width}v${NODE.height}h${-NODE.width}z`;
      for (const input of inputs) {
        const a = this.plan.places[input];
        if (a.row === row) {
          edges += `M${a.x + NODE.width} ${a.y + NODE.height / 2}L${x} ${y + NODE.height / 2}`;
        }
      }
    }
    Object.entries(boxes).forEach(([state, d]) => this.overview[state].setAttribute("d", d));
    this.overview.edges.setAttribute("d", edges);
  }

  #box(id) {
    const node = this.program.nodes[id];
    const { x, y } = this.plan.places[id];
    const kind = node.op === undefined ? node.kind : "operation";
    const rect = { width: NODE.width, height: NODE.height, rx: kind === "operation" ? 8 : 0 };
    const texts = ["name", "value", "cotangent"].map((name, i) =>
      s("text", { class: name, x: NODE.width / 2, y: 18 + 19 * i, "text-anchor": "middle" }),
    );
    const place = { transform: `translate(${x} ${y})`, "data-id": id };
    return { kind, texts, pictures: [], element: s("g", place, s("rect", rect), texts) };
  }

  #fill(box, id) {
    const marks = (this.now.has(id) ? " now" : "") + (id === this.selected ? " selected" : "");
    box.element.setAttribute("class", `node ${box.kind} ${this.states[id]}${marks}`);
    box.texts.forEach((text, i) => {
      if (text.textContent !== this.texts[id][i]) {
        text.textContent = this.texts[id][i];
      }
    });
    const { values, cotangents } = this.program;
    this.#picture(box, 0, this.states[id] === "waiting" ? null : values[id]);
    this.#picture(box, 1, this.states[id] === "swept" ? cotangents[id] : null);
  }

  /** Shows a tensor as a small picture: on the left its values, on the right its cotangents. */
  #picture(box, side, x) {
    const shown = box.pictures[side];
    if (shown?.of === x || (!x && !shown)) {
      return;
    }
    shown?.image.remove();
    box.pictures[side] = null;
    if (x && x.data.length > 1) {
      const place = { x: side === 0 ? 5 : NODE.width - 41, y: 26, width: 36, height: 30 };
      const image = s("image", { ...place, href: picture(x), preserveAspectRatio: "none" });
      box.element.append(image);
      box.pictures[side] = { image, of: x };
    }
  }

  /** A line from a value to its use; from another row, a short one with the value's name. */
  #line(key) {
    const [to, input] = key.split(":").map(Number);
    const inputs = this.program.nodes[to].in;
    const a = this.plan.places[inputs[input]];
    const b = this.plan.places[to];
    const [x1, y1] = [a.x + NODE.width, a.y + NODE.height / 2];
    const [x2, y2] = [b.x, b.y + (NODE.height * (input + 1)) / (inputs.length + 1)];
    if (a.row !== b.row) {
      const end = { x: x2 - 16, y: y2 + 4, "text-anchor": "end", class: "from" };
      const name = shortened(this.program.nodes[inputs[input]].name, 6);
      const stub = s("path", { d: `M${x2 - 14} ${y2}H${x2}` });
      return { element: s("g", { class: "edge" }, stub, s("text", end, name)) };
    }
    const bend = Math.max((x2 - x1) / 2, 20);
    const d = `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
    return { element: s("path", { class: "edge", d }) };
  }

  select(id) {
    this.selected = id;
    this.#draw();
  }

  /** Shows the beginning, so large that it can be read. */
  #begin() {
    this.view.fit();
    if (this.view.scale() > READABLE) {
      const { width, height } = this.view.window;
      const isLow = this.plan.height <= height * READABLE;
      const middle = isLow ? this.plan.height / 2 : this.plan.places[0].y + NODE.height / 2;
      this.view.lookAt((width * READABLE) / 2 - 20, middle, width * READABLE);
    }
  }

  /** Shows a value and what stands around it. */
  near(id) {
    const { x, y } = this.plan.places[id];
    const width = 4 * (NODE.width + NODE.gapX);
    this.view.lookAt(x + NODE.width / 2, y + NODE.height / 2, width);
  }

  /** Moves so that a value is seen whole. */
  follow(id) {
    const { x, y } = this.plan.places[id];
    const { area } = this.view;
    const isSeen =
      x >= area.x &&
      x + NODE.width <= area.x + area.width &&
      y >= area.y &&
      y + NODE.height <= area.y + area.height;
    if (!isSeen) {
      this.view.lookAt(x + NODE.width / 2, y + NODE.height / 2, area.width);
    }
  }

  #listen() {
    this.root.addEventListener("click", (event) => {
      const box = event.target.closest(".node");
      if (box && !this.view.wasDragged()) {
        this.onselect(Number(box.getAttribute("data-id")));
      }
    });
    this.root.addEventListener("keydown", (event) => this.#key(event));
  }

  #key(event) {
    const id = this.selected;
    const goals = {
      ArrowLeft: () => this.program.nodes[id].in[0],
      ArrowRight: () => this.uses[id][0],
      ArrowUp: () => this.#beside(-1),
      ArrowDown: () => this.#beside(1),
    };
    if (goals[event.key]) {
      event.preventDefault();
      const goal = goals[event.key]();
      if (goal !== undefined) {
        this.onselect(goal);
        this.follow(goal);
      }
    } else if (event.key === "+" || event.key === "-") {
      this.view.zoom(event.key === "+" ? 1.3 : 1 / 1.3);
    }
  }

  /** The next value above or below in the same column; from the last, on to the next column. */
  #beside(step) {
    const { places } = this.plan;
    const before = (a, b) => a.row - b.row || a.x - b.x || a.y - b.y;
    const ids = this.program.nodes.map((node) => node.id);
    this.order ??= ids.sort((a, b) => before(places[a], places[b]));
    return this.order[this.order.indexOf(this.selected) + step];
  }
}

/** The numbers of a tensor as a small picture. */
function picture({ shape, data }) {
  const columns = shape[shape.length - 1];
  const rows = data.length / columns;
  const canvas = h("canvas", { width: Math.min(columns, 48), height: Math.min(rows, 48) });
  const context = canvas.getContext("2d");
  const scale = scaleOf(data);
  for (let y = 0; y < canvas.height; y++) {
    for (let x = 0; x < canvas.width; x++) {
      const row = Math.floor((y * rows) / canvas.height);
      const column = Math.floor((x * columns) / canvas.width);
      context.fillStyle = `rgb(${colourOf(data[row * columns + column], scale).join(",")})`;
      context.fillRect(x, y, 1, 1);
    }
  }
  return canvas.toDataURL();
}

/** A text that fits into a box. */
function shortened(text, most = 20) {
  const letters = Array.from(text.slice(0, 4 * most));
  return letters.length > most ? letters.slice(0, most - 1).join("") + "\u2026" : text;
}
