package dev.chainrule.autograd.kernel;

/** Sums of columns, kept in float64 whatever is added to them. */
final class Sums {
  private final double[] sums;

  Sums(int columns) {
    sums = new double[columns];
  }

  double get(int column) {
    return sums[column];
  }

  void addRow(double[] row, int from) {
    for (int j = 0; j < sums.length; j++) {
      sums[j] += row[from + j];
    }
  }

  void addRow(float[] row, int from) {
    for (int j = 0; j < sums.length; j++) {
      sums[j] += row[from + j];
    }
  }

  void addRow(double factor, double[] row, int from) {
    for (int j = 0; j < sums.length; j++) {
      sums[j] += factor * row[from + j];
    }
  }

  void addRow(double factor, float[] row, int from) {
    for (int j = 0; j < sums.length; j++) {
      sums[j] += factor * row[from + j];
    }
  }

  Sums add(Sums other) {
    addRow(other.sums, 0);
    return this;
  }
}
