package dev.chainrule.autograd.graph;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.SourceLines;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import java.util.List;
import java.util.Optional;

/** A value in a {@link Graph}, compared by identity. */
public final class Node {
  private final int id;
  private final Value value;
  private final ImmutableList<Node> inputs;

  Node(int id, Value value, ImmutableList<Node> inputs) {
    this.id = id;
    this.value = value;
    this.inputs = inputs;
  }

  /** What a value is to a calculation. */
  public enum Kind {
    /** It wants a gradient. */
    VARIABLE,
    /** It was given, or computed without being recorded. */
    CONSTANT,
    /** An operation made it. */
    OPERATION
  }

  /** Gives its place in the graph's order, from 0: inputs come before what is made of them. */
  public int id() {
    return id;
  }

  /** Gives the value itself. */
  public Value value() {
    return value;
  }

  /** Lists what the operation was applied to, in order; one node may stand there twice. */
  public List<Node> inputs() {
    return inputs;
  }

  /** Tells what it is. */
  public Kind kind() {
    return isOperation() ? Kind.OPERATION : value.isConnected() ? Kind.VARIABLE : Kind.CONSTANT;
  }

  /** Gives the name that the value was given; else, {@code v} and the number of the node. */
  public String name() {
    return value.name().orElse("v" + id);
  }

  /**
   * Says what made it, such as {@code sum[1]}, and which result it is if there are several; of what
   * was given, {@code variable} or {@code constant}.
   */
  public String made() {
    return value
        .operation()
        .map(operation -> operation + result())
        .orElse(kind() == Kind.VARIABLE ? "variable" : "constant");
  }

  private String result() {
    List<Value> results = value.siblings();
    return results.size() == 1
        ? ""
        : "[result " + (results.indexOf(value) + 1) + " of " + results.size() + "]";
  }

  /** Gives the sizes of its axes. */
  public Shape shape() {
    return value.shape();
  }

  /** Gives its precision. */
  public DType dtype() {
    return value.dtype();
  }

  /** Gives the line of the program that made it, such as {@code Fit.java:12}, if it was noted. */
  public Optional<String> line() {
    return SourceLines.of(value).map(line -> line.getFileName() + ":" + line.getLineNumber());
  }

  boolean isOperation() {
    return value.operation().isPresent();
  }

  /** Gives the name, what made it, and the shape. */
  @Override
  public String toString() {
    return name() + ": " + made() + " " + shape();
  }
}
