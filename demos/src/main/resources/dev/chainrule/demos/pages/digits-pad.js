// A sheet of 28 x 28 pixels to draw on, with the mouse, a finger, or the arrow keys.

const PEN = 1; // its line is a little more than twice as wide, as those of the examples

class DrawingPad {
  /** Calls onchange(pixels) whenever there is other ink, once for each picture of the screen. */
  constructor(place, onchange) {
    this.onchange = onchange;
    this.pixels = new Float64Array(DIGIT_SIDE * DIGIT_SIDE);
    this.pen = { x: 13.5, y: 7 };
    this.isDown = false;
    this.canvas = h("canvas", { class: "pixels", "aria-hidden": "true" });
    this.mark = s("circle", { r: 0.9, class: "pen" });
    const box = { x: 4.5, y: 3.5, width: 19, height: 21, class: "guide" };
    this.sheet = h(
      "div",
      {
        class: "pad",
        tabindex: 0,
        role: "application",
        "data-keys": "",
        "aria-label": "Sheet to draw on",
        "aria-describedby": "pad-help",
        onpointerdown: (event) => this.#begin(event),
        onpointermove: (event) => this.#move(event),
        onpointerup: () => (this.isDragged = false),
        onpointercancel: () => (this.isDragged = false),
        onkeydown: (event) => this.#key(event),
      },
      this.canvas,
      s("svg", { viewBox: "0 0 28 28", "aria-hidden": "true" }, s("rect", box), this.mark),
    );
    place.append(this.sheet);
    this.#showPen();
    this.#changed();
  }

  /** Takes an image. */
  take(pixels) {
    this.pixels = pixels.slice();
    this.#lift();
    this.#changed();
  }

  clear() {
    this.take(new Float64Array(DIGIT_SIDE * DIGIT_SIDE));
  }

  #place(event) {
    const box = this.sheet.getBoundingClientRect();
    return {
      x: ((event.clientX - box.left) / box.width) * DIGIT_SIDE - 0.5,
      y: ((event.clientY - box.top) / box.height) * DIGIT_SIDE - 0.5,
    };
  }

  #begin(event) {
    this.sheet.setPointerCapture?.(event.pointerId);
    this.isDragged = true;
    this.pen = this.#place(event);
    this.#lift();
    this.#ink(this.pen, this.pen);
  }

  #move(event) {
    if (this.isDragged) {
      const to = this.#place(event);
      this.#ink(this.pen, to);
      this.pen = to;
      this.#showPen();
    }
  }

  #key(event) {
    const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const way = ways[event.key];
    if (way) {
      event.preventDefault();
      const inside = (at) => Math.max(0, Math.min(DIGIT_SIDE - 1, at));
      const to = { x: inside(this.pen.x + way[0]), y: inside(this.pen.y + way[1]) };
      if (this.isDown) {
        this.#ink(this.pen, to);
      }
      this.pen = to;
    } else if (event.key === " ") {
      event.preventDefault();
      this.isDown = !this.isDown;
      if (this.isDown) {
        this.#ink(this.pen, this.pen);
      }
    } else if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      this.clear();
    }
    this.#showPen();
  }

  #lift() {
    this.isDown = false;
    this.#showPen();
  }

  #showPen() {
    this.mark.setAttribute("cx", this.pen.x + 0.5);
    this.mark.setAttribute("cy", this.pen.y + 0.5);
    this.mark.setAttribute("class", this.isDown ? "pen down" : "pen");
  }

  /** Draws a straight line; its ink fades over one pixel at the edge. */
  #ink(from, to) {
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const square = dx * dx + dy * dy;
    for (let place = 0; place < this.pixels.length; place++) {
      const [x, y] = [(place % DIGIT_SIDE) - from.x, Math.floor(place / DIGIT_SIDE) - from.y];
      const along = square === 0 ? 0 : Math.max(0, Math.min(1, (x * dx + y * dy) / square));
      const distance = Math.hypot(x - along * dx, y - along * dy);
      const ink = Math.max(0, Math.min(1, 1 + PEN - distance));
      const shade = Math.round(255 * ink) / 255; // one of 256, as in the examples
      this.pixels[place] = Math.max(this.pixels[place], shade);
    }
    this.#changed();
  }

  #changed() {
    if (!this.isWaiting) {
      this.isWaiting = true;
      requestAnimationFrame(() => {
        this.isWaiting = false;
        paintPixels(this.canvas, this.pixels);
        this.onchange(this.pixels);
      });
    }
  }
}
