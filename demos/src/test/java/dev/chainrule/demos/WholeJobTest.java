package dev.chainrule.demos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** All examples one after the other, on their built-in input, as a stranger reads them. */
class WholeJobTest {
  private static final String OUT = DemoProcess.run().succeeded(); // 80 columns at most

  private static List<String> found(String pattern) {
    return Pattern.compile(pattern, Pattern.MULTILINE)
        .matcher(OUT)
        .results()
        .map(MatchResult::group)
        .toList();
  }

  @Test
  void everyExample_hasATitle_andItsPartsAreNumbered() {
    List<String> titles =
        found("^(== \\S+(?=:)|\\d(?=\\. ))").stream().map(t -> t.replace("== ", "")).toList();
    assertEquals(
        List.of(
            "dosage",
            "1",
            "2",
            "3",
            "three-layer",
            "1",
            "2",
            "3",
            "4",
            "moons",
            "regression",
            "fit",
            "digits",
            "1",
            "2",
            "3",
            "4"),
        titles);
  }

  @Test
  void numbers_areShort_andReadTheSameEverywhere() {
    assertEquals(List.of(), found("\\d\\.\\d{11,}"));
    assertEquals(List.of(), found("(?<![.\\d])\\d{9,}"));
    assertEquals(List.of(), found("\\d,\\d"));
    assertEquals(List.of(), found("NaN|Infinity|null|@[0-9a-f]{6,}"));
  }

  @Test
  void everyTerm_isSaidWhatItIs_noLaterThanItIsUsed() {
    String out = OUT.replaceAll("\\s+", " ");
    String[][] terms = {
      {"dosage", "residual", "A residual is what is left over"},
      {"dosage", "SSR", "SSR, the sum of the squared residuals"},
      {"dosage", "parameters", "four weights and three biases are its parameters"},
      {"dosage", "textbook", "here called the textbook"},
      {
        "three-layer", "pattern", "Two bits together with the answer that is expected are a pattern"
      },
      {"three-layer", "cost", "The cost is what training makes small"},
      {"three-layer", "delta", "A delta is the cost's derivative"},
      {"three-layer", "rate,", "said by the learning rate, rate for short"},
      {"three-layer", "hidden error", "A hidden error is the cost's derivative"},
      {"moons", "loss", "The loss, which training makes small"},
      {"moons", "score", "it computes a score: above 0, it says X"},
      {"moons", "accuracy", "Accuracy is the share of points"},
      {"moons", "L2", "which is called L2"},
      {"regression", "R^2", "R^2 is the part of the squared spread of y"},
      {"regression", "baseline", "The baseline is the least that one can do"},
      {"regression", "mean squared error", "the mean squared error small, the mean of (observed"},
      {"fit", "standard error", "standard error, the standard deviation that it would have"},
      {"fit", "residual", "A residual is what is left over"},
      {"fit", "degrees of freedom", "the degrees of freedom: rows less parameters"},
      {"fit", "confidence band", "confidence band: where the true curve is"},
      {"digits", "parameters", "weights and biases are the parameters"},
      {"digits", "cost", "The cost, which training makes small, is"},
      {"digits", "component", "The gradient has a component for each weight and bias"},
      {"digits", "sure", "sure (0 is not at all, 1 is quite sure)"},
    };
    for (String[] term : terms) {
      String example = out.substring(out.indexOf("== " + term[0] + ":"));
      int defined = example.indexOf(term[2]);
      assertTrue(defined >= 0, term[0] + ": " + term[2]);
      int used = example.indexOf(term[1]);
      assertTrue(
          used >= 0 && used >= defined - 20, term[0] + ": " + term[1] + " before it is said");
    }
  }
}
