package dev.chainrule.lines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Recording;
import dev.chainrule.autograd.SourceLines;
import dev.chainrule.autograd.SweepStep;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.graph.NotFinite;
import dev.chainrule.autograd.graph.NotFiniteOrigin;
import dev.chainrule.autograd.graph.NotFiniteOrigin.Direction;
import dev.chainrule.autograd.graph.Site;
import dev.chainrule.autograd.tensor.Tensor;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Programs in which a number is not finite, and on which line that began. */
class NotFiniteLinesTest {
  private final Value w = Value.of(Tensor.of(2.0, 0, -4)).named("w");

  private Value logLine() {
    return w.log();
  }

  private Value mulLine(Value x, Value y) {
    return x.mul(y);
  }

  private Value sqrtLine() {
    return w.mul(w).sqrt();
  }

  private static String method(Site site) {
    return site.line().orElseThrow().getMethodName();
  }

  private static NotFiniteOrigin forward(Supplier<Value> program) {
    return NotFinite.forwardOrigin(SourceLines.recorded(program)).orElseThrow();
  }

  @Test
  void aNaN_hasOperationInputsElementAndLine() {
    NotFiniteOrigin origin = forward(() -> logLine().neg().sum());
    Site site = origin.sites().get(0);
    assertEquals(Direction.FORWARD, origin.direction());
    assertTrue(Double.isNaN(origin.number()));
    assertEquals(List.of(2), origin.index());
    assertEquals(List.of(-4.0), origin.operands());
    assertEquals("log", site.operation().orElseThrow().name());
    assertEquals(Optional.of("w"), site.inputs().get(0).name());
    assertEquals(w.shape(), site.inputs().get(0).shape());
    assertEquals(-4, site.inputs().get(0).min());
    assertEquals(2, site.inputs().get(0).max());
    assertEquals("logLine", method(site));
    String line = site.line().orElseThrow().toString();
    assertEquals(
        "log(w [3] from -4.0 to 2.0) was the first operation to give NaN: in element [2], of -4.0,"
            + " at dev.chainrule.lines.NotFiniteLinesTest.logLine(NotFiniteLinesTest.java:"
            + site.line().orElseThrow().getLineNumber()
            + ")",
        origin.toString(),
        line);
  }

  @Test
  void anInfinityThatBecomesNaN_hasBothLines() {
    Value p = Value.of(Tensor.of(1.0, 0)).named("p");
    NotFiniteOrigin origin = forward(() -> mulLine(p, p.log()).sum());
    assertEquals(Double.NEGATIVE_INFINITY, origin.number());
    assertEquals(List.of(1), origin.index());
    assertEquals("anInfinityThatBecomesNaN_hasBothLines", lambda(method(origin.sites().get(0))));
    assertEquals("mulLine", method(origin.becameNaN().orElseThrow()));
    assertTrue(
        origin
            .toString()
            .contains("; mul(p [2] from 0.0 to 1.0, [2] from -Infinity to 0.0) made NaN of it at"),
        origin::toString);
  }

  @Test
  void ofANaNAndAnInfinity_theNaNIsFollowed() {
    NotFiniteOrigin origin =
        forward(() -> Value.of(1).add(w.square().reciprocal().neg().add(logLine())).sum());
    assertEquals("logLine", method(origin.sites().get(0)));
    Value infinite = Value.of(0).reciprocal();
    Value both = infinite.add(Value.of(-1).log());
    assertEquals("log(-1.0)", NotFinite.forwardOrigin(both).orElseThrow().sites().get(0).call());
    Value matrix = Value.of(Tensor.of(new double[][] {{0}})).reciprocal();
    Value product = matrix.matMul(Value.of(Tensor.of(new double[][] {{-1}})).log());
    assertTrue(NotFinite.forwardOrigin(product).orElseThrow().toString().startsWith("log("));
  }

  private static String lambda(String method) {
    return method.replaceAll("lambda\\$(.*)\\$\\d+", "$1");
  }

