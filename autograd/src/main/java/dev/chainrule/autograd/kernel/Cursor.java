package dev.chainrule.autograd.kernel;

/** Reads an array in row-major order, some elements at a time. */
public final class Cursor {
  private final NdArray array;
  private final Runs rows;
  private int inRow;

  /** Begins at an element, counted in row-major order. */
  public Cursor(NdArray array, int first) {
    this.array = array;
    this.rows = new Runs(array.shape(), array);
    this.inRow = rows.skipTo(first);
  }

  /** Reads the next elements. */
  public void read(Storage out, int to, int length) {
    int done = 0;
    while (done < length) {
      int some = Math.min(length - done, rows.length() - inRow);
      int step = rows.stride(0);
      array.storage.copy(rows.start(0) + inRow * step, step, out, to + done, 1, some);
      done += some;
      inRow += some;
      if (inRow == rows.length()) {
        inRow = rows.next() ? 0 : rows.length();
      }
    }
  }
}
