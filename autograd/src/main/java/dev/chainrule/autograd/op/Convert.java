package dev.chainrule.autograd.op;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import java.util.Map;

/** Rounded to another precision. */
final class Convert extends Unary {
  private final DType dtype;

  Convert(DType dtype) {
    super("to");
    this.dtype = dtype;
  }

  @Override
  public boolean isLinear() {
    return true;
  }

  @Override
  public Shape shape(Shape x) {
    return x;
  }

  @Override
  public DType dtype(DType x) {
    return dtype;
  }

  @Override
  public <T extends Numeric<T>> T dependence(T x) {
    return x;
  }

  @Override
  public NdArray value(NdArray x) {
    return x.to(dtype);
  }

  @Override
  public <T extends Numeric<T>> T each(T stacked) {
    return stacked.apply(this);
  }

  @Override
  public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
    return cotangent.to(x.dtype());
  }

  @Override
  public Map<String, Object> parameters() {
    return ImmutableMap.of("precision", dtype.toString());
  }

  @Override
  public String toString() {
    return name() + "(" + dtype + ")";
  }
}
