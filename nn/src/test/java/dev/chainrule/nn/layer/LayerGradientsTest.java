package dev.chainrule.nn.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.check.GradCheck;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Bound;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.TrainingPass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every layer, bound: its gradients of first and second order are right, and so are its input's.
 */
class LayerGradientsTest {
  private static final Tensor X = Tensor.uniform(Shape.of(6, 4), -2, 2, new Random(1));
  private static final Tensor INDICES = Tensor.of(new double[][] {{2, 0, 1}, {2, 2, 0}});
  private static final GradCheck CHECK = GradCheck.standard().order(2).tolerances(1e-6, 1e-9);

  static Stream<Layer> layers() {
    Random random = new Random(4);
    Linear twice = Linear.of(4, 4, random);
    List<Layer> layers =
        new ArrayList<>(
            List.of(
                Dropout.of(0.4),
                LayerNorm.of(4),
                BatchNorm.of(4),
                Linear.of(4, 3, Initializer.lecun(), random),
                Mlp.of(Activation.TANH, 4, 5, 2),
                Residual.of(Linear.of(4, 4, random)),
                Sequential.of(twice, Activation.TANH, twice),
                Sequential.of(
                    Linear.of(4, 5, random),
                    BatchNorm.of(5),
                    Activation.GELU,
                    Dropout.of(0.2),
                    Residual.of(Sequential.of(LayerNorm.of(5), Activation.TANH)),
                    Linear.of(5, 2, random),
                    Activation.SOFTMAX)));
    layers.addAll(Arrays.asList(Activation.values()));
    return layers.stream();
  }

  @ParameterizedTest
  @MethodSource("layers")
  void theInputs(Layer layer) {
    CHECK.check(layer::apply, X).assertPassed();
    CHECK.check(x -> layer.applyTraining(x, TrainingPass.seeded(3)), X).assertPassed();
  }

  @ParameterizedTest
  @MethodSource("layers")
  void everyParameters(Layer layer) {
    assertParameters(layer, X);
  }

  @Test
  void anEmbeddings() {
    assertParameters(Embedding.of(3, 2, new Random(1)), INDICES);
  }

  private static void assertParameters(Layer layer, Tensor inputs) {
    Bound bound = Bound.of(layer);
    if (!bound.parameters().isEmpty()) {
      Value x = Value.constant(inputs);
      CHECK.check(p -> bound.apply(p, x).sin(), bound.parameters()).assertPassed();
      CHECK
          .check(p -> bound.applyTraining(p, x, TrainingPass.seeded(3)).sin(), bound.parameters())
          .assertPassed();
    }
  }

  @Test
  void noLayerIsMissing() {
    Set<String> written =
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.chainrule.nn.layer")
                .stream()
                .filter(type -> type.isAssignableTo(Layer.class) && !type.isInnerClass())
                .filter(type -> !type.isAnonymousClass())
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toSet());
    Set<String> tested = new HashSet<>(Set.of("Embedding"));
    layers().forEach(layer -> tested.add(nameOf(layer)));
    assertEquals(written, tested);
  }

  private static String nameOf(Layer layer) {
    return layer instanceof Activation ? "Activation" : layer.getClass().getSimpleName();
  }
}
