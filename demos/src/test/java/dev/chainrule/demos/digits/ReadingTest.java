package dev.chainrule.demos.digits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.layer.Activation;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What stands above and below a drawn digit, held against its label and the network's scores. */
class ReadingTest {
  private static final Digits DIGITS = new Artist(3).draw(60);

  private static Classifier network(Cost cost) {
    return new Plan(Plan.widths("784-8-10"), Activation.TANH, cost, DType.FLOAT64).network(2);
  }

  /** A network that says the same whatever it sees. */
  private static Classifier saying(int digit) {
    Classifier network =
        new Plan(Plan.widths("784-10"), Activation.TANH, Cost.SQUARED, DType.FLOAT64).network(1);
    network
        .mlp()
        .parameters()
        .forEach(
            (name, parameter) -> {
              Tensor now = parameter.value().data();
              double[] numbers = new double[now.shape().elements()];
              if (name.endsWith("bias")) {
                numbers[digit] = 1;
              }
              parameter.update(Tensor.of(now.shape(), numbers));
            });
    return network;
  }

  @Test
  void itSaysTheDigitOfTheHighestScore_andHowHighThatIs() {
    for (Cost cost : Cost.values()) {
      Classifier network = network(cost);
      Tensor scores = network.scores(DIGITS.examples().inputs());
      Tensor sureness = cost == Cost.CROSS_ENTROPY ? scores.softmax(1) : scores;
      Reading reading = new Reading(network, DIGITS);
      for (int image = 0; image < 30; image++) {
        Reading.Answer answer = reading.answer(image);
        assertEquals(DIGITS.label(image), answer.label());
        assertEquals(scores.argMax(1).at(image), answer.said());
        assertEquals(sureness.slice(0, image, image + 1).max().item(), answer.sureness(), 1e-12);
      }
    }
  }

  @Test
  void theFirstThatIsReadRightly_isFound_whereThereIsOne() {
    int last = DIGITS.label(1);
    assertEquals(Optional.of(indexOf(last)), new Reading(saying(last), DIGITS).first(true));
    Digits rest = new Digits(DIGITS.examples().slice(0, indexOf(last)));
    assertEquals(Optional.empty(), new Reading(saying(last), rest).first(true));
  }

  @Test
  void theFirstThatIsReadRightly_mayStandFarBehind() {
    Digits many = new Digits(DIGITS.examples().slice(0, 1));
    int digit = (many.label(0) + 1) % 10;
    Digits other = new Digits(DIGITS.examples().slice(indexOf(digit), indexOf(digit) + 1));
    for (int i = 0; i < 9; i++) {
      many = many.beside(many);
    }
    assertEquals(Optional.of(512), new Reading(saying(digit), many.beside(other)).first(true));
  }

  private static int indexOf(int label) {
    int image = 0;
    while (DIGITS.label(image) != label) {
      image++;
    }
    return image;
  }

  @Test
  void aRightOneAndAWrongOne_areShown_withWhatTheyAre() {
    String text = shown(new Reading(saying(4), DIGITS));
    MatchResult labels = match("^ +a (\\d) +a (\\d) +$", text);
    MatchResult answers = match("^ +says (\\d), (\\S+) sure +says (\\d), (\\S+) sure +$", text);
    assertEquals(
        List.of("4", "4", "4"), List.of(labels.group(1), answers.group(1), answers.group(3)));
    assertTrue(!labels.group(2).equals("4"), text);
    assertEquals("0.73", answers.group(2)); // sigmoid(1)
    assertTrue(text.contains("rightly, and the first that"), text);
  }

  @Test
  void whereAllAreReadAlike_oneIsShown() {
    int four = indexOf(4);
    Digits one = new Digits(DIGITS.examples().slice(four, four + 1));
    String right = shown(new Reading(saying(4), one));
    assertTrue(right.contains("Every one of the held-out digits is read rightly"), right);
    String wrong = shown(new Reading(saying(3), one));
    assertTrue(wrong.contains("None of the held-out digits is read rightly"), wrong);
  }

  private static MatchResult match(String pattern, String text) {
    return Pattern.compile(pattern, Pattern.MULTILINE)
        .matcher(text)
        .results()
        .findFirst()
        .orElseThrow();
  }

  private static String shown(Reading reading) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    reading.show(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
