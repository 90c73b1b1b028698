package dev.chainrule.demos.digits;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.demos.console.UserError;
import dev.chainrule.nn.layer.Activation;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the gradient is said to tell, held against the picture and against the cost itself. */
class SensitivityTest {
  private static final Digits DIGITS = new Artist(3).draw(20);

  private static String shown(Classifier network) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    new Sensitivity(network, DIGITS).showExample(out, 0);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static Classifier network(String widths, Activation activation, DType precision) {
    return new Plan(Plan.widths(widths), activation, Cost.SQUARED, precision).network(1);
  }

  private static List<MatchResult> matches(String pattern, String text) {
    return Pattern.compile(pattern, Pattern.MULTILINE).matcher(text).results().toList();
  }

  @Test
  void twoWeightsAreNamed_withBothNumbers_andTheCostAgrees() {
    String text = shown(network("784-16-16-10", Activation.SIGMOID, DType.FLOAT64));
    String flowing = text.replaceAll("\\s+", " ");
    MatchResult said =
        matches("The cost is (\\d+) times as sensitive to (\\S+ \\d+\\]), the weight from", flowing)
            .get(0);
    double times = Double.parseDouble(said.group(1));
    assertEquals(32, times, 1, text);
    List<MatchResult> rows =
        matches("^ {3}(\\S+\\.weight\\S+ \\d+\\]) +(\\S+) +(\\S+) +(\\S+)$", text);
    assertEquals(2, rows.size(), text);
    assertEquals(said.group(2), rows.get(0).group(1));
    for (int i = 0; i < 2; i++) {
      double predicted = number(rows, i, 3);
      assertEquals(0.001 * number(rows, i, 2), predicted, 1e-3 * Math.abs(predicted), text);
      assertEquals(predicted, number(rows, i, 4), 0.01 * Math.abs(predicted), text);
    }
    assertEquals(times, Math.abs(number(rows, 0, 2) / number(rows, 1, 2)), 0.51, text);
  }

  @Test
  void theComponents_areTheEngines_andThePlaces_theWeights() {
    Classifier network = network("784-16-16-10", Activation.SIGMOID, DType.FLOAT64);
    String text = shown(network);
    Value weight = network.mlp().stages().get(0).linear().weight().value();
    Tensor gradient = network.cost(DIGITS.examples().slice(0, 1)).gradients().of(weight);
    List<MatchResult> rows =
        matches("hidden1\\.weight\\[(\\d+), (\\d+)\\] +([+-]\\S+) +[+-]\\S+ +\\S+$", text);
    assertEquals(2, rows.size(), text);
    for (MatchResult row : rows) {
      int to = Integer.parseInt(row.group(1));
      int from = Integer.parseInt(row.group(2));
      double component = gradient.at(to, from);
      double shown = Double.parseDouble(row.group(3));
      assertEquals(component, shown, 1e-3 * Math.abs(component), text);
      String place =
          "hidden1.weight[%d, %d], %%sfrom pixel row %d, column %d to hidden1 neuron %d"
              .formatted(to, from, from / 28, from % 28, to);
      String flowing = text.replaceAll("\\s+", " ");
      assertTrue(
          flowing.contains(place.formatted("the weight ")) || flowing.contains(place.formatted("")),
          text);
    }
    List<MatchResult> most = matches("^ {3}hidden1\\.weight\\S+ \\d+\\] +pixel .+ (\\S+)$", text);
    double largest = gradient.abs().max().item();
    assertEquals(largest, Math.abs(number(most, 0, 1)), 5e-3 * largest, text);
  }

  private static double number(List<MatchResult> matches, int index, int group) {
    return Double.parseDouble(matches.get(index).group(group));
  }

  @Test
  void aPixel_standsWhereItsWeightSays() {
    String text = shown(network("784-16-16-10", Activation.TANH, DType.FLOAT64));
    List<MatchResult> rows =
        matches(
            "^ {3}([A-E]) +hidden1\\.weight\\[\\d+, (\\d+)\\] +pixel row (\\d+), column (\\d+) ",
            text);
    assertEquals(5, rows.size(), text);
    List<String> picture = text.lines().filter(line -> line.matches("[ .:+*#@A-E]{28}")).toList();
    assertEquals(14, picture.size(), text);
    for (MatchResult row : rows) {
      int pixel = Integer.parseInt(row.group(2));
      assertEquals(pixel / 28, Integer.parseInt(row.group(3)));
      assertEquals(pixel % 28, Integer.parseInt(row.group(4)));
      char mark = picture.get(pixel / 28 / 2).charAt(pixel % 28);
      assertEquals(row.group(1), String.valueOf(mark), text);
      assertTrue(DIGITS.examples().inputs().at(0, pixel) > 0, "a white pixel can't matter");
    }
  }

