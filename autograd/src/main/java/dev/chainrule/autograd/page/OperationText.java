package dev.chainrule.autograd.page;

import dev.chainrule.autograd.op.Operation;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a page says of an operation: its name, its parameters, its formula and derivatives. */
final class OperationText {
  private OperationText() {}

  static Map<String, Object> of(Operation operation) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("name", operation.name());
    if (!operation.parameters().isEmpty()) {
      all.put("parameters", operation.parameters());
    }
    if (!operation.isOfVocabulary()) {
      all.put("own", 1);
    }
    return all;
  }
}
