package dev.chainrule.demos.digits;

import com.google.common.collect.Maps;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.LayerState;
import dev.chainrule.nn.data.Examples;
import dev.chainrule.nn.layer.Mlp;
import dev.chainrule.nn.train.Evaluation;
import dev.chainrule.nn.train.Metric;
import java.util.List;

/** A network that gives each of the ten digits a score. */
record Classifier(Mlp mlp, Cost cost) {
  DType precision() {
    return mlp.stages().get(0).linear().weight().value().dtype();
  }

  /** The same in float64, so that small changes of the cost can be told from rounding. */
  Classifier precise() {
    Mlp.Builder copy = Mlp.builder(Digits.PIXELS).dtype(DType.FLOAT64);
    List<Mlp.Stage> stages = mlp.stages();
    for (Mlp.Stage stage : stages.subList(0, stages.size() - 1)) {
      copy = copy.hidden(stage.linear().weight().value().shape().size(0), stage.activation());
    }
    Mlp precise = copy.output(Digits.CLASSES, cost.last).build();
    LayerState.restore(
        precise, Maps.transformValues(LayerState.of(mlp), numbers -> numbers.to(DType.FLOAT64)));
    return new Classifier(precise, cost);
  }

  /** The cost of some examples. */
  Value cost(Examples examples) {
    return cost.of(mlp.apply(Value.constant(examples.inputs())), examples.targets());
  }

  /** The score of each digit for each image: shape [images, 10]. */
  Tensor scores(Tensor images) {
    return Evaluation.outputs(mlp, images);
  }

  /** How sure the network is of each digit for each image, from 0 to 1: shape [images, 10]. */
  Tensor sureness(Tensor images) {
    Tensor scores = scores(images);
    return cost == Cost.CROSS_ENTROPY ? scores.softmax(1) : scores;
  }

  /** The part of the digits whose highest score is the right one's. */
  double accuracy(Digits digits) {
    return Metric.accuracy().of(scores(digits.examples().inputs()), digits.examples().targets());
  }
}
