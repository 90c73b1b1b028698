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
 * @param unknown constants that the result was made of, of which nobody noted how they came about:
 *     any of them may have been made of the variable. None, if the cuts explain all
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
      ZeroGradient zero = new ZeroGradient(result, connection);
      return zero.isZero(variable)
          ? Optional.of(new NoGradient(all(zero.cuts(), connection.cuts()), ImmutableList.of()))
          : Optional.empty();
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
    Cut neverUsed = new Cut(Reason.NEVER_USED, Site.of(variable));
    return Optional.of(new NoGradient(ImmutableList.of(neverUsed), unknown(ancestors)));
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
   * Lists the constants of which nothing was noted; not so the number in {@code x.add(1)}, which a
   * scope does not note, and which is told by being a number that an operation in a scope took.
   */
  private static List<Value> unknown(List<Value> ancestors) {
    Set<Value> usedInScopes = new HashSet<>();
    ancestors.stream()
        .filter(value -> SourceLines.of(value).isPresent())
        .forEach(value -> usedInScopes.addAll(Ancestors.inputs(value)));
    return ancestors.stream()
        .filter(value -> !value.isConnected() && SourceLines.origin(value).isEmpty())
        .filter(value -> value.shape().rank() > 0 || !usedInScopes.contains(value))
        .toList();
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
    return "%s constants on the way may have been made of it, such as one of shape %s: to see where"
            .formatted(unknown.size(), unknown.get(0).shape())
        + " detach() or Recording.off cut it off, compute the result in SourceLines.recorded";
  }
}
