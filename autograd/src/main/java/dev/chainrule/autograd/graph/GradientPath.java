package dev.chainrule.autograd.graph;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import dev.chainrule.autograd.PathSweep;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.graph.PathGraph.Link;
import dev.chainrule.autograd.notation.MathMl;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One path from a result back to a variable, and what it adds to the gradient: the product of the
 * derivatives along it. The contributions of all paths add up to the gradient.
 */
public final class GradientPath {
  /** Of an angle that rounding may make. */
  private static final double SQUARED_SINE = 1e-9;

  private final List<Link> links;
  private final PathGraph graph;
  private final Names names;
  private final double[] norms; // of the cotangent at each value
  private final Tensor contribution;
  private final double share;
  private final double size; // of the contribution, beside that of the gradient

  /** Computes what a path contributes to a gradient; it has one link or more. */
  GradientPath(List<Link> links, Tensor gradient, PathGraph graph, Names names) {
    this.links = links;
    this.graph = graph;
    this.names = names;
    Value result = links.get(0).from().value;
    List<Tensor> cotangents =
        PathSweep.along(result, result.data().filled(1), Lists.transform(links, Link::input));
    this.norms = cotangents.stream().mapToDouble(PathGraph::norm).toArray();
    this.contribution = cotangents.get(links.size()).copy();
    this.share = share(contribution, gradient);
    this.size = norms[links.size()] / PathGraph.norm(gradient);
  }

  private static double share(Tensor contribution, Tensor gradient) {
    if (gradient.shape().elements() == 0) {
      return Double.NaN;
    }
    Tensor precise = gradient.to(DType.FLOAT64);
    Tensor scale = precise.abs().max(); // so that no square overflows
    Tensor unit = precise.div(scale);
    Tensor part = contribution.to(DType.FLOAT64).div(scale);
    return part.mul(unit).sum().item() / unit.square().sum().item();
  }

  /** Lists the values on the path, the result first, the variable last. */
  public List<Value> values() {
    ImmutableList.Builder<Value> values = ImmutableList.builder();
    values.add(links.get(0).from().value);
    links.forEach(link -> values.add(link.to().value));
    return values.build();
  }

  /** Lists the derivatives that are multiplied along the path, from the result on. */
  public List<Factor> factors() {
    return new AbstractList<>() { // each is computed when it is looked at: a path may be long
      @Override
      public Factor get(int index) {
        return factor(index);
      }

      @Override
      public int size() {
        return links.size();
      }
    };
  }

  private Factor factor(int index) {
    Link link = links.get(index);
    Value value = link.from().value;
    Value input = link.to().value;
    Formulas formulas = new Formulas(names);
    return new Factor(
        value,
        input,
        names.of(value),
        names.of(input),
        formulas.derivative(value, link.input()).text(),
        movement(formulas, link),
        Slopes.isPointwise(value) ? Optional.of(Slopes.of(value, link.input())) : Optional.empty(),
        gain(index));
  }

  private static String movement(Formulas formulas, Link link) {
    Value value = link.from().value;
    String movement = formulas.movement(value, link.input());
    boolean isOneOfSeveral = Collections.frequency(value.inputs(), link.to().value) > 1;
    String use = isOneOfSeveral ? "as input " + (link.input() + 1) : "";
    return Stream.of(movement, use).filter(s -> !s.isEmpty()).collect(Collectors.joining(", "));
  }

  /** How many times larger the cotangent is after a link than before; nothing stays nothing. */
  double gain(int index) {
    return norms[index + 1] == 0 || norms[index] == 0
        ? norms[index + 1] // 0, or NaN made of nothing
        : norms[index + 1] / norms[index];
  }

  /** The Euclidean norm of the cotangent at a value, counted from the result on. */
  double norm(int index) {
    return norms[index];
  }

  /** Gives how many derivatives are multiplied along the path. */
  public int length() {
    return links.size();
  }

  /** Gives what the path adds to the gradient, shaped like it. */
  public Tensor contribution() {
    return contribution;
  }

  /**
   * Gives the share of the gradient that comes along this path: &lt;contribution, gradient&gt; /
   * &lt;gradient, gradient&gt;, which for scalars is contribution / gradient. The shares of all
   * paths add up to 1. One may be negative, or greater than 1 where others are negative. NaN if the
   * gradient is 0 or not finite.
   *
   * <p>Of several elements this is only what points along the gradient: what a path contributes may
   * point elsewhere, so that a large contribution may have a small share; see {@link #size}.
   */
  public double share() {
    return share;
  }

  /**
   * Gives how large the contribution is beside the gradient: |contribution| / |gradient|, by
   * Euclidean norms. This is |{@link #share}| if both point the same way or opposite ways, and more
   * otherwise.
   */
  public double size() {
    return size;
  }

  /** Tells whether the contribution points elsewhere than the gradient and its opposite. */
  boolean isAside() {
    double cosine = share / size; // NaN where there is no gradient
    return 1 - cosine * cosine > SQUARED_SINE;
  }

  /** By what paths are ranked: the share or, where there is none, the contribution's norm. */
  double rank() {
    return Double.isNaN(share) ? norms[links.size()] : Math.abs(share);
  }

  /** Gives how many times larger the cotangent is at the variable than at the result. */
  public double gain() {
    return norms[links.size()] / norms[0];
  }

  /**
   * Writes the chain rule along this path as lines that equal each other: the derivative (of
   * several paths, its part that comes along this one), the product of derivatives from name to
   * name, their formulas, the number.
   */
  public List<String> equation() {
    return written().lines();
  }

  Equation written() {
    boolean isOnly = graph.root().paths == 1;
    boolean isFinite = Arrays.stream(norms).allMatch(Double::isFinite);
    return new Equation(links, contribution, isFinite, isOnly, graph::isOnlyWay, names);
  }

  /** Writes {@link #equation()} as MathML. */
  public String toMathMl() {
    return MathMl.table(mathMlRows());
  }

  String mathMlRows() {
    return written().mathMlRows();
  }

  /** Writes {@link #equation()} in one line. */
  @Override
  public String toString() {
    return String.join(" = ", equation());
  }
}
