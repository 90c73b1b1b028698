package dev.chainrule.demos.moons;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Value;
import dev.chainrule.demos.console.Figures;
import dev.chainrule.demos.console.Limits;
import dev.chainrule.demos.console.OptionError;
import dev.chainrule.demos.console.Prose;
import dev.chainrule.demos.console.ReportOption;
import dev.chainrule.demos.console.UserError;
import dev.chainrule.nn.layer.Activation;
import dev.chainrule.nn.layer.Mlp;
import dev.chainrule.nn.optim.LearningRate;
import dev.chainrule.nn.optim.Sgd;
import dev.chainrule.nn.report.DecisionBoundary;
import dev.chainrule.nn.train.Epoch;
import dev.chainrule.nn.train.Listener;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The {@code moons} example. */
@Command(
    name = "moons",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Tell two half-moons of points apart by a network of 2-16-16-1, with max-margin loss and L2,"
          + " by tensors and by scalars."
    })
public final class MoonsCommand implements Runnable {
  private static final int WIDTH = 16;
  private static final double ALPHA = 1e-4;
  private static final int EVERY = 10; // steps for a line
  private static final int MAX_STEPS = 10_000;
  private static final int MAX_POINTS = 100_000;
  private static final int MAX_POINTS_BY_SCALARS = 1_000; // thousands of values for each point
  private static final double MAX_NOISE = 100; // the moons are of size 1
  private static final double UNBOUND = 1e100; // no loss comes back from there

  /** How the network is computed. */
  enum Which {
    /** All points at once. */
    TENSOR,
    /** Point by point, neuron by neuron. */
    SCALAR,
    /** One beside the other. */
    BOTH;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(names = "--form", paramLabel = "NAME", description = "${COMPLETION-CANDIDATES}.")
  private Which form = Which.BOTH;

  @Option(names = "--points", paramLabel = "N", description = "Of both moons together.")
  private int points = 100;

  @Option(names = "--noise", paramLabel = "D", description = "How far points stray from the moons.")
  private double noise = 0.1;

  @Option(names = "--steps", paramLabel = "N", description = "Of gradient descent.")
  private int steps = 100;

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      description = "At first; it falls to a tenth.")
  private double learningRate = 1;

  @Option(names = "--seed", paramLabel = "N", description = "Of the points and the first weights.")
  private long seed = 1;

  @Mixin private ReportOption report = new ReportOption();

  private final PrintStream out;

  /** That prints to a stream. */
  public MoonsCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public void run() {
    checkOptions();
    Moons moons = Moons.of(points, noise, seed);
    Mlp mlp =
        Mlp.builder(2)
            .hidden(WIDTH, Activation.RELU)
            .hidden(WIDTH, Activation.RELU)
            .output(1, Activation.IDENTITY)
            .seed(seed)
            .build();
    showTask(moons, mlp);
    List<Form> forms = new ArrayList<>();
    if (form != Which.SCALAR) {
      forms.add(Form.tensor(mlp, moons));
    }
    if (form != Which.TENSOR) {
      forms.add(Form.scalar(mlp, moons));
    }
    Optional<Listener> pictures =
        report.listener(
            "Half-moons: a network of 2-16-16-1",
            page ->
                form == Which.SCALAR
                    ? page // whose network is another one, made of the first weights of this
                    : page.chart(() -> DecisionBoundary.of(mlp, moons.examples())));
    train(forms, moons, pictures);
    pictures.ifPresent(Listener::close);
    if (form != Which.SCALAR) {
      out.println(
          Prose.lines(
              "A picture of the plane, with the points on it. Where dots border on none, the score"
                  + " is 0: this is the boundary that the network has learned. Dots are where the"
                  + " network sees an X:"));
      out.printf("%n%s%n", Boundary.draw(mlp, moons));
    }
    report.tell(out);
  }

  private void checkOptions() {
    Limits.check("--points", points, 2, form == Which.TENSOR ? MAX_POINTS : MAX_POINTS_BY_SCALARS);
    if (!(noise >= 0 && noise <= MAX_NOISE)) {
      throw new OptionError(
          "--noise: " + noise + " must " + (noise < 0 ? "not be negative" : "be at most 100"));
    }
    Limits.check("--steps", steps, 1, MAX_STEPS);
    Limits.checkPositive("--learning-rate", learningRate);
    report.check(ImmutableMap.of());
  }