  @Test
  void anInfinityThatDoesNoHarm_isNotBlamed() {
    Value harmless = w.reciprocal().neg().exp(); // exp(-infinity)
    Value bad = w.sub(5).log();
    assertEquals(
        "log",
        NotFinite.forwardOrigin(harmless.add(bad).sum())
            .orElseThrow()
            .sites()
            .get(0)
            .operation()
            .orElseThrow()
            .name());
    assertEquals(
        "reciprocal",
        NotFinite.forwardOrigin(w.square().reciprocal().neg().exp().sum())
            .orElseThrow()
            .sites()
            .get(0)
            .operation()
            .orElseThrow()
            .name());
  }

  @Test
  void theElementIsFollowed_throughBroadcasting() {
    Value rows = Value.of(Tensor.of(new double[][] {{1}, {-1}}));
    NotFiniteOrigin origin = forward(() -> rows.sqrt().add(w).mean());
    assertEquals("sqrt", origin.sites().get(0).operation().orElseThrow().name());
    assertEquals(List.of(1, 0), origin.index());
    assertEquals(List.of(-1.0), origin.operands());
    Value column = Value.of(Tensor.of(new double[][] {{1}, {0}}));
    NotFiniteOrigin second = forward(() -> column.log().add(w.reciprocal()).sum()); // NaN at [1, 1]
    assertEquals(Double.NEGATIVE_INFINITY, second.number());
    assertEquals(List.of(1, 0), second.index());
  }

  @Test
  void aLeaf_isNamed_withTheLineItWasMadeOn() {
    NotFiniteOrigin origin =
        forward(() -> w.add(Value.constant(Tensor.of(1, Double.NaN, 2)).named("data")).sum());
    assertEquals("data", origin.holder().name().orElseThrow());
    assertTrue(
        origin
            .toString()
            .startsWith("a constant data [3] holds NaN from the start: in element [1], at "),
        origin::toString);
    assertTrue(NotFinite.forwardOrigin(w.mul(2).sum()).isEmpty());
  }

  @Test
  void whatIsNotRecorded_isSeenInAScope() {
    NotFiniteOrigin off = forward(() -> w.mul(Recording.off(this::logLine)).sum());
    assertEquals("logLine", method(off.sites().get(0)));
    NotFiniteOrigin detached = forward(() -> w.mul(logLine().detach()).sum());
    assertEquals("logLine", method(detached.sites().get(0)));
    NotFiniteOrigin copied = forward(() -> w.mul(Value.constant(logLine().data())).sum());
    assertEquals("logLine", method(copied.sites().get(0)));
    NotFiniteOrigin constants = forward(() -> Value.constant(-1).log().mul(3));
    assertEquals("log(-1.0)", constants.sites().get(0).call());
    assertEquals(
        "a constant [3] holds NaN from the start: in element [2]",
        NotFinite.forwardOrigin(w.add(1).mul(logLine().detach()).sum()).orElseThrow().toString());
  }

  @Test
  void aNaNThatAppearsOnlyBackward_hasTheDerivativesLine() {
    Value loss = SourceLines.recorded(() -> sqrtLine().sum().mul(3));
    assertTrue(NotFinite.forwardOrigin(loss).isEmpty());
    NotFiniteOrigin origin = NotFinite.backwardOrigin(loss).orElseThrow();
    assertEquals(Direction.BACKWARD, origin.direction());
    assertEquals(Double.POSITIVE_INFINITY, origin.number());
    assertEquals(List.of(1), origin.index());
    assertEquals(List.of(0.0), origin.operands());
    assertEquals("sqrtLine", method(origin.sites().get(0)));
    assertTrue(
        origin
            .toString()
            .startsWith(
                "the derivative of sqrt([3] from 0.0 to 16.0) was the first not to be finite: Infinity in"
                    + " element [1], where its input is 0.0, at dev.chainrule.lines."),
        origin::toString);
    assertTrue(NotFinite.backwardOrigin(w.square().sum()).isEmpty());
  }

  @Test
  void ofSeveralUses_theGuiltyOneIsNamed() {
    Value x = Value.of(0).named("x");
    Value loss = x.square().add(x.sqrt()).add(x.exp());
    NotFiniteOrigin origin = NotFinite.backwardOrigin(loss).orElseThrow();
    assertEquals(1, origin.sites().size());
    assertEquals(
        "the derivative of sqrt(x 0.0) was the first not to be finite: Infinity, where x is 0.0",
        origin.toString());
    Value joined = Value.concat(List.of(x.sqrt().reshape(1), x.reshape(1)), 0).sum();
    assertEquals(
        "sqrt",
        NotFinite.backwardOrigin(joined)
            .orElseThrow()
            .sites()
            .get(0)
            .operation()
            .orElseThrow()
            .name());
  }

