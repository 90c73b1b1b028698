package dev.chainrule.autograd;

/**
 * A constant that knows how it came about, as one made in a {@link SourceLines} scope does. It
 * keeps that by itself: in a map beside the values, what it was made of would outlive it.
 */
final class NotedConstant extends Value {
  final ConstantOrigin origin;

  NotedConstant(Value numbers, ConstantOrigin origin) {
    super(numbers, null, null, null);
    this.origin = origin;
  }
}
