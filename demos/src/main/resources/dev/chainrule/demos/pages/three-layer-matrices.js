"use strict";
// Matrices as heat maps with numbers: one, several of the same shape, or a product.

const CELL = { width: 54, height: 36, label: 50, gap: 16, line: 22 };

/** A matrix with a name, and names for its rows and columns. */
function matrix(symbol, x, rows, columns) {
  return { symbol, x, rows, columns, at: (i, j) => x.data[i * columns.length + j] };
}

function transposed(of) {
  return matrix(of.symbol + "ᵀ", permute(of.x, [1, 0]), of.columns, of.rows);
}

/** The numbers of a matrix in words. */
function spoken({ symbol, rows, columns, at }) {
  const lines = rows.map(
    (row, i) => `${row}: ${columns.map((_, j) => short(at(i, j))).join(", ")}`,
  );
  return `${symbol}, ${rows.length} rows, ${columns.length} columns. ${lines.join("; ")}.`;
}

/** Draws the cells; the stronger the colour, the larger the number beside the others. */
function cells(of, left, top) {
  const scale = scaleOf(of.x.data);
  const count = scale >= 10 ? 1 : scale >= 0.25 ? 2 : 3;
  const group = s("g", {});
  of.rows.forEach((_, i) =>
    of.columns.forEach((_, j) => {
      const number = of.at(i, j);
      const depth = scale > 0 ? Math.round(46 * Math.sqrt(Math.abs(number) / scale)) : 0;
      const [x, y] = [left + j * CELL.width, top + i * CELL.height];
      group.append(
        s("rect", {
          class: `cell ${number < 0 ? "below" : "above"}`,
          style: `--depth: ${depth}%`,
          x,
          y,
          width: CELL.width,
          height: CELL.height,
        }),
        s(
          "text",
          {
            class: count === 3 ? "long" : null,
            x: x + CELL.width / 2,
            y: y + CELL.height / 2 + 5,
            "text-anchor": "middle",
          },
          Number.isInteger(number) ? String(number) : decimals(number, count),
        ),
      );
    }),
  );
  group.append(outline(of, left, top, [0, of.rows.length], [0, of.columns.length], "frame"));
  return group;
}

/** Draws a line around some rows and columns. */
function outline(of, left, top, [fromRow, rows], [fromColumn, columns], kind = "outline") {
  return s("rect", {
    class: kind,
    x: left + fromColumn * CELL.width,
    y: top + fromRow * CELL.height,
    width: columns * CELL.width,
    height: rows * CELL.height,
    rx: 3,
  });
}

function rowLabels({ rows }, left, top) {
  return rows.map((row, i) =>
    s(
      "text",
      { class: "label", x: left - 6, y: top + i * CELL.height + 23, "text-anchor": "end" },
      row,
    ),
  );
}

function columnLabels({ columns }, left, top) {
  return columns.map((column, j) => {
    const x = left + (j + 0.5) * CELL.width;
    return s("text", { class: "label", x, y: top - 6, "text-anchor": "middle" }, column);
  });
}

function symbol(of, x, y, anchor = "start") {
  return s("text", { class: "symbol", x, y, "text-anchor": anchor }, of.symbol);
}

/** What all pictures of matrices can do: one number of the result is selected. */
class MatrixPicture {
  constructor(result, selected, { onselect, backward }) {
    this.result = result;
    this.selected = selected;
    this.onselect = onselect;
    this.kind = backward ? "matrix backward" : "matrix";
  }

  drawing(width, height, label, isResult) {
    const keys = isResult && this.onselect;
    return s("svg", {
      class: this.kind,
      viewBox: `0 0 ${width} ${height}`,
      width: width * 1.25,
      role: "img",
      "aria-label": label + (keys ? " Arrow keys select a number." : ""),
      tabindex: keys ? 0 : null,
      "data-keys": keys ? "" : null,
      onkeydown: keys ? (event) => this.key(event) : null,
    });
  }

  /** A place for the mouse over each number of the result. */
  targets(left, top) {
    return this.result.rows.flatMap((_, i) =>
      this.result.columns.map((_, j) =>
        s("rect", {
          class: "target",
          fill: "transparent",
          style: this.onselect ? "cursor: pointer" : null,
          x: left + j * CELL.width,
          y: top + i * CELL.height,
          width: CELL.width,
          height: CELL.height,
          onclick: () => this.onselect && this.select(i, j),
        }),
      ),
    );
  }

