package dev.chainrule.autograd.transform;

import dev.chainrule.autograd.Cuts;
import dev.chainrule.autograd.Recording;
import dev.chainrule.autograd.Value;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A derivative rule that follows from a function: it runs that again. A sweep that does not know of
 * cuts gets one that does not, either: if NaN comes out, that sweep begins again with care, and so
 * does this.
 */
@FunctionalInterface
interface LinearRule {
  /**
   * Applies the rule.
   *
   * @param masks 1 where a vector is live, 0 where a choice cut it off; none if that is not known
   * @param vectors that it is linear in: cotangents or tangents
   * @param at the function's inputs
   * @return what the rule gives; if there are masks, each of its masks after all of that
   */
  List<Value> apply(List<Value> masks, List<Value> vectors, List<Value> at);

  /** Takes cotangents of the results, gives those of the inputs. */
  static LinearRule pullBack(Function<List<Value>, List<Value>> function) {
    return (masks, cotangents, at) -> {
      List<Value> inputs = aliases(at);
      List<Value> results = Recording.on(() -> function.apply(inputs));
      Value product = Recording.on(() -> dot(cotangents, results, masks));
      return masks.isEmpty()
          ? Cuts.plainDerivatives(product, inputs)
          : valuesAndMasks(Cuts.carefulDerivatives(product, inputs));
    };
  }

  /** Takes tangents of the inputs, gives those of the results. */
  static LinearRule pushForward(Function<List<Value>, List<Value>> function) {
    return (masks, tangents, at) -> {
      List<Value> inputs = aliases(at);
      List<Value> results = Recording.on(() -> function.apply(inputs));
      return masks.isEmpty()
          ? results.stream().map(result -> Cuts.plainAlong(result, inputs, tangents)).toList()
          : valuesAndMasks(
              results.stream()
                  .map(result -> Cuts.carefulAlong(result, inputs, tangents, masks))
                  .toList());
    };
  }

  private static List<Value> valuesAndMasks(List<Cuts.Derivative> derivatives) {
    return Stream.concat(
            derivatives.stream().map(Cuts.Derivative::value),
            derivatives.stream().map(Cuts.Derivative::live))
        .toList();
  }

  /** Inputs of the function alone, to differentiate by. */
  static List<Value> aliases(List<Value> at) {
    return Recording.on(() -> at.stream().map(Value::alias).toList());
  }

  /** Nothing flows into what is masked, whatever the slopes of the results. */
  private static Value dot(List<Value> cotangents, List<Value> results, List<Value> masks) {
    Value dot = Value.constant(0).to(results.get(0).dtype());
    for (int i = 0; i < results.size(); i++) {
      Value result = results.get(i);
      Value live = masks.isEmpty() ? result : result.maskedBy(masks.get(i));
      dot = dot.add(cotangents.get(i).mul(live).sum());
    }
    return dot;
  }
}
