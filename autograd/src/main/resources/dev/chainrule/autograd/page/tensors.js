"use strict";
// Tensors and the operations on them, by name: {shape, data, float32}, rows first.

function tensor(shape, data, float32) {
  if (float32) {
    for (let i = 0; i < data.length; i++) {
      data[i] = Math.fround(data[i]);
    }
  }
  return { shape, data, float32: Boolean(float32) };
}

function size(shape) {
  return shape.reduce((product, n) => product * n, 1);
}

function stridesOf(shape) {
  const strides = new Array(shape.length);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis];
  }
  return strides;
}

/** Calls visit(place, position) for each element of a shape; position moves by the strides. */
function walk(shape, start, strides, visit) {
  const total = size(shape);
  const index = new Array(shape.length).fill(0);
  let position = start;
  for (let place = 0; place < total; place++) {
    visit(place, position);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      position += strides[axis];
      if (++index[axis] < shape[axis]) {
        break;
      }
      position -= strides[axis] * shape[axis];
      index[axis] = 0;
    }
  }
}

/** Reads elements by strides. */
function view(x, shape, start, strides) {
  const data = new Float64Array(size(shape));
  walk(shape, start, strides, (place, position) => {
    data[place] = x.data[position];
  });
  return tensor(shape, data, x.float32);
}

function broadcast(x, shape) {
  if (x.shape.length === shape.length && x.shape.every((n, axis) => n === shape[axis])) {
    return x;
  }
  const own = stridesOf(x.shape);
  const skipped = shape.length - x.shape.length;
  const strides = shape.map((n, axis) =>
    axis < skipped || x.shape[axis - skipped] === 1 ? 0 : own[axis - skipped],
  );
  return view(x, shape, 0, strides);
}

function commonShape(x, y) {
  const rank = Math.max(x.length, y.length);
  return Array.from({ length: rank }, (_, axis) => {
    const a = x[axis - rank + x.length] ?? 1;
    const b = y[axis - rank + y.length] ?? 1;
    return a === 1 ? b : a;
  });
}

function mapOne(x, f) {
  return tensor(x.shape, x.data.map(f), x.float32);
}

function mapTwo(x, y, f) {
  const shape = commonShape(x.shape, y.shape);
  const left = broadcast(x, shape).data;
  const right = broadcast(y, shape).data;
  const data = new Float64Array(left.length);
  for (let i = 0; i < data.length; i++) {
    data[i] = f(left[i], right[i]);
  }
  return tensor(shape, data, x.float32);
}

/** A function of x and two parameters, which stand one after the other. */
function mapWithTwo(x, parameters, { i, j, divisors }, f) {
  const count = x.data.length;
  const ab = parameters.data;
  const data = x.data.map(
    (t, k) => f(i, j, t, ab[k], ab[count + k]) / Math.pow(t * (1 - t), divisors),
  );
  return tensor(x.shape, data, x.float32);
}

function permute(x, order) {
  const strides = stridesOf(x.shape);
  return view(
    x,
    order.map((axis) => x.shape[axis]),
    0,
    order.map((axis) => strides[axis]),
  );
}

/** The tensor with some axes last, and how many elements a line along these has. */
function lines(x, axes) {
  const others = x.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const order = others.concat(axes);
  return { turned: permute(x, order), order, length: size(axes.map((axis) => x.shape[axis])) };
}

function reduce(x, { axes, keepDims }, f) {
  const { turned, length } = lines(x, axes);
  const shape = keepDims
    ? x.shape.map((n, axis) => (axes.includes(axis) ? 1 : n))
    : x.shape.filter((_, axis) => !axes.includes(axis));
  const data = new Float64Array(size(shape));
  for (let i = 0; i < data.length; i++) {
    data[i] = f(turned.data.subarray(i * length, (i + 1) * length));
  }
  return tensor(shape, data, x.float32);
}

