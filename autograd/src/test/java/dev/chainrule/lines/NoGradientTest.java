package dev.chainrule.lines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Recording;
import dev.chainrule.autograd.SourceLines;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.graph.Cut;
import dev.chainrule.autograd.graph.Cut.Reason;
import dev.chainrule.autograd.graph.NoGradient;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Programs in which a variable gets no gradient, and why. */
class NoGradientTest {
  private final Value w = Value.of(Tensor.of(2.0, -1)).named("w");
  private final Value v = Value.of(Tensor.of(1.0, 3)).named("v");

  private static NoGradient inScope(Value variable, Supplier<Value> program) {
    return NoGradient.of(SourceLines.recorded(program), variable).orElseThrow();
  }

  private static String only(NoGradient why, Reason reason) {
    assertEquals(reason, why.reason());
    assertEquals(1, why.cuts().size(), why::toString);
    assertEquals(List.of(), why.unknown());
    return why.cuts().get(0).site().line().map(StackTraceElement::getMethodName).orElse("");
  }

  private Value detachLine() {
    return w.mul(2).detach();
  }

  private Value offLine() {
    return Recording.off(() -> w.mul(2));
  }

  private Value copyLine() {
    return Value.constant(w.mul(2).data());
  }

  private Value compareLine() {
    return w.greater(v);
  }

  @Test
  void aVariableWithAGradient_needsNoReason() {
    assertTrue(NoGradient.of(w.mul(v).sum(), w).isEmpty());
    assertTrue(NoGradient.of(w.mul(v), w).isEmpty());
    assertTrue(NoGradient.of(w.relu().add(w.detach()), w).isEmpty());
    assertTrue(NoGradient.of(w, w).isEmpty());
  }

  @Test
  void detached() {
    NoGradient why = inScope(w, () -> detachLine().add(1).mul(v).sum());
    assertEquals("detachLine", only(why, Reason.DETACHED));
    assertTrue(
        why.toString().startsWith("detach() cut it off at dev.chainrule.lines.NoGradientTest.det"),
        why::toString);
    assertEquals("detachLine", only(inScope(w, this::detachLine), Reason.DETACHED));
  }

  @Test
  void computedWithRecordingOff() {
    NoGradient why = inScope(w, () -> offLine().add(1).mul(v).sum());
    assertEquals("lambda$offLine$", only(why, Reason.RECORDING_OFF).replaceAll("\\d", ""));
    assertTrue(
        why.toString()
            .startsWith("mul(w [2] from -1.0 to 2.0, 2.0) was computed with recording off at dev."),
        why::toString);
    List<Value> pair = List.of(w, v);
    NoGradient joined = inScope(w, () -> v.mul(Recording.off(() -> Value.stack(pair, 0))).sum());
    assertEquals(Reason.RECORDING_OFF, joined.reason());
  }

  @Test
  void copiedAsNumbers() {
    NoGradient why = inScope(w, () -> copyLine().mul(v).sum());
    assertEquals("copyLine", only(why, Reason.COPIED));
    // Not if something else is made of them on the way, or of a reshape that changes nothing.
    Tensor given = Tensor.of(5.0, 6);
    Value target = Value.of(given);
    NoGradient own =
        inScope(w, () -> w.mul(0).add(target.reshape(2).mul(Value.constant(given))).sum());
    assertEquals(Reason.ZERO_DERIVATIVE, own.reason());
    assertTrue(
        NoGradient.of(
                SourceLines.recorded(() -> v.mul(target.reshape(2)).mul(Value.constant(given))),
                target)
            .isEmpty());
  }

  @Test
  void theSameTensorInTwoLeaves_mayHaveBeenCopied() {
    Value constant = Value.constant(w.data());
    NoGradient outside = NoGradient.of(constant.mul(v).sum(), w).orElseThrow();
    assertEquals("", only(outside, Reason.SAME_TENSOR));
    assertEquals(
        "no recorded operation on the way to the result was applied to it, but its numbers may have"
            + " been copied into a constant [2], which holds the same tensor",
        outside.toString());
    Tensor zeros = Tensor.of(0.0, 0);
    Value first = Value.of(zeros);
    Value second = Value.of(zeros).named("second");
    NoGradient variable = NoGradient.of(second.square().sum(), first).orElseThrow();
    only(variable, Reason.SAME_TENSOR);
    assertTrue(variable.toString().contains("may have been copied into the variable second [2],"));
  }

