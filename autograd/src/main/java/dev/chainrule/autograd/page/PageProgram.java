package dev.chainrule.autograd.page;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableMultiset;
import dev.chainrule.autograd.SweepStep;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.graph.Graph;
import dev.chainrule.autograd.graph.Node;
import dev.chainrule.autograd.op.Operation;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A graph and its backward sweep as data: every operation with its parameters, the numbers that
 * were given, and each derivative rule as the list of operations that it ran. Whoever can compute
 * the operations can run all of it again on other numbers, and needs no rule.
 */
final class PageProgram {
  /** How many numbers a page may carry: some 20 bytes each. */
  private static final int MAX_NUMBERS = 2_000_000;

  /** How many numbers a page may compute: more would make it slow. */
  private static final int MAX_COMPUTED = 10_000_000;

  private static final int MAX_NODES = 20_000;

  private final Graph graph;
  private final ImmutableMultiset<String> names;
  private final Map<Object, Integer> known = new HashMap<>();
  private final List<Object> operations = new ArrayList<>();
  private long numbers;

  private PageProgram(Graph graph) {
    this.graph = graph;
    this.names =
        graph.nodes().stream().map(Node::name).collect(ImmutableMultiset.toImmutableMultiset());
  }

  /**
   * Writes the program of a result.
   *
   * @throws IllegalArgumentException if the result has not exactly one element, or there is too
   *     much for a page
   */
  static String of(Value result) {
    checkArgument(
        result.shape().elements() == 1,
        "Page: the result must have one element, not shape %s: reduce it (sum, mean), or take one"
            + " of its elements (get)",
        result.shape());
    Graph graph = Graph.of(result);
    checkArgument(
        graph.nodes().size() <= MAX_NODES,
        "Page: %s values are too many for a page (%s are the most): take fewer examples, layers or"
            + " rounds; Graph.of(result) folds what repeats, as text",
        graph.nodes().size(),
        MAX_NODES);
    return new PageProgram(graph).write(result);
  }

  private String write(Value result) {
    List<Object> nodes = new ArrayList<>();
    long computed = 0;
    for (Node node : graph.nodes()) {
      computed += node.shape().elements();
      checkArgument(
          computed <= MAX_COMPUTED,
          "Page: more than %s numbers in all values are too many for a page: take fewer examples, or"
              + " a smaller network",
          MAX_COMPUTED);
      nodes.add(node(node));
    }
    ImmutableMap.Builder<String, Object> all = ImmutableMap.builder();
    all.put("nodes", nodes);
    if (result.isConnected()) {
      all.put("sweep", sweep(BackwardTrace.of(graph, result)));
      if (SweepStep.hasChoice(result)) {
        all.put("careful", sweep(BackwardTrace.carefully(graph, result)));
      }
    }
    all.put("operations", operations);
    return JsonText.of(all.buildOrThrow());
  }

  private Map<String, Object> node(Node node) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("name", name(node));
    node.value().name().ifPresent(name -> all.put("named", 1));
    all.put("kind", node.kind().name().toLowerCase(java.util.Locale.ROOT));
    node.line().ifPresent(line -> all.put("line", line));
    Operation operation = node.value().operation().orElse(null);
    if (operation != null) {
      int result = node.value().siblings().indexOf(node.value());
      all.put("op", index(operation, node.inputs().size(), result));
      all.put("in", node.inputs().stream().map(Node::id).toList());
    }
    if (operation == null || !operation.isOfVocabulary()) {
      putNumbers(all, node.value().data());
    }
    return all;
  }

  /** Gives the name of a node, with its number where another one has that name, too. */
  private String name(Node node) {
    String name = node.name();
    return names.count(name) > 1 ? name + " (v" + node.id() + ")" : name;
  }

  private Map<String, Object> sweep(BackwardTrace trace) {
    List<Tape.Instruction> instructions = trace.instructions();
    int first = graph.nodes().size();
    int[] registers = new int[first + instructions.size()];
    Arrays.setAll(registers, register -> register);
    List<Object> code = new ArrayList<>();
    for (int i = 0; i < instructions.size(); i++) {
      registers[first + i] = first + code.size();
      if (trace.isNeeded(i)) {
        code.add(instruction(instructions.get(i), registers));
      }
    }
    List<Object> steps = new ArrayList<>();
    for (SweepStep<Traced> step : trace.steps()) {
      List<Integer> from = new ArrayList<>();
      List<Integer> cotangents = new ArrayList<>();
      for (int i = 0; i < step.results().size(); i++) {
        int node = trace.node(step.results().get(i));
        if (node >= 0) {
          from.add(node);
          cotangents.add(registers[step.cotangents().get(i).register()]);
        }
      }
      steps.add(
          List.of(
              from,
              step.input(),
              trace.node(step.to()),
              cotangents,
              registers[step.contribution().register()],
              registers[step.sum().register()]));
    }
    return ImmutableMap.of("code", code, "steps", steps);
  }

  private Object instruction(Tape.Instruction instruction, int[] registers) {
    Operation operation = instruction.operation();
    if (operation != null && operation.isOfVocabulary()) {
      List<Integer> call = new ArrayList<>();
      call.add(index(operation, instruction.inputs().size(), instruction.result()));
      instruction.inputs().forEach(input -> call.add(registers[input]));
      return call;
    }
    Map<String, Object> given = new LinkedHashMap<>();
    if (operation != null) {
      given.put(
          "op",
          index( // a user's own: only its numbers are known
              operation, instruction.inputs().size(), instruction.result()));
    }
    putNumbers(given, instruction.data());
    return given;
  }

  private void putNumbers(Map<String, Object> all, Tensor data) {
    numbers += data.shape().elements();
    checkArgument(
        numbers <= MAX_NUMBERS,
        "Page: more than %s numbers are too many for a page: take fewer examples, or a smaller"
            + " network",
        MAX_NUMBERS);
    if (data.dtype() == DType.FLOAT32) {
      all.put("float32", 1);
    }
    all.put("shape", Arrays.stream(data.shape().toArray()).boxed().toList());
    double[] array = data.toArray();
    boolean isUniform =
        array.length > 1
            && Arrays.stream(array).allMatch(number -> Double.compare(number, array[0]) == 0);
    all.put("data", isUniform ? new double[] {array[0]} : array);
  }

  private int index(Operation operation, int inputs, int result) {
    Object key =
        operation.isOfVocabulary()
            ? List.of(operation.name(), operation.parameters(), result)
            : List.of(operation);
    @Nullable Integer before = known.get(key);
    if (before != null) {
      return before;
    }
    known.put(key, operations.size());
    operations.add(OperationText.of(operation, inputs, result));
    return operations.size() - 1;
  }
}
