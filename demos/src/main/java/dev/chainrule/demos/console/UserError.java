package dev.chainrule.demos.console;

/** A mistake of the user's, said in one line that tells what to do. */
public sealed class UserError extends RuntimeException permits OptionError {
  private static final long serialVersionUID = 1;

  /** With the line to show. */
  public UserError(String message) {
    super(message);
  }
}
