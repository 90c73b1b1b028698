package dev.chainrule.autograd;

import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.autograd.tensor.Together;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Sums of cotangents for variables that were broadcast. Nobody needs them before a sweep ends, and
 * the cotangents are often parts of others that are wanted then; so they wait, a few at most, and
 * are computed together. They arrive in the order in which they were sent.
 */
final class LateSums {
  /** What waits holds memory. */
  private static final int MOST = 8;

  private final BiConsumer<Value, Tensor> receiver;
  private final List<Value> values = new ArrayList<>();
  private final List<Tensor> sums = new ArrayList<>();
  private final Together together = new Together();

  LateSums(BiConsumer<Value, Tensor> receiver) {
    this.receiver = receiver;
  }

  /** Notes that a value is to be given the sum of all elements of a cotangent. */
  void add(Value value, Tensor cotangent) {
    if (values.size() == MOST) {
      compute();
    }
    Tensor sum = Together.sum(cotangent);
    values.add(value);
    sums.add(sum);
    together.add(sum);
  }

  /** Has a tensor computed along with the sums. */
  void with(Tensor tensor) {
    together.add(tensor);
  }

  /** Has a number that waits computed, too, where that takes no pass of its own. */
  void withCompanion(Tensor number) {
    together.addCompanion(number);
  }

  /** Computes what waits, and hands the sums out. */
  void compute() {
    together.compute();
    for (int i = 0; i < sums.size(); i++) {
      receiver.accept(values.get(i), sums.get(i));
    }
    values.clear();
    sums.clear();
  }
}
