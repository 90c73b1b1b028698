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
      int whole = inRow == 0 ? (length - done) / rows.length() : 0;
      done += whole > 0 ? readRows(whole, out, to + done) : readPart(length - done, out, to + done);
    }
  }

  private int readRows(int atMost, Storage out, int to) {
    int count = Math.min(atMost, rows.rowsAhead());
    int length = rows.length();
    array.storage.copyRows(
        rows.start(0), rows.rowStride(0), rows.stride(0), out, to, length, 1, count, length);
    rows.skipRows(count);
    next();
    return count * length;
  }

  private int readPart(int atMost, Storage out, int to) {
    int some = Math.min(atMost, rows.length() - inRow);
    int step = rows.stride(0);
    array.storage.copy(rows.start(0) + inRow * step, step, out, to, 1, some);
    inRow += some;
    if (inRow == rows.length()) {
      next();
    }
    return some;
  }

  private void next() {
    inRow = rows.next() ? 0 : rows.length();
  }
}
