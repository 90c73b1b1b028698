package dev.chainrule.autograd.graph;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.chainrule.autograd.Order;
import dev.chainrule.autograd.PathSweep;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.graph.Finding.Kind;
import dev.chainrule.autograd.graph.PathGraph.Link;
import dev.chainrule.autograd.graph.PathGraph.Node;
import dev.chainrule.autograd.notation.Decimals;
import dev.chainrule.autograd.notation.MathMl;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says why a gradient is what it is: the chain rule written out along each path from a result back
 * to a variable, with names, formulas and numbers; what each path contributes; and what a reader
 * should know, such as dead units, vanishing gradients, and conventions at kinks.
 *
 * <pre>{@code
 * Value predicted = signal.add(b3).named("predicted");
 * Value ssr = observed.sub(predicted).square().sum().named("SSR");
 * System.out.println(Explanation.of(ssr, b3.named("b3")));
 * // dSSR/db3 = sum of dSSR/dpredicted x dpredicted/db3
 * //          = sum of -2 (observed - predicted) x 1
 * //          = -15.655
 * }</pre>
 */
public final class Explanation {
  /** How many paths are listed unless more are asked for. */
  public static final int DEFAULT_PATHS = 10;

  /** Paths that are together so many times as large as the gradient are said to cancel. */
  private static final double CANCELLING = 10;

  private final Value result;
  private final Value variable;
  private final Names names;
  private final Tensor gradient;
  private final double pathCount;
  private final ImmutableList<GradientPath> paths;
  private final ImmutableList<Finding> findings;

  private Explanation(Value result, Value variable, int maxPaths) {
    this.result = result;
    this.variable = variable;
    List<Value> order = Order.of(result);
    this.names = new Names(result, variable, order);
    boolean isReached = order.stream().anyMatch(value -> value == variable);
    if (result == variable || !isReached) {
      this.gradient = variable.data().filled(result == variable ? 1 : 0);
      this.pathCount = 0;
      this.paths = ImmutableList.of();
      this.findings = ImmutableList.of();
      return;
    }
    PathGraph graph = new PathGraph(order, variable);
    this.gradient = graph.cotangent(variable);
    this.pathCount = graph.root().paths;
    this.paths = paths(graph, maxPaths);
    this.findings = findings(graph);
  }

  /**
   * Explains the gradient of a result by a variable, with the largest {@link #DEFAULT_PATHS} paths.
   *
   * @param result one element
   * @param variable any shape; an intermediate value may be asked for, too
   * @throws IllegalArgumentException if the result has not exactly one element, or belongs to
   *     forward mode
   */
  public static Explanation of(Value result, Value variable) {
    return of(result, variable, DEFAULT_PATHS);
  }

  /**
   * Explains the gradient of a result by a variable.
   *
   * @param result one element
   * @param variable any shape; an intermediate value may be asked for, too
   * @param maxPaths how many paths are listed; there may be exponentially many
   * @throws IllegalArgumentException if the result has not exactly one element, or belongs to
   *     forward mode, or the number of paths is not positive
   */
  public static Explanation of(Value result, Value variable, int maxPaths) {
    checkArgument(maxPaths > 0, "Explanation: %s paths; ask for one or more", maxPaths);
    checkArgument(
        result.shape().elements() == 1,
        "Explanation: the result must have one element, not shape %s: reduce it (sum, mean), or"
            + " take one of its elements (get)",
        result.shape());
    List<Tensor> unused = PathSweep.along(result, result.data().filled(1), List.of());
    return new Explanation(result, variable, maxPaths);
  }

  private ImmutableList<GradientPath> paths(PathGraph graph, int maxPaths) {
    List<GradientPath> found = new ArrayList<>();
    for (List<Link> links : PathSearch.best(graph.root(), maxPaths)) {
      found.add(new GradientPath(links, gradient, graph, names));
    }
    return ImmutableList.sortedCopyOf(
        Comparator.comparingDouble(GradientPath::rank).reversed(), found);
  }

