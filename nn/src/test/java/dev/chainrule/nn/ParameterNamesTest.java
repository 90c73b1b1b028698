package dev.chainrule.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.graph.Graph;
import dev.chainrule.autograd.graph.Node;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.layer.Activation;
import dev.chainrule.nn.layer.Linear;
import dev.chainrule.nn.layer.Mlp;
import dev.chainrule.nn.layer.Sequential;
import dev.chainrule.nn.optim.Sgd;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Parameters have their names in graphs without a word of the user's. */
class ParameterNamesTest {
  private static final Value X = Value.constant(Tensor.of(new double[][] {{1, -2}, {0.5, 3}}));

  private static Set<String> variables(Value loss) {
    return Graph.of(loss).nodes().stream()
        .filter(node -> node.kind() == Node.Kind.VARIABLE)
        .map(Node::name)
        .collect(Collectors.toSet());
  }

  @Test
  void ofNetworks_alsoAfterAStep_orFrozen() {
    Mlp mlp = Mlp.of(Activation.TANH, 2, 3, 1);
    Set<String> names = mlp.parameters().keySet();
    assertEquals(names, variables(mlp.apply(X).sum()));
    Sgd.of(mlp, 0.1).step(mlp.apply(X).sum());
    Value loss = mlp.apply(X).sum();
    assertEquals(names, variables(loss));
    assertTrue(
        Graph.of(loss).toString().contains("matMulTransposed(constant [2, 2], hidden1.weight)"));
    mlp.freeze("hidden1.weight");
    assertEquals(names.size() - 1, variables(mlp.apply(X).sum()).size());
    assertEquals(
        Optional.of("hidden1.weight"), mlp.stages().get(0).linear().weight().value().name());
  }

  @Test
  void ofSequences_theOutermostCounts() {
    Map<String, Layer> layers = new LinkedHashMap<>();
    layers.put("encoder", Sequential.of(Linear.of(2, 3), Activation.TANH));
    layers.put("head", Linear.of(3, 1));
    Sequential sequence = Sequential.of(layers);
    assertEquals(sequence.parameters().keySet(), variables(sequence.apply(X).sum()));
    assertEquals(
        List.of("encoder.0.weight", "encoder.0.bias", "head.weight", "head.bias"),
        List.copyOf(sequence.parameters().keySet()));
  }

  @Test
  void ofOnesOwn_byTheOptimiser() {
    Parameter slope = Parameter.of(1);
    assertEquals(Optional.empty(), slope.value().name());
    Sgd unused = Sgd.of(Map.of("slope", slope), 0.1);
    assertEquals(Optional.of("slope"), slope.value().name());
    assertEquals(Optional.of("other"), slope.named("other").value().name());
    slope.update(Tensor.of(2));
    assertEquals(Optional.of("other"), slope.value().name());
    Parameter nameless = Parameter.of(1);
    Sgd kept = Sgd.of(Map.of("", nameless), 0.1);
    assertEquals(Optional.empty(), nameless.value().name());
    assertEquals(0, kept.steps());
  }
}
