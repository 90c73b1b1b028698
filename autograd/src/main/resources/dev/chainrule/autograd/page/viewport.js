"use strict";
// The window through which a drawing is seen: it is moved and enlarged by mouse and by fingers.

class Viewport {
  /** Shows a drawing of some size; onchange is called whenever another part of it is seen. */
  constructor(root, svg, { width, height }, onchange) {
    this.root = root;
    this.svg = svg;
    this.width = width;
    this.height = height;
    this.onchange = onchange;
    this.pointers = new Map();
    this.window = root.getBoundingClientRect();
    this.area = { x: 0, y: 0, width, height };
    new ResizeObserver(() => {
      this.window = root.getBoundingClientRect();
      this.onchange();
    }).observe(root);
    this.#listen();
  }

  /** Shows an area. */
  look(area) {
    this.area = area;
    this.svg.setAttribute("viewBox", `${area.x} ${area.y} ${area.width} ${area.height}`);
    this.onchange();
  }

  /** Shows all. */
  fit() {
    this.look({ x: -20, y: -20, width: this.width + 40, height: this.height + 40 });
  }

  /** Shows the surroundings of a point, so many units wide. */
  lookAt(x, y, width) {
    const height = (width * (this.window.height || 1)) / (this.window.width || 1);
    this.look({ x: x - width / 2, y: y - height / 2, width, height });
  }

  /** How many units of the drawing a pixel is. */
  scale() {
    return Math.max(this.area.width / this.window.width, this.area.height / this.window.height);
  }

  /** A function that tells whether a box, by its corners, is seen. */
  sees() {
    const { x, y, width, height } = this.area;
    const scale = this.scale();
    const [wide, high] = [(this.window.width * scale) / 2, (this.window.height * scale) / 2];
    const [cx, cy] = [x + width / 2, y + height / 2];
    return (x1, y1, x2, y2) =>
      x2 >= cx - wide && x1 <= cx + wide && y2 >= cy - high && y1 <= cy + high;
  }

  /** Makes everything larger or smaller, around a point from 0 to 1 of the window. */
  zoom(factor, px = 0.5, py = 0.5) {
    const { x, y, width, height } = this.area;
    const limit = 4 * Math.max(this.width, this.height, 400);
    const wide = Math.min(Math.max(width / factor, 120), limit);
    const high = (height * wide) / width;
    this.look({ x: x + (width - wide) * px, y: y + (height - high) * py, width: wide, height: high });
  }

  #listen() {
    this.root.addEventListener("pointerdown", (event) => {
      this.pointers.set(event.pointerId, event);
      this.dragged = 0;
    });
    this.root.addEventListener("pointermove", (event) => this.#move(event));
    for (const end of ["pointerup", "pointercancel", "pointerleave"]) {
      this.root.addEventListener(end, (event) => this.pointers.delete(event.pointerId));
    }
    const wheel = (event) => {
      event.preventDefault();
      const box = this.root.getBoundingClientRect();
      const [px, py] = [event.clientX - box.left, event.clientY - box.top];
      this.zoom(Math.exp(-event.deltaY / 400), px / box.width, py / box.height);
    };
    this.root.addEventListener("wheel", wheel, { passive: false });
  }

  /** One pointer moves the drawing, two make it larger or smaller. */
  #move(event) {
    const before = this.pointers.get(event.pointerId);
    if (!before) {
      return;
    }
    const [dx, dy] = [event.clientX - before.clientX, event.clientY - before.clientY];
    this.dragged += Math.abs(dx) + Math.abs(dy);
    if (this.pointers.size === 1) {
      const scale = this.scale();
      this.look({ ...this.area, x: this.area.x - dx * scale, y: this.area.y - dy * scale });
    } else {
      const others = [...this.pointers.values()];
      const other = others.find((pointer) => pointer.pointerId !== event.pointerId);
      const far = (p) => Math.hypot(p.clientX - other.clientX, p.clientY - other.clientY);
      this.zoom(far(event) / Math.max(far(before), 1));
    }
    this.pointers.set(event.pointerId, event);
  }

  /** Whether the drawing was moved since the pointer went down: then that was no click. */
  wasDragged() {
    return this.dragged > 5;
  }
}
