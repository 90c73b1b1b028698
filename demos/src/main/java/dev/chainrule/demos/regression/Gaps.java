package dev.chainrule.demos.regression;

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

  /** Fills the gaps on both sides by what is known of the rows to learn from alone. */
  static Examples.Split filled(Examples.Split split) {
    Imputer means = Imputer.fit(split.training().inputs());
    return new Examples.Split(
        split.training().map(means::apply, targets -> targets),
        split.heldOut().map(means::apply, targets -> targets));
  }
}
