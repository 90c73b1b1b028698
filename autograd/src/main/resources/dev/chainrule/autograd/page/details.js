"use strict";
// Everything about one value: formula, numbers, local derivatives, and its cotangent as a sum.

const MAX_TERMS = 12; // of a sum that is written out

const FIXED =
  "It can't be changed here: it says which elements are taken, or the page can't compute all that " +
  "is made of it.";

class Details {
  constructor(page) {
    this.page = page;
    this.program = page.program;
    this.elements = new Map(); // of each value, which element was chosen
  }

  /** Builds the panel of a value. */
  of(id) {
    const node = this.program.nodes[id];
    const value = this.program.value(id);
    const gradient = this.program.cotangents[id];
    const at = Math.min(this.elements.get(id) ?? 0, Math.max(value.data.length - 1, 0));
    this.elements.set(id, at);
    const panels = [this.#about(node, value)];
    if (value.data.length > 1) {
      panels.push(this.#heat("Values", id, value));
      if (gradient) {
        panels.push(this.#heat("Cotangents", id, gradient));
      }
    }
    panels.push(this.#number(node, value, gradient, at));
    if (node.op === undefined) {
      panels.push(this.#slider(node, value, at));
    }
    return h("div", { class: "columns" }, panels.map((panel) => h("div", { class: "panel" }, panel)));
  }

  #about(node, value) {
    const operation = this.page.operation(node);
    const made = operation
      ? `Made by ${operation.name} of ${node.in.map((input) => this.page.name(input)).join(" and ")}.`
      : node.kind === "variable"
        ? "A variable: it was given, and wants a gradient."
        : "A constant: it was given, and wants no gradient.";
    return [
      h("h3", {}, "What it is"),
      h("p", {}, made, " ", operation ? forwardWords(operation) : ""),
      h("p", {}, `Shape: ${shapeText(value.shape)}; ${summary(value)}.`),
      node.line ? h("p", { class: "quiet" }, `Made in ${node.line}.`) : null,
      operation && !this.program.isComputable(node.id)
        ? h("p", {}, "The page can't compute this operation: it shows the numbers that came with it.")
        : null,
    ];
  }

  #heat(title, id, x) {
    const map = new HeatMap(x, {
      label: `${title} of ${this.page.name(id)}`,
      selected: this.elements.get(id),
      onselect: (place) => {
        this.elements.set(id, place);
        this.page.showDetails(title);
      },
    });
    map.canvas.dataset.heat = title;
    return [
      h("h3", {}, title),
      map.element,
      h("p", { class: "quiet" }, "Blue is below 0, orange above. Click, or use the arrow keys."),
    ];
  }

  /** One element: how it was computed, and how its cotangent adds up. */
  #number(node, value, gradient, at) {
    const name = this.page.elementName(node.id, at);
    const where = value.data.length > 1 ? `Element [${indexText(value.shape, at)}]` : "The number";
    const rows = [h("h3", { id: "number-title", tabindex: -1 }, where)];
    if (value.data.length === 0) {
      return rows.concat(h("p", {}, "There is none: the shape has an empty axis."));
    }
    rows.push(...this.page.computed(node.id, at));
    if (node.op === undefined) {
      rows.push(h("p", {}, `${name} = ${exact(value.data[at])}`));
    }
    if (gradient) {
      rows.push(h("h3", {}, `Its cotangent: ${exact(gradient.data[at])}`));
      rows.push(this.#sum(node.id, at));
    } else {
      const reason =
        node.kind === "variable"
          ? "No use of it lets a gradient flow back: its gradient is 0."
          : "No cotangent arrives here: it is made of constants, or no gradient flows through its uses.";
      rows.push(h("p", { class: "quiet" }, reason));
    }
    return rows;
  }

  /** The cotangent as a sum over all uses. */
  #sum(id, at) {
    const steps = this.program.steps.filter((step) => step.to === id);
    if (steps.length === 0) {
      return h("p", {}, "It is the result itself: the derivative of a number by itself is 1.");
    }
    const parts = steps.map((step) =>
      h(
        "li",
        {},
        `${format(step.part.data[at])} through ${this.page.names(step.from)}. `,
        this.page.derivative(step, at),
      ),
    );
    const uses = this.program.nodes.flatMap((node) => node.in).filter((input) => input === id).length;
    const flat = uses > steps.length ? ` (of ${uses}; through the others, no gradient flows)` : "";
    const total =
      steps.length > 1
        ? `The sum over ${steps.length} uses${flat}. `
        : `All of it comes from one use${flat}. `;
    const meaning =
      `If ${this.page.elementName(id, at)} grows by a little, the result grows by ` +
      `${format(this.program.cotangents[id].data[at])} times as much.`;
    return [h("ul", {}, parts), h("p", {}, total + meaning)];
  }

  /** A slider and a field that give an element of what was given another number. */
  #slider(node, value, at) {
    if (value.data.length === 0) {
      return h("p", {}, "There is nothing to change.");
    }
    if (!this.program.isFree(node.id)) {
      return h("p", {}, FIXED);
    }
    const label = `Change ${this.page.elementName(node.id, at)}`;
    const first = this.program.given[node.id].data[at];
    const reach = Math.max(1, 2 * Math.abs(first));
    const hasRange = Math.abs(first) < 1e300; // not of NaN or an infinity
    const change = (number) => {
      if (Number.isFinite(number)) {
        this.page.change(node.id, at, number);
        range.value = number;
        field.value = number;
      }
    };
    const range = h("input", {
      type: "range",
      min: first - reach,
      max: first + reach,
      step: "any",
      value: value.data[at],
      "aria-label": label,
      id: "slider",
      oninput: () => change(Number(range.value)),
    });
    const field = h("input", {
      type: "number",
      step: "any",
      value: value.data[at],
      "aria-label": `${label}: the number`,
      id: "field",
      onchange: () => change(field.value === "" ? NaN : Number(field.value)),
    });
    return [h("h3", {}, label), h("div", { class: "slider" }, hasRange ? range : null, field)];
  }
}
