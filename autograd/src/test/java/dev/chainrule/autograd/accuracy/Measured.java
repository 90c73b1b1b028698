package dev.chainrule.autograd.accuracy;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * The worst errors of a curve.
 *
 * @param worst in units in the last place, of the value and of both derivatives
 * @param at where these are
 */
record Measured(List<Double> worst, List<Double> at) {

  /** Measures at the points that a precision has. */
  static Measured of(Curve curve, List<Reference.Point> all, DType dtype) {
    List<Reference.Point> points =
        all.stream().filter(point -> dtype.round(point.x()) == point.x()).toList();
    double[] numbers = points.stream().mapToDouble(Reference.Point::x).toArray();
    Value x = Value.of(Tensor.of(Shape.of(numbers.length), numbers).to(dtype));
    Value y = curve.function().apply(x);
    Value slope = y.sum().derivative(x);
    List<Value> got = List.of(y, slope, slope.sum().derivative(x));
    List<Double> worst = new ArrayList<>();
    List<Double> at = new ArrayList<>();
    for (int k = 0; k < 3; k++) {
      double[] results = got.get(k).data().toArray();
      double largest = 0;
      double where = 0;
      for (int i = 0; i < results.length; i++) {
        Reference.Point point = points.get(i);
        boolean isPastRange = k > 0 && Double.isInfinite(dtype.round(point.exact().get(0)));
        double error = isPastRange ? 0 : error(curve, point, k, results[i], dtype);
        if (!(error <= largest)) {
          largest = error;
          where = point.x();
        }
      }
      worst.add(largest);
      at.add(where);
    }
    return new Measured(worst, at);
  }

  static double error(Curve curve, Reference.Point point, int k, double got, DType dtype) {
    double exact = point.exact().get(k);
    double rounded = dtype.round(exact);
    if (got == rounded && (Double.isInfinite(got) || got == 0)) {
      return 0;
    }
    double size = curve.size(k, point.x(), exact);
    double ulp = dtype == DType.FLOAT64 ? Math.ulp(size) : Math.ulp((float) size);
    return Math.abs((got - exact) / ulp - point.rest().get(k) * (Math.ulp(exact) / ulp));
  }
}
