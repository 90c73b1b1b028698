package dev.chainrule.autograd.kernel;

/**
 * Memory of a matrix product that the next one of a thread can use again. Float32Scratch is made
 * from this text by the build.
 */
final class Float64Scratch {
  private static final Reused<Float64Scratch> FREE = new Reused<>(Float64Scratch::new);

  private final Reused.Shelf<Float64Scratch> shelf;
  private double[] panels = new double[0];
  private double[] block = new double[0];
  private double[] corner = new double[0];

  private Float64Scratch(Reused.Shelf<Float64Scratch> shelf) {
    this.shelf = shelf;
  }

  static Float64Scratch take() {
    return FREE.take();
  }

  void giveBack() {
    shelf.giveBack(this);
  }

  double[] panels(int length) {
    panels = panels.length < length ? new double[length] : panels;
    return panels;
  }

  double[] block(int length) {
    block = block.length < length ? new double[length] : block;
    return block;
  }

  double[] corner(int length) {
    corner = corner.length < length ? new double[length] : corner;
    return corner;
  }
}
