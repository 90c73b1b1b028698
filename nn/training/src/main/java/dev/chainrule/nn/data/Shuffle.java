package dev.chainrule.nn.data;

import java.util.Random;

/** Draws random orders by the method of Fisher and Yates: the same on every platform. */
final class Shuffle {
  private Shuffle() {}

  /** Gives the numbers from 0 to count - 1 in a random order, each as likely as any other. */
  static int[] order(int count, Random random) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
