"use strict";
// Where the nodes of a graph stand: in columns, each node behind all that it was made of, as near as
// may be to them; many columns go on below, as words do in a text.

const NODE = { width: 172, height: 62, gapX: 60, gapY: 16, columnsInRow: 24 };

/** Finds the place of every node: {x, y} of its corner, and the size of all. */
function layout(nodes) {
  const users = nodes.map(() => []);
  nodes.forEach((node) => node.in.forEach((input) => users[input].push(node.id)));
  const columns = inColumns(nodes, columnOf(nodes, users));
  const centre = new Array(nodes.length).fill(0);
  columns.forEach((column) => spread(column, centre, (id) => nodes[id].in));
  for (let round = 0; round < 4; round++) {
    columns.toReversed().forEach((column) => spread(column, centre, (id) => users[id]));
    columns.forEach((column) => spread(column, centre, (id) => nodes[id].in));
  }
  return inRows(columns, centre);
}

/** The column of each node: behind its inputs; what was given, just before its first user. */
function columnOf(nodes, users) {
  const column = new Array(nodes.length).fill(0);
  for (const node of nodes) {
    column[node.id] = node.in.reduce((most, input) => Math.max(most, column[input] + 1), 0);
  }
  for (const node of nodes) {
    if (node.in.length === 0 && users[node.id].length > 0) {
      column[node.id] = Math.min(...users[node.id].map((user) => column[user])) - 1;
    }
  }
  return column;
}

function inColumns(nodes, column) {
  const least = Math.min(...column);
  const columns = [];
  nodes.forEach((node) => (columns[column[node.id] - least] ??= []).push(node.id));
  return columns.filter(Boolean);
}

/** Puts the nodes of a column where their neighbours are on average, one below the other. */
function spread(column, centre, neighbours) {
  const wish = new Map();
  column.forEach((id, place) => {
    const others = neighbours(id);
    const total = others.reduce((all, other) => all + centre[other], 0);
    wish.set(id, others.length > 0 ? total / others.length : centre[id] || place * 1e-3);
  });
  column.sort((a, b) => wish.get(a) - wish.get(b));
  const pitch = NODE.height + NODE.gapY;
  let from = -Infinity;
  let moved = 0;
  for (const id of column) {
    centre[id] = Math.max(from, wish.get(id));
    moved += centre[id] - wish.get(id);
    from = centre[id] + pitch;
  }
  column.forEach((id) => {
    centre[id] -= moved / column.length;
  });
}

/** Lays columns side by side, and what does not fit into a row, into the next one. */
function inRows(columns, centre) {
  const places = [];
  let top = 0;
  let width = 0;
  for (let first = 0; first < columns.length; first += NODE.columnsInRow) {
    const row = columns.slice(first, first + NODE.columnsInRow);
    const least = Math.min(...row.flat().map((id) => centre[id]));
    const most = Math.max(...row.flat().map((id) => centre[id]));
    row.forEach((column, i) => {
      for (const id of column) {
        const x = i * (NODE.width + NODE.gapX);
        places[id] = { x, y: top + centre[id] - least, row: first / NODE.columnsInRow };
        width = Math.max(width, x + NODE.width);
      }
    });
    top += most - least + NODE.height + 3 * NODE.gapY;
  }
  return { places, width, height: top - 3 * NODE.gapY };
}
