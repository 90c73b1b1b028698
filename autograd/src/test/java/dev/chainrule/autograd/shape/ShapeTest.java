package dev.chainrule.autograd.shape;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Sizes, axes and broadcasting by NumPy's rule. */
class ShapeTest {
  @Test
  void sizes() {
    Shape shape = Shape.of(2, 3, 4);
    assertEquals(3, shape.rank());
    assertEquals(24, shape.elements());
    assertEquals(4, shape.size(2));
    assertEquals(4, shape.size(-1));
    assertEquals(2, shape.size(-3));
    assertEquals("[2, 3, 4]", shape.toString());
    assertEquals(0, Shape.SCALAR.rank());
    assertEquals(1, Shape.SCALAR.elements());
    assertEquals("[]", Shape.SCALAR.toString());
    assertEquals(0, Shape.of(3, 0).elements());
  }

  @Test
  void equality() {
    assertEquals(Shape.of(2, 3), Shape.of(2, 3));
    assertEquals(Shape.of(2, 3).hashCode(), Shape.of(2, 3).hashCode());
    assertNotEquals(Shape.of(2, 3), Shape.of(3, 2));
    assertNotEquals(Shape.of(1), Shape.SCALAR);
    assertEquals(Shape.SCALAR, Shape.of());
  }

  @Test
  void stacking() {
    assertEquals(Shape.of(5, 2, 3), Shape.of(2, 3).stacked(5));
    assertEquals(Shape.of(2, 3), Shape.of(5, 2, 3).unstacked());
    assertEquals(Shape.of(2, 3), Shape.of(0, 2, 3).unstacked());
    assertEquals(6, Shape.of(0, 2, 3).unstacked().elements());
    assertEquals(Shape.SCALAR, Shape.of(4).unstacked());
    Exception thrown = assertThrows(IllegalArgumentException.class, Shape.SCALAR::unstacked);
    assertEquals("unstacked: a scalar has no first axis", thrown.getMessage());
  }

  @Test
  void broadcasting() {
    broadcast(Shape.of(2, 3), Shape.of(3), Shape.of(2, 3));
    broadcast(Shape.of(2, 3), Shape.of(2, 1), Shape.of(1, 3));
    broadcast(Shape.of(4, 2, 3), Shape.of(4, 1, 1), Shape.of(2, 3));
    broadcast(Shape.of(2), Shape.of(2), Shape.SCALAR);
    broadcast(Shape.of(0, 3), Shape.of(1, 3), Shape.of(0, 1));
    broadcast(Shape.of(0), Shape.of(0), Shape.of(1));
  }

  private static void broadcast(Shape expected, Shape x, Shape y) {
    assertEquals(expected, Shape.broadcast("test", x, y));
    assertEquals(expected, Shape.broadcast("test", y, x));
    assertTrue(x.broadcastsTo(expected));
    assertTrue(y.broadcastsTo(expected));
  }

  @Test
  void whatDoesNotFill() {
    assertFalse(Shape.of(2, 3).broadcastsTo(Shape.of(3)));
    assertFalse(Shape.of(2).broadcastsTo(Shape.of(3)));
    assertFalse(Shape.of(2, 3).broadcastsTo(Shape.of(3, 2)));
    assertFalse(Shape.of(3).broadcastsTo(Shape.of(3, 1)));
    assertTrue(Shape.of(1).broadcastsTo(Shape.of(0)));
  }

  @Test
  void repeatedAxes() {
    assertArrayEquals(new int[] {0, 2}, Shape.of(2, 1).repeatedAxes(Shape.of(4, 2, 3)));
    assertArrayEquals(new int[] {}, Shape.of(2, 1).repeatedAxes(Shape.of(2, 1)));
    assertArrayEquals(new int[] {0}, Shape.SCALAR.repeatedAxes(Shape.of(1)));
  }

  @Test
  void axesAndReductions() {
    Shape shape = Shape.of(2, 3, 4);
    assertArrayEquals(new int[] {0, 1, 2}, shape.axes("test"));
    assertArrayEquals(new int[] {0, 2}, shape.axes("test", -1, 0));
    assertEquals(Shape.of(3), shape.reduce(false, 0, 2));
    assertEquals(Shape.of(1, 3, 1), shape.reduce(true, 0, 2));
    assertEquals(Shape.SCALAR, shape.reduce(false, 0, 1, 2));
  }
}
