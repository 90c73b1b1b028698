package dev.chainrule.autograd.graph;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.ConstantOrigin;
import dev.chainrule.autograd.SourceLines;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.graph.Cut.Reason;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Why a variable gets no gradient from a result, or one that is zero. What was detached, or
 * computed with recording off, is not in the graph; so compute the result in a {@link SourceLines}
 * scope, which notes it:
 *
 * <pre>{@code
 * Value loss = SourceLines.recorded(() -> loss(w, x));
 * NoGradient.of(loss, w).ifPresent(System.out::println); // detached at Fit.loss(Fit.java:12)
 * }</pre>
 *
 * @param cuts where the ways from the variable to the result end, in the order in which the program
 *     went; at least one
 * @param unknown if the graph and the scope do not lead from the variable to the result: constants
 *     that the result was made of, and of whose numbers nobody noted where they come from, so that
 *     they may have been computed from the variable's. Not listed are numbers such as the 3 in
 *     {@code x.add(3)}, unless it is the variable's own number, and the cuts' constants
 */
public record NoGradient(List<Cut> cuts, List<Value> unknown) {
  private static final int CUTS_SHOWN = 3;

  /** Copies the lists. */
  public NoGradient {
    cuts = ImmutableList.copyOf(cuts);
    unknown = ImmutableList.copyOf(unknown);
  }

  /**
   * Finds out why a variable gets no gradient from a result. A result of several elements is taken
   * for their sum.
   *
   * @return nothing if the variable gets a gradient of which an element is not 0
   */
  public static Optional<NoGradient> of(Value result, Value variable) {
    if (!variable.isConnected()) {
      return found(new Cut(constantReason(variable), Site.of(variable)));
    }
    List<Value> ancestors = Ancestors.of(result);
    Connection connection = new Connection(ancestors, variable);
    if (connection.reaches(result)) {
      return ZeroGradient.cuts(result, ancestors, connection, variable)
          .map(cuts -> new NoGradient(all(cuts, connection.cuts()), ImmutableList.of()));
    }
    if (!connection.cuts().isEmpty()) {
      return Optional.of(new NoGradient(connection.cuts(), ImmutableList.of()));
    }
    Optional<Cut> replaced =
        ancestors.stream()
            .filter(variable::sharesPlaceWith)
            .findFirst()
            .map(other -> new Cut(Reason.REPLACED, Site.of(other)));
    if (replaced.isPresent()) {
      return found(replaced.get());
    }
    List<Cut> possible = connection.possibleCuts();
    Cut neverUsed = new Cut(Reason.NEVER_USED, Site.of(variable));
    return Optional.of(
        new NoGradient(
            possible.isEmpty() ? ImmutableList.of(neverUsed) : possible,
            unknown(ancestors, variable, possible)));
  }

  private static List<Cut> all(List<Cut> some, List<Cut> others) {
    return ImmutableList.<Cut>builder().addAll(some).addAll(others).build();
  }

  private static Optional<NoGradient> found(Cut cut) {
    return Optional.of(new NoGradient(ImmutableList.of(cut), ImmutableList.of()));
  }

  private static Reason constantReason(Value constant) {
    return SourceLines.origin(constant)
        .map(ConstantOrigin::kind)
        .filter(kind -> kind != ConstantOrigin.Kind.GIVEN)
        .map(Connection::reason)
        .orElse(Reason.CONSTANT);
  }

  /**
   * Lists the constants of which it was not noted what they were made of; not so the number in
   * {@code x.add(1)}, which a scope does not note, and which is told by being a number that an
   * operation in a scope took.
   */
  private static List<Value> unknown(List<Value> ancestors, Value variable, List<Cut> possible) {
    Set<Value> known = new HashSet<>();
    possible.forEach(cut -> known.add(cut.site().value()));
    Set<Value> usedInScopes = new HashSet<>();
    ancestors.stream()
        .filter(value -> SourceLines.of(value).isPresent())
        .forEach(value -> usedInScopes.addAll(Ancestors.inputs(value)));
    return ancestors.stream()
        .filter(value -> !value.isConnected() && Ancestors.inputs(value).isEmpty())
        .filter(value -> !isLiteral(value, usedInScopes) || hasNumberOf(value, variable))
        .filter(value -> !known.contains(value))
        .toList();
  }

  private static boolean isLiteral(Value constant, Set<Value> usedInScopes) {
    return constant.shape().rank() == 0
        && SourceLines.origin(constant).isEmpty()
        && usedInScopes.contains(constant);
  }

  private static boolean hasNumberOf(Value constant, Value variable) {
    return variable.shape().elements() == 1 && constant.item() == variable.item();
  }

  /** Gives the reason of the first cut. */
  public Reason reason() {
    return cuts.get(0).reason();
  }

  /** Says it in one line. */
  @Override
  public String toString() {
    String all = cuts.stream().limit(CUTS_SHOWN).map(Cut::toString).collect(joining("; and "));
    String more = cuts.size() > CUTS_SHOWN ? "; and " + (cuts.size() - CUTS_SHOWN) + " more" : "";
    return all + more + (unknown.isEmpty() ? "" : "; " + unknownText());
  }

  private String unknownText() {
    boolean isNoted = unknown.stream().allMatch(value -> SourceLines.origin(value).isPresent());
    return "the numbers of %s on the way may have been computed from it, such as those of %s"
            .formatted(
                unknown.size() == 1 ? "1 constant" : unknown.size() + " constants",
                Site.of(unknown.get(0)))
        + (isNoted
            ? ""
            : ": a scope of SourceLines.recorded notes detach() and Recording.off, but nobody can follow"
                + " numbers that item() or data() took out");
  }
}
