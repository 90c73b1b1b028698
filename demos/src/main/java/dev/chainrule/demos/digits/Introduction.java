package dev.chainrule.demos.digits;

import dev.chainrule.demos.console.Prose;
import dev.chainrule.nn.layer.Activation;
import java.io.PrintStream;

/** What a reader is told before training: what the digits, the network and the cost are. */
final class Introduction {
  private static final int SHOWN = 2; // side by side, in 80 columns

  private final PrintStream out;
  private final Plan plan;
  private final Classifier network;

  Introduction(PrintStream out, Plan plan, Classifier network) {
    this.out = out;
    this.plan = plan;
    this.network = network;
  }

  /** Shows how many digits there are, and some of them. */
  void showDigits(Digits training, Digits heldOut, String source) {
    out.printf("== digits: a network learns to read ==%n%n");
    Digits some = training.first(SHOWN);
    out.printf(
        "1. %d digits to learn from, %d held out, %s%n%n",
        training.count(), heldOut.count(), source);
    out.println(
        Prose.lines(
            "Digits held out are kept away from learning, so that they can tell what was learned. The"
                + " first ones to learn from:"));
    out.printf("%n%s%n%s%n", some.labels(), some.draw());
  }

  /** Says what the network is, what it is to learn, and by which settings. */
  void showTask(String settings) {
    out.printf("2. Training%n%n");
    out.println(
        Prose.lines(
            "The network has layers of %s neurons: the first are the 784 pixels, the last a score"
                + " for each digit. A neuron adds up the layer before, each neuron of it times a"
                + " weight, and a bias; weights and biases are the parameters.%s",
            plan.model(), functions()));
    out.println();
    out.println(
        Prose.lines(
            "The cost, which training makes small, is %s. An epoch goes through all digits to"
                + " learn from, a batch of them for each step; a step changes each parameter against"
                + " the cost's derivative, as far as the learning rate says. Accuracy is the share of"
                + " held-out digits, which the network never learns from, whose own score is the"
                + " highest.",
            plan.cost().explanation));
    out.println();
    out.printf("   %s%n%n", settings);
  }

  /** Says what a neuron does to its sum. */
  private String functions() {
    boolean isDeep = plan.widths().size() > 2;
    boolean isBetween = plan.cost().last == Activation.SIGMOID;
    String hidden =
        isDeep
            ? plan.activation() == Activation.SOFTMAX
                ? " In the hidden layers, those between, the sums of a layer go together through"
                    + " the function softmax, which makes positive numbers of them that add up to 1."
                : " In the hidden layers, those between, each sum goes through the function "
                    + Plan.lower(plan.activation())
                    + "."
            : "";
    String scores = isBetween ? " A score is a sum brought between 0 and 1 by sigmoid." : "";
    boolean isSigmoid = isBetween || (isDeep && plan.activation() == Activation.SIGMOID);
    return hidden + scores + (isSigmoid ? " sigmoid(z) is 1 / (1 + e^-z)." : "");
  }

  /** Shows what the network says of the first digit before it has learned anything. */
  void showUntrained(Digits training) {
    Reading.Answer answer = new Reading(network, training).answer(0);
    out.println(
        Prose.lines(
            "Its parameters are random to begin with. Of the first digit above, a %d, it %s (0 is"
                + " not at all, 1 is quite sure). Now it learns:",
            answer.label(), answer));
    out.println();
  }
}
