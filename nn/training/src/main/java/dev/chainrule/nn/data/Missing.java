package dev.chainrule.nn.data;

/**
 * Says what is to be done where a CSV file has no value: an empty field, NA, NaN, nan, null, None
 * and the like, as pandas has them, a ?, or what {@link CsvFile#missingTokens} names. Only the
 * columns that are asked for count.
 */
public enum Missing {
  /** Nothing can be done: an error that says where it is. */
  REFUSE,
  /** The whole row is left out. */
  DROP_ROW,
  /**
   * The gap stays: NaN among numbers, an empty text among texts. A {@link Preprocessor}, or an
   * {@link Imputer}, puts the column's mean there, as it is in the rows to learn from: those that
   * are held out must have no say in it.
   */
  KEEP
}
