package dev.chainrule.demos.pages;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.page.HtmlPage;
import dev.chainrule.demos.threelayer.NamedIteration;

/** Three layers as matrices: a network that learns to add two bits. */
final class ThreeLayerLesson implements Lesson {
  /** The parts of its script, before the one that puts them together. */
  private static final ImmutableList<String> SCRIPTS =
      ImmutableList.of(
          "texts",
          "matrices",
          "network",
          "plot",
          "forward",
          "curves",
          "rules",
          "nested",
          "weights",
          "backward",
          "training",
          "paths");

  @Override
  public String name() {
    return "three-layer";
  }

  @Override
  public String title() {
    return "Backpropagation with matrices: a network learns to add two bits";
  }

  @Override
  public HtmlPage page() {
    HtmlPage page =
        HtmlPage.titled(title())
            .body(body())
            .style(Lesson.resource("lesson.css") + Lesson.resource("three-layer.css"));
    SCRIPTS.forEach(part -> page.script(Lesson.resource("three-layer-" + part + ".js")));
    Value x = Value.of(2).named("x");
    Value g = x.mul(3).add(1).named("g");
    Value z = Value.of(0).named("z");
    return page.script(Lesson.resource("three-layer.js"))
        .program("net", NamedIteration.first().cost())
        .program("square", x.square().named("f"))
        .program("composed", g.square().named("f"))
        .program("inner", x.mul(3).add(1))
        .program("sigmoid", z.sigmoid().named("y"))
        .data(
            "training",
            ImmutableMap.of(
                "rate", NamedIteration.LEARNING_RATE, "iterations", NamedIteration.ITERATIONS));
  }
}
