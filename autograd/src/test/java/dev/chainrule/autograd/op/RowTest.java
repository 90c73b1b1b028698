package dev.chainrule.autograd.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.kernel.Opcode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows of tables, made anew: those of the tables themselves are made before any test. */
class RowTest {
  private static final Domain UNIT = Domain.between(-1, 1);

  private static UnaryRow cube() {
    return UnaryRow.row("cube", UNIT, x -> x * x * x, (g, x, y) -> g.mul(x.square()).mul(3));
  }

  private static BinaryRow product() {
    return BinaryRow.row(
        "product",
        Domain.ALL,
        UNIT,
        (x, y) -> x * y,
        (g, x, y, z) -> g.mul(y),
        (g, x, y, z) -> g.mul(x));
  }

  @Test
  void aConstantIsThereOnce() {
    Program rule =
        UnaryRow.row(
                "f",
                UNIT,
                x -> x,
                (g, x, y) -> g.mul(3).add(x.mul(3)).add(g.mul(0.0)).add(g.mul(-0.0)).add(y.mul(3)))
            .rule(0);
    List<Double> constants =
        rule.steps().stream()
            .filter(step -> step.operation() == null)
            .map(Program.Step::constant)
            .toList();
    assertEquals(List.of(3.0, 0.0, -0.0), constants);
    assertEquals(3 * 5 + 3 * 7 + 3 * 11, rule.run(5, 7, 11, 0));
  }

  @Test
  void aRowOfOneInput() {
    UnaryRow row = cube();
    assertEquals("cube", row.name());
    assertEquals(8, row.value(2));
    assertEquals(8, row.applyAsDouble(2));
    assertSame(UNIT, row.domain(0));
    assertEquals(5 * 12, row.rule(0).run(5, 2, 8, 8));
    assertTrue(row.isPure());
    assertFalse(row.isLinear() || row.isChoice() || row.isFlat(0));
    assertEquals(1, row.cost());
    assertSame(Opcode.TANH, row.loop(Opcode.TANH).opcode());
    assertEquals(7, row.cost(7).cost());
    assertTrue(row.linear().isLinear());
    assertTrue(row.choice().isChoice());
    assertEquals(5 * 12, row.choice().rule(0).run(5, 2, 8, 8));
    UnaryRow all = row.loop(Opcode.TANH).cost(7).linear().choice();
    assertSame(Opcode.TANH, all.opcode());
    assertTrue(all.isLinear() && all.isChoice() && all.cost() == 7);
  }

  @Test
  void aFlatRow_handsNothingOn() {
    UnaryRow row = UnaryRow.flat("floor", Domain.ALL, Math::floor);
    assertTrue(row.isFlat(0));
    assertEquals(2, row.value(2.5));
    assertEquals(0, row.rule(0).run(5, 2.5, 2, 2));
    BinaryRow both = BinaryRow.flat("greater", Domain.ALL.withTies(), (x, y) -> x > y ? 1 : 0);
    assertTrue(both.isFlat(0) && both.isFlat(1));
    assertTrue(both.domain(0).hasTies() && both.domain(1).hasTies());
    assertEquals(0, both.rule(1).run(5, 2, 1, 1));
    BinaryRow one =
        BinaryRow.flatInY("mask", UNIT, Domain.ALL, (x, y) -> x * y, (g, x, y, z) -> g.mul(y));
    assertFalse(one.isFlat(0));
    assertTrue(one.isFlat(1));
    assertEquals(15, one.rule(0).run(5, 2, 3, 6));
    assertEquals(0, one.rule(1).run(5, 2, 3, 6));
    assertSame(UNIT, one.domain(0));
  }

  @Test
  void aRowOfTwoInputs() {
    BinaryRow row = product();
    assertEquals(6, row.value(2, 3));
    assertEquals(6, row.applyAsDouble(2, 3));
    assertSame(UNIT, row.domain(1));
    assertSame(Domain.ALL, row.domain(0));
    assertFalse(row.isFlat(0) || row.isFlat(1) || row.isLinear() || row.isChoice());
    assertEquals(15, row.rule(0).run(5, 2, 3, 6));
    assertEquals(10, row.rule(1).run(5, 2, 3, 6));
    assertNotNull(row.rule(1));
    assertSame(row.rule(1), row.rule(1));
    BinaryRow all = row.loop(Opcode.MUL).cost(7).linear().choice();
    assertSame(Opcode.MUL, all.opcode());
    assertTrue(all.isLinear() && all.isChoice() && all.cost() == 7 && all.isPure());
    assertEquals(10, all.rule(1).run(5, 2, 3, 6));
  }

  @Test
  void domains() {
    assertEquals(new Domain(-1, 1, List.of(), false), UNIT);
    assertEquals(new Domain(-1, 1, List.of(0.0), true), UNIT.withKinks(0.0).withTies());
  }
}
