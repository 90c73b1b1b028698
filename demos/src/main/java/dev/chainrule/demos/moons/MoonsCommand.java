package dev.chainrule.demos.moons;

import dev.chainrule.autograd.Value;
import dev.chainrule.demos.console.UserError;
import dev.chainrule.nn.layer.Activation;
import dev.chainrule.nn.layer.Mlp;
import dev.chainrule.nn.optim.LearningRate;
import dev.chainrule.nn.optim.Sgd;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
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

  @Override
  public void run() {
    checkOptions();
    PrintStream out = System.out;
    Moons moons = Moons.of(points, noise, seed);
    Mlp mlp =
        Mlp.builder(2)
            .hidden(WIDTH, Activation.RELU)
            .hidden(WIDTH, Activation.RELU)
            .output(1, Activation.IDENTITY)
            .seed(seed)
            .build();
    out.printf("== moons: %d points, a network of 2-16-16-1 ==%n%n", points);
    List<Form> forms = new ArrayList<>();
    if (form != Which.SCALAR) {
      forms.add(Form.tensor(mlp, moons));
    }
    if (form != Which.TENSOR) {
      forms.add(Form.scalar(mlp, moons));
    }
    train(out, forms, moons);
    if (form != Which.SCALAR) {
      out.printf("   Dots are where the network sees an X:%n%n%s%n", Boundary.draw(mlp, moons));
    }
  }

  private void checkOptions() {
    check("--points", points, points >= 2, "must be at least 2");
    check("--noise", noise, noise >= 0 && Double.isFinite(noise), "must not be negative");
    check("--steps", steps, steps >= 1, "must be at least 1");
    boolean isRate = learningRate > 0 && Double.isFinite(learningRate);
    check("--learning-rate", learningRate, isRate, "must be a positive number");
  }

  private static void check(String option, Number value, boolean isRight, String reason) {
    if (!isRight) {
      throw new UserError(option + ": " + value + " " + reason);
    }
  }

  private void train(PrintStream out, List<Form> forms, Moons moons) {
    LearningRate rate = step -> learningRate * (1 - 0.9 * step / steps);
    List<Sgd> sgds = forms.stream().map(f -> Sgd.of(f.parameters(), rate)).toList();
    out.printf("   %5s %20s %10s", "step", "loss", "accuracy");
    out.printf(form == Which.BOTH ? "   from scalars, the loss is%n" : "%n");
    for (int step = 0; step <= steps; step++) {
      List<Value> losses = forms.stream().map(f -> f.loss(ALPHA)).toList();
      if (step % EVERY == 0 || step == steps) {
        print(out, step, losses, moons.accuracy(forms.get(0).scores().data()));
      }
      for (int i = 0; step < steps && i < sgds.size(); i++) {
        sgds.get(i).step(losses.get(i));
      }
    }
    out.println();
  }

  private static void print(PrintStream out, int step, List<Value> losses, double accuracy) {
    out.printf("   %5d %20.16f %8.0f %%", step, losses.get(0).item(), 100 * accuracy);
    for (Value other : losses.subList(1, losses.size())) {
      out.printf("   %18.16f", other.item());
    }
    out.println();
  }
}
