package dev.chainrule.nn.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chainrule.autograd.Value;
import dev.chainrule.nn.Parameter;
import dev.chainrule.nn.loss.Losses;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Fits a formula of one's own, without a network. */
class OwnParametersTest {
  @Test
  void tenLines() {
    Value time = Value.of(0, 1, 2, 3, 4).detach();
    Value measured = Value.of(8, 4, 2, 1, 0.5).detach();
    Parameter start = Parameter.of(1);
    Parameter decay = Parameter.of(1);
    Adam adam = Adam.of(Map.of("start", start, "decay", decay), 0.05);
    for (int step = 0; step < 1000; step++) {
      Value modelled = decay.value().neg().mul(time).exp().mul(start.value());
      adam.step(Losses.mse(modelled, measured));
    }
    assertEquals(8, start.value().item(), 1e-6);
    assertEquals(Math.log(2), decay.value().item(), 1e-6);
  }
}
