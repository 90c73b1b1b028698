package dev.chainrule.demos.gradbench;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.math.IntMath;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;

/**
 * A determinant, expanded by minors along its first row; those likewise. Minors of the same columns
 * are computed once: all those of the last k rows together, of k = 1, 2, and so on.
 */
final class Minors {
  private static final int MOST = 20;

  private Minors() {}

  static Scalars.At of(Input input) {
    int size = input.count("ell");
    Tensor entries = input.tensor("A", 1);
    checkArgument(
        size >= 1 && size <= MOST && entries.shape().size(0) == size * size,
        "ell: takes matrices of 1 to %s rows; not %s numbers in %s rows",
        MOST,
        entries.shape().size(0),
        size);
    return new Scalars.At(x -> of(x, size), Value.constant(entries));
  }

  private static Value of(Value entries, int size) {
    Value rows = entries.reshape(size, size);
    Value minors = Value.constant(Tensor.ones(1)); // of no rows
    int[] placeOf = new int[1 << size]; // of a minor, by its columns as bits
    for (int k = 1; k <= size; k++) {
      int count = IntMath.binomial(size, k);
      int[] columns = new int[count * k];
      int[] smaller = new int[count * k];
      double[] signs = new double[count * k];
      int[] places = new int[1 << size];
      int at = 0;
      for (int bits = 0; bits < 1 << size; bits++) {
        if (Integer.bitCount(bits) == k) {
          places[bits] = at / k;
          for (int left = bits, sign = 1; left != 0; left &= left - 1, sign = -sign) {
            columns[at] = Integer.numberOfTrailingZeros(left);
            smaller[at] = placeOf[bits & ~Integer.lowestOneBit(left)];
            signs[at++] = sign;
          }
        }
      }
      placeOf = places;
      Value row = rows.select(0, size - k).indexSelect(0, columns);
      Value terms = row.mul(minors.indexSelect(0, smaller)).mul(Value.constant(Tensor.of(signs)));
      minors = terms.reshape(count, k).sum(1);
    }
    return minors.sum();
  }
}
