package dev.chainrule.autograd.page;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.SweepStep;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.graph.Graph;
import dev.chainrule.autograd.graph.Node;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** A backward sweep over a graph as a program: each rule that it ran, written down. */
final class BackwardTrace {
  private final Graph graph;
  private final Tape tape;
  private final List<SweepStep<Traced>> steps;
  private final BitSet needed;

  private BackwardTrace(Graph graph, Value result, boolean isCareful) {
    this.graph = graph;
    tape = new Tape(graph.nodes().size());
    Traced seed = tape.constant(result.data().filled(1));
    steps =
        isCareful
            ? SweepStep.carefully(result, seed, this::view)
            : SweepStep.of(result, seed, this::view);
    List<Integer> used = new ArrayList<>();
    used.add(seed.register());
    for (SweepStep<Traced> step : steps) {
      used.add(step.contribution().register());
      used.add(step.sum().register());
      step.cotangents().forEach(cotangent -> used.add(cotangent.register()));
    }
    needed = tape.needed(used);
  }

  /** Runs the sweep from a connected result of one element on. */
  static BackwardTrace of(Graph graph, Value result) {
    return new BackwardTrace(graph, result, false);
  }

  /** The same, with what choices cut off kept at 0: see {@link SweepStep#carefully}. */
  static BackwardTrace carefully(Graph graph, Value result) {
    return new BackwardTrace(graph, result, true);
  }

  private Traced view(Value value) {
    int node = node(value);
    return node < 0 ? tape.constant(value.data()) : new Traced(tape, value.data(), node);
  }

  /** Lists the steps of the sweep. */
  List<SweepStep<Traced>> steps() {
    return steps;
  }

  /** Lists the instructions; what is not needed stands among them. */
  ImmutableList<Tape.Instruction> instructions() {
    return ImmutableList.copyOf(tape.instructions());
  }

  /** Tells whether an instruction is needed. */
  boolean isNeeded(int instruction) {
    return needed.get(instruction);
  }

  /** Gives the node of a value; values that the result was not made of have none. */
  int node(Value value) {
    return graph.node(value).map(Node::id).orElse(-1);
  }
}
