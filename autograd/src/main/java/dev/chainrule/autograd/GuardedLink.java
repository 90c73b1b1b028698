package dev.chainrule.autograd;

import dev.chainrule.autograd.op.Link;
import dev.chainrule.autograd.op.Numeric;
import java.util.List;

/** A link of the chain rule whose rule is run on {@link Guarded} numbers. */
record GuardedLink<T extends Numeric<T>>(Link<T> link) implements Link<Guarded<T>> {
  @Override
  public Guarded<T> cotangent() {
    return Guarded.cotangent(link.cotangent());
  }

  @Override
  public List<Guarded<T>> cotangents() {
    return link.cotangents().stream().map(Guarded::cotangent).toList();
  }

  @Override
  public Guarded<T> input(int index) {
    return Guarded.plain(link.input(index));
  }

  @Override
  public List<Guarded<T>> inputs() {
    return link.inputs().stream().map(Guarded::plain).toList();
  }

  @Override
  public Guarded<T> result() {
    return Guarded.plain(link.result());
  }

  @Override
  public List<Guarded<T>> results() {
    return link.results().stream().map(Guarded::plain).toList();
  }

  @Override
  public boolean wants(int input) {
    return link.wants(input);
  }

  @Override
  public void send(int input, Guarded<T> cotangent) {
    link.send(input, cotangent.value());
  }
}
