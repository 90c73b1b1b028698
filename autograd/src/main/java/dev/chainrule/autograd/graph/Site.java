package dev.chainrule.autograd.graph;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.SourceLines;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.op.Operation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A place in a calculation: a value, the operation that made it, and on which line of the program.
 *
 * @param value that was made there
 * @param operation that made it; none for a variable or a constant
 * @param inputs what the operation was applied to, in order
 * @param line of the user's program, if a {@link SourceLines} scope noted it
 */
public record Site(
    Value value,
    Optional<Operation> operation,
    List<InputSummary> inputs,
    Optional<StackTraceElement> line) {
  private static final int INPUTS_SHOWN = 4;

  /** Copies the list. */
  public Site {
    inputs = ImmutableList.copyOf(inputs);
  }

  /** Describes how a value was made. */
  public static Site of(Value value) {
    Optional<Operation> operation = Ancestors.operation(value);
    List<Value> inputs = operation.isPresent() ? Ancestors.inputs(value) : ImmutableList.of();
    return new Site(
        value, operation, inputs.stream().map(InputSummary::of).toList(), SourceLines.of(value));
  }

  /** Gives the operation on its inputs, such as {@code log(w [2] from -4.0 to 1.0)}. */
  public String call() {
    return operation.map(this::call).orElseGet(this::leaf);
  }

  private String call(Operation made) {
    Stream<String> shown = inputs.stream().limit(INPUTS_SHOWN).map(InputSummary::toString);
    int left = inputs.size() - INPUTS_SHOWN;
    Stream<String> rest = left > 0 ? Stream.of(left + " more") : Stream.empty();
    return Stream.concat(shown, rest).collect(Collectors.joining(", ", made + "(", ")"));
  }

  private String leaf() {
    String kind = value.isConnected() ? "the variable " : "a constant ";
    return kind + value.name().map(name -> Quoted.name(name) + " ").orElse("") + value.shape();
  }

  /** Gives the line, to be put after a text; nothing if it is not known. */
  String atLine() {
    return line.map(known -> " at " + text(known)).orElse("");
  }

  /** Writes a line as stack traces do, so that it can be clicked on, without loader and module. */
  private static String text(StackTraceElement line) {
    return new StackTraceElement(
            line.getClassName(), line.getMethodName(), line.getFileName(), line.getLineNumber())
        .toString();
  }

  /** Gives the operation on its inputs, and the line: {@code log(2.0) at Fit.loss(Fit.java:12)}. */
  @Override
  public String toString() {
    return call() + atLine();
  }
}
