"use strict";
// Words, numbers and formulas of the lesson, and the network that it is about.

const net = new Program(carried("net"));
const settings = carried("training");

// The numbers of a matrix of the network, by its name; and the cost's derivative by it.
const numbersOf = (name, program = net) => program.value(program.id(name));
const gradientOf = (name, program = net) => program.gradient(program.id(name));
const costOf = (program = net) => program.value(program.result).data[0];

const INPUTS = ["bit 1", "bit 2", "one"];
const HIDDEN = Array.from({ length: numbersOf("W1").shape[1] }, (_, j) => `h${j + 1}`);
const OUTPUTS = ["sum", "carry"];
const PATTERNS = Array.from({ length: numbersOf("X").shape[0] }, (_, row) => {
  const [first, second] = numbersOf("X").data.slice(3 * row);
  return `${first} + ${second}`;
});

const short = (number) => format(number, 4);

/** A number as a factor: in brackets if it is below 0. */
function factor(number) {
  return number < 0 ? `(${short(number)})` : short(number);
}

/** With so many decimals; a zero has no sign. */
function decimals(number, count) {
  const text = number.toFixed(count);
  return (Number(text) === 0 ? text.replace("-", "") : text).replace("-", "\u2212");
}

function para(...children) {
  return h("p", {}, ...children);
}

function bold(text) {
  return h("strong", {}, text);
}

/** A line of a computation: terms that are added, and what they give. */
function added(start, terms, result) {
  const parts = terms.map((term, i) => h("span", {}, (i > 0 ? "+ " : "") + term + "\u00a0"));
  return [h("span", {}, start + " =\u00a0"), ...parts, h("span", {}, "= ", bold(short(result)))];
}

/** The terms of a dot product. */
function products(left, right) {
  return Array.from(left, (number, i) => `${short(number)} · ${factor(right[i])}`);
}

/** A table that scrolls by itself where it is too wide: texts for its head, rows and last row. */
function tableOf(label, { head = null, rows, total = null, kind = null }) {
  const row = (texts, cell, type) =>
    h(
      "tr",
      { class: type },
      texts.map((text) => h(cell, {}, `${text}`)),
    );
  const body = rows.map((texts) => row(texts, "td"));
  const last = total ? row(total, "td", "total") : null;
  const table = h(
    "table",
    { class: kind },
    head ? h("thead", {}, row(head, "th")) : null,
    h("tbody", {}, body, last),
  );
  return h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": label }, table);
}

/** An element of MathML; a text becomes a number, a name or a sign. */
function m(name, ...children) {
  const element = document.createElementNS("http://www.w3.org/1998/Math/MathML", name);
  element.append(...children.map((child) => (typeof child === "string" ? token(child) : child)));
  return element;
}

function token(text) {
  const kind = /^[0-9.]+$/.test(text) ? "mn" : /^[\p{L}]/u.test(text) ? "mi" : "mo";
  const element = document.createElementNS("http://www.w3.org/1998/Math/MathML", kind);
  element.textContent = text;
  return element;
}

function math(...children) {
  const element = m("math", ...children);
  element.setAttribute("display", "block");
  element.setAttribute("style", "width: fit-content; margin: 0.5rem 0");
  return element;
}

const over = (top, bottom) => m("mfrac", m("mrow", ...[top].flat()), m("mrow", ...[bottom].flat()));
const partial = (of, by) => over(["∂", of], ["∂", by]);
function thinSpace() {
  const space = m("mspace");
  space.setAttribute("width", "0.3em");
  return space;
}

const turned = (name) => m("msup", name, "\u22a4"); // a sign, unlike the targets T

/** Leads through steps: each says something, and shows something on the stage. */
function steps(root, name, stage, all) {
  const count = all.length;
  const player = new Player(root, {
    count,
    name,
    interval: 4000,
    show(step) {
      all[step].show(stage);
      return all[step].say.call ? all[step].say() : all[step].say;
    },
  });
  root.append(stage.element);
  return player.start();
}

const sigmoidProgram = new Program(carried("sigmoid"));

/** The sigmoid of a number, and its slope there, by the engine's rule. */
function sigmoidAt(z) {
  sigmoidProgram.set(sigmoidProgram.id("z"), [z]);
  sigmoidProgram.run();
  return { y: costOf(sigmoidProgram), slope: gradientOf("z", sigmoidProgram).data[0] };
}

function slopesOf(z) {
  return tensor(
    z.shape,
    z.data.map((number) => sigmoidAt(number).slope),
  );
}
