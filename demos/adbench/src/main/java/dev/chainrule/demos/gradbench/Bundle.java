package dev.chainrule.demos.gradbench;

import dev.chainrule.autograd.Value;
import dev.chainrule.demos.adbench.BundleAdjustment;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Bundle adjustment: "ba". All observations are alike, so some numbers stand for all. */
final class Bundle {
  private static final int SHOWN = 30;

  private Bundle() {}

  private static BundleAdjustment read(Input input) {
    return BundleAdjustment.repeated(
        input.count("n"),
        input.count("m"),
        input.count("p"),
        input.tensor("cam", 1),
        input.tensor("x", 1),
        input.number("w"),
        input.tensor("feat", 1));
  }

  static Task<?> objective(Input input) {
    BundleAdjustment adjustment = read(input);
    List<Value> variables = adjustment.variables();
    int p = input.count("p");
    return new Task<>(
        () -> adjustment.objective(variables).data().toArray(),
        errors ->
            Map.of(
                "reproj_error",
                Map.of("elements", Arrays.copyOf(errors, 2), "repeated", p),
                "w_err",
                Map.of("element", errors[2 * p], "repeated", p)));
  }

  static Task<?> jacobian(Input input) {
    BundleAdjustment adjustment = read(input);
    return Task.of(
        () ->
            Map.of(
                "rows", shown(adjustment.rowStarts()),
                "cols", shown(adjustment.columns()),
                "vals", shown(adjustment.jacobian().jacobian().data().toArray())));
  }

  private static int[] shown(int[] numbers) {
    return Arrays.stream(shown(Arrays.stream(numbers).asDoubleStream().toArray()))
        .mapToInt(number -> (int) number)
        .toArray();
  }

  /** The first ones and the last. */
  private static double[] shown(double[] numbers) {
    double[] shown = Arrays.copyOf(numbers, Math.min(SHOWN, numbers.length) + 1);
    shown[shown.length - 1] = numbers[numbers.length - 1];
    return shown;
  }
}
