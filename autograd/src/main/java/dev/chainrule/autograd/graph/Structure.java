package dev.chainrule.autograd.graph;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.notation.Algebra;
import dev.chainrule.autograd.notation.Expression;
import dev.chainrule.autograd.notation.NameText;
import dev.chainrule.autograd.notation.Relation;
import dev.chainrule.autograd.op.Operation;

/**
 * Derivatives of operations that are not functions of single elements: sums, products of matrices,
 * and those that move elements about. Known by the operation's name.
 */
enum Structure {
  /** Each element counts once. */
  SUM {
    @Override
    String words(Value value, int input) {
      int elements = value.inputs().get(input).shape().elements();
      int results = Math.max(1, value.shape().elements());
      return "sum over " + elements / results + " elements";
    }
  },
  /** Each element is used many times, and gets the sum over these uses. */
  BROADCAST {
    @Override
    String words(Value value, int input) {
      return "summed over " + Formulas.copies(value, input) + " elements";
    }
  },
  /** Each element goes to another place, or some are left out. */
  MOVE {
    @Override
    String words(Value value, int input) {
      return "moved back by " + NameText.ofOperation(value.operation().orElseThrow().toString());
    }
  },
  /** A product of matrices: the other matrix, transposed. */
  MATRIX_PRODUCT {
    @Override
    Expression derivative(Value value, int input, Formulas formulas) {
      String other = formulas.of(value.inputs().get(1 - input)).text(Expression.WHOLE);
      return Algebra.name(other + " transposed");
    }

    @Override
    String words(Value value, int input) {
      return input == 0 ? "matrix product, from the right" : "matrix product, from the left";
    }
  },
  /** A product of one matrix and another one transposed. */
  TRANSPOSED_PRODUCT {
    @Override
    Expression derivative(Value value, int input, Formulas formulas) {
      return formulas.of(value.inputs().get(1 - input));
    }

    @Override
    String words(Value value, int input) {
      return input == 0 ? "matrix product" : "matrix product, its cotangent transposed";
    }
  },
  /** The largest or the smallest: what was chosen counts. */
  EXTREME {
    @Override
    Expression derivative(Value value, int input, Formulas formulas) {
      Expression x = formulas.of(value.inputs().get(input));
      return Algebra.condition(x, Relation.EQUAL, formulas.of(value));
    }

    @Override
    String words(Value value, int input) {
      return "shared evenly among equals";
    }
  },
  /** Anything else, by its name. */
  OTHER {
    @Override
    Expression derivative(Value value, int input, Formulas formulas) {
      return Algebra.name(
          "Jacobian of " + NameText.ofOperation(value.operation().orElseThrow().name()));
    }
  };

  /** The factor in a product of derivatives; 1 for what only adds up or moves. */
  Expression derivative(Value value, int input, Formulas formulas) {
    return Algebra.ONE;
  }

  /** What happens to the cotangent, in a few words; none are needed where the factor says all. */
  String words(Value value, int input) {
    return "";
  }

  /** The structure of an operation that is not pointwise. */
  static Structure of(Operation operation) {
    return switch (operation.name()) {
      case "sum" -> SUM;
      case "broadcastTo" -> BROADCAST;
      case "reshape",
          "permute",
          "slice",
          "flip",
          "pad",
          "concat",
          "stack",
          "indexSelect",
          "indexAdd",
          "gather",
          "scatterAdd",
          "to" ->
          MOVE;
      case "matMul" -> MATRIX_PRODUCT;
      case "matMulTransposed" -> TRANSPOSED_PRODUCT;
      case "max", "min" -> EXTREME;
      default -> OTHER;
    };
  }
}
