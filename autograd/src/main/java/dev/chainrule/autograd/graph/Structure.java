package dev.chainrule.autograd.graph;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.notation.Algebra;
import dev.chainrule.autograd.notation.Expression;
import dev.chainrule.autograd.notation.NameText;
import dev.chainrule.autograd.notation.Relation;
import dev.chainrule.autograd.op.Operation;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.Optional;

/**
 * Derivatives of operations that are not functions of single elements: sums, products of matrices,
 * and those that move elements about. The engine's own are known by their names, a user's are not.
 */
enum Structure {
  /** Each element counts once. */
  SUM {
    @Override
    Optional<Expression> derivative(Value value, int input, Formulas formulas) {
      return Optional.of(Algebra.ONE);
    }

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
    Optional<Expression> derivative(Value value, int input, Formulas formulas) {
      return Optional.of(Algebra.ONE);
    }

    @Override
    String words(Value value, int input) {
      return "summed over " + Formulas.copies(value, input) + " elements";
    }
  },
  /** Each element goes to another place, or some are left out. */
  MOVE {
    @Override
    String derivativeInWords(Value value, int input, Formulas formulas) {
      return "1";
    }

    @Override
    String words(Value value, int input) {
      return "moved back by " + name(value);
    }
  },
  /** A product of matrices: the other matrix, transposed. */
  MATRIX_PRODUCT {
    @Override
    String derivativeInWords(Value value, int input, Formulas formulas) {
      Value other = value.inputs().get(1 - input);
      return formulas.of(other).text(Expression.WHOLE) + " transposed";
    }

    @Override
    String words(Value value, int input) {
      return input == 0 ? "matrix product, from the right" : "matrix product, from the left";
    }
  },
  /** A product of one matrix and another one transposed. */
  TRANSPOSED_PRODUCT {
    @Override
    String derivativeInWords(Value value, int input, Formulas formulas) {
      return formulas.of(value.inputs().get(1 - input)).text();
    }

    @Override
    String words(Value value, int input) {
      return input == 0 ? "matrix product" : "matrix product, its cotangent transposed";
    }
  },
  /** The largest or the smallest: what was chosen counts, shared among equals. */
  EXTREME {
    @Override
    Optional<Expression> derivative(Value value, int input, Formulas formulas) {
      Tensor x = value.inputs().get(input).data();
      if (value.shape().elements() != 1 || x.hasNaN()) {
        return Optional.empty();
      }
      int equal = Activity.count(x.equalTo(value.data().reshape()));
      Expression of = formulas.byName(value.inputs().get(input));
      Expression chosen = Algebra.condition(of, Relation.EQUAL, formulas.byName(value));
      return Optional.of(Algebra.product(Algebra.number(1.0 / equal), chosen));
    }

    @Override
    String words(Value value, int input) {
      return "shared evenly among equals";
    }
  },
  /** Anything else, by its name. */
  OTHER;

  /** The factor of each element, of what has one; 1 for what only adds up. */
  Optional<Expression> derivative(Value value, int input, Formulas formulas) {
    return Optional.empty();
  }

  /** The factor in words, where it is none that each element has. */
  String derivativeInWords(Value value, int input, Formulas formulas) {
    return "Jacobian of " + name(value);
  }

  /** What happens to the cotangent, in a few words; none are needed where the factor says all. */
  String words(Value value, int input) {
    return "";
  }

  /** The structure of the operation, not pointwise, that made a value. */
  static Structure of(Value value) {
    Operation operation = value.operation().orElseThrow();
    if (!operation.isOfVocabulary()) {
      return OTHER;
    }
    return switch (operation.name()) {
      case "sum" -> SUM;
      case "broadcastTo" -> BROADCAST;
      case "reshape",
          "permute",
          "slice",
          "place",
          "flip",
          "pad",
          "concat",
          "stack",
          "unstack",
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

  /** Names the operation that made a value, with its axes or so and, of several, which result. */
  static String name(Value value) {
    String operation = NameText.ofOperation(value.operation().orElseThrow().toString());
    int results = value.siblings().size();
    return results == 1
        ? operation
        : "result " + (value.siblings().indexOf(value) + 1) + " of " + operation;
  }
}
