package dev.chainrule.autograd.page;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.notation.Algebra;
import dev.chainrule.autograd.notation.Expression;
import dev.chainrule.autograd.notation.Notation;
import dev.chainrule.autograd.op.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a page says of an operation: its name and parameters, and, if it is pointwise, its formula
 * and its derivatives. In a formula the places of operands, and of the result, are marked: the page
 * puts names or numbers there.
 */
final class OperationText {
  private static final String PLACE = "\uE000"; // followed by 0, 1 or r; no name may have it

  private OperationText() {}

  /**
   * Describes an operation.
   *
   * @param inputs how many it has
   * @param result which of its results is meant
   */
  static Map<String, Object> of(Operation operation, int inputs, int result) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("name", operation.name());
    Map<String, Object> parameters = new LinkedHashMap<>(operation.parameters());
    if (result > 0) {
      parameters.put("result", result);
    }
    if (!parameters.isEmpty()) {
      all.put("parameters", parameters);
    }
    if (!operation.isOfVocabulary()) {
      all.put("own", 1);
    }
    if (operation.isPointwise()) {
      List<Expression> operands = new ArrayList<>();
      for (int i = 0; i < inputs; i++) {
        operands.add(Algebra.name(PLACE + i));
      }
      all.put("formula", Notation.applied(operation, operands).mathMl(Expression.SUM));
      operands.add(Algebra.name(PLACE + "r"));
      all.put("slopes", slopes(operation, inputs, operands));
    }
    return all;
  }

  /** Writes the derivative by each input; none where that would be too long to read. */
  private static List<String> slopes(Operation operation, int inputs, List<Expression> operands) {
    ImmutableList.Builder<String> slopes = ImmutableList.builder();
    for (int i = 0; i < inputs; i++) {
      slopes.add(
          operation.isFlat(i)
              ? Algebra.number(0).mathMl()
              : Notation.derivative(operation.rule(i), operands)
                  .map(slope -> slope.mathMl(Expression.SUM))
                  .orElse(""));
    }
    return slopes.build();
  }
}
