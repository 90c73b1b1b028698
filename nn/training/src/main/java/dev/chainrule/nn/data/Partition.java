package dev.chainrule.nn.data;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.Ints;
import dev.chainrule.nn.file.FileText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Says by their numbers which rows are to be learned from, and which are held out. */
final class Partition {
  private final int[] training;
  private final int[] heldOut;

  private Partition(int[] training, int[] heldOut) {
    this.training = training;
    this.heldOut = heldOut;
  }

  int[] training() {
    return training.clone();
  }

  int[] heldOut() {
    return heldOut.clone();
  }

  static Partition random(int count, double heldOut, long seed) {
    int out = (int) Math.round(heldOut * count);
    checkArgument(
        heldOut > 0 && out >= 1 && out < count,
        "split: to hold out %s of %s examples leaves nothing on one side",
        (Object) heldOut,
        count);
    int[] order = Shuffle.order(count, new Random(seed));
    return new Partition(Arrays.copyOfRange(order, out, count), Arrays.copyOfRange(order, 0, out));
  }

  static List<Partition> folds(int count, int folds, long seed) {
    checkArgument(folds >= 2 && folds <= count, "folds: %s folds of %s examples", folds, count);
    return held(Shuffle.order(count, new Random(seed)), folds);
  }

  static Partition stratified(List<?> classes, double heldOut, long seed) {
    checkArgument(
        heldOut > 0 && heldOut < 1,
        "stratifiedSplit: the share to hold out is %s; it must be between 0 and 1",
        (Object) heldOut);
    List<Integer> training = new ArrayList<>();
    List<Integer> out = new ArrayList<>();
    for (List<Integer> members : members("stratifiedSplit", classes, 2, seed)) {
      int count = (int) Math.round(heldOut * members.size());
      int some = Math.max(1, Math.min(members.size() - 1, count));
      out.addAll(members.subList(0, some));
      training.addAll(members.subList(some, members.size()));
    }
    return new Partition(sorted(training), sorted(out));
  }

  static List<Partition> stratifiedFolds(List<?> classes, int folds, long seed) {
    checkArgument(folds >= 2, "stratifiedFolds: %s folds; there must be at least 2", folds);
    List<Integer> dealt = new ArrayList<>(); // class by class, so that each is dealt out evenly
    members("stratifiedFolds", classes, folds, seed).forEach(dealt::addAll);
    return held(Ints.toArray(dealt), folds);
  }

  /** The rows of each class, in random order. */
  private static Collection<List<Integer>> members(
      String method, List<?> classes, int atLeast, long seed) {
    Map<Object, List<Integer>> members = new LinkedHashMap<>();
    for (int row : Shuffle.order(classes.size(), new Random(seed))) {
      boolean unused = members.computeIfAbsent(classes.get(row), c -> new ArrayList<>()).add(row);
    }
    members.forEach(
        (name, rows) ->
            checkArgument(
                rows.size() >= atLeast,
                "%s: class %s has %s of the %s examples; each must have at least %s",
                method,
                FileText.shown(name),
                rows.size(),
                classes.size(),
                atLeast));
    return members.values();
  }

  /** Deals rows out like cards; each hand is held out once. */
  private static List<Partition> held(int[] dealt, int folds) {
    return IntStream.range(0, folds)
        .mapToObj(
            fold -> {
              List<Integer> training = new ArrayList<>();
              List<Integer> out = new ArrayList<>();
              for (int i = 0; i < dealt.length; i++) {
                boolean unused = (i % folds == fold ? out : training).add(dealt[i]);
              }
              return new Partition(sorted(training), sorted(out));
            })
        .toList();
  }

  private static int[] sorted(List<Integer> rows) {
    return rows.stream().mapToInt(row -> row).sorted().toArray();
  }
}
