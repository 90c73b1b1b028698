// Formulas as MathML, which a browser sets by itself, and sentences.

/** Makes an element of a formula, as h does. */
function m(name, ...children) {
  const element = document.createElementNS("http://www.w3.org/1998/Math/MathML", name);
  element.append(...children.flat());
  return element;
}

/** Makes w1 into w₁. */
function sub(name) {
  return name.replace(/\d+$/, (digits) => digits.replace(/\d/g, (d) => "₀₁₂₃₄₅₆₇₈₉"[d]));
}

const word = (name) => m("mi", sub(name));
const sign = (text) => m("mo", text);
const number = (n) => m("mn", typeof n === "string" ? n : format(n));
const row = (...parts) => m("mrow", ...parts);
const math = (...parts) => {
  const element = m("math", ...parts);
  element.setAttribute("displaystyle", "true");
  return element;
};

/** The derivative of one value with respect to another: d result / d input. */
function slope(result, input) {
  return m("mfrac", row(m("mi", "d"), word(result)), row(m("mi", "d"), word(input)));
}

/** A formula that may break into lines between its parts. */
function equation(...parts) {
  const pieces = parts.map((part) => math(...[part].flat()));
  return h("div", { class: "equation" }, pieces);
}

/** Factors with the sign × between them, one piece of an equation each. */
function product(factors) {
  return factors.map((factor, i) => (i === 0 ? [factor] : [sign("×"), factor]));
}

/** A paragraph; texts between two stars are set bold: they are defined there. */
function p(...texts) {
  const parts = texts.join("").split("*");
  return h("p", {}, parts.map((text, i) => (i % 2 === 1 ? h("b", {}, text) : text)));
}

/** Writes a number with as many places after the point. */
function fixed(n, places = 4) {
  const text = n.toFixed(places);
  return (Number(text) === 0 ? text.replace("-", "") : text).replace("-", "−");
}

/** A table that scrolls by itself where the window is narrow. */
function table(name, heads, rows, foot) {
  const label = (cell) => cell.getAttribute?.("aria-label");
  const cells = (kind, all) =>
    h("tr", {}, all.map((cell) => h(kind, { "aria-label": label(cell) }, cell)));
  return h(
    "div",
    { class: "scroll", tabindex: 0, role: "group", "aria-label": name },
    h(
      "table",
      {},
      h("thead", {}, cells("th", heads)),
      h("tbody", {}, rows.map((all) => cells("td", all))),
      foot ? h("tfoot", {}, cells("td", foot)) : null,
    ),
  );
}

/** Makes a labelled slider, and tells what it is set to. */
function slider(root, { label, min, max, step, value, oninput }) {
  const output = h("output", {}, format(value));
  const input = h("input", {
    type: "range",
    min,
    max,
    step,
    value,
    oninput: () => {
      output.textContent = format(Number(input.value));
      oninput(Number(input.value));
    },
  });
  root.append(h("label", { class: "slider" }, h("span", {}, label), input, output));
  return {
    input,
    set: (number) => {
      input.value = number;
      output.textContent = format(number, 4);
    },
  };
}

/** The picture's place in a section, its player's, and that of what belongs to neither. */
function stage(id) {
  const section = document.getElementById(id);
  const figures = h("div", { class: "figures" });
  const tools = h("div", { class: "tools" });
  const player = h("div", { class: "steps" });
  section.append(h("div", { class: "panel stage" }, figures, tools, player));
  const figure = (caption, isWide) => {
    const element = h("figure", {}, caption ? h("figcaption", {}, caption) : null);
    figures.append(element);
    if (!isWide) {
      return element;
    }
    const scroll = h("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": caption });
    element.append(scroll);
    return scroll;
  };
  return { section, figure, tools, player };
}
