package dev.chainrule.autograd.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.testing.JavaProcess;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reductions of arrays that are not there element by element. */
class ReductionsTest {
  /** In a process of its own, where the elements would take six times the memory there is. */
  @Test
  void whatIsBroadcastIsNotSpreadOut() {
    JavaProcess process = JavaProcess.run(Reducing.class, List.of("-Xmx64m", "-XX:+UseSerialGC"));
    assertEquals(0, process.exitCode(), process.err());
    assertArrayEquals(
        new double[] {
          75e6,
          2,
          1,
          Math.sqrt(125e6),
          Math.log(25e6 * (Math.exp(1) + Math.exp(2))),
          1.5,
          25e6,
          50e6
        },
        process.out().lines().mapToDouble(Double::parseDouble).toArray(),
        1e-7);
  }

  @Test
  void nothingBroadcastIsNothing() {
    Tensor nothing = Tensor.zeros(0, 1).broadcastTo(Shape.of(0, 5));
    assertEquals(0, nothing.sum().item());
    assertEquals(0, nothing.norm2().item());
    assertEquals(Double.NEGATIVE_INFINITY, nothing.logSumExp().item());
    assertEquals(
        Shape.of(3), Tensor.zeros(3, 0, 1).broadcastTo(Shape.of(3, 0, 5)).sum(1, 2).shape());
    assertEquals(Shape.of(0), nothing.sum(1).shape());
  }

  @Test
  void allElementsOfAPart_areThoseOfThePart() {
    Tensor part = Tensor.of(7.0, 1.0, 2.0, 4.0, 9.0).slice(0, 1, 4).reshape(1, 3, 1);
    assertEquals(7, part.sum().item());
    assertEquals(4, part.max().item());
    assertEquals(1, part.min().item());
    assertEquals(Math.sqrt(21), part.norm2().item(), 1e-15);
    assertEquals(Shape.of(1, 1, 1), part.sum(true).shape());
  }

  /** The program. */
  static final class Reducing {
    private Reducing() {}

    /** Prints what becomes of fifty million elements. */
    public static void main(String[] args) {
      Tensor tall = Tensor.of(1.0, 2.0).reshape(2, 1, 1).broadcastTo(Shape.of(2, 5000, 5000));
      System.out.println(tall.sum().item());
      System.out.println(tall.max().item());
      System.out.println(tall.min().item());
      System.out.println(tall.norm2().item());
      System.out.println(tall.logSumExp().item());
      System.out.println(tall.permute(1, 0, 2).mean().item());
      Tensor between = tall.swapAxes(0, 1).sum(0, 2);
      System.out.println(between.at(0));
      System.out.println(between.at(1));
    }
  }
}