  private void showTask(Moons moons, Mlp mlp) {
    out.printf("== moons: %d points, a network of 2-16-16-1 ==%n%n", moons.count());
    out.println(
        Prose.lines(
            "There are points of two classes, O and X. Each class lies on a half-moon, O on the upper"
                + " one, X on the lower, and the moons reach into each other. A network is to tell"
                + " the class from a point's two coordinates. By way of two hidden layers of %d"
                + " neurons (2-16-16-1: 2 inputs, 1 output) it computes a score: above 0, it says X,"
                + " else O. It has %d weights and biases, random to begin with.",
            WIDTH, mlp.parameterCount()));
    out.println();
    out.println(
        Prose.lines(
            "The loss, which training makes small, is a max-margin loss: a point costs nothing if its"
                + " score is beyond 1 on the right side of 0 (above 1 for X, below -1 for O), and"
                + " else what is missing there, averaged over the points. So that the weights do not"
                + " grow, %s times the sum of the squares of all weights and biases is added, which"
                + " is called L2. In a step, each of these goes against the loss's derivative, by a"
                + " learning rate that falls from %s towards a tenth of that. Accuracy is the share"
                + " of points on the right side.",
            Figures.brief(ALPHA), Figures.brief(learningRate)));
    out.println();
    if (form == Which.BOTH) {
      out.println(
          Prose.lines(
              "Everything is computed twice: by tensors, all points at once, and by scalars, point"
                  + " by point and neuron by neuron. Both are the same formula, so that nothing but"
                  + " rounding can make them differ."));
      out.println();
    }
  }

  private void train(List<Form> forms, Moons moons, Optional<Listener> pictures) {
    LearningRate rate = step -> learningRate * (1 - 0.9 * step / steps);
    List<Sgd> sgds = forms.stream().map(f -> Sgd.of(f.parameters(), rate)).toList();
    out.printf("   %5s %10s %10s", "step", "loss", "accuracy");
    out.printf(form == Which.BOTH ? "   loss by scalars   difference%n" : "%n");
    double difference = 0;
    for (int step = 0; step <= steps; step++) {
      long start = System.nanoTime();
      List<Value> losses = forms.stream().map(f -> f.loss(ALPHA)).toList();
      checkFinite(step, losses);
      difference = Math.max(difference, difference(losses));
      if (step % EVERY == 0 || step == steps) {
        print(step, losses, moons.accuracy(forms.get(0).scores().data()));
      }
      if (step < steps && pictures.isPresent()) {
        tellGradients(pictures.get(), step + 1, forms.get(0), losses.get(0));
      }
      for (int i = 0; step < steps && i < sgds.size(); i++) {
        sgds.get(i).step(losses.get(i));
      }
      if (step < steps && pictures.isPresent()) { // all points are in a step, so it is an epoch
        double seconds = (System.nanoTime() - start) * 1e-9;
        double loss = losses.get(0).item();
        pictures
            .get()
            .epochDone(new Epoch(step + 1, loss, ImmutableMap.of(), rate.at(step + 1), seconds));
      }
    }
    out.println();
    if (form == Which.BOTH) {
      out.println(
          Prose.lines(
              "The largest difference in all steps is %s (1e-15 stands for 10^-15).",
              Figures.brief(difference, 2)));
      out.println();
    }
  }

  private static double difference(List<Value> losses) {
    return Math.abs(losses.get(losses.size() - 1).item() - losses.get(0).item());
  }

  private static void tellGradients(Listener pictures, int step, Form form, Value loss) {
    Gradients gradients = loss.gradients();
    pictures.gradientsFound(
        step,
        1,
        Maps.transformValues(form.parameters(), parameter -> gradients.of(parameter.value())));
  }

  private static void checkFinite(int step, List<Value> losses) {
    for (Value loss : losses) {
      if (!(Math.abs(loss.item()) < UNBOUND)) {
        throw new UserError(
            "the loss grows without bound (step %d); try a smaller --learning-rate"
                .formatted(step));
      }
    }
  }

  private void print(int step, List<Value> losses, double accuracy) {
    double loss = losses.get(0).item();
    out.printf("   %5d %s %8.0f %%", step, Figures.fit(loss, 10, 6), 100 * accuracy);
    for (Value other : losses.subList(1, losses.size())) {
      out.printf("   %s %12.1e", Figures.fit(other.item(), 15, 6), difference(losses));
    }
    out.println();
  }
}