/** Gives each line along some axes another one of the same length. */
function mapLines(x, axes, f) {
  const { turned, order, length } = lines(x, axes);
  const data = new Float64Array(turned.data.length);
  for (let from = 0; from < data.length && length > 0; from += length) {
    data.set(f(turned.data.subarray(from, from + length)), from);
  }
  const back = order.map((_, axis) => order.indexOf(axis));
  return permute(tensor(turned.shape, data, x.float32), back);
}

/** A sum that keeps what rounding loses, by Neumaier. */
function sum(numbers) {
  let total = 0;
  let lost = 0;
  for (const number of numbers) {
    const next = total + number;
    lost += Math.abs(total) >= Math.abs(number) ? total - next + number : number - next + total;
    total = next;
  }
  return Number.isFinite(total) && Number.isFinite(lost) ? total + lost : total;
}

function largest(numbers) {
  return numbers.reduce((most, number) => Math.max(most, number), -Infinity);
}

function smallest(numbers) {
  return numbers.reduce((least, number) => Math.min(least, number), Infinity);
}

/** The sum of exp(number - most) over all numbers but one that is the largest. */
function sumOfOthers(numbers, most) {
  const one = numbers.indexOf(most);
  return sum(numbers.map((number, i) => (i === one ? 0 : Math.exp(number - most))));
}

function logSumExp(numbers) {
  const most = largest(numbers);
  return Number.isFinite(most) ? most + Math.log1p(sumOfOthers(numbers, most)) : most;
}

function norm2(numbers) {
  const most = largest(numbers.map(Math.abs));
  return most === 0 || !Number.isFinite(most)
    ? numbers.length === 0
      ? 0
      : most
    : most * Math.sqrt(sum(numbers.map((number) => (number / most) * (number / most))));
}

function softmax(line) {
  const most = largest(line);
  const total = Number.isFinite(most) ? 1 + sumOfOthers(line, most) : 1;
  return line.map((number) => Math.exp(number - most) / total);
}

function logSoftmax(line) {
  const most = largest(line);
  const rest = Number.isFinite(most) ? Math.log1p(sumOfOthers(line, most)) : 0;
  return line.map((number) => number - most - rest);
}

/** Which is first if one number is NaN: that one, as in sorting and in maxima. */
function places(line, descending) {
  const sorted = Array.from(line.keys());
  const compare = (a, b) => {
    const isNaNA = Number.isNaN(line[a]);
    const isNaNB = Number.isNaN(line[b]);
    if (isNaNA || isNaNB) {
      return (descending ? -1 : 1) * (isNaNA - isNaNB) || a - b;
    }
    return (descending ? line[b] - line[a] : line[a] - line[b]) || a - b;
  };
  return sorted.sort(compare);
}

function placeOfExtreme(line, isBetter) {
  let best = 0;
  for (let i = 1; i < line.length && !Number.isNaN(line[best]); i++) {
    if (Number.isNaN(line[i]) || isBetter(line[i], line[best])) {
      best = i;
    }
  }
  return best;
}

function matMul(x, y) {
  const [rows, inner] = x.shape.slice(-2);
  const columns = y.shape[y.shape.length - 1];
  const batch = commonShape(x.shape.slice(0, -2), y.shape.slice(0, -2));
  const left = broadcast(x, batch.concat([rows, inner])).data;
  const right = broadcast(y, batch.concat([inner, columns])).data;
  const data = new Float64Array(size(batch) * rows * columns);
  for (let b = 0; b < size(batch); b++) {
    for (let i = 0; i < rows; i++) {
      const to = (b * rows + i) * columns;
      for (let k = 0; k < inner; k++) {
        const factor = left[(b * rows + i) * inner + k];
        const from = (b * inner + k) * columns;
        for (let j = 0; j < columns; j++) {
          data[to + j] += factor * right[from + j];
        }
      }
    }
  }
  return tensor(batch.concat([rows, columns]), data, x.float32);
}

