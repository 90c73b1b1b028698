package dev.chainrule.autograd;

import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.autograd.tensor.Together;
import java.util.ArrayList;
import java.util.List;

/**
 * Sums of cotangents for variables that were broadcast. Nobody needs them before a sweep ends, and
 * the cotangents are often parts of others that are wanted then; so they wait, a few at most, and
 * are computed together. They arrive in the order in which they were sent.
 */
final class LateSums {
  /** What waits holds memory. */
  private static final int MOST = 8;

  private final Receiver receiver;
  private final List<Integer> places = new ArrayList<>();
  private final Together together = new Together();

  /** Is given a sum for the value at a place. */
  interface Receiver {
    void add(int place, Tensor sum);
  }

  LateSums(Receiver receiver) {
    this.receiver = receiver;
  }

  /** Notes that the value at a place is to be given the sum of all elements of a cotangent. */
  void add(int place, Tensor cotangent) {
    if (places.size() == MOST) {
      compute();
    }
    places.add(place);
    together.addSum(cotangent);
  }

  /** Has a tensor computed along with the sums. */
  void with(Tensor tensor) {
    together.add(tensor);
  }

  /** Computes what waits, and hands the sums out. */
  void compute() {
    List<Tensor> sums = together.compute();
    for (int i = 0; i < sums.size(); i++) {
      receiver.add(places.get(i), sums.get(i));
    }
    places.clear();
  }
}