  @Test
  void numbersThatNobodyFollowed_areUnknown() {
    NoGradient computed = inScope(w, () -> v.mul(Value.constant(w.data().mul(2))).sum());
    assertEquals(Reason.NEVER_USED, computed.reason());
    assertEquals(1, computed.unknown().size());
    assertTrue(
        computed
            .toString()
            .startsWith(
                "no recorded operation on the way to the result was applied to the variable w [2];"
                    + " the numbers of 1 constant on the way may have been computed from it, such as"
                    + " those of a constant [2] at dev.chainrule.lines."),
        computed::toString);
    Value number = Value.of(2);
    assertEquals(
        1, inScope(number, () -> v.mul(Value.constant(number.item())).sum()).unknown().size());
    // The number of a literal is the variable's own, or it is taken for a literal.
    assertEquals(1, inScope(number, () -> v.mul(number.item()).sum()).unknown().size());
    assertEquals(0, inScope(number, () -> v.mul(3).sum()).unknown().size());
  }

  @Test
  void theGarbageCollector_changesNoAnswer() {
    NoGradient why =
        inScope(
            w,
            () -> {
              Tensor numbers = w.mul(2).data(); // nothing else holds the value
              for (int i = 0; i < 5; i++) {
                System.gc();
              }
              return v.mul(Value.constant(numbers)).sum();
            });
    only(why, Reason.COPIED);
  }

  @Test
  void throughFlatOperationsAlone() {
    NoGradient why = inScope(w, () -> v.maskedBy(compareLine()).sum());
    assertEquals("compareLine", only(why, Reason.FLAT));
    NoGradient outside = NoGradient.of(v.add(w.argMax(0)).sum(), w).orElseThrow();
    assertEquals(
        "the derivative of argMax(w [2] from -1.0 to 2.0) with respect to w [2] from -1.0 to 2.0 is"
            + " 0 everywhere",
        outside.toString().replace("argmax", "argMax").replaceAll("argMax\\w*\\[.*?\\]", "argMax"));
  }

  @Test
  void aFlatInput_isNamed() {
    NoGradient why = NoGradient.of(v.maskedBy(w), w).orElseThrow();
    assertEquals(
        "the derivative of maskedBy([2] from 1.0 to 3.0, w [2] from -1.0 to 2.0) with respect to w"
            + " [2] from -1.0 to 2.0 is 0 everywhere",
        why.toString().replace("v [2]", "[2]"));
  }

  @Test
  void neverUsed() {
    NoGradient why = inScope(w, () -> v.mul(v.square()).add(3).sum());
    only(why, Reason.NEVER_USED);
    assertEquals(
        "no recorded operation on the way to the result was applied to the variable w [2]",
        why.toString());
    NoGradient alone = NoGradient.of(v.sum(), w).orElseThrow();
    only(alone, Reason.NEVER_USED);
  }

  @Test
  void outsideOfAScope_whatMayBeBehindConstantsIsSaid() {
    Value data = detachLine();
    NoGradient why = NoGradient.of(v.mul(data).sum(), w).orElseThrow();
    assertEquals(Reason.NEVER_USED, why.reason());
    assertEquals(1, why.unknown().size());
    assertSame(data, why.unknown().get(0));
    assertEquals(
        "no recorded operation on the way to the result was applied to the variable w [2]; the"
            + " numbers of 1 constant on the way may have been computed from it, such as those of a"
            + " constant [2]: a scope of SourceLines.recorded notes detach() and Recording.off, but"
            + " nobody can follow numbers that item() or data() took out",
        why.toString());
  }

