package dev.chainrule.lines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.SourceLines;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.graph.Graph;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Stands in a package of its own: lines of the library are not told. */
class SourceLinesTest {
  private static Value doubled(Value x) {
    return x.add(x); // the line that is told
  }

  private static Optional<String> method(Value value) {
    return SourceLines.of(value).map(StackTraceElement::getMethodName);
  }

  @Test
  void theInnermostLineOfTheUser_isTold() {
    Value x = Value.of(2);
    Value y = SourceLines.recorded(() -> doubled(x).square());
    assertEquals(Optional.of("doubled"), method(y.inputs().get(0)));
    StackTraceElement line = SourceLines.of(y).orElseThrow();
    assertEquals("SourceLinesTest.java", line.getFileName());
    assertTrue(
        Graph.of(y).toString().contains("  // SourceLinesTest.java:" + line.getLineNumber()));
    // A word that is made of several operations stands on the line that says it.
    Value mean = SourceLines.recorded(() -> Value.of(1, 2).mean());
    assertEquals(SourceLines.of(mean), SourceLines.of(mean.inputs().get(0)));
  }

  @Test
  void outsideOfAScope_nothingIsNoted() {
    Value x = Value.of(2);
    assertEquals(Optional.empty(), SourceLines.of(doubled(x)));
    Value inner =
        SourceLines.recorded(
            () -> {
              Value unused = SourceLines.recorded(() -> doubled(x));
              return doubled(x);
            });
    assertEquals(Optional.of("doubled"), method(inner));
    assertThrows(
        IllegalStateException.class,
        () ->
            SourceLines.recorded(
                () -> {
                  throw new IllegalStateException();
                }));
    assertEquals(Optional.empty(), method(doubled(x)));
  }

  @Test
  void otherThreads_areNotConcerned() {
    Value x = Value.of(2);
    List<Value> both =
        SourceLines.recorded(
            () -> List.of(CompletableFuture.supplyAsync(() -> doubled(x)).join(), doubled(x)));
    assertEquals(Optional.empty(), method(both.get(0)));
    assertEquals(Optional.of("doubled"), method(both.get(1)));
  }
}
