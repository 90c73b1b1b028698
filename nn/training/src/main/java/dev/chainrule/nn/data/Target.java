package dev.chainrule.nn.data;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.file.FileText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Says what is to be predicted: numbers, one of some classes, or which of two it is. */
record Target(Kind kind, Encoder encoder) {
  enum Kind {
    NUMBERS,
    CLASSES,
    BINARY
  }

  /** Fits the scales of numbers. */
  static Target numbers(Table table, List<String> columns) {
    columns.forEach(column -> checkPresent("fit", table, column));
    return new Target(Kind.NUMBERS, NumberEncoder.fit(table, columns));
  }

  /** Takes for classes the texts that occur. */
  static Target classes(Table table, String column) {
    checkPresent("fit", table, column);
    OneHot classes = OneHot.fit(table.texts(column));
    return new Target(Kind.CLASSES, new CategoryEncoder(column, classes, true));
  }

  /** Takes for the other class the other text that occurs. */
  static Target binary(Table table, String column, String positive) {
    checkPresent("fit", table, column);
    List<String> found = OneHot.fit(table.texts(column)).categories();
    List<String> both = new ArrayList<>(found);
    checkArgument(
        both.remove(positive) && both.size() == 1,
        "fit: column %s must hold %s and one other text; it holds %s",
        FileText.shown(column),
        FileText.shown(positive),
        FileText.shown(found));
    OneHot classes = OneHot.of(List.of(both.get(0), positive));
    return new Target(Kind.BINARY, new CategoryEncoder(column, classes, true));
  }

  private static void checkPresent(String method, Table table, String column) {
    int row = table.texts(column).indexOf("");
    if (row >= 0) {
      throw new IllegalArgumentException(
          "%s: %s: column %s has no value, but is to be learned; leave such rows out"
              .formatted(method, table.where(row), column));
    }
  }

  /** Gives what is to be predicted of each row: of classes the indices, shape [rows]. */
  Tensor apply(Table table) {
    table.check("apply", encoder.columns());
    encoder.columns().forEach(column -> checkPresent("apply", table, column));
    Tensor targets = encoder.apply(table);
    return kind == Kind.CLASSES ? targets.squeeze(1) : targets;
  }

  List<String> classes() {
    checkState(
        encoder instanceof CategoryEncoder,
        "classes: numbers are predicted here, no classes; call numbers(...)");
    return classes(encoder);
  }

  /** Brings what a network puts out back to the units of the table. */
  Tensor numbers(Tensor outputs) {
    checkState(
        encoder instanceof NumberEncoder,
        "numbers: classes are predicted here, no numbers; call classes(...) or probabilities(...)");
    return ((NumberEncoder) encoder).standardizer().inverse(outputs.to(DType.FLOAT64));
  }

  /** Makes probabilities of the logits that a network puts out: shape [rows, classes]. */
  Tensor probabilities(Tensor logits) {
    int classes = classes().size();
    int width = kind == Kind.BINARY ? 1 : classes;
    checkArgument(
        logits.shape().rank() == 2 && logits.shape().size(1) == width,
        "probabilities: the network puts out shape %s; for classes %s it must be [rows, %s]",
        logits.shape(),
        classes(),
        width);
    Tensor z = logits.to(DType.FLOAT64);
    return kind == Kind.BINARY ? z.neg().sigmoid().concat(1, List.of(z.sigmoid())) : z.softmax(1);
  }

  SavedTexts texts() {
    return SavedTexts.of("kind", kind.name()).with("encoder", encoder.texts());
  }

  /** Takes up what was saved; refuses it if it does not fit together. */
  static Target of(SavedTexts texts, Map<String, Tensor> tensors) {
    String name = texts.text("kind");
    checkArgument(
        Arrays.stream(Kind.values()).anyMatch(known -> known.name().equals(name)),
        "Preprocessor.of: a target of kind %s",
        name);
    Kind kind = Kind.valueOf(name);
    Encoder encoder = Encoder.of(texts.within("encoder"), tensors);
    boolean isOfNumbers = encoder instanceof NumberEncoder;
    checkArgument(
        isOfNumbers == (kind == Kind.NUMBERS)
            && (isOfNumbers || encoder.names().size() == 1)
            && (kind != Kind.BINARY || classes(encoder).size() == 2),
        "Preprocessor.of: a target of kind %s can't be of %s",
        name,
        encoder.names());
    return new Target(kind, encoder);
  }

  private static List<String> classes(Encoder encoder) {
    return ((CategoryEncoder) encoder).oneHot().categories();
  }
}