/** Puts elements into a larger tensor, where everything else is the background. */
function place(x, { starts, steps, shape, background }) {
  const data = new Float64Array(size(shape)).fill(background);
  const strides = stridesOf(shape);
  const start = starts.reduce((total, at, axis) => total + at * strides[axis], 0);
  walk(
    x.shape,
    start,
    strides.map((stride, axis) => stride * steps[axis]),
    (from, to) => {
      data[to] = x.data[from];
    },
  );
  return tensor(shape, data, x.float32);
}

function slice(x, { starts, steps, shape }) {
  const strides = stridesOf(x.shape);
  const start = starts.reduce((total, at, axis) => total + at * strides[axis], 0);
  return view(
    x,
    shape,
    start,
    strides.map((stride, axis) => stride * steps[axis]),
  );
}

/** Reads from one shape where an index says, or adds there: f(place in index, place in shape). */
function along(shape, index, axis, f) {
  const strides = stridesOf(shape);
  const still = strides.map((stride, a) => (a === axis ? 0 : stride));
  walk(index.shape, 0, still, (at, base) => {
    const chosen = index.data[at] < 0 ? index.data[at] + shape[axis] : index.data[at];
    f(at, base + chosen * strides[axis]);
  });
}

/** Indices for whole slices, as an index for each element. */
function indexOf(shape, axis, indices) {
  const wide = shape.map((n, a) => (a === axis ? indices.length : n));
  const narrow = shape.map((_, a) => (a === axis ? indices.length : 1));
  return broadcast(tensor(narrow, Float64Array.from(indices)), wide);
}

function gather(x, index, axis) {
  const data = new Float64Array(index.data.length);
  along(x.shape, index, axis, (at, from) => {
    data[at] = x.data[from];
  });
  return tensor(index.shape, data, x.float32);
}

function scatterAdd(x, index, axis, shape) {
  const data = new Float64Array(size(shape));
  along(shape, index, axis, (at, to) => {
    data[to] += x.data[at];
  });
  return tensor(shape, data, x.float32);
}

function concat(parts, axis) {
  const total = parts.reduce((count, part) => count + part.shape[axis], 0);
  const shape = parts[0].shape.map((n, a) => (a === axis ? total : n));
  const inner = size(shape.slice(axis + 1));
  const outer = size(shape.slice(0, axis));
  const data = new Float64Array(size(shape));
  let to = 0;
  for (let i = 0; i < outer; i++) {
    for (const part of parts) {
      const length = part.shape[axis] * inner;
      data.set(part.data.subarray(i * length, (i + 1) * length), to);
      to += length;
    }
  }
  return tensor(shape, data, parts[0].float32);
}

function stack(parts, axis) {
  const shape = parts[0].shape.slice();
  shape.splice(axis, 0, 1);
  return concat(
    parts.map((part) => tensor(shape, part.data, part.float32)),
    axis,
  );
}

/** One of the layers along an axis, which goes. */
function layer(x, axis, at) {
  const part = slice(x, {
    starts: x.shape.map((_, a) => (a === axis ? at : 0)),
    steps: x.shape.map(() => 1),
    shape: x.shape.map((n, a) => (a === axis ? 1 : n)),
  });
  return reshape(
    part,
    x.shape.filter((_, a) => a !== axis),
  );
}

function recurrence(x, y, axis) {
  const data = new Float64Array(x.data.length);
  const step = stridesOf(x.shape)[axis];
  for (let i = 0; i < data.length; i++) {
    const isFirst = Math.floor(i / step) % x.shape[axis] === 0;
    data[i] = isFirst ? x.data[i] : x.data[i] + y.data[i] * data[i - step];
  }
  return tensor(x.shape, data, x.float32);
}

function runningSum(line) {
  let total = 0;
  return line.map((number) => (total += number));
}

function reshape(x, shape) {
  return { shape, data: x.data, float32: x.float32 };
}

const argSort = ([x], p) => mapLines(x, [p.axis], (line) => places(line, p.descending === 1));
const single = (p) => ({ axes: [p.axis], keepDims: 0 });

