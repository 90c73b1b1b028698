package dev.chainrule.demos.regression;

import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.demos.console.UserError;
import dev.chainrule.nn.data.Examples;
import dev.chainrule.nn.data.Imputer;
import dev.chainrule.nn.data.Missing;

/** What is done where a file has no value. */
enum Gaps {
  /** An error says where it is. */
  REFUSE(Missing.REFUSE),
  /** The row is left out. */
  DROP_ROW(Missing.DROP_ROW),
  /** The column's mean over the rows to learn from is put there. */
  MEAN(Missing.KEEP);

  final Missing missing;

  Gaps(Missing missing) {
    this.missing = missing;
  }

  /**
   * Fills the gaps on both sides by what is known of the rows to learn from alone.
   *
   * @throws UserError if that is nothing
   */
  static Examples.Split filled(Examples.Split split) {
    Tensor learned = split.training().inputs();
    if (learned.isNaN().all(0).any().item() != 0) {
      throw new UserError(
          "--missing: a column has no number in any of the rows to learn from; --ignore it");
    }
    Imputer means = Imputer.fit(learned);
    return new Examples.Split(
        split.training().map(means::apply, targets -> targets),
        split.heldOut().map(means::apply, targets -> targets));
  }
}
