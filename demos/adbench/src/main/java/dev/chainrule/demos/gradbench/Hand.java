package dev.chainrule.demos.gradbench;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.demos.adbench.HandModel;
import dev.chainrule.demos.adbench.HandTracking;
import java.util.List;

/** Hand tracking: "ht". */
final class Hand {
  private Hand() {}

  private static HandTracking read(Input input) {
    Input data = input.in("data");
    Tensor pose = input.tensor("theta", 1);
    Tensor ofPoints = input.tensor("us", 2);
    return new HandTracking(
        model(data.in("model")),
        ofPoints.shape().elements() == 0 ? List.of(pose) : List.of(ofPoints, pose),
        data.wholes("correspondences"),
        data.tensor("points", 2));
  }

  private static HandModel model(Input model) {
    return new HandModel(
        model.wholes("parents"),
        model.tensor("base_relatives", 3),
        model.tensor("inverse_base_absolutes", 3),
        model.tensor("base_positions", 2),
        model.tensor("weights", 2),
        model.listsOfWholes("triangles"),
        model.isTrue("is_mirrored"));
  }

  static Task<?> objective(Input input) {
    HandTracking hand = read(input);
    List<Value> variables = hand.variables();
    return Task.of(() -> hand.objective(variables).data().toArray());
  }

  /** A row for each error, in it its derivatives. */
  static Task<?> jacobian(Input input) {
    HandTracking hand = read(input);
    return new Task<>(
        () -> {
          Tensor jacobian = hand.jacobian().jacobian().data();
          return Tensor.of(jacobian.shape(), jacobian.toArray());
        },
        jacobian -> Nested.of(jacobian.flatten(1).transpose()));
  }
}
