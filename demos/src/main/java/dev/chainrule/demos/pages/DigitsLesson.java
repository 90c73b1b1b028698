package dev.chainrule.demos.pages;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.page.HtmlPage;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.demos.digits.LessonNetwork;
import dev.chainrule.nn.data.Examples;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The lesson on a network that reads digits: what backpropagation does, before any formula. */
final class DigitsLesson implements Lesson {
  private static final int CLASSES = 10;
  private static final int SHOWN = 40;
  private static final int MISREAD = 8;

  /** How many examples stand side by side in the table of nudges. */
  private static final int TOGETHER = 8;

  private static final List<String> PARTS =
      List.of("network", "pad", "draw", "cost", "sensitive", "wishes", "average", "map", "learned");

  @Override
  public String name() {
    return "digits";
  }

  @Override
  public String title() {
    return "Digits: what backpropagation wants from each weight";
  }

  @Override
  public HtmlPage page() {
    return page(LessonNetwork.trained());
  }

  /** Puts the page of a network together. */
  HtmlPage page(LessonNetwork network) {
    HtmlPage page =
        begun()
            .program("net", LessonNetwork.graph(1))
            .program("together", LessonNetwork.graph(TOGETHER))
            .data(
                "networks",
                ImmutableMap.of(
                    "before", numbers(network.before()), "after", numbers(network.after())))
            .data("digits", shown(network.digits().heldOut()))
            .data("results", results(network))
            .data("map", network.map().toData());
    for (String part : PARTS) {
      page.script(Lesson.resource("digits-" + part + ".js"));
    }
    return page;
  }

  private static Map<String, Object> numbers(Map<String, Tensor> parameters) {
    Map<String, Object> all = new LinkedHashMap<>();
    parameters.forEach((name, tensor) -> all.put(name, tensor.toArray()));
    return all;
  }

  /** The first digits that nothing was learned from, four of each kind, the kinds in turn. */
  private static Map<String, Object> shown(Examples heldOut) {
    List<List<Integer>> kinds = new ArrayList<>();
    for (int digit = 0; digit < CLASSES; digit++) {
      kinds.add(new ArrayList<>());
    }
    for (int image = 0; image < heldOut.count(); image++) {
      kinds.get((int) heldOut.targets().at(image)).add(image);
    }
    List<Integer> images = new ArrayList<>();
    for (int i = 0; i < SHOWN; i++) {
      images.add(kinds.get(i % CLASSES).get(i / CLASSES));
    }
    return images(heldOut, images);
  }

  private static Map<String, Object> images(Examples digits, List<Integer> images) {
    List<Object> labels = new ArrayList<>();
    List<Object> shades = new ArrayList<>();
    for (int image : images) {
      labels.add(digits.targets().at(image));
      shades.add(LessonNetwork.shades(digits, image));
    }
    return ImmutableMap.of("labels", labels, "shades", shades);
  }

  private static Map<String, Object> results(LessonNetwork network) {
    Examples heldOut = network.digits().heldOut();
    Map<String, Object> results = new LinkedHashMap<>(LessonNetwork.settings());
    results.put("learned", network.digits().training().count());
    results.put("heldOut", heldOut.count());
    results.put("costBefore", network.cost(false));
    results.put("costAfter", network.cost(true));
    results.put("readBefore", table(heldOut, network.outputs(false), new ArrayList<>()));
    List<Integer> misread = new ArrayList<>();
    results.put("readAfter", table(heldOut, network.outputs(true), misread));
    results.put("misread", images(heldOut, misread.subList(0, Math.min(MISREAD, misread.size()))));
    return results;
  }

  /** Counts for each digit (row) as what it was read (column); notes which were read wrongly. */
  private static List<Object> table(Examples digits, Tensor outputs, List<Integer> misread) {
    double[][] counts = new double[CLASSES][CLASSES];
    for (int image = 0; image < digits.count(); image++) {
      int digit = (int) digits.targets().at(image);
      int read = 0;
      for (int other = 1; other < CLASSES; other++) {
        read = outputs.at(image, other) > outputs.at(image, read) ? other : read;
      }
      counts[digit][read]++;
      if (read != digit) {
        misread.add(image);
      }
    }
    return List.of((Object[]) counts);
  }
}
