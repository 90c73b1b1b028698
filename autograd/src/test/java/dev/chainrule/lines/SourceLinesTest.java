package dev.chainrule.lines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.ConstantOrigin;
import dev.chainrule.autograd.ConstantOrigin.Kind;
import dev.chainrule.autograd.Recording;
import dev.chainrule.autograd.SourceLines;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Scopes that note lines, and those that do not. */
class SourceLinesTest {
  private final Value w = Value.of(Tensor.of(1.0, 2));

  private static ConstantOrigin origin(Value value) {
    return SourceLines.origin(value).orElseThrow();
  }

  private static String method(Value value) {
    return SourceLines.of(value).orElseThrow().getMethodName();
  }

  private Value squareLine() {
    return w.square();
  }

  @Test
  void everyValueOfAScope_hasTheLineThatCalled() {
    Value sum = SourceLines.recorded(() -> squareLine().sum());
    assertEquals("squareLine", method(sum.inputs().get(0)));
    StackTraceElement line = SourceLines.of(sum).orElseThrow();
    assertEquals("SourceLinesTest.java", line.getFileName());
    assertTrue(
        line.getLineNumber() > SourceLines.of(sum.inputs().get(0)).orElseThrow().getLineNumber());
    Value variable = SourceLines.recorded(() -> Value.of(3));
    Value constant = SourceLines.recorded(() -> Value.constant(3));
    assertTrue(SourceLines.of(variable).isPresent());
    assertEquals(Kind.GIVEN, origin(constant).kind());
    Value joined = SourceLines.recorded(() -> Value.stack(List.of(w, w), 0));
    assertTrue(SourceLines.of(joined).isPresent());
  }

  @Test
  void outsideOfAScope_nothingIsNoted() {
    Value before = squareLine();
    Value inside = SourceLines.recorded(this::squareLine);
    Value after = squareLine().detach();
    assertTrue(SourceLines.of(before).isEmpty());
    assertTrue(SourceLines.of(inside).isPresent());
    assertTrue(SourceLines.of(after).isEmpty());
    assertTrue(SourceLines.origin(after).isEmpty());
    assertTrue(SourceLines.origin(Recording.off(this::squareLine)).isEmpty());
  }

  @Test
  void aConstant_saysWhatItWasMadeOf() {
    Value detached = SourceLines.recorded(w::detach);
    assertEquals(new ConstantOrigin(Kind.DETACHED, Optional.empty(), List.of(w)), origin(detached));
    Value off = SourceLines.recorded(() -> Recording.off(() -> w.mul(detached)));
    assertEquals(Kind.RECORDING_OFF, origin(off).kind());
    assertEquals("mul", origin(off).operation().orElseThrow().name());
    assertEquals(List.of(w, detached), origin(off).madeOf());
    Value computed = SourceLines.recorded(() -> detached.exp());
    assertEquals(Kind.COMPUTED, origin(computed).kind());
    assertEquals(List.of(detached), origin(computed).madeOf());
    Value joined = SourceLines.recorded(() -> Value.concat(List.of(detached, detached), 0));
    assertEquals(Kind.COMPUTED, origin(joined).kind());
    assertEquals(List.of(detached, detached), origin(joined).madeOf());
    Value[] square = new Value[1];
    Value copied =
        SourceLines.recorded(
            () -> {
              square[0] = squareLine();
              return Value.constant(square[0].data());
            });
    assertSame(square[0], origin(copied).madeOf().get(0));
  }

  @Test
  void scopesAreNested_andEndWhenTheyThrow() {
    assertThrows(
        IllegalStateException.class,
        () ->
            SourceLines.recorded(
                () -> {
                  Value inner = SourceLines.recorded(this::squareLine);
                  assertTrue(SourceLines.of(inner).isPresent());
                  assertTrue(SourceLines.of(squareLine()).isPresent());
                  throw new IllegalStateException("from within");
                }));
    assertTrue(SourceLines.of(squareLine()).isEmpty());
  }

  @Test
  void aScopeIsOfItsThread() throws Exception {
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Value inner =
          SourceLines.recorded(
              () -> {
                Future<Value> elsewhere = other.submit(this::squareLine);
                assertTrue(SourceLines.of(squareLine()).isPresent());
                try {
                  return elsewhere.get();
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      assertTrue(SourceLines.of(inner).isEmpty());
      Future<Value> scoped = other.submit(() -> SourceLines.recorded(this::squareLine));
      assertEquals("squareLine", method(scoped.get()));
      Value between =
          SourceLines.recorded(
              () -> {
                try { // this thread's scope is open, the other one's has ended
                  return other.submit(this::squareLine).get();
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      assertTrue(SourceLines.of(between).isEmpty());
    } finally {
      other.shutdown();
      assertTrue(other.awaitTermination(10, TimeUnit.SECONDS));
    }
  }

  @Test
  void valuesAreLetGo_withAllThatWasNoted() throws InterruptedException {
    List<WeakReference<Value>> gone = noted();
    for (int i = 0; i < 100 && gone.stream().anyMatch(r -> r.get() != null); i++) {
      System.gc();
      Thread.sleep(20);
    }
    assertTrue(gone.stream().allMatch(reference -> reference.get() == null));
  }

  private List<WeakReference<Value>> noted() {
    return SourceLines.recorded(
        () -> {
          Value square = squareLine().named("square");
          Value detached = square.detach();
          Value copied = Value.constant(square.data());
          Value off = Recording.off(() -> copied.mul(detached).add(w));
          Value joined = Recording.off(() -> Value.stack(List.of(off, w), 0));
          return List.of(
              new WeakReference<>(square),
              new WeakReference<>(detached),
              new WeakReference<>(copied),
              new WeakReference<>(off),
              new WeakReference<>(joined));
        });
  }
}