  key(event) {
    const moves = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
    const move = moves[event.key];
    if (move) {
      event.preventDefault();
      event.stopPropagation();
      const [i, j] = this.selected;
      this.select(i + move[0], j + move[1]);
    }
  }

  select(i, j) {
    if (i >= 0 && j >= 0 && i < this.result.rows.length && j < this.result.columns.length) {
      this.selected = [i, j];
      this.mark();
      this.onselect?.(i, j);
    }
  }
}

/** A product: the left matrix, the right one above, and the result where row and column cross. */
class ProductPicture extends MatrixPicture {
  constructor(left, right, result, selected, options) {
    super(result, selected, options);
    this.left = left;
    this.right = right;
    const inner = left.columns.length;
    this.x = [CELL.label, CELL.label + inner * CELL.width + CELL.gap];
    const upper = 2 * CELL.line;
    this.y = [upper, upper + inner * CELL.height + CELL.gap + CELL.line];
    const width = this.x[1] + result.columns.length * CELL.width + 4;
    const height = this.y[1] + result.rows.length * CELL.height + CELL.line + 6;
    const label = `${left.symbol} times ${right.symbol} is ${result.symbol}. `;
    this.element = this.drawing(
      width,
      height,
      label + [left, right, result].map(spoken).join(" "),
      true,
    );
    this.outlines = s("g", {});
    const [x, y] = [this.x, this.y];
    const below = height - 6;
    this.element.append(
      cells(right, x[1], y[0]),
      cells(left, x[0], y[1]),
      cells(result, x[1], y[1]),
      ...rowLabels(right, x[1], y[0]),
      ...columnLabels(right, x[1], y[0]),
      ...rowLabels(left, x[0], y[1]),
      ...columnLabels(left, x[0], y[1]),
      symbol(right, x[1], 17),
      symbol(left, x[0], below),
      symbol(result, x[1], below),
      this.outlines,
      ...this.targets(x[1], y[1]),
    );
    this.mark();
  }

  mark() {
    const [i, j] = this.selected;
    const [x, y] = [this.x, this.y];
    const inner = this.left.columns.length;
    this.outlines.replaceChildren(
      outline(this.left, x[0], y[1], [i, 1], [0, inner]),
      outline(this.right, x[1], y[0], [0, inner], [j, 1]),
      outline(this.result, x[1], y[1], [i, 1], [j, 1], "outline result"),
    );
  }
}

/** Matrices side by side, with signs between them; the same number is selected in each. */
class RowPicture extends MatrixPicture {
  /** Takes matrices and texts; mark tells what is outlined: "cell", "row" or "none". */
  constructor(parts, selected, { mark = "cell", ...options }) {
    const all = parts.filter((part) => typeof part !== "string");
    super(all[all.length - 1], selected, options);
    this.kindOfMark = mark;
    this.outlines = [];
    this.element = h("div", { class: "pictures" });
    for (const part of parts) {
      if (typeof part !== "string") {
        const isFirst = part === all[0];
        const sign = isFirst ? null : h("span", { class: "sign" }, parts[parts.indexOf(part) - 1]);
        this.element.append(h("div", { class: "pair" }, sign, this.one(part, isFirst)));
      }
    }
    this.mark();
  }

  one(of, isFirst) {
    const top = 2 * CELL.line;
    const left = isFirst ? CELL.label : 4; // the rows' names stand at the first one
    const width = left + of.columns.length * CELL.width + 4;
    const height = top + of.rows.length * CELL.height + 4;
    const isResult = of === this.result;
    const svg = this.drawing(width, height, spoken(of), isResult);
    const outlines = s("g", {});
    this.outlines.push({ of, left, outlines });
    svg.append(
      cells(of, left, top),
      ...(isFirst ? rowLabels(of, left, top) : []),
      ...columnLabels(of, left, top),
      symbol(of, left, 17),
      outlines,
      ...(isResult ? this.targets(left, top) : []),
    );
    return svg;
  }

  /** Takes the marks away, until a number is selected again. */
  unmark() {
    this.outlines.forEach(({ outlines }) => outlines.replaceChildren());
  }

  mark() {
    const [i, j] = this.selected;
    for (const { of, left, outlines } of this.outlines) {
      if (this.kindOfMark === "none") {
        continue;
      }
      const columns = this.kindOfMark === "row" ? [0, of.columns.length] : [j, 1];
      const kind = of === this.result ? "outline result" : "outline";
      outlines.replaceChildren(outline(of, left, 2 * CELL.line, [i, 1], columns, kind));
    }
  }
}