  @Test
  void withoutHiddenLayers_allWeightsAreOfPixels() {
    String text = shown(network("784-10", Activation.SIGMOID, DType.FLOAT64));
    assertFalse(text.contains("hidden"), text);
    assertTrue(text.contains("output.weight"), text);
  }

  @Test
  void aDeadNetwork_isToldSo() {
    Classifier dead = network("784-4-10", Activation.RELU, DType.FLOAT64);
    dead.mlp()
        .parameters()
        .forEach((name, p) -> p.update(p.value().data().filled(name.endsWith("bias") ? -1 : 0)));
    String text = shown(dead).replaceAll("\\s+", " ");
    assertFalse(text.contains("every component is 0"), text);
    assertFalse(text.contains("as sensitive to"), text);
    double[] components =
        dead.cost(DIGITS.examples().slice(0, 1))
            .gradients()
            .of(requireNonNull(dead.mlp().parameters().get("output.bias")).value())
            .toArray();
    MatchResult said = matches("components is (\\S+), at the score of (\\d)\\.", text).get(0);
    double component = components[Integer.parseInt(said.group(2))];
    assertEquals(component, number(List.of(said), 0, 1), 1e-2 * Math.abs(component), text);
    double largest = Arrays.stream(components).map(Math::abs).max().orElseThrow();
    assertEquals(largest, Math.abs(component));
  }

  @Test
  void flatOutputs_areToldApartFromDeadNeurons() {
    Classifier flat = network("784-4-10", Activation.RELU, DType.FLOAT64);
    flat.mlp()
        .parameters()
        .forEach(
            (name, p) ->
                p.update(p.value().data().filled(name.equals("output.bias") ? -2000 : 0.01)));
    String text = shown(flat).replaceAll("\\s+", " ");
    assertTrue(text.contains("every component is 0, of weights and of output biases"), text);
  }

  @Test
  void aGradientThatIsNoNumber_isRefused() {
    Classifier broken = network("784-4-10", Activation.SIGMOID, DType.FLOAT64);
    broken.mlp().parameters().forEach((name, p) -> p.update(p.value().data().filled(Double.NaN)));
    assertThrows(UserError.class, () -> shown(broken));
  }

  @Test
  void nudging_leavesTheWeightsAsTheyWere() {
    Classifier network = network("784-4-10", Activation.SIGMOID, DType.FLOAT64);
    double[] before = network.scores(DIGITS.examples().inputs()).toArray();
    String first = shown(network);
    assertEquals(first, shown(network));
    assertEquals(
        List.of(before[0], before[99]),
        List.of(
            network.scores(DIGITS.examples().inputs()).at(0, 0),
            network.scores(DIGITS.examples().inputs()).at(9, 9)));
  }

  @Test
  void inFloat32_theSameIsShown_byNumbersOfFloat64() {
    Classifier network = network("784-4-10", Activation.RELU, DType.FLOAT32);
    Classifier precise = network.precise();
    assertEquals(DType.FLOAT64, precise.precision());
    double score = network.scores(DIGITS.examples().inputs().to(DType.FLOAT32)).at(0, 3);
    assertEquals(score, precise.scores(DIGITS.examples().inputs()).at(0, 3), 1e-6);
  }

  @Test
  void theMostTellingExample_isOneWithALargeGradient() {
    Classifier network = network("784-10", Activation.SIGMOID, DType.FLOAT64);
    Sensitivity sensitivity = new Sensitivity(network, DIGITS);
    double most = largest(network, sensitivity.mostTelling());
    for (int example = 0; example < DIGITS.count(); example++) {
      assertTrue(largest(network, example) <= most, "example " + example);
    }
  }

  private static double largest(Classifier network, int example) {
    Value weight = network.mlp().stages().get(0).linear().weight().value();
    Value cost = network.cost(DIGITS.examples().slice(example, example + 1));
    return cost.gradients().of(weight).abs().max().item();
  }
}
