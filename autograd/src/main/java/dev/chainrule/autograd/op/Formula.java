package dev.chainrule.autograd.op;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A program as text, with the usual signs for sums, products and their like. */
final class Formula {
  private static final Map<String, String> SIGNS =
      Map.of("add", " + ", "sub", " - ", "mul", " * ", "div", " / ");

  /** A part of a formula, and how tightly it holds together: 1 for sums, 2 for products. */
  private record Part(String text, int strength) {
    static Part whole(String text) {
      return new Part(text, 3);
    }

    String within(int least) {
      return strength >= least ? text : "(" + text + ")";
    }
  }

  private Formula() {}

  static String of(Program program, String... names) {
    List<Part> registers = new ArrayList<>();
    for (String name : names) {
      registers.add(Part.whole(name));
    }
    for (Program.Step step : program.steps()) {
      registers.add(part(step, registers));
    }
    return registers.get(program.result()).text();
  }

  private static Part part(Program.Step step, List<Part> registers) {
    Operation operation = step.operation();
    if (operation == null) {
      return constant(step.constant());
    }
    Part first = registers.get(step.input(0));
    String sign = sign(operation, step);
    if (sign != null) {
      boolean isSum = sign.equals(" + ") || sign.equals(" - ");
      Part second = registers.get(step.input(1));
      int strength = isSum ? 1 : 2;
      return new Part(first.within(strength) + sign + second.within(strength + 1), strength);
    }
    if (operation == ArithmeticOperations.NEG) {
      return new Part("-" + first.within(2), 1);
    }
    StringBuilder text = new StringBuilder(operation + "(" + first.text());
    for (int i = 1; i < step.arity(); i++) {
      text.append(", ").append(registers.get(step.input(i)).text());
    }
    return Part.whole(text.append(')').toString());
  }

  private static @Nullable String sign(Operation operation, Program.Step step) {
    return step.arity() == 2 ? SIGNS.get(operation.name()) : null;
  }

  private static Part constant(double number) {
    String text =
        number == Math.rint(number) && Math.abs(number) < 1e15
            ? Long.toString((long) number)
            : Double.toString(number);
    return number < 0 ? new Part(text, 1) : Part.whole(text);
  }
}
