package dev.chainrule.nn.optim;

import dev.chainrule.autograd.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an optimiser keeps of one kind: a tensor for each parameter by name, zeros at first. */
final class Memory {
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();

  Memory copy() {
    Memory copy = new Memory();
    copy.tensors.putAll(tensors);
    return copy;
  }

  /** Gives what is kept for a parameter; zeros shaped like its numbers before the first step. */
  Tensor get(String name, Tensor like) {
    Tensor kept = tensors.get(name);
    return kept == null ? like.filled(0) : kept;
  }

  /** Keeps a tensor for a parameter, and gives it back. */
  Tensor put(String name, Tensor tensor) {
    tensors.put(name, tensor.copy());
    return tensor;
  }

  /** Forgets everything, and keeps these. */
  void replace(Map<String, Tensor> others) {
    tensors.clear();
    tensors.putAll(others);
  }

  /** Shows what is kept, by the parameter's name. */
  Map<String, Tensor> tensors() {
    return Collections.unmodifiableMap(tensors);
  }
}
