package dev.chainrule.nn.data;

import java.util.Random;

/** Random orders: by Fisher and Yates, from java.util.Random, the same on every platform. */
final class Order {
  private Order() {}

  static int[] shuffled(int count, Random random) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
