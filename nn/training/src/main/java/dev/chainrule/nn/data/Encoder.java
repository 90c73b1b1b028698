package dev.chainrule.nn.data;

import dev.chainrule.autograd.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * Makes numbers of some columns of a table, as it was fitted to; what a preprocessor consists of.
 */
interface Encoder {
  /**
   * Gives the numbers.
   *
   * @return shape [rows, width]
   */
  Tensor apply(Table table);

  /** Gives the columns that the numbers are made of. */
  List<String> columns();

  /** Gives what each number stands for: as many names as there are. */
  List<String> names();

  /** Gives the numbers to be saved. */
  default Map<String, Tensor> tensors() {
    return Map.of();
  }

  /** Gives the texts to be saved; one of them names the kind. */
  SavedTexts texts();

  /** Takes up what was saved; refuses it if it does not fit together. */
  static Encoder of(SavedTexts texts, Map<String, Tensor> tensors) {
    String kind = texts.text("kind");
    return switch (kind) {
      case NumberEncoder.KIND -> NumberEncoder.of(texts, tensors);
      case CategoryEncoder.KIND -> CategoryEncoder.of(texts, false);
      case CategoryEncoder.INDEX_KIND -> CategoryEncoder.of(texts, true);
      default -> throw new IllegalArgumentException("Preprocessor.of: there is no encoder " + kind);
    };
  }
}
