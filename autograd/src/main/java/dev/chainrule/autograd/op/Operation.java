package dev.chainrule.autograd.op;

/** A step of a calculation: it has a name, a value and, for each input, a derivative rule. */
public abstract sealed class Operation permits Unary, Binary {
  private final String name;

  Operation(String name) {
    this.name = name;
  }

  /** The name, as in the vocabulary. */
  public final String name() {
    return name;
  }

  /** The name, with whatever distinguishes this operation from others that bear it. */
  @Override
  public String toString() {
    return name;
  }
}