/** Operations on whole tensors, by name: of the inputs and the parameters. */
const STRUCTURAL = {
  to: ([x], p) => tensor(x.shape, x.data.slice(), p.precision === "float32"),
  sum: ([x], p) => reduce(x, p, sum),
  max: ([x], p) => reduce(x, p, largest),
  min: ([x], p) => reduce(x, p, smallest),
  logSumExp: ([x], p) => reduce(x, p, logSumExp),
  norm2: ([x], p) => reduce(x, p, norm2),
  argMax: ([x], p) => reduce(x, single(p), (line) => placeOfExtreme(line, (a, b) => a > b)),
  argMin: ([x], p) => reduce(x, single(p), (line) => placeOfExtreme(line, (a, b) => a < b)),
  softmax: ([x], p) => mapLines(x, p.axes, softmax),
  logSoftmax: ([x], p) => mapLines(x, p.axes, logSoftmax),
  cumsum: ([x], p) => mapLines(x, [p.axis], runningSum),
  sort: argSort, // it gives indices, as the others do: elements are gathered by them
  argSort: argSort,
  topK: argSort,
  argTopK: argSort,
  broadcastTo: ([x], p) => broadcast(x, p.shape),
  reshape: ([x], p) => reshape(x, p.shape),
  permute: ([x], p) => permute(x, p.order),
  slice: ([x], p) => slice(x, p),
  flip: ([x], p) => slice(x, p),
  place: ([x], p) => place(x, p),
  pad: ([x], p) => place(x, p),
  concat: (parts, p) => concat(parts, p.axis),
  stack: (parts, p) => stack(parts, p.axis),
  unstack: ([x], p) => layer(x, p.axis, p.result ?? 0),
  gather: ([x, index], p) => gather(x, index, p.axis),
  scatterAdd: ([x, index], p) => scatterAdd(x, index, p.axis, p.shape),
  indexSelect: ([x], p) => gather(x, indexOf(x.shape, p.axis, p.indices), p.axis),
  indexAdd: ([x], p) => scatterAdd(x, indexOf(x.shape, p.axis, p.indices), p.axis, p.shape),
  matMul: ([x, y]) => matMul(x, y),
  matMulTransposed: ([x, y]) => matMul(x, permute(y, [1, 0])),
  recurrence: ([x, y], p) => recurrence(x, y, p.axis),
  cholesky: ([x]) => cholesky(x),
  inverse: ([x]) => inverse(x),
  determinant: ([x]) => ofEach(x, (a, n) => [determinant(a, n)], () => []),
  adjugate: ([x]) => ofEach(x, adjugate, (n) => [n, n]),
  logAbsDeterminant: ([x], p) => logAbsDeterminant(x, p.result ?? 0),
  qr: ([x], p) => qr(x, p.result ?? 0),
  svd: ([x], p) => svd(x, p.result ?? 0),
  symmetricEigen: ([x], p) => symmetricEigen(x, p.result ?? 0),
  solve: ([a, b]) => solve(a, b),
  solveTriangular: ([a, b], p) =>
    solveEach(a, b, (t, x, n, columns) => substitute(t, x, n, columns, p.lower === 1)),
  betaIncomplete: ([x, ab], p) => mapWithTwo(x, ab, p, betaIncomplete),
  betaDensity: ([x, ab], p) => mapWithTwo(x, ab, p, betaDensity),
};

/** Finds the function of tensors for an operation of a page; none if the page can't compute it. */
function functionOf(operation) {
  const parameters = operation.parameters ?? {};
  if (operation.own) {
    return null;
  }
  const structural = STRUCTURAL[operation.name];
  if (structural) {
    return (inputs) => structural(inputs, parameters);
  }
  const binary = BINARY[operation.name] ?? BINARY_OF_ORDER[operation.name]?.(parameters);
  const unary = UNARY[operation.name]?.(parameters);
  if (!binary && !unary) {
    return null;
  }
  return (inputs) =>
    inputs.length === 2 ? mapTwo(inputs[0], inputs[1], binary) : mapOne(inputs[0], unary);
}
