package dev.chainrule.autograd;

import static java.util.Objects.requireNonNull;

import dev.chainrule.autograd.op.ChainRule;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sweep that computes with values, so that its results can be differentiated again. */
final class RecordedSweep extends Sweep<Value> {
  private @Nullable Value[] cotangents = new Value[0];

  static List<Value> derivatives(Value result, Value seed, List<Value> wanted) {
    checkCotangent(result, seed);
    IdentityHashMap<Value, Value> found = new IdentityHashMap<>();
    if (result.isConnected()) {
      new RecordedSweep().run(result, seed, wanted, found::put);
    }
    return wanted.stream()
        .map(value -> found.getOrDefault(value, Value.constant(value.data().filled(0))))
        .toList();
  }

  @Override
  Value view(Value value) {
    return value;
  }

  @Override
  Value link(Value contribution, Value cotangent) {
    boolean isClean = !Double.isNaN(contribution.data().sum().item());
    return isClean ? contribution : contribution.apply(ChainRule.LINK, cotangent.detach());
  }

  @Override
  void grow(int capacity) {
    if (cotangents.length < capacity) {
      cotangents = Arrays.copyOf(cotangents, capacity);
    }
  }

  @Override
  void add(int place, Value contribution) {
    Value before = cotangents[place];
    cotangents[place] = before == null ? contribution : before.add(contribution);
  }

  @Override
  Value cotangent(int place) {
    return requireNonNull(cotangents[place]);
  }

  @Override
  void release(int place) {
    cotangents[place] = null;
  }
}