  @Test
  void ifOnlyTheSumOverflows_allUsesAreNamed() {
    Value x = Value.of(1);
    Value loss = x.mul(1e308).add(x.mul(1.5e308)).mul(1e-10);
    Value scaled = x.mul(1e308).sub(x.mul(-1e308)).mul(0.5);
    assertTrue(NotFinite.backwardOrigin(loss).isEmpty());
    Value sum = x.mul(1e308).mul(1e-300).add(x.mul(1.5e308).mul(1e-300)).mul(1e300);
    assertEquals(2, NotFinite.backwardOrigin(sum).orElseThrow().sites().size());
    assertTrue(NotFinite.forwardOrigin(scaled).isPresent());
  }

  @Test
  void hundredThousandOperations_takeNoStack() {
    assertTimeout(
        Duration.ofSeconds(20),
        () -> {
          Value chain = Value.of(-1);
          for (int i = 0; i < 100_000; i++) {
            chain = chain.add(1e-9);
          }
          Value first = chain.log();
          Value last = first;
          for (int i = 0; i < 100_000; i++) {
            last = last.mul(1);
          }
          assertSame(first, NotFinite.forwardOrigin(last).orElseThrow().holder());
          Value shared = Value.of(0);
          Value sum = shared.sqrt();
          for (int i = 0; i < 50_000; i++) {
            sum = sum.add(shared);
          }
          assertEquals(1, NotFinite.backwardOrigin(sum).orElseThrow().sites().size());
        });
  }

  @Test
  void ofManyInputsAndUses_aFewAreShown() {
    Value large = Value.of(1e308);
    Value sum = Value.stack(Collections.nCopies(10, large), 0).sum().mul(1);
    assertEquals(
        "sum[0]([10] from 1.0E308 to 1.0E308) was the first operation to give an infinity",
        NotFinite.forwardOrigin(sum)
            .orElseThrow()
            .toString()
            .replaceAll("sum\\w*(\\[.*?\\])?\\(", "sum[0]("));
    Value wide = Value.stack(Collections.nCopies(10, large), 0);
    Value cut = wide.mul(0).sum();
    assertEquals(10, Site.of(wide).inputs().size());
    assertEquals(
        "stack[0](1.0E308, 1.0E308, 1.0E308, 1.0E308, 6 more)",
        Site.of(wide).call().replaceAll("stack[^(]*", "stack[0]"));
    assertTrue(NotFinite.backwardOrigin(cut).isEmpty());
    Value x = Value.of(0);
    Value uses = Value.constant(0);
    for (int i = 0; i < 5; i++) {
      uses = uses.add(x.mul(4e307)); // only the fifth makes the sum too large
    }
    NotFiniteOrigin origin = NotFinite.backwardOrigin(uses).orElseThrow();
    assertEquals(5, origin.sites().size());
    assertEquals(
        "the derivative of mul(0.0, 4.0E307) or of mul(0.0, 4.0E307) or of mul(0.0, 4.0E307) or of 2"
            + " more was the first not to be finite: Infinity, where its input is 0.0",
        origin.toString());
  }

  /** In the order of the sweep: a given value may get it long before others are looked at. */
  @Test
  void theFirstThatWasSentIsNamed() {
    Value x = Value.of(0).named("x");
    Value y = Value.of(0).named("y");
    Value early = x.sqrt();
    Value late = y.sqrt().add(early.mul(0.5));
    NotFiniteOrigin origin = NotFinite.backwardOrigin(late).orElseThrow();
    List<SweepStep<Tensor>> steps =
        SweepStep.of(late, Tensor.of(1), Value::data).stream()
            .filter(step -> !Double.isFinite(step.contribution().item()))
            .toList();
    assertEquals(steps.get(0).to(), origin.holder());
  }

  @Test
  void hostileNames_stayInOneShortLine() {
    Value x = Value.of(-1).named("<\n\"" + "long".repeat(1000));
    String text = NotFinite.forwardOrigin(x.log()).orElseThrow().toString();
    assertEquals(1, text.lines().count());
    assertTrue(text.length() < 200, text);
  }
}
