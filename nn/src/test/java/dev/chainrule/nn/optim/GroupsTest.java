package dev.chainrule.nn.optim;

import static dev.chainrule.testing.MessageAssertions.assertMessage;
import static dev.chainrule.testing.MessageAssertions.assertRefused;
import static dev.chainrule.testing.TensorAssertions.assertIdentical;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Parameter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Other settings for some of an optimiser's parameters. */
class GroupsTest {
  private final Map<String, Parameter> parameters =
      ImmutableMap.of(
          "encoder.weight", Parameter.of(1),
          "encoder.bias", Parameter.of(2),
          "encoder2.weight", Parameter.of(3),
          "head.bias", Parameter.of(4));

  private static final List<Tensor> ONES =
      List.of(Tensor.of(1), Tensor.of(1), Tensor.of(1), Tensor.of(1));

  private List<Double> numbers() {
    return parameters.values().stream().map(parameter -> parameter.value().item()).toList();
  }

  @Test
  void aGroup_hasARateOfItsOwn_andANameEndsAtAPoint() {
    Sgd sgd = Sgd.of(parameters, 0.5).group("encoder", encoder -> encoder.learningRate(0.25));
    sgd.step(ONES);
    assertEquals(List.of(1 - 0.25, 2 - 0.25, 3 - 0.5, 4 - 0.5), numbers());
    assertEquals(0.5, sgd.learningRate());
  }

  @Test
  void aTiedParameter_isInTheGroupsOfAllItsNames() {
    Parameter tied = Parameter.of(1);
    Map<String, Parameter> network =
        ImmutableMap.of("encoder.w", tied, "decoder.tied.w", tied, "decoder.w", Parameter.of(2));
    List<Tensor> ones = ONES.subList(0, 2);
    Sgd sgd = Sgd.of(network, 0.5);
    sgd.group("decoder", decoder -> decoder.learningRate(0.25)).step(ones);
    assertEquals(1 - 0.25, tied.value().item());
    sgd.group("decoder.tied", decoder -> decoder.learningRate(0.125)).step(ones);
    assertEquals(1 - 0.25 - 0.125, tied.value().item());
    sgd.group(name -> name.contains("tied"), decoder -> decoder.learningRate(0.25)).step(ones);
    assertEquals(1 - 0.25 - 0.125 - 0.25, tied.value().item());
  }

  @Test
  void inSeveralGroups_aParameterHasTheSettingsOfAll() {
    Sgd sgd =
        Sgd.of(parameters, 0.5)
            .weightDecay(0.5)
            .group("encoder", encoder -> encoder.learningRate(0.25))
            .group(name -> name.endsWith(".bias"), biases -> biases.weightDecay(0));
    sgd.step(ONES);
    assertEquals(List.of(1 - 0.25 * 1.5, 2 - 0.25, 3 - 0.5 * 2.5, 4 - 0.5), numbers());
  }

  @Test
  void aGroup_isAnOptimiserOfItsOwn_toTheLastBit() {
    Map<String, Parameter> some = Parameter.under("encoder", parameters);
    Map<String, Parameter> copies = Maps.transformValues(parameters, p -> p);
    Map<String, Parameter> own =
        ImmutableMap.copyOf(
            Maps.transformValues(ImmutableMap.copyOf(copies), p -> Parameter.of(p.value().data())));
    Adam grouped =
        Adam.of(parameters, 0.1).group("encoder", e -> e.betas(0.5, 0.75).decoupledWeightDecay(1));
    Adam first = Adam.of(Parameter.under("encoder", own), 0.1).betas(0.5, 0.75);
    first = first.decoupledWeightDecay(1);
    Adam rest = Adam.of(Maps.filterKeys(own, name -> !some.containsKey(name)), 0.1);
    for (int i = 1; i < 5; i++) {
      List<Tensor> gradients = List.of(Tensor.of(i), Tensor.of(-1), Tensor.of(0.5), Tensor.of(i));
      grouped.step(gradients);
      first.step(gradients.subList(0, 2));
      rest.step(gradients.subList(2, 4));
    }
    own.forEach(
        (name, expected) ->
            assertIdentical(
                expected.value().data(), requireNonNull(parameters.get(name)).value().data()));
  }

