package dev.chainrule.autograd.graph;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.graph.Finding.Kind;
import dev.chainrule.autograd.notation.Decimals;
import dev.chainrule.autograd.op.Operation;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.Optional;
import java.util.Set;

/** Finds units that let no gradient through: rectifiers that are off, activations that are flat. */
final class Activity {
  /** An activation with less slope than this is called saturated. */
  static final double SATURATION = 1e-3;

  private static final Set<String> ACTIVATIONS =
      Set.of("sigmoid", "tanh", "softplus", "logSigmoid", "silu", "gelu", "geluTanh", "elu", "erf");

  /** Those that are flat at a minimum, too, between -1.3 and -0.7, where they are not saturated. */
  private static final Set<String> HAVE_MINIMUM = Set.of("silu", "gelu", "geluTanh");

  private static final double LEFT_OF_MINIMUM = -2;

  private final Names names;

  Activity(Names names) {
    this.names = names;
  }

  /** Looks at one value, and the input that a path goes on with. */
  Optional<Finding> find(Value value, int input) {
    Operation operation = value.operation().orElseThrow();
    if (!operation.isPointwise() || value.shape().elements() == 0) {
      return Optional.empty();
    }
    if (operation.isOfVocabulary() && ACTIVATIONS.contains(operation.name())) {
      return saturated(value, input);
    }
    return isRectifier(value, input) ? dead(value, Slopes.of(value, input)) : Optional.empty();
  }

  /** A choice between an input and a constant, such as relu(x) and max(x, 0). */
  private static boolean isRectifier(Value value, int input) {
    boolean isAlone = value.inputs().size() == 1 || !value.inputs().get(1 - input).isConnected();
    Operation operation = value.operation().orElseThrow();
    return operation.isChoice() && !operation.name().equals("maskedBy") && isAlone;
  }

  private Optional<Finding> saturated(Value value, int input) {
    Tensor isFlat = Slopes.of(value, input).abs().less(SATURATION);
    if (HAVE_MINIMUM.contains(value.operation().orElseThrow().name())) {
      Tensor x = value.inputs().get(input).data();
      isFlat = isFlat.mul(x.less(LEFT_OF_MINIMUM));
    }
    int flat = count(isFlat);
    String where = names.of(value) + ": the slope is below " + Decimals.of(SATURATION) + " at ";
    return flat == 0
        ? Optional.empty()
        : finding(Kind.SATURATED, value, where + some(flat, isFlat, "element") + ": saturated");
  }

  /**
   * Rows stand along the first axis. Of a vector nobody can tell whether its elements are units or
   * rows of one unit: if they are units, those that are off are so in the only row.
   */
  private Optional<Finding> dead(Value value, Tensor slopes) {
    boolean hasRows = slopes.shape().rank() > 1;
    Tensor isLive = slopes.notEqualTo(0);
    Tensor units = hasRows ? isLive.max(0) : isLive;
    int dead = count(units.equalTo(0));
    String off = names.of(value) + ": " + some(dead, units, "unit") + " off";
    return dead == 0 ? Optional.empty() : finding(Kind.DEAD, value, off + where(value.shape()));
  }

  private static String where(Shape shape) {
    if (shape.rank() > 1) {
      return shape.size(0) == 1
          ? " for the only row: dead"
          : " for all " + shape.size(0) + " rows: dead";
    }
    return shape.elements() == 1 ? ": dead" : ", each element taken as a unit";
  }

  /** Counts the elements of a mask that are not 0. */
  static int count(Tensor mask) {
    return (int) mask.to(DType.FLOAT64).sum().item();
  }

  /** Writes how many of a tensor's elements there are: {@code 2 of 16 units}. */
  static String some(int count, Tensor of, String word) {
    int all = of.shape().elements();
    return all == 1 ? "its only " + word : count + " of " + all + " " + word + "s";
  }

  private static Optional<Finding> finding(Kind kind, Value value, String text) {
    return Optional.of(new Finding(kind, value, text));
  }
}
