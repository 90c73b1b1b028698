package dev.chainrule.autograd;

import java.util.Arrays;

/** Unions of sets of numbers, each an ascending array that nobody changes. */
final class UnionOfSets {
  static final int[] NOTHING = {};

  /** So many times a search for each number takes less time than a walk through the larger set. */
  private static final int MUCH_SMALLER = 16;

  /** Numbers that are sorted at once; more are united by halves. */
  private static final int SORTED_AT_ONCE = 1 << 20;

  private UnionOfSets() {}

  /** The union of two; one of these itself, if it holds the other. */
  static int[] of(int[] a, int[] b) {
    if (a == b || holds(a, b)) {
      return a;
    }
    return holds(b, a) ? b : merged(a, b);
  }

  /** Whether a set is soon seen to hold a much smaller one: then there is no need to copy it. */
  private static boolean holds(int[] large, int[] small) {
    return small.length <= large.length / MUCH_SMALLER
        && Arrays.stream(small).allMatch(number -> Arrays.binarySearch(large, number) >= 0);
  }

  private static int[] merged(int[] a, int[] b) {
    int[] merged = new int[a.length + b.length];
    int count = 0;
    int i = 0;
    int j = 0;
    while (i < a.length && j < b.length) {
      int least = Math.min(a[i], b[j]);
      merged[count++] = least;
      i += a[i] == least ? 1 : 0;
      j += b[j] == least ? 1 : 0;
    }
    System.arraycopy(a, i, merged, count, a.length - i);
    System.arraycopy(b, j, merged, count + a.length - i, b.length - j);
    count += a.length - i + b.length - j;
    if (count == a.length || count == b.length) {
      return count == a.length ? a : b;
    }
    return count == merged.length ? merged : Arrays.copyOf(merged, count);
  }

  /** The union of those from one place in a list to before another. */
  static int[] of(int[][] list, int from, int to) {
    int[][] different = new int[to - from][];
    int count = 0;
    long size = 0;
    for (int i = from; i < to; i++) {
      if (list[i].length > 0 && (count == 0 || list[i] != different[count - 1])) {
        different[count++] = list[i];
        size += list[i].length;
      }
    }
    if (count <= 2) {
      return count == 0 ? NOTHING : of(different[0], different[count - 1]);
    }
    return size > SORTED_AT_ONCE
        ? of(of(different, 0, count / 2), of(different, count / 2, count))
        : sorted(different, count, (int) size);
  }

  private static int[] sorted(int[][] list, int count, int size) {
    int[] all = new int[size];
    int length = 0;
    for (int i = 0; i < count; i++) {
      System.arraycopy(list[i], 0, all, length, list[i].length);
      length += list[i].length;
    }
    Arrays.sort(all);
    return distinct(all);
  }

  private static int[] distinct(int[] ascending) {
    int count = 0;
    for (int number : ascending) {
      if (count == 0 || ascending[count - 1] != number) {
        ascending[count++] = number;
      }
    }
    return Arrays.copyOf(ascending, count);
  }
}
