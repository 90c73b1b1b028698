package dev.chainrule.autograd;

import java.util.ArrayList;
import java.util.List;

/**
 * What leads from a result to what a sweep is asked for. A value does if it is asked for, or one of
 * its inputs does; so its inputs have to know first. Where nothing leads there, no sweep need go.
 */
final class AskedPaths {
  // What is noted of a value on the way, in the place of its uses; it was 0.
  private static final int ENTERED = -1; // its inputs come first
  private static final int LEADS_NOWHERE = -2;
  private static final int LEADS = 1; // and one more for each use

  private final Order order;
  private final List<Value> seen = new ArrayList<>();

  AskedPaths(Order order) {
    this.order = order;
  }

  /** Lists the values on the way from a result, and counts their uses by each other. */
  List<Value> from(Value result) {
    List<Value> stack = new ArrayList<>();
    stack.add(result);
    while (!stack.isEmpty()) {
      Value value = stack.get(stack.size() - 1);
      Notes notes = order.notes(value);
      if (notes.usesLeft == 0) {
        notes.usesLeft = ENTERED;
        seen.add(value);
        for (int i = 0; i < value.inputCount(); i++) {
          if (value.wants(i) && order.notes(value.input(i)).usesLeft == 0) {
            stack.add(value.input(i));
          }
        }
      } else {
        Value unused = stack.remove(stack.size() - 1);
        if (notes.usesLeft == ENTERED) { // it may be on the stack once more
          notes.usesLeft = order.keeps(value) || hasLeadingInput(value) ? LEADS : LEADS_NOWHERE;
        }
      }
    }
    return counted();
  }

  private boolean hasLeadingInput(Value value) {
    for (int i = 0; i < value.inputCount(); i++) {
      if (leads(value, i)) {
        return true;
      }
    }
    return false;
  }

  private boolean leads(Value value, int input) {
    return value.wants(input) && order.notes(value.input(input)).usesLeft >= LEADS;
  }

  private List<Value> counted() {
    List<Value> leading = new ArrayList<>();
    for (Value value : seen) {
      if (order.notes(value).usesLeft >= LEADS) {
        leading.add(value);
        for (int i = 0; i < value.inputCount(); i++) {
          if (leads(value, i)) {
            order.notes(value.input(i)).usesLeft++;
          }
        }
      }
    }
    for (Value value : seen) {
      Notes notes = order.notes(value);
      notes.usesLeft = Math.max(notes.usesLeft - LEADS, 0);
    }
    return leading;
  }
}
