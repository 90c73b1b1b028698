package dev.chainrule.autograd.graph;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Finds the rule by which an operation takes an input: it looks at every round. */
final class Sources {
  private final Folding folding;
  private final List<Loop> loops; // around the operation, the innermost last
  private final int place; // of the operation, in its first round

  private Sources(Folding folding, Node operation) {
    this.folding = folding;
    this.loops = folding.loops(operation);
    this.place = folding.place(operation);
  }

  /** Gives the rule for each input of an operation that is shown. */
  static ImmutableList<Source> of(Folding folding, Node operation) {
    Sources sources = new Sources(folding, operation);
    return IntStream.range(0, operation.inputs().size())
        .mapToObj(sources::of)
        .collect(ImmutableList.toImmutableList());
  }

  private Source of(int input) {
    int times = loops.stream().mapToInt(Loop::times).reduce(1, (a, b) -> a * b);
    List<Node> taken = new ArrayList<>(times);
    for (int run = 0; run < times; run++) {
      int user = place + distance(loops.size(), run);
      taken.add(folding.operation(user).inputs().get(input));
    }
    return rule(taken, loops.size(), 1);
  }

  /**
   * The rule for what is taken in some of the repetitions.
   *
   * @param taken in each run, in order
   * @param depth the repetitions that this is about: so many from the outermost on
   * @param uses how often each of these is taken there, by rounds further in
   */
  private Source rule(List<Node> taken, int depth, int uses) {
    if (depth == 0) {
      return new Source.At(folding.address(taken.get(0)));
    }
    int times = loops.get(depth - 1).times();
    if (isSame(taken, times)) {
      return rule(round(taken, times, 0), depth - 1, uses * times);
    }
    int lag = lag(taken, depth);
    if (lag < 0) {
      return each(taken, depth, uses);
    }
    Address address = folding.address(taken.get(lag)).within(depth);
    return lag == 0
        ? new Source.At(address)
        : new Source.Before(
            lag,
            IntStream.range(0, lag)
                .mapToObj(round -> rule(round(taken, times, round), depth - 1, uses))
                .collect(ImmutableList.toImmutableList()),
            address);
  }

  /** Whether all rounds of the innermost repetition take the same. */
  private static boolean isSame(List<Node> taken, int times) {
    return IntStream.range(0, taken.size())
        .allMatch(run -> taken.get(run) == taken.get(run - run % times));
  }

  /** What one round of the innermost repetition takes, in each round of the others. */
  private static List<Node> round(List<Node> taken, int times, int round) {
    List<Node> some = new ArrayList<>(taken.size() / times);
    for (int run = round; run < taken.size(); run += times) {
      some.add(taken.get(run));
    }
    return some;
  }

  /** How many rounds before all but the first take from the innermost one; -1 if not so. */
  private int lag(List<Node> taken, int depth) {
    Loop loop = loops.get(depth - 1);
    int last = taken.size() - 1;
    int back = back(taken, depth, last);
    int lag = back <= 0 ? 0 : (back - 1) / loop.size() + 1;
    if (back <= -loop.size() || lag >= loop.times()) {
      return -1;
    }
    boolean isInAll =
        IntStream.rangeClosed(0, last)
            .filter(run -> run % loop.times() >= lag)
            .allMatch(run -> back(taken, depth, run) == back);
    return isInAll ? lag : -1;
  }

  /** How far before the begin of its round a run takes something; far behind it if given. */
  private int back(List<Node> taken, int depth, int run) {
    Node node = taken.get(run);
    return node.isOperation() ? start(depth, run) - folding.place(node) : Integer.MIN_VALUE;
  }

  /** The place where the round of the innermost repetition begins that a run stands in. */
  private int start(int depth, int run) {
    return loops.get(depth - 1).start() + distance(depth, run);
  }

  /** How far a run of some repetitions is behind the first one. */
  private int distance(int depth, int run) {
    int distance = 0;
    int rest = run;
    for (int i = depth - 1; i >= 0; i--) {
      Loop loop = loops.get(i);
      distance += rest % loop.times() * loop.size();
      rest /= loop.times();
    }
    return distance;
  }

  /** A list, as short as it may be if the rounds go through it again and again. */
  private Source each(List<Node> taken, int depth, int uses) {
    int size = taken.size() - overlap(taken);
    if (taken.size() % size != 0) {
      size = taken.size();
    }
    int times = uses * (taken.size() / size);
    List<Node> all = ImmutableList.copyOf(taken.subList(0, size));
    return new Source.Each(all, times, loops.size() - depth);
  }

  /**
   * How long the longest end of a list is that is its beginning, too, as Knuth, Morris and Pratt
   * find it.
   */
  private static int overlap(List<Node> taken) {
    int[] overlaps = new int[taken.size()]; // of so many from the beginning on, and one
    for (int end = 1; end < overlaps.length; end++) {
      int overlap = overlaps[end - 1];
      while (overlap > 0 && taken.get(overlap) != taken.get(end)) {
        overlap = overlaps[overlap - 1];
      }
      overlaps[end] = taken.get(overlap) == taken.get(end) ? overlap + 1 : 0;
    }
    return overlaps[overlaps.length - 1];
  }
}
