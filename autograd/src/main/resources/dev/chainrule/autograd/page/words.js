"use strict";
// What operations do, in words: forward, and backward to an input. Where a formula says it, no word.

const COPIES = "Each element gets the cotangent of the element that it went into.";

const WORDS = {
  sum: ["Adds elements up", "Every element that was added gets the cotangent of its sum."],
  max: ["Takes the largest element", "The largest element gets the cotangent; equal ones share it."],
  min: ["Takes the smallest element", "The smallest element gets the cotangent; equal ones share it."],
  logSumExp: ["Takes the logarithm of the sum of exponentials", "Each element gets its share, softmax(x), of the cotangent."],
  norm2: ["Takes the length of a vector: the root of the sum of squares", "Each element gets x / length times the cotangent."],
  softmax: ["Turns numbers into shares that add up to 1", "Shares compete: y times (cotangent minus the average cotangent, weighted by the shares)."],
  logSoftmax: ["Takes logarithms of shares that add up to 1", "The cotangent minus softmax(x) times the sum of the cotangents."],
  cumsum: ["Adds up step by step", "Each element gets the cotangents of all sums that it is part of."],
  broadcastTo: ["Copies elements to a larger shape", "The cotangents of all copies are added up."],
  reshape: ["Puts the same elements under another shape", COPIES],
  permute: ["Exchanges axes", COPIES],
  slice: ["Takes a part", COPIES + " What was not taken gets 0."],
  flip: ["Turns an axis round", COPIES],
  pad: ["Puts a border around", COPIES],
  place: ["Puts elements into a larger tensor", COPIES],
  concat: ["Puts tensors one behind the other", COPIES],
  stack: ["Puts tensors side by side along a new axis", COPIES],
  unstack: ["Takes a tensor apart along an axis", COPIES],
  gather: ["Takes the elements that an index names", COPIES + " What was taken several times gets the sum; indices get nothing."],
  scatterAdd: ["Adds elements where an index says", COPIES],
  indexSelect: ["Takes the slices that an index names", COPIES + " What was taken several times gets the sum."],
  indexAdd: ["Adds slices where an index says", COPIES],
  matMul: [
    "Multiplies matrices: each element is a row times a column",
    "The cotangent times the right matrix, transposed.",
    "The left matrix, transposed, times the cotangent.",
  ],
  matMulTransposed: [
    "Multiplies a matrix by a transposed one: each element is a row times a row",
    "The cotangent times the right matrix.",
    "The cotangent, transposed, times the left matrix.",
  ],
  recurrence: ["Goes on from the element before: x + y times the last result", "What arrives is handed on along the chain, backwards, times the factors in between.",
    "What arrives at each element along the chain, times the result before it."],
  cholesky: ["Finds the lower triangle L with L times its transpose equal to x", "By the rule for triangular factors."],
  solve: [
    "Solves linear equations: finds X with A X equal to B",
    "Minus the right-hand side's cotangent times the solution, transposed.",
    "Solves the transposed equations for the cotangent.",
  ],
  solveTriangular: [
    "Solves linear equations with a triangle: finds X with T X equal to B",
    "The triangle of minus the right-hand side's cotangent times the solution, transposed.",
    "Solves the transposed equations for the cotangent.",
  ],
  inverse: ["Inverts matrices", "Minus: inverse transposed, times the cotangent, times inverse transposed."],
  determinant: ["Takes the determinant", "The cotangent times the cofactors."],
  adjugate: ["Finds the adjugate: the inverse times the determinant", "By the rules for inverse and determinant."],
  logAbsDeterminant: ["Takes the determinant's sign, and the logarithm of its size", "The logarithm's cotangent times the inverse, transposed."],
  qr: ["Factors into orthonormal columns Q and an upper triangle R", "By the rule for Q and R."],
  svd: ["Factors into U diag(s) V transposed, with singular values s", "By the rule for singular values and vectors."],
  symmetricEigen: ["Finds eigenvalues and eigenvectors of a symmetric matrix", "By the rule for eigenvalues and eigenvectors."],
  argMax: ["Finds the place of the largest element", "A place does not change by a small step: nothing flows back."],
  argMin: ["Finds the place of the smallest element", "A place does not change by a small step: nothing flows back."],
  argSort: ["Finds the order of elements", "An order does not change by a small step: nothing flows back."],
  sort: ["Finds the order of elements", "An order does not change by a small step: nothing flows back."],
  topK: ["Finds the order of elements", "An order does not change by a small step: nothing flows back."],
  argTopK: ["Finds the order of elements", "An order does not change by a small step: nothing flows back."],
  to: ["Changes the precision", COPIES],
  reading: ["Passes numbers on", COPIES],
};

/** Says what an operation does going forward. */
function forwardWords(operation) {
  const own = operation.own ? "An operation of the program's own" : null;
  const known = operation.own ? null : WORDS[operation.name]?.[0];
  const axes = operation.parameters?.axes;
  const where = known && axes?.length > 0 ? ` along axis ${axes.join(", ")}` : "";
  return known ? known + where + "." : own ? own + "." : "";
}

/** Says what an input of an operation gets going backward. */
function backwardWords(operation, input) {
  const known = operation.own ? null : WORDS[operation.name];
  return known ? known[Math.min(input + 1, known.length - 1)] : "";
}