  @Test
  void aConstant() {
    Value constant = Value.constant(Tensor.of(1.0, 2)).named("c");
    NoGradient why = NoGradient.of(v.mul(constant).sum(), constant).orElseThrow();
    only(why, Reason.CONSTANT);
    assertEquals("a constant c [2] wants no gradient", why.toString());
    Value[] made = new Value[3];
    Value result =
        SourceLines.recorded(
            () -> {
              made[0] = detachLine();
              made[1] = Recording.off(() -> w.mul(3));
              made[2] = Value.constant(4);
              return v.mul(made[0]).mul(made[1]).mul(made[2]).sum();
            });
    assertEquals("detachLine", only(NoGradient.of(result, made[0]).orElseThrow(), Reason.DETACHED));
    assertEquals(Reason.RECORDING_OFF, NoGradient.of(result, made[1]).orElseThrow().reason());
    assertEquals(Reason.CONSTANT, NoGradient.of(result, made[2]).orElseThrow().reason());
  }

  @Test
  void replacedByAnUpdate() {
    Value next = Value.of(Tensor.of(1.0, 2)).replacing(w);
    Value loss = w.mul(v).sum();
    NoGradient why = NoGradient.of(loss, next).orElseThrow();
    only(why, Reason.REPLACED);
    assertEquals(
        "the result was made of the variable that stood in its place before or after an update:"
            + " compute it again, after the last update",
        why.toString());
    assertEquals(Optional.of("w"), next.name());
    Value later = Value.of(Tensor.of(0.0, 2)).replacing(next);
    only(NoGradient.of(loss, later).orElseThrow(), Reason.REPLACED);
    only(NoGradient.of(later.sum(), w).orElseThrow(), Reason.REPLACED);
    assertFalse(v.sharesPlaceWith(w));
    assertTrue(w.sharesPlaceWith(later) && later.sharesPlaceWith(w) && v.sharesPlaceWith(v));
    Value frozen = Value.constant(Tensor.of(1.0, 2)).replacing(w);
    assertEquals(Optional.of("w"), frozen.name());
    assertEquals(Optional.of("w"), Value.of(frozen.data()).replacing(frozen).name());
    later.named("weight");
    assertEquals(Optional.of("weight"), w.name());
  }

  @Test
  void severalCuts_areAllNamed_asTheProgramWent() {
    NoGradient why =
        inScope(w, () -> detachLine().add(v.maskedBy(compareLine())).add(w.mul(0)).sum());
    assertEquals(
        List.of(Reason.ZERO_DERIVATIVE, Reason.DETACHED, Reason.FLAT),
        why.cuts().stream().map(Cut::reason).toList());
    NoGradient many =
        inScope(w, () -> w.detach().add(w.detach()).add(w.detach()).add(w.detach()).add(v).sum());
    assertEquals(4, many.cuts().size());
    assertTrue(many.toString().endsWith("; and 1 more"), many::toString);
  }

  @Test
  void anEmptyVariable_getsAnEmptyGradient() {
    Value empty = Value.of(Tensor.zeros(Shape.of(0)));
    assertEquals(0, empty.sum().gradients(empty).of(empty).shape().elements());
    assertTrue(NoGradient.of(empty.sum(), empty).isPresent());
  }

  @Test
  void hundredThousandOperations_takeNoStack() {
    assertTimeout(
        Duration.ofSeconds(20),
        () -> {
          Value x = Value.of(1);
          Value result =
              SourceLines.recorded(
                  () -> {
                    Value chain = x.detach();
                    for (int i = 0; i < 100_000; i++) {
                      chain = chain.add(1);
                    }
                    return chain.add(v.sum());
                  });
          only(NoGradient.of(result, x).orElseThrow(), Reason.DETACHED);
          Value chain = x.sub(1).relu();
          for (int i = 0; i < 100_000; i++) {
            chain = chain.add(1);
          }
          only(NoGradient.of(chain, x).orElseThrow(), Reason.NOT_CHOSEN); // relu at 0
        });
  }
}
