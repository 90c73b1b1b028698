package dev.chainrule.nn.layer;

import com.google.common.base.Strings;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.Parameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The parameters of a layer by name, with their shapes and how many numbers they are. A parameter
 * that has several names counts once.
 */
public final class Summary {
  private final List<Line> lines = new ArrayList<>();
  private int total;
  private int frozen;

  private record Line(String name, String shape, String count) {}

  private Summary(Layer layer) {
    lines.add(new Line("parameter", "shape", "numbers"));
    Map<Parameter, String> firstNames = new HashMap<>();
    layer
        .parameters()
        .forEach(
            (name, parameter) -> {
              String first = firstNames.putIfAbsent(parameter, name);
              Shape shape = parameter.value().shape();
              lines.add(
                  new Line(
                      name,
                      shape.toString(),
                      first == null ? grouped(counted(parameter)) : "as " + first));
            });
    lines.add(new Line("total", "", grouped(total)));
    if (frozen > 0) {
      lines.add(new Line("of them frozen", "", grouped(frozen)));
    }
  }

  private int counted(Parameter parameter) {
    int count = parameter.value().shape().elements();
    total = Math.addExact(total, count);
    frozen += parameter.isFrozen() ? count : 0;
    return count;
  }

  /** Looks at the parameters as they are now. */
  public static Summary of(Layer layer) {
    return new Summary(layer);
  }

  /** Counts the numbers of all parameters, frozen ones among them. */
  public int parameterCount() {
    return total;
  }

  private static String grouped(int count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** Gives a table: a line for each parameter, and one for the total. */
  @Override
  public String toString() {
    int names = lines.stream().mapToInt(line -> line.name.length()).max().orElse(0);
    int shapes = lines.stream().mapToInt(line -> line.shape.length()).max().orElse(0);
    int counts = lines.stream().mapToInt(line -> line.count.length()).max().orElse(0);
    StringBuilder table = new StringBuilder();
    for (Line line : lines) {
      table
          .append(Strings.padEnd(line.name, names + 2, ' '))
          .append(Strings.padEnd(line.shape, shapes + 2, ' '))
          .append(Strings.padStart(line.count, counts, ' '))
          .append(System.lineSeparator());
    }
    return table.toString();
  }
}
