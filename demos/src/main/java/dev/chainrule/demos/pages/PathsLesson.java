package dev.chainrule.demos.pages;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.graph.Explanation;
import dev.chainrule.autograd.graph.Graph;
import dev.chainrule.autograd.page.HtmlPage;
import java.util.Map;

/** The sum over all paths, and why one sweep backwards computes it without walking them. */
final class PathsLesson implements Lesson {
  /** How many blocks the longest chain of the page has. */
  static final int MAX_BLOCKS = 10;

  private static final int MANY_BLOCKS = 50;
  private static final double X = 2;
  private static final double Y = 3;
  private static final double BLOCK_INPUT = 0.5;

  @Override
  public String name() {
    return "paths";
  }

  @Override
  public String title() {
    return "All the paths, and one sweep: why backpropagation is quick";
  }

  @Override
  public HtmlPage page() {
    HtmlPage page =
        begun()
            .style(Lesson.resource("stage.css"))
            .script(Lesson.resource("mathml.js"))
            .script(Lesson.resource("plot.js"))
            .script(Lesson.resource("paths-graph.js"))
            .script(Lesson.resource("paths-small.js"))
            .script(Lesson.resource("paths-sweep.js"))
            .script(Lesson.resource("paths-blocks.js"))
            .program("small", small(X, Y))
            .program("local-add", Value.of(1).add(Value.of(1)))
            .program("local-mul", Value.of(1).mul(Value.of(1)))
            .program("local-tanh", Value.of(1).tanh())
            .data("many", many());
    for (int blocks = 1; blocks <= MAX_BLOCKS; blocks++) {
      page.program("blocks-" + blocks, blocks(blocks));
    }
    return page;
  }

  /** Computes r = v + u v of u = x y and v = x + u: five paths lead from x to r. */
  static Value small(double first, double second) {
    Value x = Value.of(first).named("x");
    Value y = Value.of(second).named("y");
    Value u = x.mul(y).named("u");
    Value v = x.add(u).named("v");
    Value w = u.mul(v).named("w");
    return v.add(w).named("r");
  }

  /** Repeats x + tanh(x): each block's input goes two ways, which meet again. */
  static Value blocks(int count) {
    Value x = Value.of(BLOCK_INPUT).named("x0");
    for (int block = 1; block <= count; block++) {
      x = x.add(x.tanh().named("t" + block)).named("x" + block);
    }
    return x;
  }

  /** A longer chain than the page can draw, as the engine counts it. */
  private static Map<String, Object> many() {
    Value result = blocks(MANY_BLOCKS);
    int links = Graph.of(result).nodes().stream().mapToInt(node -> node.inputs().size()).sum();
    double paths = Explanation.of(result, Values.named("x0", result), 1).pathCount();
    return ImmutableMap.of("blocks", MANY_BLOCKS, "paths", paths, "links", links);
  }
}
