package dev.chainrule.demos.console;

/** A mistake on the command line that shows before anything is read, said in one line. */
public final class OptionError extends UserError {
  private static final long serialVersionUID = 1;

  /** With the line to show, which begins with the option. */
  public OptionError(String message) {
    super(message);
  }
}
