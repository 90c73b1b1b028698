package dev.chainrule.nn.data;

/** Says what is to be done where a CSV file has no value: an empty field, NA, NaN, null or a ?. */
public enum Missing {
  /** Nothing can be done: an error that says where it is. */
  REFUSE,
  /** The whole row is left out, whatever column it is missing in. */
  DROP_ROW,
  /** The mean of the column takes its place. */
  MEAN;

  /** Says whether a field stands for no value. */
  static boolean isMissing(String field) {
    return switch (field) {
      case "", "NA", "NaN", "nan", "null", "?" -> true;
      default -> false;
    };
  }
}