  private ImmutableList<Finding> findings(PathGraph graph) {
    ImmutableList.Builder<Finding> found = ImmutableList.builder();
    for (int i = 0; i < paths.size(); i++) {
      Flow.find(paths.get(i), i + 1, names).ifPresent(found::add);
    }
    cancelling().ifPresent(text -> found.add(new Finding(Kind.CANCELS, variable, text)));
    Activity activity = new Activity(names);
    Set<Value> reaching = new HashSet<>();
    graph.nodes().forEach(node -> reaching.add(node.value));
    Conventions conventions = new Conventions(names, reaching::contains);
    for (Node node : graph.nodes()) {
      for (Link link : node.links) {
        activity.find(node.value, link.input()).ifPresent(found::add);
        found.addAll(conventions.find(node.value, link.input()));
      }
    }
    return ImmutableSet.copyOf(found.build()).asList(); // one for both inputs of x.mul(x)
  }

  private Optional<String> cancelling() {
    boolean isNothing = PathGraph.norm(gradient) == 0;
    if (isNothing && paths.stream().anyMatch(path -> path.norm(path.length()) > 0)) {
      return Optional.of("what comes along the paths cancels to 0");
    }
    double times = PathGraph.norm(sizes()) / PathGraph.norm(gradient);
    String text = "the paths listed are together %s times as large as the gradient: they cancel";
    return times > CANCELLING ? Optional.of(text.formatted(Decimals.of(times))) : Optional.empty();
  }

  /** Adds up sizes at each element: parts of different elements do not cancel. */
  private Tensor sizes() {
    Tensor sizes = gradient.filled(0).to(DType.FLOAT64);
    for (GradientPath path : paths) {
      sizes = sizes.add(path.contribution().to(DType.FLOAT64).abs());
    }
    return sizes;
  }

  /** Gives what is differentiated. */
  public Value result() {
    return result;
  }

  /** Gives by what it is differentiated. */
  public Value variable() {
    return variable;
  }

  /** Gives the gradient, shaped like the variable: the sum over all paths. */
  public Tensor gradient() {
    return gradient;
  }

  /** Tells whether a gradient flows from the result into the variable; if not, it is 0. */
  public boolean isReached() {
    return result == variable || !paths.isEmpty();
  }

  /**
   * Counts all paths from the result to the variable, listed or not; rounded above 2^53, infinite
   * above 10^308. None if both are the same value.
   */
  public double pathCount() {
    return pathCount;
  }

  /**
   * Lists the paths that contribute most, the largest share first. Of scalars these are the largest
   * of all paths. Of tensors they are those with the largest product of gains, each gain measured
   * on the whole cotangent that arrives at a value: an estimate, for what cancels within a tensor
   * is known only once a path was followed.
   */
  public List<GradientPath> paths() {
    return paths;
  }

  /**
   * Gives the share of the gradient that comes along the listed paths together, see {@link
   * GradientPath#share}: 1 for all.
   */
  public double share() {
    return paths.stream().mapToDouble(GradientPath::share).sum();
  }

  /** Lists what a reader should know of the paths listed, and of all values on any path. */
  public List<Finding> findings() {
    return findings;
  }

  /** Writes the chain rule along the listed paths, and their sum, as MathML: one element. */
  public String toMathMl() {
    StringBuilder rows = new StringBuilder();
    paths.forEach(path -> rows.append(path.mathMlRows()));
    if (pathCount != 1) {
      String left = MathMl.derivative(names.of(result), names.of(variable));
      String words = paths.size() < pathCount ? MathMl.words(" over all paths") : "";
      String right = MathMl.number(Decimals.of(gradient)) + words;
      rows.append(MathMl.equationRow(left, right));
    }
    return MathMl.table(rows.toString());
  }

  /** Writes everything, for a terminal of 80 columns. */
  @Override
  public String toString() {
    return new ExplanationText(this, names).write();
  }
}
