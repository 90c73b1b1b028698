package dev.chainrule.demos.gradbench;

import static com.google.common.base.Preconditions.checkArgument;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The input of a function, by the names of its fields; whatever is not as it should be is told. */
record Input(JsonNode json) {
  /** Gives an object within this one. */
  Input in(String name) {
    return new Input(field(name));
  }

  /** Reads a number. */
  double number(String name) {
    return number(name, field(name));
  }

  /** Reads a number that is the whole input. */
  double number() {
    return number("the input", json);
  }

  private static double number(String name, JsonNode node) {
    checkArgument(node.isNumber(), "%s: not a number: %s", name, cut(node));
    return node.doubleValue();
  }

  /** Reads a whole number from 0 on. */
  int count(String name) {
    return count(name, field(name));
  }

  private static int count(String name, JsonNode node) {
    checkArgument(
        node.canConvertToExactIntegral() && node.canConvertToInt() && node.intValue() >= 0,
        "%s: not a whole number from 0 on: %s",
        name,
        cut(node));
    return node.intValue();
  }

  /** Reads whether something is true. */
  boolean isTrue(String name) {
    JsonNode node = field(name);
    checkArgument(node.isBoolean(), "%s: neither true nor false: %s", name, cut(node));
    return node.booleanValue();
  }

  /** Reads a list of whole numbers, which may be below 0. */
  List<Integer> wholes(String name) {
    return wholes(name, field(name));
  }

  /** Reads a list of lists of whole numbers. */
  List<List<Integer>> listsOfWholes(String name) {
    return elements(field(name)).map(row -> wholes(name, row)).toList();
  }

  private static List<Integer> wholes(String name, JsonNode list) {
    return elements(list)
        .map(
            node -> {
              checkArgument(
                  node.canConvertToExactIntegral() && node.canConvertToInt(),
                  "%s: not a whole number: %s",
                  name,
                  cut(node));
              return node.intValue();
            })
        .toList();
  }

  /** Reads a tensor of this rank, from lists within lists of numbers. */
  Tensor tensor(String name, int rank) {
    List<Integer> sizes = new ArrayList<>();
    JsonNode first = field(name);
    for (int axis = 0; axis < rank; axis++) {
      checkArgument(first.isArray(), "%s: not a list, %s deep: %s", name, rank, cut(first));
      sizes.add(first.size());
      first = first.path(0);
      if (first.isMissingNode()) {
        break;
      }
    }
    while (sizes.size() < rank) {
      sizes.add(0); // of an empty list
    }
    Shape shape = Shape.of(sizes.stream().mapToInt(size -> size).toArray());
    List<Double> numbers = new ArrayList<>();
    read(name, field(name), shape, 0, numbers);
    return Tensor.of(shape, numbers.stream().mapToDouble(number -> number).toArray());
  }

  private static void read(
      String name, JsonNode node, Shape shape, int axis, List<Double> numbers) {
    if (axis == shape.rank()) {
      numbers.add(number(name, node));
      return;
    }
    checkArgument(
        node.isArray() && node.size() == shape.size(axis),
        "%s: lists are of different lengths: not %s, as the first: %s",
        name,
        shape.size(axis),
        cut(node));
    elements(node).forEach(part -> read(name, part, shape, axis + 1, numbers));
  }

  private static Stream<JsonNode> elements(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  private JsonNode field(String name) {
    JsonNode field = json.get(name);
    checkArgument(field != null, "the input has no \"%s\"", name);
    return field;
  }

  /** The beginning of what stands there: it may be long. */
  private static String cut(JsonNode node) {
    String text = node.toString();
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }
}
