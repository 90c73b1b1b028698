package dev.chainrule.demos.digits;

import com.google.common.base.Strings;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.demos.console.Prose;
import dev.chainrule.nn.data.Examples;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a network says of digits, beside what they are. */
final class Reading {
  private static final int PART = 500; // images that are read at a time, until one is found

  private final Classifier network;
  private final Digits digits;

  Reading(Classifier network, Digits digits) {
    this.network = network;
    this.digits = digits;
  }

  /**
   * What is said of one digit.
   *
   * @param label what it is
   * @param said the digit of which the network is most sure
   * @param sureness how sure it is of that one, from 0 to 1
   */
  record Answer(int label, int said, double sureness) {
    boolean isRight() {
      return label == said;
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "says %d, %.2f sure", said, sureness);
    }
  }

  /** Reads one digit. */
  Answer answer(int image) {
    return answer(digits.label(image), network.sureness(one(image).inputs()), 0);
  }

  private static Answer answer(int label, Tensor sureness, int row) {
    int most =
        IntStream.range(1, Digits.CLASSES)
            .reduce(0, (best, d) -> sureness.at(row, d) > sureness.at(row, best) ? d : best);
    return new Answer(label, most, sureness.at(row, most));
  }

  private Examples one(int image) {
    return digits.examples().slice(image, image + 1);
  }

  /** Finds the first digit that is read rightly, or wrongly. */
  Optional<Integer> first(boolean isRight) {
    for (int from = 0; from < digits.count(); from += PART) {
      int to = Math.min(from + PART, digits.count());
      Tensor sureness = network.sureness(digits.examples().slice(from, to).inputs());
      for (int image = from; image < to; image++) {
        if (answer(digits.label(image), sureness, image - from).isRight() == isRight) {
          return Optional.of(image);
        }
      }
    }
    return Optional.empty();
  }

  /** Shows a digit that is read rightly beside one that is not, as far as there are such. */
  void show(PrintStream out) {
    Optional<Integer> right = first(true);
    Optional<Integer> wrong = first(false);
    out.println(
        Prose.lines(
            "%s Below stands which digit the network says, and how sure it is of that: 0 is"
                + " not at all, 1 is quite sure.",
            right.isEmpty()
                ? "None of the held-out digits is read rightly; this is the first."
                : wrong.isEmpty()
                    ? "Every one of the held-out digits is read rightly; this is the first."
                    : "These are the first held-out digit that is read rightly, and the first that is"
                        + " not."));
    out.println();
    int[] shown =
        right.isPresent() && wrong.isPresent()
            ? new int[] {right.get(), wrong.get()}
            : new int[] {0};
    draw(out, shown);
  }

  /** Draws digits side by side, above each what it is, and below what the network says. */
  void draw(PrintStream out, int... images) {
    Digits some = new Digits(one(images[0]));
    for (int i = 1; i < images.length; i++) {
      some = some.beside(new Digits(one(images[i])));
    }
    StringBuilder answers = new StringBuilder();
    for (int image : images) {
      answers.append(Strings.padEnd("     " + answer(image), Digits.SIDE, ' '));
    }
    out.printf("%s%n%s%s%n%n", some.labels(), some.draw(), answers);
  }
}
