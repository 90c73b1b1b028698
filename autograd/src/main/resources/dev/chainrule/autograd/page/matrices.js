"use strict";
// Linear algebra: equations, determinants and factors of matrices.

/** Calls f(first place, size) for each of a batch of square matrices. */
function eachMatrix(x, f) {
  const n = x.shape[x.shape.length - 1];
  for (let from = 0; from < x.data.length; from += n * n) {
    f(from, n);
  }
}

function cholesky(x) {
  const a = x.data;
  const l = new Float64Array(a.length);
  eachMatrix(x, (from, n) => {
    for (let i = 0; i < n; i++) {
      for (let j = 0; j <= i; j++) {
        let rest = (a[from + i * n + j] + a[from + j * n + i]) / 2;
        for (let k = 0; k < j; k++) {
          rest -= l[from + i * n + k] * l[from + j * n + k];
        }
        l[from + i * n + j] = j < i ? rest / l[from + j * n + j] : Math.sqrt(rest);
      }
    }
  });
  return tensor(x.shape, l, x.float32);
}

/** Solves for each of a batch: f(numbers of a matrix, numbers of a right-hand side, n, columns). */
function solveEach(a, b, f) {
  const [n, columns] = b.shape.slice(-2);
  const data = b.data.slice();
  for (let i = 0; i * n * n < a.data.length; i++) {
    const matrix = a.data.slice(i * n * n, (i + 1) * n * n);
    f(matrix, data.subarray(i * n * columns, (i + 1) * n * columns), n, columns);
  }
  return tensor(b.shape, data, a.float32);
}

/** Subtracts a multiple of a row from another one. */
function subtractRow(x, columns, i, factor, from) {
  for (let j = 0; j < columns; j++) {
    x[i * columns + j] -= factor * x[from * columns + j];
  }
}

function swapRows(x, columns, i, k) {
  for (let j = 0; j < columns; j++) {
    [x[i * columns + j], x[k * columns + j]] = [x[k * columns + j], x[i * columns + j]];
  }
}

function substitute(t, x, n, columns, isLower) {
  for (let step = 0; step < n; step++) {
    const i = isLower ? step : n - 1 - step;
    for (let before = 0; before < step; before++) {
      const k = isLower ? before : n - 1 - before;
      subtractRow(x, columns, i, t[i * n + k], k);
    }
    for (let j = 0; j < columns; j++) {
      x[i * columns + j] /= t[i * n + i];
    }
  }
}

/** Makes a matrix upper triangular, by rows that are exchanged and subtracted; here and beside. */
function eliminate(a, n, beside, columns) {
  let sign = 1;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) {
      pivot = Math.abs(a[i * n + k]) > Math.abs(a[pivot * n + k]) ? i : pivot;
    }
    sign *= pivot === k ? 1 : -1;
    swapRows(a, n, k, pivot);
    swapRows(beside, columns, k, pivot);
    for (let i = k + 1; i < n && a[k * n + k] !== 0; i++) {
      const factor = a[i * n + k] / a[k * n + k];
      subtractRow(a, n, i, factor, k);
      subtractRow(beside, columns, i, factor, k);
    }
  }
  return sign;
}

function solve(a, b) {
  return solveEach(a, b, (matrix, x, n, columns) => {
    eliminate(matrix, n, x, columns);
    substitute(matrix, x, n, columns, false);
  });
}

function inverse(x) {
  const n = x.shape[x.shape.length - 1];
  const ones = x.data.map((_, i) => ((i % (n * n)) % (n + 1) === 0 ? 1 : 0));
  return solve(x, tensor(x.shape, ones, x.float32));
}

/** Puts f(numbers of a matrix, rows, columns) of each of a batch behind each other. */
function ofEach(x, f, shapeOf) {
  const [rows, columns] = x.shape.slice(-2);
  const all = [];
  for (let from = 0; from < x.data.length; from += rows * columns) {
    all.push(...f(x.data.slice(from, from + rows * columns), rows, columns));
  }
  return tensor([...x.shape.slice(0, -2), ...shapeOf(rows, columns)], Float64Array.from(all), x.float32);
}

/** A determinant as its sign and the numbers to multiply. */
function pivots(a, n) {
  const left = a.slice();
  const sign = eliminate(left, n, new Float64Array(0), 0);
  return [sign, Array.from({ length: n }, (_, k) => left[k * (n + 1)])];
}

function determinant(a, n) {
  const [sign, factors] = pivots(a, n);
  return factors.reduce((product, factor) => product * factor, sign);
}

function adjugate(a, n) {
  const without = (i, j) =>
    a.filter((_, at) => Math.floor(at / n) !== i && at % n !== j);
  return Float64Array.from(a.keys()).map((at) => {
    const i = at % n;
    const j = Math.floor(at / n);
    return ((i + j) % 2 === 0 ? 1 : -1) * determinant(without(i, j), n - 1);
  });
}

function logAbsDeterminant(x, result) {
  const of = (a, n) => {
    const [sign, factors] = pivots(a, n);
    return result === 0
      ? [factors.reduce((product, factor) => product * Math.sign(factor), sign)]
      : [sum(factors.map((factor) => Math.log(Math.abs(factor))))];
  };
  return ofEach(x, of, () => []);
}

