package dev.chainrule.autograd.transform;

import dev.chainrule.autograd.Cuts;
import dev.chainrule.autograd.Jvp;
import dev.chainrule.autograd.Recording;
import dev.chainrule.autograd.Value;
import java.util.List;
import java.util.function.Function;

/** A derivative rule that follows from a function: it runs that again. */
@FunctionalInterface
interface LinearRule {
  /**
   * Applies the rule.
   *
   * @param masks 1 where a vector is live, 0 where a choice cut it off; none if none was cut off
   * @param vectors that it is linear in: cotangents or tangents
   * @param at the function's inputs
   */
  List<Value> apply(List<Value> masks, List<Value> vectors, List<Value> at);

  /** Takes cotangents of the results, gives those of the inputs. */
  static LinearRule pullBack(Function<List<Value>, List<Value>> function) {
    return (masks, cotangents, at) -> {
      List<Value> inputs = aliases(at);
      List<Value> results = Recording.on(() -> function.apply(inputs));
      Value product = Recording.on(() -> dot(cotangents, results, masks));
      return masks.isEmpty() ? product.derivatives(inputs) : Cuts.derivatives(product, inputs);
    };
  }

  /** Takes tangents of the inputs, gives those of the results. */
  static LinearRule pushForward(Function<List<Value>, List<Value>> function) {
    return (masks, tangents, at) -> {
      List<Value> inputs = aliases(at);
      List<Value> results = Recording.on(() -> function.apply(inputs));
      return results.stream()
          .map(
              result ->
                  masks.isEmpty()
                      ? Jvp.along(result, inputs, tangents)
                      : Cuts.along(result, inputs, tangents, masks))
          .toList();
    };
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
