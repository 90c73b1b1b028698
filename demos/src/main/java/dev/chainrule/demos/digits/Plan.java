package dev.chainrule.demos.digits;

import com.google.common.base.Enums;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Ints;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.demos.console.OptionError;
import dev.chainrule.demos.console.UserError;
import dev.chainrule.nn.file.FileText;
import dev.chainrule.nn.layer.Activation;
import dev.chainrule.nn.layer.Initializer;
import dev.chainrule.nn.layer.Mlp;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a network is to be made of.
 *
 * @param widths of the layers, from 784 inputs to 10 outputs
 */
record Plan(List<Integer> widths, Activation activation, Cost cost, DType precision) {
  private static final int MAX_LAYERS = 20;
  private static final int MAX_WEIGHTS = 20_000_000;

  /** Copies the list. */
  Plan {
    widths = ImmutableList.copyOf(widths);
  }

  /**
   * Reads widths such as {@code 784-16-16-10}.
   *
   * @throws UserError if they are not like that
   */
  static List<Integer> widths(String text) {
    List<Integer> widths =
        Splitter.on('-').splitToStream(text).map(Plan::width).collect(Collectors.toList());
    if (widths.size() < 2
        || widths.contains(0)
        || widths.get(0) != Digits.PIXELS
        || widths.get(widths.size() - 1) != Digits.CLASSES) {
      throw new OptionError(
          "--model: " + text + " must be widths from 784 to 10, such as 784-128-10");
    }
    long weights = 0;
    for (int i = 1; i < widths.size(); i++) {
      weights += (long) widths.get(i - 1) * widths.get(i);
    }
    if (widths.size() > MAX_LAYERS || weights < 0 || weights > MAX_WEIGHTS) {
      throw new OptionError(
          "--model: at most %d widths, and %d weights between them"
              .formatted(MAX_LAYERS, MAX_WEIGHTS));
    }
    return widths;
  }

  /** 0 for what is no width; what is too wide for an int is too wide anyway. */
  private static int width(String text) {
    return text.matches("\\d+")
        ? Optional.ofNullable(Ints.tryParse(text)).orElse(Integer.MAX_VALUE)
        : 0;
  }

  /** A network with random weights. */
  Classifier network(long seed) {
    Mlp.Builder mlp = Mlp.builder(Digits.PIXELS).seed(seed).dtype(precision);
    for (int width : widths.subList(1, widths.size() - 1)) {
      mlp = mlp.hidden(width, activation);
    }
    mlp = mlp.output(Digits.CLASSES, cost.last);
    if (activation == Activation.SIGMOID) {
      mlp = mlp.initializer(Initializer.glorot());
    }
    return new Classifier(mlp.build(), cost);
  }

  /** The same without hidden layers: what can be told from a weighted sum of the pixels alone. */
  Plan linear() {
    return new Plan(List.of(Digits.PIXELS, Digits.CLASSES), activation, cost, precision);
  }

  /** The widths as they are written on the command line. */
  String model() {
    return widths.stream().map(Object::toString).collect(Collectors.joining("-"));
  }

  /** What {@link #of} reads. */
  Map<String, String> texts() {
    return ImmutableMap.of(
        "model",
        model(),
        "activation",
        lower(activation),
        "loss",
        cost.toString(),
        "precision",
        lower(precision));
  }

  /**
   * Reads what {@link #texts} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static Plan of(Map<String, String> texts) {
    return new Plan(
        widths(texts.getOrDefault("model", "")),
        constant(Activation.class, "activation", texts),
        constant(Cost.class, "loss", texts),
        constant(DType.class, "precision", texts));
  }

  private static <E extends Enum<E>> E constant(
      Class<E> type, String name, Map<String, String> texts) {
    String text = texts.getOrDefault(name, "");
    Optional<E> constant = Enums.getIfPresent(type, upper(text)).toJavaUtil();
    return constant.orElseThrow(
        () -> new IllegalArgumentException("its " + name + " is '" + FileText.shown(text) + "'"));
  }

  static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String upper(String text) {
    return text.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
