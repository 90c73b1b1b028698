package dev.chainrule.autograd.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares operations by their {@link OperationKey}, and stretches of operations by a hash, as Karp
 * and Rabin do: where the hashes differ, so do the operations.
 */
final class Keys {
  private static final long BASE = 0x9E3779B97F4A7C15L; // any odd number with many digits

  private final int[] numbers; // equal where the keys are
  private final long[] hashes; // of so many operations from the first on
  private final long[] powers; // of the base

  Keys(List<Node> operations) {
    numbers = new int[operations.size()];
    hashes = new long[numbers.length + 1];
    powers = new long[numbers.length + 1];
    powers[0] = 1;
    Map<OperationKey, Integer> known = new HashMap<>();
    for (int i = 0; i < numbers.length; i++) {
      Node node = operations.get(i);
      OperationKey key = OperationKey.of(node, node.value().operation().orElseThrow());
      numbers[i] = known.computeIfAbsent(key, unused -> known.size() + 1);
      hashes[i + 1] = hashes[i] * BASE + numbers[i];
      powers[i + 1] = powers[i] * BASE;
    }
  }

  /** Whether the operations at two places do the same. */
  boolean areEqual(int some, int other) {
    return numbers[some] == numbers[other];
  }

  /** Whether so many operations may come twice, one after the other; false if they do not. */
  boolean areRepeated(int from, int count) {
    return numbers[from] == numbers[from + count] && hash(from, count) == hash(from + count, count);
  }

  private long hash(int from, int count) {
    return hashes[from + count] - hashes[from] * powers[count];
  }
}
