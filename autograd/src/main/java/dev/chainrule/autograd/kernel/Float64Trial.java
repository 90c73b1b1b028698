package dev.chainrule.autograd.kernel;

/**
 * Short calls of each loop, as the JIT compiler should see them: it leaves out what it never saw.
 * Float32Trial is made from this text by the build.
 */
final class Float64Trial {
  /** So many calls of so many turns are the soonest way to C2: it wants 600 and 15,000. */
  private static final int TURNS = 25;

  private static final int LENGTH = TURNS * 16 + 3; // of the widest vectors, and a rest
  private static final int ROWS = Float64Loops.TILE_ROWS;

  private final double[] x = new double[LENGTH * 2];
  private final double[] y = new double[TURNS * 64];
  private final double[] out = new double[LENGTH];

  Float64Trial() {
    for (int i = 0; i < x.length; i++) {
      x[i] = Float64.of(i % 9 / 4.0 - 1);
    }
    System.arraycopy(x, 0, y, 0, Math.min(x.length, y.length));
  }

  void map(Float64Loops loops, Opcode opcode) {
    boolean unused =
        loops.map(opcode, x, 0, out, 0, LENGTH) || loops.map(opcode, x, 0, y, 0, out, 0, LENGTH);
  }

  void hasNaN(Float64Loops loops) {
    boolean unused = loops.hasNaN(x, 0, LENGTH);
  }

  void sum(Float64Loops loops) {
    out[0] = Float64.of(loops.sum(x, 0, LENGTH));
  }

  /** Every kind of tile. */
  void product(Float64Loops loops) {
    int wide = loops.tileColumns();
    for (int columns = wide / 2; columns <= wide; columns += wide / 2) {
      for (int i = 0; i < 2; i++) {
        boolean adds = i > 0;
        int rows = ROWS - i;
        loops.tile(rows, TURNS, columns, x, 0, TURNS, 1, y, 0, columns, out, 0, columns, adds);
        loops.tile(rows, TURNS, columns, x, 0, 1, ROWS, y, 0, columns, out, 0, columns, adds);
      }
    }
  }
}
