package dev.chainrule.autograd.notation;

import java.util.Locale;
import java.util.Optional;

/** Says how two numbers compare. */
public enum Relation {
  EQUAL("="),
  NOT_EQUAL("!="),
  LESS("<"),
  GREATER_OR_EQUAL(">="),
  GREATER(">"),
  LESS_OR_EQUAL("<=");

  private final String sign;

  Relation(String sign) {
    this.sign = sign;
  }

  /** Gives the sign, such as {@code >=}. */
  public String sign() {
    return sign;
  }

  /** Gives the relation that holds wherever this one does not. */
  public Relation negated() {
    return switch (this) {
      case EQUAL -> NOT_EQUAL;
      case NOT_EQUAL -> EQUAL;
      case LESS -> GREATER_OR_EQUAL;
      case GREATER_OR_EQUAL -> LESS;
      case GREATER -> LESS_OR_EQUAL;
      case LESS_OR_EQUAL -> GREATER;
    };
  }

  /** Finds the relation that an operation computes, such as {@code greaterOrEqual}. */
  public static Optional<Relation> of(String operation) {
    String wanted =
        operation.equals("equalTo") || operation.equals("notEqualTo")
            ? operation.substring(0, operation.length() - 2)
            : operation;
    for (Relation relation : values()) {
      if (relation.name().replace("_", "").equals(wanted.toUpperCase(Locale.ROOT))) {
        return Optional.of(relation);
      }
    }
    return Optional.empty();
  }
}
