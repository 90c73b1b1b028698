package dev.chainrule.autograd;

import dev.chainrule.autograd.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value that wants a gradient, and keeps it. */
final class Variable extends Value {
  /** Whoever changes gradients holds this, so that nothing is lost when several threads do. */
  private static final Object CHANGE = new Object();

  private volatile @Nullable Tensor grad;
  private volatile @Nullable Label label; // here, for an optimiser makes new variables all the time

  /** The name of a variable, and of all that take its place. */
  private static final class Label {
    private volatile @Nullable String name;
  }

  private final long aliasNumber;

  Variable(double number, @Nullable Tensor tensor) {
    this(number, tensor, 0);
  }

  private Variable(double number, @Nullable Tensor tensor, long aliasNumber) {
    super(number, tensor);
    this.aliasNumber = aliasNumber;
  }

  /** A variable with the numbers of a constant, for a derivative with respect to it. */
  static Variable ofConstant(double number, @Nullable Tensor tensor) {
    return new Variable(number, tensor, Level.next());
  }

  @Override
  public long aliasNumber() {
    return aliasNumber;
  }

  @Override
  void setName(String name) {
    label().name = name;
  }

  private Label label() {
    Label known = label;
    if (known != null) {
      return known;
    }
    synchronized (CHANGE) {
      Label first = label == null ? new Label() : label;
      label = first;
      return first;
    }
  }

  @Override
  void takePlaceOf(Value before) {
    if (before instanceof Variable variable) {
      label = variable.label();
    } else {
      super.takePlaceOf(before);
    }
  }

  @Override
  public boolean sharesPlaceWith(Value other) {
    Label known = label;
    return this == other
        || (known != null && other instanceof Variable variable && variable.label == known);
  }

  @Override
  @Nullable String knownName() {
    Label known = label;
    return known == null ? null : known.name;
  }

  @Override
  public boolean isConnected() {
    return true;
  }

  @Override
  public Tensor grad() {
    Tensor known = grad;
    return known == null ? data().filled(0) : known;
  }

  @Override
  public void zeroGrad() {
    synchronized (CHANGE) {
      grad = null;
    }
  }

  /** Adds to the gradients of all these variables, or, if that fails, to none. */
  static void addToGrads(List<Variable> variables, List<Tensor> more) {
    Tensor[] sums = new Tensor[variables.size()];
    synchronized (CHANGE) {
      for (int i = 0; i < sums.length; i++) {
        Tensor before = variables.get(i).grad;
        sums[i] = before == null ? more.get(i) : before.add(more.get(i)).copy();
      }
      for (int i = 0; i < sums.length; i++) {
        variables.get(i).grad = sums[i];
      }
    }
  }
}
