package dev.chainrule.nn.optim;

import static dev.chainrule.testing.MessageAssertions.assertMessage;
import static dev.chainrule.testing.MessageAssertions.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Parameter;
import dev.chainrule.nn.layer.Linear;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;

/** Every way to make an optimiser, and what it checks. */
class OptimizerFactoriesTest {
  private static final LearningRate SCHEDULE = step -> 0.1;

  private static double[] afterASecondStep(Function<Linear, Optimizer> maker) {
    Linear layer = Linear.of(2, 1);
    Optimizer optimizer = maker.apply(layer);
    for (int step = 0; step < 2; step++) {
      optimizer.step(layer.apply(Value.constant(Tensor.of(0.3, -2))).square().sum());
    }
    return layer.weight().value().data().toArray();
  }

  @Test
  void allMakeTheSame() {
    List<List<Function<Linear, Optimizer>>> all =
        List.of(
            List.of(
                l -> Sgd.of(l, 0.1),
                l -> Sgd.of(l, SCHEDULE),
                l -> Sgd.of(l.parameters(), 0.1),
                l -> Sgd.of(l.parameters(), SCHEDULE)),
            List.of(
                l -> Adam.of(l, 0.1),
                l -> Adam.of(l, SCHEDULE),
                l -> Adam.of(l.parameters(), 0.1),
                l -> Adam.of(l.parameters(), SCHEDULE)),
            List.of(
                l -> RmsProp.of(l, 0.1),
                l -> RmsProp.of(l, SCHEDULE),
                l -> RmsProp.of(l.parameters(), 0.1),
                l -> RmsProp.of(l.parameters(), SCHEDULE),
                l -> RmsProp.of(l, 0.1).epsilon(1e-8).alpha(0.99)),
            List.of(
                l -> Adagrad.of(l, 0.1),
                l -> Adagrad.of(l, SCHEDULE),
                l -> Adagrad.of(l.parameters(), 0.1),
                l -> Adagrad.of(l.parameters(), SCHEDULE),
                l -> Adagrad.of(l, 0.1).clipping(Clipping.none())));
    for (List<Function<Linear, Optimizer>> ways : all) {
      double[] first = afterASecondStep(ways.get(0));
      for (Function<Linear, Optimizer> way : ways) {
        assertArrayEquals(first, afterASecondStep(way));
      }
    }
    double[] large = afterASecondStep(l -> RmsProp.of(l, 0.1).epsilon(1));
    assertNotEquals(afterASecondStep(l -> RmsProp.of(l, 0.1))[0], large[0]);
  }

  @Test
  void boundsOfSettings() {
    Linear layer = Linear.of(2, 1);
    assertEquals(0, Sgd.of(layer, 0.1).momentum(0).steps());
    assertRefused("byValue: bound 0.0", () -> Clipping.byValue(0));
    assertRefused("byGlobalNorm: bound 0.0", () -> Clipping.byGlobalNorm(0));
    assertEquals("none()", Clipping.none().toString());
    assertRefused("factor 0.0", () -> LearningRate.steps(1, 0, 5));
    assertRefused("after every 0 steps", () -> LearningRate.steps(1, 0.5, 0));
    assertRefused("steps: rate 0.0", () -> LearningRate.steps(0, 0.5, 5));
    assertRefused("exponential: factor 0.0", () -> LearningRate.exponential(1, 0));
    assertRefused("cosine: rate 0.0", () -> LearningRate.cosine(0, 1, 5));
    assertRefused("cosine: 5 steps of warm-up", () -> LearningRate.cosine(1, 5, 5));
    assertRefused("times: factor 0.0", () -> SCHEDULE.times(0));
    assertRefused("times: factor Infinity", () -> SCHEDULE.times(Double.POSITIVE_INFINITY));
    assertRefused("factor 1.0 must be between", () -> ReduceOnPlateau.of(0.1, 1, 0));
    assertRefused("factor 0.0 must be between", () -> ReduceOnPlateau.of(0.1, 0, 0));
    assertRefused("patience -1", () -> ReduceOnPlateau.of(0.1, 0.5, -1));
  }

  @Test
  void schedulesSayWhatTheyAre() {
    LearningRate half = LearningRate.cosine(0.1, 1, 5).times(0.5);
    assertEquals("0.5 times cosine(0.1, 1, 5)", half.toString());
    assertEquals("0.5 times cosine(0.1, 1, 5)", Named.definition(half));
    assertEquals(
        "a function: 0.1 at 0, 0.1 at 1, 0.1 at 10, 0.1 at 100, 0.1 at 1000, 0.1 at 10000",
        Named.definition(SCHEDULE));
    assertEquals("2.0 times by a function", SCHEDULE.times(2).toString());
  }

  @Test
  void aGradientThatIsTooLargeToBeSquared_isClipped() {
    Tensor gradient = Tensor.of(3e200, -4e200);
    assertEquals(5e200, Clipping.globalNorm(List.of(gradient)), 1e186);
    Tensor single = Tensor.full(Shape.of(16), 1e38).to(DType.FLOAT32); // whose norm is none
    assertEquals(4e38, Clipping.globalNorm(List.of(single)), 1e32);
    Tensor clipped = Clipping.byGlobalNorm(10).clip(List.of(gradient)).get(0);
    assertArrayEquals(new double[] {6, -8}, clipped.toArray(), 1e-13);
  }

  @Test
  void aLossThatLeavesAParameterOut_isRefused() {
    Parameter a = Parameter.of(1);
    Parameter b = Parameter.of(2);
    Sgd sgd = Sgd.of(Map.of("a", a, "b", b), 0.1);
    assertMessage(
        IllegalStateException.class,
        "step: the loss does not depend on b, of shape [], as it stands now",
        () -> sgd.step(a.value().square().gradients()));
    Adam adam = Adam.of(Map.of("a", a), 0.1);
    Tensor wrong = Tensor.of(1.0, 2);
    assertRefused("restore: ", () -> adam.restore(Map.of("a.mean", wrong, "a.square", wrong), 3));
  }

  private static List<String> warnings(Map<String, Parameter> parameters) {
    List<String> messages = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            messages.add(new SimpleFormatter().formatMessage(record));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger("dev.chainrule.nn");
    logger.addHandler(handler);
    try {
      Sgd unused = Sgd.of(parameters, 0.1);
    } finally {
      logger.removeHandler(handler);
    }
    return messages;
  }

  @Test
  void weightsThatBeginAlike_areWarnedOf() {
    Linear some = Linear.of(2, 3);
    Linear same = Linear.of(2, 3);
    List<String> told =
        warnings(Map.of("some.weight", some.weight(), "same.weight", same.weight()));
    assertEquals(1, told.size(), told::toString);
    assertEquals(
        "begin with the same numbers, and stay the same if they are used alike: give one Random to"
            + " all layers, such as Linear.of(3, 4, random)",
        told.get(0).substring(told.get(0).indexOf("begin")));
    Parameter zeros = Parameter.of(Tensor.zeros(some.weight().value().shape()));
    Parameter zerosToo = Parameter.of(zeros.value().data());
    Linear other = Linear.of(3, 2);
    assertEquals(
        List.of(),
        warnings(
            Map.of(
                "some", some.weight(),
                "tied", some.weight(),
                "other", other.weight(),
                "vector", Parameter.of(Tensor.of(1.0, 2)),
                "vectorToo", Parameter.of(Tensor.of(1.0, 2)),
                "bias", some.bias(),
                "biasToo", same.bias(),
                "zeros", zeros,
                "zerosToo", zerosToo)));
  }
}