  @Test
  void state_isThatOfEachRule_andRestored() {
    Sgd sgd = Sgd.of(parameters, 0.5).group("encoder", encoder -> encoder.momentum(0.5));
    sgd.step(ONES);
    assertEquals(
        List.of("encoder.weight.velocity", "encoder.bias.velocity"),
        List.copyOf(sgd.state().keySet()));
    Sgd other = Sgd.of(parameters, 0.5).group("encoder", encoder -> encoder.momentum(0.5));
    other.restore(sgd.state(), 1);
    assertEquals(sgd.state(), other.state());
    Sgd plain = Sgd.of(parameters, 0.5);
    assertRefused(
        "restore: after 1 steps this optimiser keeps []", () -> plain.restore(sgd.state(), 1));
    assertEquals(0, plain.steps());
  }

  @Test
  void aScheduleTimesAFactor_followsIt() {
    ReduceOnPlateau plateau = ReduceOnPlateau.of(0.5, 0.5, 0);
    Sgd sgd =
        Sgd.of(parameters, plateau).group("encoder", e -> e.learningRate(plateau.times(0.25)));
    plateau.observe(1);
    plateau.observe(1);
    sgd.step(ONES);
    assertEquals(List.of(1 - 0.0625, 2 - 0.0625, 3 - 0.25, 4 - 0.25), numbers());
  }

  @Test
  void mistakes_areToldAtOnce() {
    Sgd sgd = Sgd.of(parameters, 0.5);
    assertRefused("no parameter is called enc", () -> sgd.group("enc", group -> group));
    assertRefused("group: it has none of", () -> sgd.group(name -> false, group -> group));
    assertRefused(
        "group: clipping looks at the gradients of all",
        () -> sgd.group("encoder", group -> group.clipping(Clipping.byValue(1))));
    assertRefused(
        "group: give back the optimiser that was given",
        () -> sgd.group("encoder", group -> Sgd.of(Map.of("a", Parameter.of(1)), 1)));
    assertRefused(
        "group: a ReduceOnPlateau must be that of all",
        () -> sgd.group("encoder", group -> group.learningRate(ReduceOnPlateau.of(1, 0.5, 1))));
    Sgd grouped = sgd.group("encoder", group -> group.momentum(0.5));
    assertMessage(
        IllegalStateException.class,
        "weightDecay: set what holds for all parameters before group(...)",
        () -> grouped.weightDecay(1));
    assertRefused("times: factor -1.0", () -> LearningRate.constant(1).times(-1));
  }

  @Test
  void theDescription_tellsAllThatIsSet_andNothingThatChanges() {
    LearningRate halved = LearningRate.constant(0.5).times(0.5);
    Sgd sgd = Sgd.of(parameters, 0.5).group("encoder", e -> e.learningRate(halved).momentum(0.5));
    String before = sgd.description();
    assertEquals(
        "Sgd(learning rate 0.5; [encoder.weight, encoder.bias] learning rate 0.5 times 0.5,"
            + " momentum 0.5)",
        before);
    assertEquals(
        "Sgd(learning rate 0.5; 4 parameters, 2 of them in groups, 0 steps)", sgd.toString());
    sgd.step(ONES);
    assertEquals(before, sgd.description());
    ReduceOnPlateau plateau = ReduceOnPlateau.of(0.5, 0.5, 0);
    Sgd falling = Sgd.of(parameters, plateau);
    String high = falling.description();
    plateau.observe(1);
    plateau.observe(1);
    assertEquals(high, falling.description());
    assertNotEquals(
        Sgd.of(parameters, step -> 0.1 / (1 + step)).description(),
        Sgd.of(parameters, step -> 0.1 / (2 + step)).description());
    assertNotEquals(
        Sgd.of(parameters, 1).clipping(Clipping.byValue(1)).description(),
        Sgd.of(parameters, 1).clipping(Clipping.byValue(2)).description());
  }
}