const dot = (x, y) => x.reduce((total, number, i) => total + number * y[i], 0);
const lengthOf = (x) => Math.sqrt(dot(x, x));
const columnsOf = (a, n) => Array.from({ length: n }, (_, j) => a.filter((_, at) => at % n === j));
const fromColumns = (columns) =>
  Array.from(columns[0] ?? []).flatMap((_, i) => columns.map((column) => column[i]));

/** 1 or -1: what makes the largest element positive; of equals, the first. */
function signOf(x) {
  const most = largest(x.map(Math.abs));
  return x.find((number) => Math.abs(number) >= (1 - 1e-6) * most) < 0 ? -1 : 1;
}

/** Turns vectors, two at a time, until all are orthogonal (Jacobi); others turn with them. */
function makeOrthogonal(vectors, others) {
  for (let isTurned = true, sweep = 0; isTurned && sweep < 60; sweep++) {
    isTurned = false;
    for (let i = 0; i < vectors.length; i++) {
      for (let j = i + 1; j < vectors.length; j++) {
        const [x, y] = [vectors[i], vectors[j]];
        const product = dot(x, y);
        if (Math.abs(product) > 1e-15 * lengthOf(x) * lengthOf(y)) {
          isTurned = true;
          const cotangent = (dot(y, y) - dot(x, x)) / (2 * product);
          const tangent = (cotangent < 0 ? -1 : 1) / (Math.abs(cotangent) + Math.hypot(1, cotangent));
          const cosine = 1 / Math.hypot(1, tangent);
          rotate(vectors, i, j, cosine, cosine * tangent);
          rotate(others, i, j, cosine, cosine * tangent);
        }
      }
    }
  }
}

function rotate(vectors, i, j, cosine, sine) {
  const [x, y] = [vectors[i], vectors[j]];
  vectors[i] = x.map((number, k) => cosine * number - sine * y[k]);
  vectors[j] = x.map((number, k) => sine * number + cosine * y[k]);
}

const unit = (n, i) => Float64Array.from({ length: n }, (_, k) => (k === i ? 1 : 0));

/** The singular values of a tall matrix, and both sides' vectors: largest first. */
function tallSvd(a, n) {
  const left = columnsOf(a, n);
  const right = left.map((_, i) => unit(n, i));
  makeOrthogonal(left, right);
  const lengths = left.map(lengthOf);
  const order = Array.from(left.keys()).sort((i, j) => lengths[j] - lengths[i]);
  return {
    s: order.map((i) => lengths[i]),
    u: order.map((i) => left[i].map((number) => number / lengths[i])),
    v: order.map((i) => right[i]),
  };
}

function svd(x, result) {
  const smaller = (rows, columns) => Math.min(rows, columns);
  const of = (a, rows, columns) => {
    const turned = Float64Array.from(columnsOf(a, columns).flatMap((column) => Array.from(column)));
    const { s, u: first, v: second } = rows < columns ? tallSvd(turned, rows) : tallSvd(a, columns);
    const [u, v] = rows < columns ? [second, first] : [first, second];
    const signed = (side) => fromColumns(side.map((column, i) => column.map((number) => number * signOf(v[i]))));
    return result === 1 ? s : signed(result === 0 ? u : v);
  };
  const shapes = [
    (rows, columns) => [rows, smaller(rows, columns)],
    (rows, columns) => [smaller(rows, columns)],
    (rows, columns) => [columns, smaller(rows, columns)],
  ];
  return ofEach(x, of, shapes[result]);
}

/** The eigenvalues of a symmetric matrix, smallest first: moved up, they are singular values. */
function symmetricEigen(x, result) {
  const of = (a, n) => {
    const half = a.map((number, at) => (number + a[(at % n) * n + Math.floor(at / n)]) / 2);
    const shift = 2 * lengthOf(half);
    const moved = half.map((number, at) => number + (at % (n + 1) === 0 ? shift : 0));
    const { v } = tallSvd(moved, n);
    const vectors = v.reverse().map((column) => column.map((number) => number * signOf(column)));
    const rows = columnsOf(half, n); // it is symmetric
    return result === 0
      ? vectors.map((vector) => dot(vector, Float64Array.from(rows, (row) => dot(row, vector))))
      : fromColumns(vectors);
  };
  return ofEach(x, of, (n) => (result === 0 ? [n] : [n, n]));
}

/** Orthonormal columns, one after the other (Gram and Schmidt, each twice), and how to mix them. */
function qr(x, result) {
  const smaller = (rows, columns) => Math.min(rows, columns);
  const of = (a, rows, columns) => {
    const all = columnsOf(a, columns);
    const q = [];
    for (const column of all.slice(0, smaller(rows, columns))) {
      let rest = column;
      for (const known of [...q, ...q]) {
        const along = dot(known, rest);
        rest = rest.map((number, i) => number - along * known[i]);
      }
      const norm = lengthOf(rest);
      q.push(rest.map((number) => number / norm));
    }
    const r = q.flatMap((row, i) => all.map((column, j) => (j < i ? 0 : dot(row, column))));
    return result === 0 ? fromColumns(q) : r;
  };
  return ofEach(x, of, (rows, columns) =>
    result === 0 ? [rows, smaller(rows, columns)] : [smaller(rows, columns), columns],
  );
}
