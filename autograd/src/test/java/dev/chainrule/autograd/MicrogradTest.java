package dev.chainrule.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The two expressions that micrograd publishes, with the numbers it publishes for them. */
class MicrogradTest {
  @Test
  void readmeExpression() {
    Value a = Value.of(-4);
    Value b = Value.of(2);
    Value c = a.add(b);
    Value d = a.mul(b).add(b.pow(3));
    c = c.add(c.add(1));
    c = c.add(c.add(1).sub(a));
    d = d.add(d.mul(2).add(b.add(a).relu()));
    d = d.add(d.mul(3).add(b.sub(a).relu()));
    Value e = c.sub(d);
    Value f = e.pow(2);
    Value g = f.div(2);
    g = g.add(Value.of(10).div(f));
    g.backward();
    assertEquals(24.70408163265306, g.item(), 1e-13);
    assertEquals(138.83381924198252, a.grad().item(), 1e-12);
    assertEquals(645.5772594752186, b.grad().item(), 1e-12);
  }

  @Test
  void sanityExpression() {
    Value x = Value.of(-4);
    Value z = x.mul(2).add(2).add(x);
    Value q = z.relu().add(z.mul(x));
    Value h = z.mul(z).relu();
    Value y = h.add(q).add(q.mul(x));
    y.backward();
    assertEquals(-20, y.item());
    assertEquals(46, x.grad().item());
  }
}
