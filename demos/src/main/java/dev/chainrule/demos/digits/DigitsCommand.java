package dev.chainrule.demos.digits;

import picocli.CommandLine.Command;

/** The {@code digits} example. */
@Command(
    name = "digits",
    mixinStandardHelpOptions = true,
    description = "Train a network of 784-16-16-10 to tell handwritten digits apart.")
public final class DigitsCommand implements Runnable {
  @Override
  public void run() {}
}
