package dev.chainrule.autograd.kernel;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;

/** Memory for blocks that the next pass of a thread can use again. */
public final class Scratch {
  private static final Reused<Scratch> FREE = new Reused<>(Scratch::new);

  private final Reused.Shelf<Scratch> shelf;
  private Storage float32 = Storage.allocate(DType.FLOAT32, 0);
  private Storage float64 = Storage.allocate(DType.FLOAT64, 0);
  private Storage storage = float64;

  private Scratch(Reused.Shelf<Scratch> shelf) {
    this.shelf = shelf;
  }

  /** Room for so many numbers, in no particular state. */
  public static Scratch take(DType dtype, int length) {
    Scratch scratch = FREE.take();
    scratch.provide(dtype, length);
    return scratch;
  }

  private void provide(DType dtype, int length) {
    storage = dtype == DType.FLOAT64 ? float64 : float32;
    if (storage.length() < length) {
      storage = Storage.allocate(dtype, length);
      float64 = dtype == DType.FLOAT64 ? storage : float64;
      float32 = dtype == DType.FLOAT32 ? storage : float32;
    }
  }

  /** The numbers. */
  public Storage storage() {
    return storage;
  }

  /** The first numbers, as an array of a shape; nobody may hold it once they are given back. */
  public NdArray array(Shape shape) {
    return NdArray.wrap(shape, storage);
  }

  /** Lets the next pass have it. */
  public void giveBack() {
    shelf.giveBack(this);
  }
}
