package dev.chainrule.demos.pages;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.page.HtmlPage;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.demos.console.Milestones;
import dev.chainrule.demos.dosage.TextbookNetwork;
import dev.chainrule.nn.loss.Losses;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;

/** The main ideas of backpropagation on one bias, and then on all seven parameters. */
final class DosageLesson implements Lesson {
  private static final int CURVE_POINTS = 101; // dosages from 0 to 1, one hundredth apart

  @Override
  public String name() {
    return "dosage";
  }

  @Override
  public String title() {
    return "Backpropagation on one bias, and then on seven parameters";
  }

  @Override
  public HtmlPage page() {
    double[] known = TextbookNetwork.known();
    double[] dosages = IntStream.range(0, CURVE_POINTS).mapToDouble(i -> i / 100.0).toArray();
    return begun()
        .style(Lesson.resource("stage.css"))
        .script(Lesson.resource("plot.js"))
        .script(Lesson.resource("mathml.js"))
        .script(Lesson.resource("dosage-picture.js"))
        .script(Lesson.resource("dosage-squiggle.js"))
        .script(Lesson.resource("dosage-bias.js"))
        .script(Lesson.resource("dosage-descent.js"))
        .script(Lesson.resource("dosage-chains.js"))
        .script(Lesson.resource("dosage-sweep.js"))
        .script(Lesson.resource("dosage-all.js"))
        .program("network", TextbookNetwork.sumOfSquaredResiduals(known))
        .program("curve", TextbookNetwork.predict(dosages, known).sum())
        .program("line", straightLine())
        .data("lesson", facts());
  }

  private static Map<String, Object> facts() {
    ImmutableMap.Builder<String, Object> facts = ImmutableMap.builder();
    facts.put("names", TextbookNetwork.names());
    facts.put("known", TextbookNetwork.known());
    facts.put("start", TextbookNetwork.start());
    facts.put("biasRate", TextbookNetwork.biasLearningRate());
    facts.put("smallStep", TextbookNetwork.smallStep());
    facts.put("rate", TextbookNetwork.learningRate());
    int steps = TextbookNetwork.steps();
    facts.put(
        "milestones",
        IntStream.rangeClosed(0, steps)
            .filter(step -> Milestones.isOne(step, steps))
            .asDoubleStream()
            .toArray());
    facts.put("curvature", curvature());
    return facts.buildOrThrow();
  }

  /** Computes the second derivative of SSR with respect to b3. */
  static double curvature() {
    Value ssr = TextbookNetwork.sumOfSquaredResiduals(TextbookNetwork.known());
    Value b3 = Values.named("b3", ssr);
    return ssr.derivative(b3).derivative(b3).item();
  }

  /**
   * Computes the sum of the squared residuals of the straight line that fits best: its slope is the
   * covariance of dosage and effect, divided by the dosages' variance.
   */
  static Value straightLine() {
    Tensor dosages = Tensor.of(TextbookNetwork.dosages());
    double[] effects = TextbookNetwork.effects();
    double meanDosage = dosages.mean().item();
    double meanEffect = Arrays.stream(effects).average().orElseThrow();
    Tensor distances = dosages.sub(meanDosage);
    double slope = distances.mul(Tensor.of(effects)).sum().item() / distances.square().sum().item();
    Value line =
        Value.constant(dosages)
            .mul(Value.of(slope).named("slope"))
            .add(Value.of(meanEffect - slope * meanDosage).named("height"))
            .named("line");
    return Losses.sumOfSquaredResiduals(line, Value.constant(Tensor.of(effects)));
  }
}
